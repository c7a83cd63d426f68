// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>

namespace redoubt::document {

/// Ways to look at a picture. Only the first is what a page of paper shows; a picture with
/// transparency may show more on a dark ground, or to a program that does not care for alpha.
enum class PictureView {
    OverWhite,
    OverBlack,       ///< light letters without a ground
    OpaqueOverWhite, ///< what is nearly invisible, as if it were not
    OpaqueOverBlack
};

/// The views in which something may be seen that the ones before do not show.
QList<PictureView> viewsOf(const QImage &picture);

/// Format_RGB888.
QImage seenAs(const QImage &picture, PictureView view);

} // namespace redoubt::document
