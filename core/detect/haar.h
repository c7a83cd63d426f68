// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"

#include <memory>

namespace redoubt::detect {

/// Faces by the Haar cascades of opencv-data (frontal, profile, and profile mirrored), for machines
/// without the YuNet model. Finds about half of what YuNet finds and little below 40 pixels, and
/// says so in its info().
class HaarDetector : public FrameDetector
{
public:
    /// @a why: the sentence why YuNet is not used, put before our own in DetectorInfo::problem.
    /// Errors: Missing (opencv-data is not installed), Invalid (OpenCV cannot load a cascade).
    static Result<std::unique_ptr<FrameDetector>> create(const Message &why);
    ~HaarDetector() override;
    DetectorInfo info() const override;
    Result<std::vector<Detection>> detect(const QImage &picture,
                                          const JobContext &context) override;
    Result<std::unique_ptr<FrameDetector>> clone() const override;

    static DetectorInfo infoFor(const Message &why);

private:
    struct Private;
    explicit HaarDetector(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::detect
