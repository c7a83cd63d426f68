// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/decision.h"

#include "core/base/tr.h"

#include <array>

namespace redoubt {

namespace {

struct EffectRow
{
    Effect effect;
    const char *name;
    const char *words;
};

constexpr std::array kEffects{
    EffectRow{Effect::Default, "default",
              QT_TRANSLATE_NOOP("redoubt::base", "As the profile says")},
    EffectRow{Effect::Fill, "fill", QT_TRANSLATE_NOOP("redoubt::base", "Solid fill")},
    EffectRow{Effect::Pixelate, "pixelate", QT_TRANSLATE_NOOP("redoubt::base", "Pixelate")},
    EffectRow{Effect::Blur, "blur", QT_TRANSLATE_NOOP("redoubt::base", "Blur")},
    EffectRow{Effect::OutlineLabel, "outline_label",
              QT_TRANSLATE_NOOP("redoubt::base", "Fill with outline and label")},
    EffectRow{Effect::Silence, "silence", QT_TRANSLATE_NOOP("redoubt::base", "Silence")},
    EffectRow{Effect::Bleep, "bleep", QT_TRANSLATE_NOOP("redoubt::base", "Bleep")},
    EffectRow{Effect::Noise, "noise", QT_TRANSLATE_NOOP("redoubt::base", "Noise")},
    EffectRow{Effect::Disguise, "disguise", QT_TRANSLATE_NOOP("redoubt::base", "Voice disguise")},
    EffectRow{Effect::Remove, "remove", QT_TRANSLATE_NOOP("redoubt::base", "Remove")},
    EffectRow{Effect::Label, "label", QT_TRANSLATE_NOOP("redoubt::base", "Label in its place")},
    EffectRow{Effect::Pseudonym, "pseudonym",
              QT_TRANSLATE_NOOP("redoubt::base", "Same stand-in everywhere")},
    EffectRow{Effect::Generalise, "generalise", QT_TRANSLATE_NOOP("redoubt::base", "Generalise")},
};

const EffectRow &row(Effect effect)
{
    const EffectRow &r = kEffects[size_t(effect)];
    Q_ASSERT(r.effect == effect);
    return r;
}

} // namespace

QString toString(Verdict verdict)
{
    return verdict == Verdict::Keep ? QStringLiteral("keep") : QStringLiteral("redact");
}

std::optional<Verdict> verdictFromString(QStringView text)
{
    if (text == QLatin1StringView("redact"))
        return Verdict::Redact;
    if (text == QLatin1StringView("keep"))
        return Verdict::Keep;
    return std::nullopt;
}

QString toString(Effect effect)
{
    return QString::fromLatin1(row(effect).name);
}

std::optional<Effect> effectFromString(QStringView text)
{
    for (const EffectRow &r : kEffects) {
        if (text == QLatin1StringView(r.name))
            return r.effect;
    }
    return std::nullopt;
}

QString displayName(Effect effect)
{
    return Tr::tr(row(effect).words);
}

} // namespace redoubt
