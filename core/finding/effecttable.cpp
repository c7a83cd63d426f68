// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effecttable.h"

#include "core/base/tr.h"
#include "core/finding/generalise.h"

#include <array>

namespace redoubt {

namespace {

constexpr std::array kDrawn{Canvas::Film, Canvas::Picture};
constexpr std::array kDrawnAnywhere{Canvas::Film, Canvas::Picture, Canvas::Page};
constexpr std::array kOnFilm{Canvas::Film};
constexpr std::array kOnSound{Canvas::Sound};
constexpr std::array kOnText{Canvas::Text};
constexpr std::array kOnTextAndFields{Canvas::Text, Canvas::Field};
constexpr std::span<const Canvas> kNowhere;

std::optional<QString> nothing(FindingType, QStringView, const QString &)
{
    return QString();
}

std::optional<QString> labelled(FindingType, QStringView, const QString &label)
{
    return label;
}

std::optional<QString> coarser(FindingType type, QStringView text, const QString &)
{
    return generalised(type, text);
}

constexpr std::array kBuiltInEffects{
    EffectRow{Effect::Fill, "fill", QT_TRANSLATE_NOOP("redoubt::base", "Solid fill"),
              EffectMedium::Picture, Filling::Black, Strength::Complete, true, kDrawnAnywhere},
    EffectRow{Effect::OutlineLabel, "outline_label",
              QT_TRANSLATE_NOOP("redoubt::base", "Fill with outline and label"),
              EffectMedium::Picture, Filling::BlackOutlined, Strength::Complete, true, kOnFilm},
    EffectRow{Effect::Pixelate, "pixelate", QT_TRANSLATE_NOOP("redoubt::base", "Pixelate"),
              EffectMedium::Picture, Filling::Blocks, Strength::Traces, false, kDrawn},
    EffectRow{Effect::Blur, "blur", QT_TRANSLATE_NOOP("redoubt::base", "Blur"),
              EffectMedium::Picture, Filling::Surroundings, Strength::Weak, false, kDrawn},
    EffectRow{Effect::Silence, "silence", QT_TRANSLATE_NOOP("redoubt::base", "Silence"),
              EffectMedium::Sound, Filling::Silence, Strength::Complete, true, kOnSound},
    EffectRow{Effect::Bleep, "bleep", QT_TRANSLATE_NOOP("redoubt::base", "Bleep"),
              EffectMedium::Sound, Filling::Tone, Strength::Complete, true, kOnSound},
    EffectRow{Effect::Noise, "noise", QT_TRANSLATE_NOOP("redoubt::base", "Noise"),
              EffectMedium::Sound, Filling::Noise, Strength::Complete, true, kOnSound},
    EffectRow{Effect::Disguise, "disguise", QT_TRANSLATE_NOOP("redoubt::base", "Voice disguise"),
              EffectMedium::Sound, Filling::Silence, Strength::Traces, false, kNowhere},
    EffectRow{Effect::Label, "label", QT_TRANSLATE_NOOP("redoubt::base", "Label in its place"),
              EffectMedium::Text, Filling::Words, Strength::Complete, true, kOnText, nullptr,
              labelled},
    EffectRow{Effect::Remove, "remove", QT_TRANSLATE_NOOP("redoubt::base", "Remove"),
              EffectMedium::Text, Filling::Words, Strength::Complete, true, kOnTextAndFields,
              nullptr, nothing},
    EffectRow{Effect::Pseudonym, "pseudonym",
              QT_TRANSLATE_NOOP("redoubt::base", "Same stand-in everywhere"), EffectMedium::Text,
              Filling::Words, Strength::Complete, true, kNowhere, nullptr, labelled},
    EffectRow{Effect::Generalise, "generalise", QT_TRANSLATE_NOOP("redoubt::base", "Generalise"),
              EffectMedium::Text, Filling::Words, Strength::Complete, true, kOnText,
              canBeGeneralised, coarser},
};

} // namespace

std::span<const EffectRow> builtInEffects()
{
    return kBuiltInEffects;
}

} // namespace redoubt
