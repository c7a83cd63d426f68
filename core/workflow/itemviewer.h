// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"
#include "core/jobs/answers.h"
#include "core/media/videoreader.h"
#include "core/media/waveform.h"
#include "core/medium/medium.h"

#include <memory>

namespace redoubt::vault {
class Vault;
}

namespace redoubt::workflow {

/// An item as it is looked at.
struct ViewedItem
{
    ViewedItem(std::shared_ptr<const ByteSource> source, std::shared_ptr<Answers> known = nullptr)
        : bytes(std::move(source))
        , derived(std::move(known))
    {}
    const ByteSource &operator*() const { return *bytes; }
    const ByteSource *operator->() const { return bytes.get(); }

    std::shared_ptr<const ByteSource> bytes; // shared with what is opened
    /// What was derived from it before, and where more of it is kept; null: nothing (derivedOf()).
    std::shared_ptr<Answers> derived;
};

/// Everything that a person looks at or listens to, without a word on where its bytes are read.
/// Frame indexes, waveforms, recognised words and small pictures are worked out once for an item
/// that has a place for what is derived.
/// What is opened keeps the source and what reads it, is used from one thread at a time, and ends
/// with Cancelled once @a context is cancelled. Threads: any.
class ItemViewer
{
public:
    using Source = ViewedItem;
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
    /// As detect::DocumentReader::read, with what is known of the item as its answers.
    virtual Result<document::DocModel> loadDocument(const Source &source, ItemKind kind,
                                                    const document::LoadOptions &options,
                                                    const JobContext &context) const = 0;
};

/// What was derived from an item, kept in its case (Vault::openDerived()); null without a key.
/// Threads: any.
std::shared_ptr<Answers> derivedOf(const vault::Vault &vault, const casefile::Item &item);

/// Reads in this process.
std::shared_ptr<const ItemViewer> hereViewer();

} // namespace redoubt::workflow
