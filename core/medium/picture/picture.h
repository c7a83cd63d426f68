// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// Photographs, scans, animations and pictures of several pages.
const Medium &picture();

} // namespace redoubt::medium
