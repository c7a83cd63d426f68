// SPDX-License-Identifier: AGPL-3.0-or-later
// The arithmetic of YuNetEngine on single rows. No header of the standard library is included here:
// the files behind it are compiled for processors that not every machine has, and must not bring
// inline functions that the linker could pick for others.
#pragma once

namespace redoubt::detect {

/// Rows hold pixel after pixel, each with all of its channels. Channels come in steps of 16. Every
/// number is summed up in one fixed order with fused multiplication and addition, so all sets give
/// the same bits.
struct YuNetKernels
{
    void (*fromBytes)(const unsigned char *bytes, float *out, int count);
    /// Adds @a values to @a out.
    void (*add)(const float *values, float *out, int count);
    /// 3 x 3 with a step of 2: three rows of 2 * @a width + 1 pixels of 3 channels to one of
    /// @a width pixels of 16 channels, at least 0. @a weights: [9 * 3][16].
    void (*head)(const float *above, const float *middle, const float *below, const float *weights,
                 const float *bias, float *out, int width);
    /// Each pixel by itself. @a weights: [from][to].
    void (*pointwise)(const float *in, const float *weights, const float *bias, float *out,
                      int width, int from, int to);
    /// 3 x 3, each channel by itself; the rows begin one pixel before the first. @a weights:
    /// [9][channels].
    /// @a least: what smaller results are raised to.
    void (*depthwise)(const float *above, const float *middle, const float *below,
                      const float *weights, const float *bias, float *out, int width, int channels,
                      float least);
    /// The largest of 2 x 2 pixels; @a width of the result.
    void (*pool)(const float *above, const float *below, float *out, int width, int channels);
};

/// The fastest set that this processor can run; null when it can run none.
const YuNetKernels *yunetKernels();

const YuNetKernels &yunetKernelsAvx2();
const YuNetKernels &yunetKernelsAvx512();

} // namespace redoubt::detect
