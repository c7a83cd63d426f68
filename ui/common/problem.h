// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <functional>

namespace redoubt::ui {

/// Something that stands in the way and that no item can show. It stays in the window until it is
/// solved, or until the person puts it away where that is possible.
struct Problem
{
    enum class Kind {
        Event,    ///< happened once: the person may put it away when it is read
        Condition ///< holds on until it is solved: it can be folded, not put away
    };
    QString id;         ///< a later problem of the same id takes its place
    QString text;       ///< cause and next step
    QString actionText; ///< of the button that tries to solve it; empty when there is none
    std::function<void()> action;
    Kind kind = Kind::Event;
};

} // namespace redoubt::ui

Q_DECLARE_METATYPE(redoubt::ui::Problem)
