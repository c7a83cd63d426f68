// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/shotdetector.h"

#include <QImage>

#include <algorithm>
#include <cstdlib>

namespace redoubt::detect {

namespace {

constexpr int kPixels = FrameSignature::kWidth * FrameSignature::kHeight;
// In 1/16 luma steps and in thousandths of the pixels. A cut changes both the places and the
// amounts of light and dark; motion changes places only, a flash or a fade mostly amounts.
constexpr int kHardDifference = 45 * 16;
constexpr int kDifference = 14 * 16;
constexpr int kHistogram = 350;
constexpr int kTimesUsual = 4;

int differenceOf(const FrameSignature &a, const FrameSignature &b)
{
    int sum = 0;
    for (size_t i = 0; i < a.luma.size(); ++i)
        sum += std::abs(int(a.luma[i]) - int(b.luma[i]));
    return sum * 16 / kPixels;
}

int histogramDistance(const FrameSignature &a, const FrameSignature &b)
{
    int sum = 0;
    for (size_t i = 0; i < a.histogram.size(); ++i)
        sum += std::abs(int(a.histogram[i]) - int(b.histogram[i]));
    return sum * 500 / kPixels;
}

} // namespace

FrameSignature signatureOf(const QImage &luma)
{
    FrameSignature signature;
    // Mean of each cell, so that noise does not look like change.
    for (int row = 0; row < FrameSignature::kHeight; ++row) {
        const int top = row * luma.height() / FrameSignature::kHeight;
        const int bottom = std::max(top + 1, (row + 1) * luma.height() / FrameSignature::kHeight);
        for (int column = 0; column < FrameSignature::kWidth; ++column) {
            const int left = column * luma.width() / FrameSignature::kWidth;
            const int right =
                std::max(left + 1, (column + 1) * luma.width() / FrameSignature::kWidth);
            qint64 sum = 0;
            for (int y = top; y < bottom; ++y) {
                const uchar *line = luma.constScanLine(y);
                for (int x = left; x < right; ++x)
                    sum += line[x];
            }
            const auto mean = uint8_t(sum / (qint64(bottom - top) * (right - left)));
            signature.luma[size_t(row * FrameSignature::kWidth + column)] = mean;
            ++signature.histogram[mean / 4];
        }
    }
    return signature;
}

bool ShotDetector::startsShot(const FrameSignature &signature)
{
    if (!m_any) {
        m_any = true;
        m_last = signature;
        return true;
    }
    const int difference = differenceOf(m_last, signature);
    const int histogram = histogramDistance(m_last, signature);
    m_last = signature;
    const bool unusual = m_sinceCut < 2 || difference > kTimesUsual * (m_usualDifference + 16);
    const bool cut = difference >= kHardDifference ||
                     (difference >= kDifference && histogram >= kHistogram && unusual);
    if (cut) {
        m_sinceCut = 0;
        m_usualDifference = 0;
        return true;
    }
    m_usualDifference = m_sinceCut == 0 ? difference : (m_usualDifference * 7 + difference) / 8;
    ++m_sinceCut;
    return false;
}

} // namespace redoubt::detect
