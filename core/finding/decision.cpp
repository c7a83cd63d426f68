// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/decision.h"

#include <QCoreApplication>

#include <array>

namespace redoubt {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::Effect)
};

struct Row
{
    Effect effect;
    const char *name;
    const char *words;
};

constexpr std::array kEffects{
    Row{Effect::Default, "default", QT_TRANSLATE_NOOP("redoubt::Effect", "As the profile says")},
    Row{Effect::Fill, "fill", QT_TRANSLATE_NOOP("redoubt::Effect", "Solid fill")},
    Row{Effect::Pixelate, "pixelate", QT_TRANSLATE_NOOP("redoubt::Effect", "Pixelate")},
    Row{Effect::Blur, "blur", QT_TRANSLATE_NOOP("redoubt::Effect", "Blur")},
    Row{Effect::OutlineLabel, "outline_label",
        QT_TRANSLATE_NOOP("redoubt::Effect", "Fill with outline and label")},
    Row{Effect::Silence, "silence", QT_TRANSLATE_NOOP("redoubt::Effect", "Silence")},
    Row{Effect::Bleep, "bleep", QT_TRANSLATE_NOOP("redoubt::Effect", "Bleep")},
    Row{Effect::Noise, "noise", QT_TRANSLATE_NOOP("redoubt::Effect", "Noise")},
    Row{Effect::Disguise, "disguise", QT_TRANSLATE_NOOP("redoubt::Effect", "Voice disguise")},
    Row{Effect::Remove, "remove", QT_TRANSLATE_NOOP("redoubt::Effect", "Remove")},
    Row{Effect::Label, "label", QT_TRANSLATE_NOOP("redoubt::Effect", "Label in its place")},
    Row{Effect::Pseudonym, "pseudonym",
        QT_TRANSLATE_NOOP("redoubt::Effect", "Same stand-in everywhere")},
    Row{Effect::Generalise, "generalise", QT_TRANSLATE_NOOP("redoubt::Effect", "Generalise")},
};

const Row &row(Effect effect)
{
    const Row &r = kEffects[size_t(effect)];
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
    for (const Row &r : kEffects) {
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
