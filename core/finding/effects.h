// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/finding/decision.h"

#include <QList>
#include <QString>

#include <span>

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
Message displayName(Canvas canvas);

/// What effects are made for; a profile has a default for each.
enum class EffectMedium { Picture, Sound, Text };
EffectMedium mediumOf(Canvas canvas);

/// What stands at the place afterwards; painters and cutters go by it, and not by the effect.
enum class Filling {
    Black,
    BlackOutlined,
    Blocks,       ///< means of what was there
    Surroundings, ///< drawn from what lies around it
    Silence,
    Tone,
    Noise,
    Words ///< EffectRow::replace
};

/// How much of what was there somebody can get back.
enum class Strength {
    Complete, ///< nothing
    Weak,     ///< nothing of it is left, but what it was may be guessed: people are warned
    Traces    ///< something of it is left: people are warned, and the release says so
};

/// All that the program knows of one effect.
struct EffectRow
{
    Effect effect;
    const char *name;  ///< saved, never translated
    const char *words; ///< for people, in the context redoubt::base
    EffectMedium medium;
    Filling filling;
    Strength strength = Strength::Complete;
    /// Letters, plates and codes may be under it: they cannot be read through it.
    bool mayHoldLetters = true;
    /// Where it is built. Empty: the word is known, and refused with a sentence of its own.
    std::span<const Canvas> on;
    /// The types it can be had for; null: all.
    bool (*fits)(FindingType type) = nullptr;
    /// Text: what is written in place of @a text; nothing when it has to be labelled instead.
    std::optional<QString> (*replace)(FindingType type, QStringView text,
                                      const QString &label) = nullptr;
};

/// The table, in the order of menus. On each canvas the first row stands in for what cannot be had
/// there. The only place that knows: planner, painters, menus, command line, marks files, profiles
/// and the expectations of the verifier ask here, so that nothing is offered, or logged, that does
/// not happen. Effect::Default is no row.
std::span<const EffectRow> effectRows();
/// Null for Default, and for what is not in the table.
const EffectRow *effectRow(Effect effect);

/// The effects that are built there for findings of @a type, in the order of menus.
QList<Effect> effectsOn(Canvas canvas, FindingType type);
bool isImplemented(Effect effect, Canvas canvas, FindingType type);
/// For some canvas and type at least.
bool isImplemented(Effect effect);
/// What happens when @a wanted is asked for: itself, or what stands in for it.
Effect appliedEffect(Effect wanted, Canvas canvas, FindingType type);

/// Made for pictures (sound, text). False for Default.
bool isFor(Effect effect, EffectMedium medium);
/// Nothing but one colour, or silence, is left at its place.
bool isSolid(Effect effect);
bool isOutlined(Effect effect);
/// People who choose it are warned.
bool isWeak(Effect effect);
bool leavesTraces(Effect effect);
/// What painters do for it; what is not made for pictures is painted black.
Filling drawingOf(Effect effect);
/// What is heard in place of the sound; what is not made for sound is silenced.
Filling soundOf(Effect effect);

/// What is written in place of a text.
struct Replacement
{
    Effect effect; ///< as it was done: what cannot be had for this text is labelled
    QString text;
};
Replacement replacementFor(Effect wanted, FindingType type, QStringView text, const QString &label);
/// The replacement says what the text said: an age of 45 is general enough.
bool staysAsItIs(Effect effect, FindingType type, QStringView text);

/// What to tell somebody who asks for an effect that is not implemented there.
Error unfitEffect(Effect effect, Canvas canvas, FindingType type);
/// The same where no canvas is known yet. Requires: !isImplemented(effect).
Error unknownEffect(Effect effect);

} // namespace redoubt
