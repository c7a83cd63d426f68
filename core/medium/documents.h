// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

/// Medium::analyze and Medium::resolver of what is read as a document.
namespace redoubt::medium {

template <const detect::DocumentReader &reader>
Result<detect::Analysis>
analyzeRead(const ByteSource &source, ItemId item, const detect::Registry &registry,
            const detect::AnalysisOptions &options, const JobContext &context)
{
    return detect::analyzeDocument(source, reader, item, registry, options, context);
}

template <const detect::DocumentReader &reader>
std::unique_ptr<detect::MarkResolver> resolveRead(const detect::MarkRequest &request,
                                                  const ByteSource &source, ItemId item,
                                                  const JobContext &context)
{
    return detect::documentResolver(request, source, reader, item, context);
}

} // namespace redoubt::medium
