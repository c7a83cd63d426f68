// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

// Kinds that are told, sealed and listed, and that nothing reads yet.
const Medium &office();
const Medium &mail();
const Medium &html();
const Medium &dicom();
const Medium &archive();
/// A file of zero bytes.
const Medium &emptyFile();
/// What is known to be none of the others.
const Medium &unknownFile();

} // namespace redoubt::medium
