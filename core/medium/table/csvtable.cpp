// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/table/csvtable.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/textmedium.h"

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
    static const Medium medium = [] {
        Medium made = textMedium<kCsvReader>(ItemKind::Csv, sniffCsv);
        made.icon = QLatin1StringView("table");
        made.cells = true;
        return made;
    }();
    return medium;
}

} // namespace redoubt::medium
