// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"

namespace redoubt::ui {

class StreamData;

enum class MarkEdge { Begin, End };

/// Changes of when marks of the current item are, each as one step of the undo stack. Times are
/// ticks of the item's axis; they are carried to the mark's own stream. Any mark can be trimmed
/// and grown (what a machine proposed becomes an edited mark); as a whole, spans of sound and
/// tracks that a person drew or edited can be moved, since a machine's track belongs to what it
/// follows. What cannot be done is told through Session::problem. Threads: the window's.
class MarkEditor : public QObject
{
    Q_OBJECT
public:
    MarkEditor(Session &session, const StreamData &facts, QObject *parent = nullptr);

    static bool canMove(const Finding &finding);
    void setEdge(FindingId id, MarkEdge edge, Ticks time);
    void move(FindingId id, Ticks by);
    /// The selected marks that @a time lies in.
    void split(Ticks time);
    /// The selected marks of one kind.
    void join();
    void trimSelected(MarkEdge edge, Ticks time);
    /// A mark over all sound of the item, redacted with silence; it is selected.
    void silence(TimeSpan time);

private:
    std::optional<Ticks> toStream(const Finding &finding, Ticks time, Rounding rounding) const;
    const std::vector<Ticks> &framesOf(const Finding &finding) const;
    std::optional<Place> withEdge(const Finding &finding, MarkEdge edge, Ticks time) const;
    void tellFramesAreRead() const;
    bool needsFrames(const Finding &finding) const;
    QList<const Finding *> selected() const;

    Session &m_session;
    const StreamData &m_facts;
};

} // namespace redoubt::ui
