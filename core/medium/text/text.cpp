// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/text/text.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"

namespace redoubt::medium {

namespace {

const detect::DocumentReader kTextReader{.read = document::loadText};

int sniffText(const FileHead &head)
{
    return head.textKind() == ItemKind::Text ? sure::kText : sure::kNot;
}

Result<detect::Analysis> analyzeText(const ByteSource &source, ItemId item,
                                     const detect::Registry &registry,
                                     const detect::AnalysisOptions &options,
                                     const JobContext &context)
{
    return detect::analyzeDocument(source, kTextReader, item, registry, options, context);
}

std::unique_ptr<detect::MarkResolver> resolveText(const QList<MarkSpec> &marks,
                                                  const ByteSource &source, ItemId item,
                                                  const JobContext &context)
{
    return detect::documentResolver(marks, source, kTextReader, item, context);
}

} // namespace

const Medium &text()
{
    static const Medium medium{
        .kind = ItemKind::Text,
        .view = kTextView,
        .sniff = sniffText,
        .document = &kTextReader,
        .analyze = analyzeText,
        .resolver = resolveText,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
    return medium;
}

} // namespace redoubt::medium
