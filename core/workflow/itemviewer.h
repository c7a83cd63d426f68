// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"
#include "core/media/videoreader.h"
#include "core/media/waveform.h"
#include "core/medium/medium.h"

#include <memory>

namespace redoubt::workflow {

/// Everything that a person looks at or listens to, without a word on where its bytes are read.
/// What is opened keeps the source and what reads it, is used from one thread at a time, and ends
/// with Cancelled once @a context is cancelled. Threads: any.
class ItemViewer
{
public:
    using Source = std::shared_ptr<const ByteSource>;
    virtual ~ItemViewer() = default;

    /// As media::VideoReader::open().
    virtual Result<std::unique_ptr<media::PictureStream>>
    openPictures(const Source &source, int stream, const media::VideoReadOptions &options,
                 const JobContext &context) const = 0;
    /// As media::AudioReader::open().
    virtual Result<std::unique_ptr<media::SoundStream>>
    openSound(const Source &source, int stream, const media::AudioReadOptions &options,
              const JobContext &context) const = 0;
    /// As detect::DocumentReader::openPages.
    virtual Result<std::unique_ptr<document::PageRenderer>>
    openPages(const Source &source, ItemKind kind, const JobContext &context) const = 0;
    /// As Medium::details.
    virtual Result<medium::DetailPictures> details(const Source &source, ItemKind kind,
                                                   const std::vector<medium::Detail> &details,
                                                   QSize size, const JobContext &context) const = 0;
    /// As Medium::whole.
    virtual Result<medium::WholePicture> whole(const Source &source, const casefile::Item &item,
                                               int page, Ticks pts,
                                               const JobContext &context) const = 0;
    /// As media::indexFrames().
    virtual Result<media::FrameIndex> indexFrames(const Source &source, int stream,
                                                  const JobContext &context) const = 0;
    /// As media::readWaveform().
    virtual Result<media::Waveform> readWaveform(const Source &source, int stream,
                                                 const JobContext &context) const = 0;
    /// As detect::DocumentReader::read, without answers of earlier runs.
    virtual Result<document::DocModel> loadDocument(const Source &source, ItemKind kind,
                                                    const document::LoadOptions &options,
                                                    const JobContext &context) const = 0;
};

/// Reads in this process.
std::shared_ptr<const ItemViewer> hereViewer();

} // namespace redoubt::workflow
