// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// JSON, in one value or one a line.
const Medium &json();

} // namespace redoubt::medium
