// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"

namespace redoubt::media {

/// The words of this module for people, in one context of the translations: Tr::tr("…").
struct Tr
{
    REDOUBT_TR_FUNCTIONS(redoubt::media)
};

} // namespace redoubt::media
