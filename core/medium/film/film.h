// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// Videos: pictures over time, with sound or without.
const Medium &film();

} // namespace redoubt::medium
