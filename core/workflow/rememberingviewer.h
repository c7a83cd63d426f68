// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/workflow/itemviewer.h"

namespace redoubt::workflow {

/// Looks first at what is known of the item, and keeps there what had to be worked out. What is
/// found is read as strictly as what a worker sends; what cannot be read is worked out anew.
/// Internal to core/workflow.
class RememberingViewer : public ItemViewer
{
public:
    Result<media::FrameIndex> indexFrames(const Source &source, int stream,
                                          const JobContext &context) const final;
    Result<media::Waveform> readWaveform(const Source &source, int stream,
                                         const JobContext &context) const final;
    Result<document::DocModel> loadDocument(const Source &source, ItemKind kind,
                                            const document::LoadOptions &options,
                                            const JobContext &context) const final;
    Result<medium::DetailPictures> details(const Source &source, ItemKind kind,
                                           const std::vector<medium::Detail> &details, QSize size,
                                           const JobContext &context) const final;

protected:
    virtual Result<media::FrameIndex> makeIndex(const ByteSource &source, int stream,
                                                const JobContext &context) const = 0;
    virtual Result<media::Waveform> makeWaveform(const ByteSource &source, int stream,
                                                 const JobContext &context) const = 0;
    /// The answers that the options have are those of recognised words.
    virtual Result<document::DocModel> readPages(const ByteSource &source, ItemKind kind,
                                                 const document::LoadOptions &options,
                                                 const JobContext &context) const = 0;
    virtual Result<medium::DetailPictures> drawDetails(const ByteSource &source, ItemKind kind,
                                                       const std::vector<medium::Detail> &details,
                                                       QSize size,
                                                       const JobContext &context) const = 0;
};

} // namespace redoubt::workflow
