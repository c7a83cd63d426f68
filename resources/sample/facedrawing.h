// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace redoubt::sample {

/// Paints the head of an invented person, for the sample case and for tests: drawn, so that no real
/// person appears, yet with enough shading that face detectors take it for a face.
/// @a box is the face from hairline to chin and from cheek to cheek; hair, ears, neck and shoulders
/// reach out of it by at most its own width on either side. Faces are found from about 30 pixels of
/// height on. @a person picks skin, hair, beard and clothes; the same number looks the same each
/// time. Needs no font.
void paintFace(QPainter &painter, const QRectF &box, int person);

} // namespace redoubt::sample
