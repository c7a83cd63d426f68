// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effects.h"

#include "core/base/tr.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <span>

namespace redoubt {

using namespace Qt::StringLiterals;

namespace {

struct CanvasRow
{
    Canvas canvas;
    EffectMedium medium;
    const char *words;
};

const std::array kCanvases{
    CanvasRow{Canvas::Film, EffectMedium::Picture, QT_TRANSLATE_NOOP("redoubt::base", "a film")},
    CanvasRow{Canvas::Picture, EffectMedium::Picture,
              QT_TRANSLATE_NOOP("redoubt::base", "a picture")},
    CanvasRow{Canvas::Page, EffectMedium::Picture, QT_TRANSLATE_NOOP("redoubt::base", "a page")},
    CanvasRow{Canvas::Sound, EffectMedium::Sound, QT_TRANSLATE_NOOP("redoubt::base", "sound")},
    CanvasRow{Canvas::Text, EffectMedium::Text, QT_TRANSLATE_NOOP("redoubt::base", "text")},
    CanvasRow{Canvas::Field, EffectMedium::Text, QT_TRANSLATE_NOOP("redoubt::base", "metadata")},
};

const CanvasRow &row(Canvas canvas)
{
    const CanvasRow &r = kCanvases[size_t(canvas)];
    Q_ASSERT(r.canvas == canvas);
    return r;
}

/// Letters, plates, codes and screens can be read through blur and mosaic. What a person drew
/// without saying what it is may be a picture on a frame, but is taken for letters elsewhere.
bool isReadable(FindingType type, Canvas canvas)
{
    if (type == FindingType::Custom)
        return canvas != Canvas::Film;
    return isTextual(type) || type == FindingType::LicencePlate || type == FindingType::Screen ||
           type == FindingType::Code || type == FindingType::Signature;
}

bool isBuilt(const EffectRow &r, Canvas canvas)
{
    return std::find(r.on.begin(), r.on.end(), canvas) != r.on.end();
}

bool isBuilt(const EffectRow &r, Canvas canvas, FindingType type)
{
    return isBuilt(r, canvas) && (r.mayHoldLetters || !isReadable(type, canvas)) &&
           (!r.fits || r.fits(type));
}

} // namespace

Canvas canvasOf(const Place &place, ItemKind kind)
{
    if (std::holds_alternative<Track>(place))
        return isStill(kind) ? Canvas::Picture : Canvas::Film;
    if (std::holds_alternative<Span>(place))
        return Canvas::Sound;
    if (std::holds_alternative<Area>(place))
        return Canvas::Page;
    return std::holds_alternative<TextRange>(place) ? Canvas::Text : Canvas::Field;
}

Message displayName(Canvas canvas)
{
    return Tr::tr(row(canvas).words);
}

EffectMedium mediumOf(Canvas canvas)
{
    return row(canvas).medium;
}

const EffectRow *effectRow(Effect effect)
{
    for (const EffectRow &r : effectRows()) {
        if (r.effect == effect)
            return &r;
    }
    return nullptr;
}

QString toString(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r ? QString::fromLatin1(r->name) : u"default"_s;
}

std::optional<Effect> effectFromString(QStringView text)
{
    if (text == u"default")
        return Effect::Default;
    for (const EffectRow &r : effectRows()) {
        if (text == QLatin1StringView(r.name))
            return r.effect;
    }
    return std::nullopt;
}

Message displayName(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r ? Tr::tr(r->words) : Tr::tr("As the profile says");
}

QList<Effect> effectsOn(Canvas canvas, FindingType type)
{
    QList<Effect> effects;
    for (const EffectRow &r : effectRows()) {
        if (isBuilt(r, canvas, type))
            effects.append(r.effect);
    }
    return effects;
}

bool isImplemented(Effect effect, Canvas canvas, FindingType type)
{
    const EffectRow *r = effectRow(effect);
    return r && isBuilt(*r, canvas, type);
}

bool isImplemented(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r && !r->on.empty();
}

Effect appliedEffect(Effect wanted, Canvas canvas, FindingType type)
{
    if (isImplemented(wanted, canvas, type))
        return wanted;
    for (const EffectRow &r : effectRows()) {
        if (isBuilt(r, canvas, type))
            return r.effect;
    }
    Q_ASSERT(false); // tst_effects holds the table to one for every canvas and type
    return Effect::Fill;
}

bool isFor(Effect effect, EffectMedium medium)
{
    const EffectRow *r = effectRow(effect);
    return r && r->medium == medium;
}

bool isSolid(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r && (r->filling == Filling::Black || r->filling == Filling::BlackOutlined ||
                 r->filling == Filling::Silence);
}

bool isOutlined(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r && r->filling == Filling::BlackOutlined;
}

bool isWeak(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r && r->strength != Strength::Complete;
}

bool leavesTraces(Effect effect)
{
    const EffectRow *r = effectRow(effect);
    return r && r->strength == Strength::Traces;
}

Filling drawingOf(Effect effect)
{
    return isFor(effect, EffectMedium::Picture) ? effectRow(effect)->filling : Filling::Black;
}

Filling soundOf(Effect effect)
{
    return isFor(effect, EffectMedium::Sound) ? effectRow(effect)->filling : Filling::Silence;
}

Replacement replacementFor(Effect wanted, FindingType type, QStringView text, const QString &label)
{
    const EffectRow *r = effectRow(wanted);
    if (r && r->replace) {
        if (auto instead = r->replace(type, text, label))
            return {wanted, *std::move(instead)};
    }
    return {Effect::Label, label};
}

bool staysAsItIs(Effect effect, FindingType type, QStringView text)
{
    const EffectRow *r = effectRow(effect);
    return r && r->replace && r->replace(type, text, {}) == text.toString();
}

Error unfitEffect(Effect effect, Canvas canvas, FindingType type)
{
    QStringList words;
    for (const Effect each : effectsOn(canvas, type))
        words.append(toString(each));
    return Error(
        ErrorKind::Invalid, "finding/effect",
        Tr::tr("the effect “%1” cannot be had on %2 for the type “%3”. Choose one of: %4.")
            .arg(toString(effect), displayName(canvas), displayName(type), words.join(u", "_s)));
}

Error unknownEffect(Effect effect)
{
    return Error(ErrorKind::Invalid, "finding/effect",
                 Tr::tr("the effect “%1” (%2) is not implemented in this version.")
                     .arg(toString(effect), displayName(effect)));
}

} // namespace redoubt
