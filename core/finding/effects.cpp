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

constexpr std::array kOnFilm{Effect::Fill, Effect::OutlineLabel, Effect::Pixelate, Effect::Blur};
constexpr std::array kOnPicture{Effect::Fill, Effect::Pixelate, Effect::Blur};
constexpr std::array kOnPage{Effect::Fill};
constexpr std::array kOnSound{Effect::Silence, Effect::Bleep, Effect::Noise};
constexpr std::array kOnText{Effect::Label, Effect::Remove, Effect::Generalise};
constexpr std::array kOnField{Effect::Remove};

struct CanvasRow
{
    Canvas canvas;
    std::span<const Effect> effects; // the first one stands in for the others
    const char *words;
};

const std::array kCanvases{
    CanvasRow{Canvas::Film, kOnFilm, QT_TRANSLATE_NOOP("redoubt::base", "a film")},
    CanvasRow{Canvas::Picture, kOnPicture, QT_TRANSLATE_NOOP("redoubt::base", "a picture")},
    CanvasRow{Canvas::Page, kOnPage, QT_TRANSLATE_NOOP("redoubt::base", "a page")},
    CanvasRow{Canvas::Sound, kOnSound, QT_TRANSLATE_NOOP("redoubt::base", "sound")},
    CanvasRow{Canvas::Text, kOnText, QT_TRANSLATE_NOOP("redoubt::base", "text")},
    CanvasRow{Canvas::Field, kOnField, QT_TRANSLATE_NOOP("redoubt::base", "metadata")},
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

bool isFit(Effect effect, Canvas canvas, FindingType type)
{
    if (effect == Effect::Blur || effect == Effect::Pixelate)
        return !isReadable(type, canvas);
    if (effect == Effect::Generalise)
        return type == FindingType::Date || type == FindingType::Age ||
               type == FindingType::Location;
    return true;
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

QString displayName(Canvas canvas)
{
    return Tr::tr(row(canvas).words);
}

QList<Effect> effectsOn(Canvas canvas, FindingType type)
{
    QList<Effect> effects;
    for (const Effect effect : row(canvas).effects) {
        if (isFit(effect, canvas, type))
            effects.append(effect);
    }
    return effects;
}

bool isImplemented(Effect effect, Canvas canvas, FindingType type)
{
    const auto effects = row(canvas).effects;
    return std::find(effects.begin(), effects.end(), effect) != effects.end() &&
           isFit(effect, canvas, type);
}

bool isImplemented(Effect effect)
{
    return std::any_of(kCanvases.begin(), kCanvases.end(), [effect](const CanvasRow &r) {
        return std::find(r.effects.begin(), r.effects.end(), effect) != r.effects.end();
    });
}

Effect appliedEffect(Effect wanted, Canvas canvas, FindingType type)
{
    return isImplemented(wanted, canvas, type) ? wanted : row(canvas).effects.front();
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
