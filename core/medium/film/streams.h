// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/mediainfo.h"
#include "core/medium/medium.h"

namespace redoubt::medium {

// What films and sound share: files of streams.

/// Video, audio, or Unknown when neither can be decoded, by looking at the streams.
ItemKind kindOfStreams(const ByteSource &source);
std::unique_ptr<detect::MarkResolver> streamResolver(const detect::MarkRequest &request,
                                                     const ByteSource &source, ItemId item,
                                                     const JobContext &context);
/// The cuts of a plan, on the streams of the output.
void expectCuts(const Written &written, verify::Expectation &expectation);
/// The cuts that marks mean, on the clock of an output.
void expectMarkedCuts(const QList<MarkSpec> &marks, const media::MediaInfo &info,
                      verify::Expectation &expectation);
/// Pictures of frames and of sound.
Result<DetailPictures> streamDetails(const ByteSource &source, std::vector<Detail> details,
                                     QSize size, const JobContext &context);

} // namespace redoubt::medium
