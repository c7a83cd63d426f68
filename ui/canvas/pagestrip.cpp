// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/pagestrip.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 128;
constexpr int kCellHeight = 164;
constexpr int kLabelHeight = 18;
constexpr qsizetype kKeptThumbnails = 200;

} // namespace

PageStrip::PageStrip(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"pageStrip"_s);
    setAccessibleName(tr("Pages"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedWidth(kWidth);
    verticalScrollBar()->setSingleStep(kCellHeight / 4);
}

void PageStrip::setPageCount(int pages)
{
    m_pages = std::max(0, pages);
    m_thumbnails.clear();
    m_marked.clear();
    m_undecided.clear();
    m_notExamined.clear();
    m_current = 0;
    verticalScrollBar()->setValue(0);
    updateRange();
    viewport()->update();
    Q_EMIT visibleChanged();
}

void PageStrip::setCurrentPage(int page)
{
    page = std::clamp(page, 0, std::max(0, m_pages - 1));
    m_current = page;
    describe();
    const QRect cell = pageRect(page);
    if (cell.top() < 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cell.top());
    else if (cell.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cell.bottom() -
                                      viewport()->height());
    viewport()->update();
}

void PageStrip::setMarked(const QSet<int> &marked, const QSet<int> &undecided)
{
    if (marked == m_marked && undecided == m_undecided)
        return;
    m_marked = marked;
    m_undecided = undecided;
    viewport()->update();
}

void PageStrip::setNotExamined(const QMap<int, QString> &why)
{
    if (why == m_notExamined)
        return;
    m_notExamined = why;
    describe();
    viewport()->update();
}

void PageStrip::describe()
{
    const QString place = tr("Page %1 of %2").arg(m_current + 1).arg(m_pages);
    const QString why = m_notExamined.value(m_current);
    setAccessibleDescription(why.isEmpty() ? place : place + u'\n' + why);
}

void PageStrip::setThumbnail(const RenderedPage &page)
{
    if (m_thumbnails.size() >= kKeptThumbnails) {
        const QList<int> keep = visiblePages();
        m_thumbnails.removeIf(
            [&](const QHash<int, QImage>::iterator it) { return !keep.contains(it.key()); });
    }
    m_thumbnails[page.page] = page.image;
    viewport()->update(pageRect(page.page));
}

QList<int> PageStrip::visiblePages() const
{
    QList<int> pages;
    const int top = verticalScrollBar()->value();
    const int first = std::max(0, top / kCellHeight - 1);
    const int last = std::min(m_pages - 1, (top + viewport()->height()) / kCellHeight + 1);
    for (int page = first; page <= last; ++page)
        pages.append(page);
    return pages;
}

QRect PageStrip::pageRect(int page) const
{
    return {0, page * kCellHeight - verticalScrollBar()->value(), viewport()->width(), kCellHeight};
}

void PageStrip::updateRange()
{
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, m_pages * kCellHeight - viewport()->height()));
}

void PageStrip::resizeEvent(QResizeEvent *)
{
    updateRange();
    Q_EMIT visibleChanged();
}

void PageStrip::scrollContentsBy(int, int)
{
    viewport()->update();
    Q_EMIT visibleChanged();
}

bool PageStrip::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const QString why = m_notExamined.value(pageAt(help->pos().y()));
        if (why.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), why, this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PageStrip::paintEvent(QPaintEvent *event)
{
    const Theme &t = theme();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), t.panel);
    painter.setFont(secondaryFont());
    for (const int page : visiblePages()) {
        const QRect cell = pageRect(page);
        if (!cell.intersects(event->rect()))
            continue;
        const bool current = page == m_current;
        const QRect room = cell.adjusted(kGrid, kGrid, -kGrid, -kLabelHeight - kHalfGrid);
        const QImage thumbnail = m_thumbnails.value(page);
        QRect sheet(0, 0, room.height() * 17 / 22, room.height());
        if (!thumbnail.isNull())
            sheet.setSize(thumbnail.size().scaled(room.size(), Qt::KeepAspectRatio));
        sheet.moveCenter(room.center());
        if (thumbnail.isNull()) {
            painter.fillRect(sheet, t.raised);
        } else {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(sheet, thumbnail);
        }
        painter.setPen(QPen(current ? t.accent : t.line, current ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0));
        if (m_notExamined.contains(page)) {
            const QRectF sign(sheet.right() - 21, sheet.top() + 3, 18, 18);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.panel);
            painter.drawEllipse(sign.adjusted(-2, -2, 2, 2));
            paintIcon(painter, sign, u"not-examined", t.danger);
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
        QFont font = secondaryFont();
        font.setWeight(current ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(current ? t.text : t.secondary);
        const QRect label(cell.left(), cell.bottom() - kLabelHeight, cell.width(), kLabelHeight);
        painter.drawText(label, Qt::AlignCenter, QString::number(page + 1));
        if (m_marked.contains(page)) {
            const QRectF dot(cell.center().x() + 16, label.center().y() - 3, 7, 7);
            painter.setRenderHint(QPainter::Antialiasing);
            // A ring while something is open, a full dot when all is decided.
            const bool open = m_undecided.contains(page);
            painter.setPen(QPen(open ? t.proposed : t.keep, 1.5));
            painter.setBrush(open ? QBrush(Qt::NoBrush) : QBrush(t.keep));
            painter.drawEllipse(dot);
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
    }
    if (hasFocus()) {
        painter.setPen(t.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

int PageStrip::pageAt(double y) const
{
    return int((y + verticalScrollBar()->value()) / double(kCellHeight));
}

void PageStrip::mousePressEvent(QMouseEvent *event)
{
    const int page = pageAt(event->position().y());
    if (event->button() == Qt::LeftButton && page >= 0 && page < m_pages)
        Q_EMIT pagePicked(page);
}

void PageStrip::keyPressEvent(QKeyEvent *event)
{
    int page = m_current;
    switch (event->key()) {
    case Qt::Key_Up:
        --page;
        break;
    case Qt::Key_Down:
        ++page;
        break;
    case Qt::Key_PageUp:
        page -= std::max(1, viewport()->height() / kCellHeight);
        break;
    case Qt::Key_PageDown:
        page += std::max(1, viewport()->height() / kCellHeight);
        break;
    case Qt::Key_Home:
        page = 0;
        break;
    case Qt::Key_End:
        page = m_pages - 1;
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    page = std::clamp(page, 0, std::max(0, m_pages - 1));
    if (page != m_current)
        Q_EMIT pagePicked(page);
}

} // namespace redoubt::ui
