// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/jobs/jobcontext.h"

#include <memory>
#include <string>
#include <vector>

struct AVFormatContext;
struct AVPacket;

namespace redoubt::verify {

/// A container opened for the verifier: bytes come from the ByteSource alone, other protocols and
/// formats that name further files are refused, and nothing is logged by FFmpeg.
/// Threads: use from one thread.
class MediaInput
{
public:
    /// Errors: Unsupported (no allowed format takes it), Damaged, Limit, Cancelled, Io.
    static Result<std::unique_ptr<MediaInput>> open(const ByteSource &source,
                                                    const JobContext &context);
    ~MediaInput();
    MediaInput(const MediaInput &) = delete;
    MediaInput &operator=(const MediaInput &) = delete;

    AVFormatContext *format() const;
    /// FFmpeg's name of the container format.
    std::string formatName() const;
    /// The next packet of any stream; false at the end. Errors: Cancelled, Io, Damaged.
    Result<bool> read(AVPacket *packet);

private:
    MediaInput();
    struct Private;
    std::unique_ptr<Private> d;
};

/// Where packets lie in the file, for "no byte of the media data is left over".
struct PacketExtent
{
    qint64 begin = 0;
    qint64 end = 0;
};

} // namespace redoubt::verify
