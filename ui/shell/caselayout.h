// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

class QSettings;
class QSplitter;

namespace redoubt::ui {

class Commands;
class ReviewPanel;

/// Where the panels of a case stand. In a wide window: files, item and review side by side, the
/// timeline below them all. In a narrow one, such as a laptop's at 200 %, they fold: the files are
/// a tab of the review panel, which keeps the whole height, and the timeline stands below the
/// item. Nothing is squeezed and nothing is out of reach. Threads: the window's.
class CaseLayout : public QWidget
{
    Q_OBJECT
public:
    /// Takes the panels; they are destroyed with the layout. Sizes are kept in @a settings, which
    /// is borrowed.
    struct Panels
    {
        QWidget *files;
        QWidget *item;
        ReviewPanel *review;
        QWidget *timeline;
    };
    CaseLayout(const Panels &panels, QSettings &settings, Commands &commands,
               QWidget *parent = nullptr);
    ~CaseLayout() override;

    bool isFolded() const { return m_folded; }
    /// What the folded panels need.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void foldedChanged(bool folded);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setFolded(bool folded);
    void showFiles();

    const Panels m_panels;
    QSettings &m_settings;
    QSplitter *m_rows;
    QSplitter *m_columns;
    QSplitter *m_middle;
    QByteArray m_wideColumns; ///< while folded: the sizes to come back to
    QByteArray m_wideRows;
    bool m_folded = false;
};

} // namespace redoubt::ui
