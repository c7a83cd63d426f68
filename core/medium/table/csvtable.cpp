// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/table/csvtable.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"

namespace redoubt::medium {

namespace {

const detect::DocumentReader kCsvReader{.read = document::loadTable};

int sniffCsv(const FileHead &head)
{
    return head.textKind() == ItemKind::Csv ? sure::kText : sure::kNot;
}

Result<detect::Analysis> analyzeCsv(const ByteSource &source, ItemId item,
                                    const detect::Registry &registry,
                                    const detect::AnalysisOptions &options,
                                    const JobContext &context)
{
    return detect::analyzeDocument(source, kCsvReader, item, registry, options, context);
}

std::unique_ptr<detect::MarkResolver> resolveCsv(const QList<MarkSpec> &marks,
                                                 const ByteSource &source, ItemId item,
                                                 const JobContext &context)
{
    return detect::documentResolver(marks, source, kCsvReader, item, context);
}

} // namespace

const Medium &csvTable()
{
    static const Medium medium{
        .kind = ItemKind::Csv,
        .icon = QLatin1StringView("table"),
        .view = kTextView,
        .cells = true,
        .sniff = sniffCsv,
        .document = &kCsvReader,
        .analyze = analyzeCsv,
        .resolver = resolveCsv,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
    return medium;
}

} // namespace redoubt::medium
