// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"
#include "core/detect/models.h"

#include <memory>

namespace redoubt::detect {

/// Faces by the YuNet network through oneDNN, or OpenCV's dnn where that cannot, one thread per
/// object. Finds upright and moderately turned faces from about 10 pixels on. Pictures of one size
/// are fastest: a new size makes the network allocate again.
class YuNetDetector : public FrameDetector
{
public:
    /// Errors: Invalid when OpenCV cannot load the network or lacks one of its outputs.
    static Result<std::unique_ptr<FrameDetector>> create(const LoadedModel &model);
    ~YuNetDetector() override;
    DetectorInfo info() const override;
    /// Everything of at least kKeptScore. Errors: Invalid (no picture, or not BGR888), Limit (more
    /// than 16 million pixels: cut it into tiles), Internal, Cancelled.
    Result<std::vector<Detection>> detect(const QImage &picture,
                                          const JobContext &context) override;
    Result<std::unique_ptr<FrameDetector>> clone() const override;

    /// What it says of itself, without loading anything.
    static DetectorInfo infoFor(const KnownModel &model);

private:
    struct Private;
    explicit YuNetDetector(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::detect
