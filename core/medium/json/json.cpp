// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/json/json.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"

namespace redoubt::medium {

namespace {

const detect::DocumentReader kJsonReader{.read = document::loadJson};

int sniffJson(const FileHead &head)
{
    return head.textKind() == ItemKind::Json ? sure::kText : sure::kNot;
}

Result<detect::Analysis> analyzeJson(const ByteSource &source, ItemId item,
                                     const detect::Registry &registry,
                                     const detect::AnalysisOptions &options,
                                     const JobContext &context)
{
    return detect::analyzeDocument(source, kJsonReader, item, registry, options, context);
}

std::unique_ptr<detect::MarkResolver> resolveJson(const QList<MarkSpec> &marks,
                                                  const ByteSource &source, ItemId item,
                                                  const JobContext &context)
{
    return detect::documentResolver(marks, source, kJsonReader, item, context);
}

} // namespace

const Medium &json()
{
    static const Medium medium{
        .kind = ItemKind::Json,
        .view = kTextView,
        .sniff = sniffJson,
        .document = &kJsonReader,
        .analyze = analyzeJson,
        .resolver = resolveJson,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
    return medium;
}

} // namespace redoubt::medium
