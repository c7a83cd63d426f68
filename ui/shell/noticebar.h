// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/problem.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace redoubt::ui {

/// The problems of the window, above its pages: one row each with the sentence and, where
/// something can be done at once, a button for it. Nothing vanishes by itself: a row goes when its
/// problem is solved, or when the person puts an event away; all of them fold into one line.
/// Threads: the window's.
class NoticeBar : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeBar(QWidget *parent = nullptr);
    /// Takes the place of a problem with the same id; unfolds the bar when it is new
    /// and the window has room for it.
    void add(const Problem &problem);
    /// An event that is told by its sentence.
    void add(const QString &sentence);
    void resolve(const QString &id);
    void clear();
    QStringList sentences() const;
    bool isFolded() const { return m_folded; }
    void setFolded(bool folded);

private:
    void rebuild();
    void addRow(const Problem &problem);
    void updateHead();

    std::vector<Problem> m_problems;
    bool m_folded = false;
    QLabel *m_headText;
    QPushButton *m_fold;
    QWidget *m_rows;
    QVBoxLayout *m_rowsLayout;
};

} // namespace redoubt::ui
