// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/mediumtable.h"
#include "tests/support/mediumsample.h"

namespace redoubt::test {

/// A medium that only tests have: files that begin with "TOY1" and a newline, and go on with text
/// in UTF-8. Behind the text, parts: a line "=PART NAME LENGTH" and so many bytes. Everything that
/// the programs have to know of it stands in this folder; it comes in by this call.
void addToyMedium(medium::Table &table);

const medium::Medium &toyMedium();
MediumSample toySample();
/// A toy with parts.
QByteArray toyBytes(const QByteArray &text, const std::vector<medium::Part> &parts);

} // namespace redoubt::test
