// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace redoubt::fuzz {

/// Well-formed inputs that mutations start from. Defined by every fuzz target; small (a few
/// kilobytes), because each is cut at every length.
std::vector<std::string> seeds();

} // namespace redoubt::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
