// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/verify.h"

#include <QImage>

namespace redoubt::verify {

/// How a reason is printed on a box of a picture, which writer and verifier implement each for
/// itself: in white, with the vector font "Hershey simplex" and a pen of one pixel, as large as
/// nine tenths of the width, six tenths of the height and a scale of 2 allow, in the middle; not at
/// all below a scale of 0.3 or with other letters than those of ASCII.
///
/// Gives what the labels of @a boxes (the part of each that lies in the picture) make light, as a
/// picture of @a size, Format_Grayscale8; null when nothing is printed. @a soft: with a seam of one
/// pixel around each stroke, for pictures coded with loss.
QImage labelInk(QSize size, const std::vector<BoxExpectation> &boxes, bool soft);

} // namespace redoubt::verify
