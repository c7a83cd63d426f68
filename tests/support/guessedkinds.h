// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/mediumtable.h"

namespace redoubt::test {

/// As medium::ingestOptions(), but kinds are told by the first bytes alone: tests' media need not
/// be playable.
inline casefile::IngestOptions guessedKinds()
{
    casefile::IngestOptions options = medium::ingestOptions();
    options.kindOf = [](const ByteSource &source, const JobContext &) {
        return medium::table().guess(source);
    };
    return options;
}

} // namespace redoubt::test
