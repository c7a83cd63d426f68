// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <QCoreApplication>

namespace redoubt::cli {

/// The words of the command line for people, in one context of the translations: Tr::tr("…").
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::cli)
};

/// The same for errors and what else is kept: Fact::tr("…").
struct Fact
{
    REDOUBT_TR_FUNCTIONS(redoubt::cli)
};

} // namespace redoubt::cli
