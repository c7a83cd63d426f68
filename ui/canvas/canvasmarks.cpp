// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/canvasmarks.h"

#include "ui/canvas/trackedit.h"
#include "ui/common/gestures.h"
#include "ui/common/toast.h"
#include "ui/common/tr.h"

#include <QLocale>
#include <QUndoStack>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

PageRect toPageRect(const QRectF &r)
{
    return {r.x(), r.y(), r.width(), r.height()};
}

} // namespace

QString markLabel(const Session &session, const Finding &finding, MarkState state)
{
    switch (state) {
    case MarkState::Redact:
        return session.outcome(finding).reasons.join(u", "_s);
    case MarkState::Keep:
    case MarkState::KeptByProfile:
        //: Label of a kept mark on the canvas: "R. Alvarez · keep"
        return Tr::tr("%1 · keep").arg(session.title(finding));
    case MarkState::Proposed:
    case MarkState::Candidate:
        break;
    }
    if (finding.provenance.byPerson())
        return session.title(finding);
    //: Label of a proposal on the canvas: type and score, "Face 0.81"
    return Tr::tr("%1 %2").arg(displayName(finding.type)).arg(finding.score, 0, 'f', 2);
}

std::vector<CanvasMark> marksAt(const Session &session, ItemId item, const CanvasPlace &place)
{
    using Kind = CanvasPlace::Kind;
    std::vector<CanvasMark> marks;
    const auto add = [&](const Finding &finding, const QRectF &rect, int part, bool ghost) {
        CanvasMark mark;
        mark.id = finding.id;
        mark.part = part;
        mark.rect = rect;
        mark.state = session.state(finding);
        mark.selected = session.isSelected(finding.id);
        // On text, labels would hide the lines above: the chosen mark has one, and what is black.
        if (part == 0 && (finding.source == TextSource::None || mark.selected ||
                          mark.state == MarkState::Redact))
            mark.label = markLabel(session, finding, mark.state);
        mark.ghost = ghost;
        marks.push_back(std::move(mark));
    };
    if (place.kind == Kind::None)
        return marks;
    for (const Finding *finding : session.findings(item)) {
        if (const auto *track = std::get_if<Track>(&finding->place)) {
            if (place.kind == Kind::Page)
                continue;
            const bool picture = place.kind == Kind::Picture;
            if (picture && place.page != 0)
                continue;
            if (!picture && track->stream != place.stream)
                continue;
            const TrackBox *box = track->boxAt(picture ? 0 : place.pts);
            if (box != nullptr)
                add(*finding, toRect(box->rect), 0, false);
            else if (!picture && session.isSelected(finding->id)) {
                if (const TrackBox *nearest = nearestBox(*track, place.pts))
                    add(*finding, toRect(nearest->rect), 0, true);
            }
        } else if (const auto *area = std::get_if<Area>(&finding->place)) {
            if (place.kind == Kind::Frame || area->page != place.page)
                continue;
            for (qsizetype i = 0; i < area->rects.size(); ++i)
                add(*finding, toRect(area->rects[i]), int(i), false);
        }
    }
    return marks;
}

CanvasMarks::CanvasMarks(Session &session, CanvasView &view, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_view(view)
    , m_toast(new Toast(&view))
{
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        if (item == m_session.currentItem())
            refresh();
    });
    connect(&session, &Session::viewModeChanged, this, &CanvasMarks::refresh);
    connect(&session, &Session::selectionChanged, this, [this](Session::Reveal reveal) {
        refresh();
        if (reveal == Session::Reveal::No)
            return;
        for (const CanvasMark &mark : m_view.marks()) {
            if (mark.selected) {
                m_view.reveal(mark.rect);
                break;
            }
        }
    });
    connect(&view, &CanvasView::picked, this, &CanvasMarks::pick);
    connect(&view, &CanvasView::pickedNothing, this,
            [this] { m_session.select({}, Session::Reveal::No); });
    connect(&view, &CanvasView::drawn, this, &CanvasMarks::draw);
    connect(&view, &CanvasView::edited, this, &CanvasMarks::edit);
    connect(&view, &CanvasView::nudged, this, &CanvasMarks::tellNudge);
}

void CanvasMarks::setPlace(const CanvasPlace &place)
{
    m_place = place;
    refresh();
}

void CanvasMarks::setIndex(std::shared_ptr<const media::FrameIndex> index)
{
    m_index = std::move(index);
}

void CanvasMarks::refresh()
{
    const bool edit = m_session.viewMode() == ViewMode::Edit;
    m_view.setEditable(edit && m_place.kind != CanvasPlace::Kind::None);
    m_view.setMarks(edit ? marksAt(m_session, m_session.currentItem(), m_place)
                         : std::vector<CanvasMark>());
}

void CanvasMarks::pick(FindingId id, bool add)
{
    QList<FindingId> selection;
    if (add) {
        selection = m_session.selection();
        if (selection.removeAll(id) == 0)
            selection.append(id);
    } else {
        selection = {id};
    }
    m_session.select(selection, Session::Reveal::No);
}

void CanvasMarks::draw(const QRectF &rect)
{
    using Kind = CanvasPlace::Kind;
    if (m_place.kind == Kind::Page) {
        m_session.gestures().addMark(Area{m_place.page, {toPageRect(rect)}, {}});
    } else if (m_place.kind == Kind::Picture && m_place.oneOfMany) {
        m_session.gestures().addMark(
            Area{m_place.page, {toPageRect(QRectF(rect.toAlignedRect()))}, {}});
    } else if (m_place.kind != Kind::None) {
        const bool picture = m_place.kind == Kind::Picture;
        Track track;
        track.stream = picture ? 0 : m_place.stream;
        track.boxes = {{picture ? 0 : m_place.pts, outward(rect), BoxOrigin::Drawn, 1}};
        m_session.gestures().addMark(track);
    }
    refresh();
}

void CanvasMarks::edit(FindingId id, int part, const QRectF &rect, quint64 gesture)
{
    const Finding *finding = m_session.sheet().finding(id);
    if (finding == nullptr)
        return;
    if (const auto *track = std::get_if<Track>(&finding->place)) {
        const bool picture = m_place.kind == CanvasPlace::Kind::Picture;
        m_session.gestures().editPlace(id,
                                       withBoxAt(*track, picture ? 0 : m_place.pts, outward(rect),
                                                 picture ? nullptr : m_index.get()),
                                       gesture);
    } else if (const auto *area = std::get_if<Area>(&finding->place)) {
        Area changed = *area;
        if (part < 0 || part >= changed.rects.size())
            return;
        const PageRect moved = toPageRect(rect);
        // Drawn off the words that it was found by, it does not stand for them any more.
        if (!moved.intersects(changed.rects[part]))
            changed.range.reset();
        changed.rects[part] = moved;
        m_session.gestures().editPlace(id, changed, gesture);
    }
    refresh();
}

/// Keys are pressed by mistake more easily than a mouse is dragged.
void CanvasMarks::tellNudge(QPointF by)
{
    const QLocale locale;
    m_toast->say(m_place.kind == CanvasPlace::Kind::Page
                     ? Tr::tr("Moved the mark by %1, %2 points")
                           .arg(locale.toString(by.x(), 'f', 0), locale.toString(by.y(), 'f', 0))
                     : Tr::tr("Moved the mark by %1, %2 pixels")
                           .arg(locale.toString(by.x(), 'f', 0), locale.toString(by.y(), 'f', 0)),
                 m_session.openCase().undoStack());
}

} // namespace redoubt::ui
