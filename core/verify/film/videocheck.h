// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"

#include <memory>

struct AVPacket;
struct AVStream;

namespace redoubt::verify {

/// Decodes every frame of one video stream and compares: times with the source's ("timestamps"),
/// pixels inside every box of the frame ("pixels"), side information ("side_data"), and on sampled
/// frames readable text ("ocr") and what the searches find.
///
/// Times are compared in seconds, without shifting either side; half a tick of the coarser time
/// base is forgiven. Threads: use from one thread; the decoder has threads of its own.
class VideoCheck
{
public:
    static std::unique_ptr<VideoCheck> open(const Task &task, const AVStream *stream,
                                            CheckLog &log);
    ~VideoCheck();
    /// Null at the end. Errors: Cancelled.
    Result<void> feed(const AVPacket *packet);
    Result<void> finish();
    int frames() const;

private:
    struct Private;
    explicit VideoCheck(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::verify
