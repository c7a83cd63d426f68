// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// Plain text, Markdown, logs.
const Medium &text();

} // namespace redoubt::medium
