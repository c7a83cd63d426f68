// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/opencvglue.h"

#include "core/base/paddedplanes.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <mutex>

namespace redoubt::detect {

void useOneThreadInOpenCv()
{
    static std::once_flag once;
    std::call_once(once, [] { cv::setNumThreads(1); });
}

cv::Mat matView(const QImage &picture)
{
    // OpenCV has no read-only matrix; nobody writes through this one.
    return cv::Mat(picture.height(), picture.width(), CV_8UC3,
                   const_cast<uchar *>(picture.constBits()), size_t(picture.bytesPerLine()));
}

QImage enlarged(const QImage &picture, QSize size)
try {
    QImage out = paddedImage(size, QImage::Format_BGR888);
    if (out.isNull())
        return {};
    cv::Mat view = matView(out);
    cv::resize(matView(picture), view, view.size(), 0, 0, cv::INTER_LINEAR);
    return out;
} catch (const std::exception &) {
    return {};
}

} // namespace redoubt::detect
