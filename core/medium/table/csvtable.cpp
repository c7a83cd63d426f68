// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/table/csvtable.h"

#include "core/medium/documents.h"
#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"

namespace redoubt::medium {

namespace {

const detect::DocumentReader kCsvReader{.read = document::loadTable};

int sniffCsv(const FileHead &head)
{
    return head.textKind() == ItemKind::Csv ? sure::kText : sure::kNot;
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
        .analyze = analyzeRead<kCsvReader>,
        .resolver = resolveRead<kCsvReader>,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
    return medium;
}

} // namespace redoubt::medium
