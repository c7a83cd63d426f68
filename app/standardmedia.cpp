// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/standardmedia.h"

#include "core/medium/film/film.h"
#include "core/medium/json/json.h"
#include "core/medium/pdf/pdf.h"
#include "core/medium/picture/picture.h"
#include "core/medium/sealed/sealed.h"
#include "core/medium/sound/sound.h"
#include "core/medium/table/csvtable.h"
#include "core/medium/text/text.h"

namespace redoubt::app {

medium::Table standardMedia()
{
    medium::Table table;
    // One line for each medium; how its outputs are attacked stands in core/verify/verifier.cpp, or
    // comes in by a line here as well.
    table.add(medium::film());
    table.add(medium::sound());
    table.add(medium::picture());
    table.add(medium::pdf());
    table.add(medium::text());
    table.add(medium::csvTable());
    table.add(medium::json());
    table.add(medium::office());
    table.add(medium::mail());
    table.add(medium::html());
    table.add(medium::dicom());
    table.add(medium::archive());
    table.add(medium::emptyFile());
    table.add(medium::unknownFile());
    return table;
}

void installStandardMedia()
{
    medium::install(standardMedia());
}

} // namespace redoubt::app
