// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// Tables as text: cells between commas, semicolons or tabs.
const Medium &csvTable();

} // namespace redoubt::medium
