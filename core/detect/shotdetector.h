// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/timespan.h"

#include <array>
#include <cstdint>
#include <vector>

class QImage;

namespace redoubt::detect {

/// The little of a frame that cuts are told by.
struct FrameSignature
{
    static constexpr int kWidth = 64;
    static constexpr int kHeight = 36;
    std::array<uint8_t, kWidth * kHeight> luma{};
    std::array<uint16_t, 64> histogram{}; ///< of luma, 64 bins
};

/// @a luma: Format_Grayscale8, at least one pixel.
FrameSignature signatureOf(const QImage &luma);

/// Tells cuts between frames given in order. Integer arithmetic only: the same frames give the same
/// cuts on every machine.
class ShotDetector
{
public:
    /// Whether a new shot begins with the frame of @a signature. The first frame begins one.
    bool startsShot(const FrameSignature &signature);

private:
    FrameSignature m_last;
    bool m_any = false;
    int m_sinceCut = 0;
    int m_usualDifference = 0; // of the frames before, 1/16 luma steps
};

} // namespace redoubt::detect
