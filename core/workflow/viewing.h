// SPDX-License-Identifier: AGPL-3.0-or-later
// What a medium has for those who look, or an error where it has nothing. Internal to
// core/workflow.
#pragma once

#include "core/workflow/itemviewer.h"

namespace redoubt::workflow {

Result<std::unique_ptr<document::PageRenderer>> openPagesOf(const ByteSource &source,
                                                            ItemKind kind);
Result<document::DocModel> readDocument(const ByteSource &source, ItemKind kind,
                                        const document::LoadOptions &options,
                                        const JobContext &context);
/// Nothing for a medium without small pictures.
Result<medium::DetailPictures> detailsOf(const ByteSource &source, ItemKind kind,
                                         const std::vector<medium::Detail> &details, QSize size,
                                         const JobContext &context);
Result<medium::WholePicture> wholeOf(const ByteSource &source, const casefile::Item &item, int page,
                                     Ticks pts, const JobContext &context);

} // namespace redoubt::workflow
