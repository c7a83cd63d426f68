// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/canvas/pagestore.h"

#include <QAbstractScrollArea>
#include <QHash>
#include <QMap>
#include <QSet>

namespace redoubt::ui {

/// Thumbnails of pages from top to bottom; only those in view are asked for, painted and kept.
/// Keys: up, down, page up and down, home, end.
class PageStrip : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit PageStrip(QWidget *parent = nullptr);

    void setPageCount(int pages);
    int pageCount() const { return m_pages; }
    void setCurrentPage(int page);
    /// Pages with marks carry a dot: amber while something is undecided on them.
    void setMarked(const QSet<int> &marked, const QSet<int> &undecided);
    /// Pages that nobody looked at, or not in full, and why, by page: they carry a sign in the
    /// corner, and tell why to those who point at them or have them read aloud.
    void setNotExamined(const QMap<int, QString> &why);
    void setThumbnail(const RenderedPage &page);
    /// Pages in view, with one more at both ends.
    QList<int> visiblePages() const;
    QRect pageRect(int page) const; ///< in the viewport

    static constexpr int kThumbnailDpi = 12; ///< a letter page is about 100 pixels wide

Q_SIGNALS:
    void pagePicked(int page);
    void visibleChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;

private:
    void updateRange();
    void describe();
    int pageAt(double y) const;

    int m_pages = 0;
    int m_current = 0;
    QSet<int> m_marked;
    QSet<int> m_undecided;
    QMap<int, QString> m_notExamined;
    QHash<int, QImage> m_thumbnails;
};

} // namespace redoubt::ui
