// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace redoubt::medium {

/// The words of this module for people, in one context of the translations: Tr::tr("…").
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::medium)
};

} // namespace redoubt::medium
