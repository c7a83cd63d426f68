// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/reviewsheet.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace redoubt::ui {

/// How a finding stands, as every view shows it: by shape and by colour.
enum class MarkState {
    Proposed,     ///< certain, nobody decided, will be redacted: dashed amber
    Candidate,    ///< uncertain, nobody decided, will be redacted: thin dotted amber
    Redact,       ///< a person's word: solid black with a white edge
    Keep,         ///< a person's word: green hatch
    KeptByProfile ///< the profile keeps it and nobody decided: thin green line
};

MarkState markState(const Finding &finding, const casefile::ReviewSheet::Outcome &outcome);
/// Nobody has decided, and it will be redacted: what a reviewer still has to look at.
bool isUndecided(MarkState state);
/// One word for people and screen readers ("proposed").
QString displayName(MarkState state);

/// The box of a mark: on the canvas, in lanes and, small, in lists. The pattern keeps its scale
/// whatever the size.
void paintMarkBox(QPainter &painter, const QRectF &box, MarkState state);
/// The glyph of a state in lists and the tree, filling @a rect.
void paintStateGlyph(QPainter &painter, const QRectF &rect, MarkState state);

} // namespace redoubt::ui
