// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

class QImage;
namespace cv {
class Mat;
}

namespace redoubt::detect {

/// Threads inside the network gain 1.1 times, workers side by side gain 2 times; and results must
/// not depend on the number of cores. Safe to call again, from any thread.
void useOneThreadInOpenCv();

/// The picture's own pixels, not copied. Requires: @a picture is BGR888 and outlives the result.
cv::Mat matView(const QImage &picture);

} // namespace redoubt::detect
