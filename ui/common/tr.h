// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace redoubt::ui {

/// The words of the window, outside of its classes for people, in one context of the translations:
/// Tr::tr("…").
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::ui)
};

} // namespace redoubt::ui
