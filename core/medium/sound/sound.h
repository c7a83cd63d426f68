// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// Recordings of sound.
const Medium &sound();

} // namespace redoubt::medium
