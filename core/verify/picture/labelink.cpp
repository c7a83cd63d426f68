// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/picture/labelink.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace redoubt::verify {

namespace {

constexpr double kLeastScale = 0.3;
constexpr double kMostScale = 2.0;

bool isPrintable(const QString &label)
{
    return !label.isEmpty() && std::all_of(label.begin(), label.end(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() <= 0x7e;
    });
}

void print(cv::Mat box, const std::string &label)
{
    int below = 0;
    const cv::Size unit = cv::getTextSize(label, cv::FONT_HERSHEY_SIMPLEX, 1.0, 1, &below);
    const double scale = std::min({0.9 * box.cols / std::max(unit.width, 1),
                                   0.6 * box.rows / std::max(unit.height, 1), kMostScale});
    if (scale < kLeastScale)
        return;
    const cv::Point at(int((box.cols - unit.width * scale) / 2),
                       int((box.rows + unit.height * scale) / 2));
    cv::putText(box, label, at, cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar(255), 1);
}

} // namespace

QImage labelInk(QSize size, const std::vector<BoxExpectation> &boxes, bool soft)
{
    QImage ink;
    try {
        for (const BoxExpectation &box : boxes) {
            const PixelRect place = box.rect.intersected({0, 0, size.width(), size.height()});
            if (!box.solid || place.isEmpty() || !isPrintable(box.label))
                continue;
            if (ink.isNull()) {
                ink = QImage(size, QImage::Format_Grayscale8);
                if (ink.isNull())
                    return {}; // labels then count as marks that nobody planned
                ink.fill(0);
            }
            cv::Mat all(ink.height(), ink.width(), CV_8UC1, ink.bits(),
                        std::size_t(ink.bytesPerLine()));
            print(all(cv::Rect(place.x, place.y, place.w, place.h)), box.label.toStdString());
        }
        if (soft && !ink.isNull()) {
            QImage wide(size, QImage::Format_Grayscale8);
            if (wide.isNull())
                return {};
            const cv::Mat from(ink.height(), ink.width(), CV_8UC1, ink.bits(),
                               std::size_t(ink.bytesPerLine()));
            cv::Mat to(wide.height(), wide.width(), CV_8UC1, wide.bits(),
                       std::size_t(wide.bytesPerLine()));
            cv::dilate(from, to, cv::Mat::ones(3, 3, CV_8UC1));
            return wide;
        }
    } catch (const std::exception &) {
        return {};
    }
    return ink;
}

} // namespace redoubt::verify
