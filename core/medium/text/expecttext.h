// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/medium.h"

namespace redoubt::medium {

/// Medium::expect of what is written as text: what was put in the place of marks, and marks that
/// are too short or too common to be searched everywhere, with what stands around them.
void expectText(const Written &written, verify::Expectation &expectation);

} // namespace redoubt::medium
