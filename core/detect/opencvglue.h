// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QImage>

namespace cv {
class Mat;
}

namespace redoubt::detect {

/// Threads inside the network gain 1.1 times, workers side by side gain 2 times; and results must
/// not depend on the number of cores. Safe to call again, from any thread.
void useOneThreadInOpenCv();

/// The picture's own pixels, not copied. Requires: @a picture is BGR888 and outlives the result.
cv::Mat matView(const QImage &picture);

/// A picture in another size, at least as large. Null when there is no memory for it. Requires: as
/// for matView().
QImage enlarged(const QImage &picture, QSize size);

} // namespace redoubt::detect
