// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/mediumtable.h"

namespace redoubt::app {

/// The media of the programs.
medium::Table standardMedia();
/// Installs them. Every program calls it first of all.
void installStandardMedia();

} // namespace redoubt::app
