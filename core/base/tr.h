// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace redoubt {

/// The words of the base, jobs and findings for people, in one context of the translations:
/// Tr::tr("…").
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::base)
};

} // namespace redoubt
