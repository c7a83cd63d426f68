// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/detect/yunetdecode.h"

#include <memory>
#include <vector>

namespace redoubt::detect {

/// The numbers of one convolution as a model file holds them.
struct YuNetConvolution
{
    int outputs = 0;
    int inputs = 0;             ///< of each output: 1 when every channel is by itself
    int side = 0;               ///< 1 or 3
    std::vector<float> weights; ///< [outputs][inputs][side][side]
    std::vector<float> bias;
    bool operator==(const YuNetConvolution &) const = default;
};

/// The weights of a network of the YuNet family, laid out for YuNetEngine. Never changes; shared by
/// the engines of several threads, since it is the same for all.
struct YuNetWeights;

/// All convolutions of a model in the order in which they are applied. Null when they are not those
/// of a network of this family.
std::shared_ptr<const YuNetWeights> yunetWeights(const std::vector<YuNetConvolution> &all);

/// Runs YuNet by oneDNN, two to three times as fast as OpenCV's dnn. The landmarks are not
/// computed. Stays on the calling thread. The two latest sizes of pictures are fast; others take
/// some ten milliseconds more. Threads: one at a time.
class YuNetEngine
{
public:
    explicit YuNetEngine(std::shared_ptr<const YuNetWeights> weights);
    ~YuNetEngine();
    /// What the network says of a picture of @a width x @a height pixels of three bytes at
    /// strides 8, 16 and 32. Sides are filled up with black to multiples of 32. The spans are valid
    /// until the next call. Error: Internal when oneDNN cannot run the network on this processor,
    /// or not quickly, or memory is short. Requires: at least one pixel.
    Result<std::vector<YuNetLevel>> run(const unsigned char *pixels, qsizetype bytesPerLine,
                                        int width, int height);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace redoubt::detect
