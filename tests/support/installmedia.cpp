// SPDX-License-Identifier: AGPL-3.0-or-later
// Linked into tests of what looks media up: they know those that the programs know, from the start.
#include "app/standardmedia.h"

namespace {

[[maybe_unused]] const bool kInstalled = [] {
    redoubt::app::installStandardMedia();
    return true;
}();

} // namespace
