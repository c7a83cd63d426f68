// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"

#include <QWidget>

#include <stop_token>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace redoubt::ui {

class PreviewPlan;

/// A part of a long text, cut at ends of lines.
struct TextWindow
{
    static constexpr qsizetype kSize = 1'000'000; ///< UTF-16 units

    qsizetype begin = 0;
    qsizetype end = 0;
    bool contains(qsizetype offset) const { return offset >= begin && offset < end; }
    bool operator==(const TextWindow &) const = default;

    /// The window that @a offset lies in: windows follow each other without gap or overlap, so
    /// that going on and back shows the same ones.
    static TextWindow around(QStringView text, qsizetype offset, qsizetype size = kSize);
};

/// The text as an editor can show it with every offset unchanged: line ends become single line
/// feeds after a blank, characters that mean something to the editor become a replacement.
QString displayable(QStringView text);

/// Text and tables, read-only, with the findings as highlights: dashes under what is proposed,
/// dots under candidates, black with white letters for what is redacted, green for what is kept.
/// Long texts are shown in parts, and it says so. Ownership: borrows session and plan.
class TextPane : public QWidget
{
    Q_OBJECT
public:
    TextPane(Session &session, PreviewPlan &plan, QWidget *parent = nullptr);
    ~TextPane() override;

    /// Shows the session's current item. Requires: it is a text or table.
    void open();
    void close();
    void setShown(ViewMode mode);
    bool hasSelectedText() const;
    /// Makes the selected text a mark.
    void markSelectedText();
    QPlainTextEdit *editor() { return m_editor; }

Q_SIGNALS:
    void selectedTextChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showWindow(const TextWindow &window);
    void showText();
    void highlight();
    void revealSelection();
    void pickAt(qsizetype offset, bool add);
    TextRange inView() const;
    void startReading();
    void recordSeen();
    void updateBar(const QString &note);

    Session &m_session;
    PreviewPlan &m_plan;
    QWidget *m_bar;
    QLabel *m_note;
    QPushButton *m_back;
    QPushButton *m_on;
    QPlainTextEdit *m_editor;
    QString m_text;      ///< of the item; what findings count in
    QString m_shownText; ///< that, or the preview of it
    TextWindow m_window;
    ViewMode m_shown = ViewMode::Edit;
    bool m_open = false;
    quint64 m_opened = 0; ///< which opening a text that arrives belongs to
    std::stop_source m_reading;
    QTimer m_seenTimer;
};

} // namespace redoubt::ui
