// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace redoubt {

/// One callable made of several, for std::visit: the one whose parameter fits is called.
template <class... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace redoubt
