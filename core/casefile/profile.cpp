// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/profile.h"

#include "core/casefile/datafile.h"
#include "core/casefile/tr.h"
#include "core/finding/effects.h"

#include <QJsonArray>

#include <array>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

constexpr char kProfileSite[] = "casefile/profile";

// The words of the built-in files, so that translators see them.
[[maybe_unused]] constexpr std::array kBuiltInWords{
    QT_TRANSLATE_NOOP("redoubt::casefile", "Standard"),
    QT_TRANSLATE_NOOP("redoubt::casefile",
                      "Faces, plates, screens, signatures, codes, names, contacts and identifying "
                      "numbers are redacted. Dates, ages, organisations, places, web addresses and "
                      "voices are kept, yet shown."),
    QT_TRANSLATE_NOOP("redoubt::casefile", "HIPAA Safe Harbor"),
    QT_TRANSLATE_NOOP(
        "redoubt::casefile",
        "The 18 identifiers of 45 CFR 164.514(b)(2), voices and dates included; dates "
        "and ages are generalised where the rule allows it."),
    QT_TRANSLATE_NOOP("redoubt::casefile", "FOIA"),
    QT_TRANSLATE_NOOP("redoubt::casefile",
                      "As Standard; every mark carries an exemption code of 5 U.S.C. 552(b)."),
    QT_TRANSLATE_NOOP("redoubt::casefile", "Subject access request"),
    QT_TRANSLATE_NOOP("redoubt::casefile",
                      "Everybody but the person who asks is redacted: faces, voices, names, "
                      "contacts and numbers."),
    QT_TRANSLATE_NOOP("redoubt::casefile", "Manual"),
    QT_TRANSLATE_NOOP("redoubt::casefile",
                      "No machine proposals; only what a person marks is redacted."),
};

std::optional<DefaultVerdict> defaultVerdictFromString(QStringView text)
{
    if (text == u"redact")
        return DefaultVerdict::Redact;
    if (text == u"keep")
        return DefaultVerdict::Keep;
    if (text == u"ask")
        return DefaultVerdict::Ask;
    return std::nullopt;
}

Effect readEffect(FieldReader &reader, const QString &field, Effect otherwise)
{
    const QString word = reader.text(field, toString(otherwise));
    const auto effect = effectFromString(word);
    if (!effect)
        reader.fail(field, Tr::tr("names no effect that this program knows."));
    else if (*effect != Effect::Default && !isImplemented(*effect))
        reader.fail(field, Tr::tr("names an effect that is not implemented in this version."));
    return effect.value_or(otherwise);
}

void readVerdict(FieldReader &reader, const QString &field, const QString &word, TypeRule &rule)
{
    const auto verdict = defaultVerdictFromString(word);
    if (!verdict)
        reader.fail(field, Tr::tr("must be \"redact\", \"keep\" or \"ask\"."));
    rule.verdict = verdict.value_or(DefaultVerdict::Ask);
}

/// A rule is a word ("redact") or an object with verdict, effect and reasons.
Result<TypeRule> readRule(FieldReader &outer, const QString &field, const QJsonValue &value,
                          const QString &where)
{
    TypeRule rule;
    if (value.isString()) {
        readVerdict(outer, field, value.toString(), rule);
        return rule;
    }
    if (!value.isObject()) {
        outer.fail(field, Tr::tr("must be a word or an object with \"verdict\"."));
        return rule;
    }
    FieldReader reader(value.toObject(), where + u'.' + field, kProfileSite);
    readVerdict(reader, u"verdict"_s, reader.requiredText(u"verdict"_s), rule);
    rule.effect = readEffect(reader, u"effect"_s, Effect::Default);
    rule.reasons = reader.texts(u"reasons"_s);
    if (auto finished = reader.finish(); !finished)
        return finished.error();
    return rule;
}

Result<void> readRules(FieldReader &top, Profile &profile)
{
    TypeRule other; // Ask: what a profile does not name is redacted unless a person keeps it
    if (const QJsonValue value = top.value(u"other_types"_s); !value.isUndefined()) {
        auto rule = readRule(top, u"other_types"_s, value, {});
        if (!rule)
            return rule.error();
        other = *rule;
    }
    for (const FindingType type : allFindingTypes())
        profile.rules.insert(type, other);
    const QJsonValue types = top.value(u"types"_s);
    if (!types.isUndefined() && !types.isObject())
        top.fail(u"types"_s, Tr::tr("must be an object of types and rules."));
    const QJsonObject object = types.toObject();
    FieldReader reader(object, u"types"_s, kProfileSite);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto type = findingTypeFromString(it.key());
        if (!type)
            continue; // finish() names it
        auto rule = readRule(reader, it.key(), reader.value(it.key()), u"types"_s);
        if (!rule)
            return rule.error();
        profile.rules.insert(*type, *rule);
    }
    return reader.finish();
}

void readDefaultEffects(FieldReader &top, Profile &profile)
{
    const QJsonValue value = top.value(u"default_effects"_s);
    if (value.isUndefined())
        return;
    if (!value.isObject()) {
        top.fail(u"default_effects"_s, Tr::tr("must be an object."));
        return;
    }
    const QJsonObject object = value.toObject();
    const auto read = [&](const QString &medium, Effect &effect, EffectMedium fit) {
        if (!object.contains(medium))
            return;
        const auto found = effectFromString(object.value(medium).toString());
        if (found && isFor(*found, fit) && isImplemented(*found))
            effect = *found;
        else
            top.fail(u"default_effects."_s + medium, Tr::tr("names no effect of this medium."));
    };
    read(u"picture"_s, profile.pictureEffect, EffectMedium::Picture);
    read(u"sound"_s, profile.soundEffect, EffectMedium::Sound);
    read(u"text"_s, profile.textEffect, EffectMedium::Text);
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() != u"picture" && it.key() != u"sound" && it.key() != u"text")
            top.fail(u"default_effects."_s + it.key().left(60),
                     Tr::tr("is not known here; check its spelling."));
    }
}

} // namespace

const TypeRule Profile::rule(FindingType type) const
{
    return rules.value(type);
}

Effect Profile::effectFor(FindingType type, const Place &place, ItemKind kind, Effect decided) const
{
    const Canvas canvas = canvasOf(place, kind);
    const Effect wanted = decided != Effect::Default ? decided : rule(type).effect;
    for (const Effect effect : {wanted, pictureEffect, soundEffect, textEffect}) {
        if (isFor(effect, mediumOf(canvas)))
            return appliedEffect(effect, canvas, type);
    }
    return effectsOn(canvas, type).front();
}

Result<Profile> parseProfile(QByteArrayView json)
{
    auto object = parseObject(json, kProfileSite);
    if (!object)
        return object.error();
    FieldReader reader(*object, {}, kProfileSite);
    if (reader.requiredText(u"format"_s) != u"redoubt-profile/1")
        reader.fail(u"format"_s, Tr::tr("must be \"redoubt-profile/1\"."));
    Profile profile;
    profile.name = reader.requiredText(u"name"_s);
    profile.title = reader.text(u"title"_s, profile.name);
    profile.description = reader.text(u"description"_s, {});
    profile.reasonSet = reader.text(u"reason_set"_s, {});
    profile.detect = reader.flag(u"detect"_s, true);
    profile.reasonRequired = reader.flag(u"reason_required"_s, false);
    profile.keepRequester = reader.flag(u"keep_requester"_s, false);
    profile.ocrLanguages = reader.text(u"ocr_languages"_s, u"eng"_s);
    profile.keepMetadata = reader.texts(u"keep_metadata"_s);
    profile.sameFormat = reader.flag(u"same_format"_s, false);
    readDefaultEffects(reader, profile);
    if (auto rules = readRules(reader, profile); !rules)
        return rules.error();
    if (profile.reasonRequired && profile.reasonSet.isEmpty())
        reader.fail(u"reason_set"_s, Tr::tr("is needed because \"reason_required\" is true."));
    for (const QChar c : profile.ocrLanguages) {
        // The name becomes part of a file name that Tesseract opens.
        if (!(c.isLetterOrNumber() || c == u'_' || c == u'+') || c.unicode() > 0x7F)
            reader.fail(u"ocr_languages"_s, Tr::tr("must look like \"eng+chi_sim\"."));
    }
    if (auto finished = reader.finish(); !finished)
        return finished.error();
    return profile;
}

QStringList builtInProfiles()
{
    return builtInDataFiles(u"profiles"_s);
}

Result<Profile> loadProfile(const QString &nameOrFile)
{
    auto json = readDataFile(u"profiles"_s, nameOrFile, kProfileSite);
    if (!json)
        return json.error();
    auto profile = parseProfile(*json);
    if (profile && builtInProfiles().contains(nameOrFile)) {
        profile->title = Tr::tr(profile->title.toUtf8().constData());
        profile->description = Tr::tr(profile->description.toUtf8().constData());
    }
    return profile;
}

} // namespace redoubt::casefile
