// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/trackbuilder.h"

#include <memory>

class QImage;

namespace redoubt::detect {

/// Follows boxes by sparse optical flow (Lucas and Kanade, checked forward and backward) on small
/// luma pictures. Keeps the pictures of the frames that were added and not dropped.
class FlowMotion : public BoxMotion
{
public:
    /// @a source: the size that boxes are given in.
    explicit FlowMotion(QSize source);
    ~FlowMotion() override;
    /// The luma of the next frame, Format_Grayscale8, any size; all of one size.
    void addFrame(const QImage &luma);
    void dropBefore(qint64 frame);
    std::optional<ScoredBox> follow(qint64 from, qint64 to, const ScoredBox &box) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace redoubt::detect
