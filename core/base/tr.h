// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"

namespace redoubt {

/// The words of the base, jobs and findings for people, in one context of the translations:
/// Tr::tr("…").
struct Tr
{
    REDOUBT_TR_FUNCTIONS(redoubt::base)
};

} // namespace redoubt
