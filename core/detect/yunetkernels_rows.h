// SPDX-License-Identifier: AGPL-3.0-or-later
// The bodies of the kernels, for the vectors that the including file names before: Vector, kLanes,
// load, store, all, fused (a * b + c) and larger. Included once by each of those files only.
#pragma once

#include "core/detect/yunetkernels.h"

namespace redoubt::detect {

namespace {

constexpr int kTileVectors = 64 / kLanes > 4 ? 2 : 4; // what the registers hold beside the pixels
constexpr int kTilePixels = 6;

// These two are left to the compiler, which knows how to do them well.

void fromBytes(const unsigned char *bytes, float *__restrict out, int count)
{
    for (int i = 0; i < count; ++i)
        out[i] = float(bytes[i]);
}

void addRow(const float *__restrict values, float *__restrict out, int count)
{
    for (int i = 0; i < count; ++i)
        out[i] += values[i];
}

/// kPixels pixels and kVectors vectors of channels at once: every weight that is read serves all of
/// the pixels.
template <int kPixels, int kVectors>
inline void pointwiseTile(const float *in, const float *weights, const float *bias, float *out,
                          int from, int to)
{
    Vector sums[kPixels][kVectors];
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) {
        const Vector start = load(bias + v * kLanes);
#pragma GCC unroll 16
        for (int p = 0; p < kPixels; ++p)
            sums[p][v] = start;
    }
    for (int k = 0; k < from; ++k) {
        Vector row[kVectors];
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v)
            row[v] = load(weights + k * to + v * kLanes);
#pragma GCC unroll 16
        for (int p = 0; p < kPixels; ++p) {
            const Vector value = all(in[p * from + k]);
#pragma GCC unroll 8
            for (int v = 0; v < kVectors; ++v)
                sums[p][v] = fused(value, row[v], sums[p][v]);
        }
    }
#pragma GCC unroll 16
    for (int p = 0; p < kPixels; ++p) {
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v)
            store(out + p * to + v * kLanes, sums[p][v]);
    }
}

template <int kPixels>
inline void pointwisePixels(const float *in, const float *weights, const float *bias, float *out,
                            int from, int to)
{
    constexpr int kNarrow = 16 / kLanes;
    int n = 0;
    for (; n + kTileVectors * kLanes <= to; n += kTileVectors * kLanes)
        pointwiseTile<kPixels, kTileVectors>(in, weights + n, bias + n, out + n, from, to);
    for (; n < to; n += 16)
        pointwiseTile<kPixels, kNarrow>(in, weights + n, bias + n, out + n, from, to);
}

void pointwiseRow(const float *in, const float *weights, const float *bias, float *out, int width,
                  int from, int to)
{
    int x = 0;
    for (; x + kTilePixels <= width; x += kTilePixels)
        pointwisePixels<kTilePixels>(in + x * from, weights, bias, out + x * to, from, to);
    for (; x < width; ++x)
        pointwisePixels<1>(in + x * from, weights, bias, out + x * to, from, to);
}

template <int kPixels>
inline void headTile(const float *const rows[3], const float *weights, const float *bias,
                     float *out)
{
    constexpr int kVectors = 16 / kLanes;
    Vector sums[kPixels][kVectors];
#pragma GCC unroll 8
    for (int p = 0; p < kPixels; ++p) {
#pragma GCC unroll 2
        for (int v = 0; v < kVectors; ++v)
            sums[p][v] = load(bias + v * kLanes);
    }
    for (int r = 0; r < 3; ++r) {
        for (int k = 0; k < 9; ++k) {
            const float *row = weights + (r * 9 + k) * 16;
#pragma GCC unroll 8
            for (int p = 0; p < kPixels; ++p) {
                const Vector value = all(rows[r][p * 6 + k]);
#pragma GCC unroll 2
                for (int v = 0; v < kVectors; ++v)
                    sums[p][v] = fused(value, load(row + v * kLanes), sums[p][v]);
            }
        }
    }
#pragma GCC unroll 8
    for (int p = 0; p < kPixels; ++p) {
#pragma GCC unroll 2
        for (int v = 0; v < kVectors; ++v)
            store(out + p * 16 + v * kLanes, larger(sums[p][v], all(0)));
    }
}

void headRow(const float *above, const float *middle, const float *below, const float *weights,
             const float *bias, float *out, int width)
{
    constexpr int kPixels = kLanes / 2 > 6 ? 8 : 4;
    int x = 0;
    for (; x + kPixels <= width; x += kPixels) {
        const float *const rows[3] = {above + x * 6, middle + x * 6, below + x * 6};
        headTile<kPixels>(rows, weights, bias, out + x * 16);
    }
    for (; x < width; ++x) {
        const float *const rows[3] = {above + x * 6, middle + x * 6, below + x * 6};
        headTile<1>(rows, weights, bias, out + x * 16);
    }
}

/// kPixels neighbours of one vector of channels: each column that is read serves up to three.
template <int kPixels>
inline void depthwiseTile(const float *const rows[3], const float *weights, Vector bias, float *out,
                          int channels, Vector least)
{
    Vector sums[kPixels];
#pragma GCC unroll 8
    for (int p = 0; p < kPixels; ++p)
        sums[p] = bias;
#pragma GCC unroll 3
    for (int r = 0; r < 3; ++r) {
        const Vector left = load(weights + (r * 3) * channels);
        const Vector centre = load(weights + (r * 3 + 1) * channels);
        const Vector right = load(weights + (r * 3 + 2) * channels);
#pragma GCC unroll 8
        for (int p = 0; p < kPixels; ++p) {
            sums[p] = fused(load(rows[r] + p * channels), left, sums[p]);
            sums[p] = fused(load(rows[r] + (p + 1) * channels), centre, sums[p]);
            sums[p] = fused(load(rows[r] + (p + 2) * channels), right, sums[p]);
        }
    }
#pragma GCC unroll 8
    for (int p = 0; p < kPixels; ++p)
        store(out + p * channels, larger(sums[p], least));
}

void depthwiseRow(const float *above, const float *middle, const float *below, const float *weights,
                  const float *bias, float *out, int width, int channels, float least)
{
    constexpr int kPixels = 8;
    const Vector floor = all(least);
    int x = 0;
    // All channels of a few pixels before the next ones: memory is read from its beginning to its
    // end.
    for (; x + kPixels <= width; x += kPixels) {
        for (int c = 0; c < channels; c += kLanes) {
            const int at = x * channels + c;
            const float *const rows[3] = {above + at, middle + at, below + at};
            depthwiseTile<kPixels>(rows, weights + c, load(bias + c), out + at, channels, floor);
        }
    }
    for (; x < width; ++x) {
        for (int c = 0; c < channels; c += kLanes) {
            const int at = x * channels + c;
            const float *const rows[3] = {above + at, middle + at, below + at};
            depthwiseTile<1>(rows, weights + c, load(bias + c), out + at, channels, floor);
        }
    }
}

void poolRow(const float *above, const float *below, float *out, int width, int channels)
{
    for (int x = 0; x < width; ++x) {
        for (int c = 0; c < channels; c += kLanes) {
            const int at = 2 * x * channels + c;
            const Vector upper = larger(load(above + at), load(above + at + channels));
            const Vector lower = larger(load(below + at), load(below + at + channels));
            store(out + x * channels + c, larger(upper, lower));
        }
    }
}

constexpr YuNetKernels kKernels{fromBytes, addRow, headRow, pointwiseRow, depthwiseRow, poolRow};

} // namespace

} // namespace redoubt::detect
