// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// PDF documents.
const Medium &pdf();

} // namespace redoubt::medium
