// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/atomicoutput.h"
#include "core/jobs/jobcontext.h"
#include "core/media/avhandles.h"
#include "core/redact/film/mediaformat.h"

#include <QMap>

namespace redoubt::redact {

/// Writes a container into an AtomicOutput, free of everything that was not put in: no tags, no
/// times of day, no name of the program. Threads: one at a time. Ownership: borrows the output.
class MediaWriter
{
public:
    static Result<std::unique_ptr<MediaWriter>>
    create(AtomicOutput &output, const MediaFormat &format, const JobContext &context);
    ~MediaWriter();
    MediaWriter(const MediaWriter &) = delete;
    MediaWriter &operator=(const MediaWriter &) = delete;

    bool wantsGlobalHeaders() const;
    /// Whether the container takes a codec (AVCodecID).
    bool takes(int codecId) const;
    /// Adds a stream for what @a encoder makes; returns its number.
    Result<int> addStream(const AVCodecContext &encoder, Rational frameRate, Turn turn,
                          const QString &language);
    /// The audio stream's priming is left out, so that the container need not know of it.
    void forgetPriming(int stream);
    Result<void> begin();
    /// Takes the packet. Times are in @a base.
    Result<void> write(int stream, AVPacket &packet, Rational base);
    Result<void> end();

private:
    struct Private;
    explicit MediaWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::redact
