// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/place.h"
#include "core/media/streams.h"

#include <QImage>

namespace redoubt::medium {

/// How loud a stretch of sound is over its time, as a row of bars scaled to its loudest moment: its
/// beginning when it is long. Format_Alpha8, for painting in any colour; null where the stream has
/// no sound. Reads forward from the span. Threads: the reader's. Errors: those of the reader,
/// Cancelled.
Result<QImage> soundPicture(media::SoundStream &reader, const Span &span, QSize size,
                            const JobContext &context);

} // namespace redoubt::medium
