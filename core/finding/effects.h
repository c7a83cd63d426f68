// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/finding/decision.h"

#include <QList>
#include <QString>

namespace redoubt {

/// What an effect is applied to.
enum class Canvas {
    Film,    ///< a box on frames
    Picture, ///< a box on a picture
    Page,    ///< a box on a page, or over words on a picture
    Sound,
    Text, ///< a range of a text
    Field ///< metadata
};

Canvas canvasOf(const Place &place, ItemKind kind);
/// Words for people ("a page").
QString displayName(Canvas canvas);

/// The effects that are implemented there for findings of @a type, in the order of menus; the first
/// one, which is the strongest, stands in for all that are not. The only place that knows: planner,
/// menus, command line, marks files and profiles ask here, so that nothing is offered, or logged,
/// that does not happen.
QList<Effect> effectsOn(Canvas canvas, FindingType type);
bool isImplemented(Effect effect, Canvas canvas, FindingType type);
/// For some canvas and type at least.
bool isImplemented(Effect effect);
/// What happens when @a wanted is asked for: itself, or what stands in for it. Requires: not
/// Default, which only a profile can resolve.
Effect appliedEffect(Effect wanted, Canvas canvas, FindingType type);

/// What to tell somebody who asks for an effect that is not implemented there.
Error unfitEffect(Effect effect, Canvas canvas, FindingType type);
/// The same where no canvas is known yet. Requires: !isImplemented(effect).
Error unknownEffect(Effect effect);

} // namespace redoubt
