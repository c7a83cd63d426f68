// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/canvas/canvasview.h"
#include "ui/common/session.h"

#include <memory>

namespace redoubt::media {
struct FrameIndex;
}

namespace redoubt::ui {

class Toast;

/// What of an item a canvas shows, in the terms of a finding's place.
struct CanvasPlace
{
    enum class Kind { None, Frame, Picture, Page };
    Kind kind = Kind::None;
    int stream = 0; ///< of a frame
    Ticks pts = 0;
    int page = 0;
    bool oneOfMany = false; ///< a picture with several pages: marks are areas of one
    bool operator==(const CanvasPlace &) const = default;
};

/// The marks of @a item that lie on a place, for the canvas. @a selection: ghosts are given for
/// selected tracks of the stream that have no box on this frame.
std::vector<CanvasMark> marksAt(const Session &session, ItemId item, const CanvasPlace &place);

/// What a mark's label says: the reasons of a redaction, the subject's name of what is kept, type
/// and score of a proposal.
QString markLabel(const Session &session, const Finding &finding, MarkState state);

/// Between a session and a canvas: shows the marks of the place in view, and turns what the person
/// does on the canvas into gestures of the session. Ownership: borrows both.
class CanvasMarks : public QObject
{
    Q_OBJECT
public:
    CanvasMarks(Session &session, CanvasView &view, QObject *parent = nullptr);

    void setPlace(const CanvasPlace &place);
    const CanvasPlace &place() const { return m_place; }
    /// All frames of the video, for tracks that extend over frames; shared with the player.
    void setIndex(std::shared_ptr<const media::FrameIndex> index);
    void refresh();

private:
    void pick(FindingId id, bool add);
    void draw(const QRectF &rect);
    void edit(FindingId id, int part, const QRectF &rect, quint64 gesture);
    void tellNudge(QPointF by);

    Session &m_session;
    CanvasView &m_view;
    Toast *m_toast;
    CanvasPlace m_place;
    std::shared_ptr<const media::FrameIndex> m_index;
};

} // namespace redoubt::ui
