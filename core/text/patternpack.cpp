// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/patternpack.h"

#include "core/text/labels.h"
#include "core/text/tr.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE declares a function and so must stand outside any namespace.
static void initPatternResources()
{
    Q_INIT_RESOURCE(patterns);
}

namespace redoubt::text {

namespace {

constexpr int kFormatVersion = 1;

Error invalid(const Message &text)
{
    return Error(ErrorKind::Invalid, "text/patternpack", text);
}

/// Replaces {{NAME}}. A macro may use macros that were defined before it.
QString expand(QString text, const QList<std::pair<QString, QString>> &macros)
{
    for (auto macro = macros.crbegin(); macro != macros.crend(); ++macro)
        text.replace(u"{{"_s + macro->first + u"}}"_s, macro->second);
    return text;
}

QStringList stringList(const QJsonValue &value)
{
    QStringList list;
    // Words are looked for in normalised text.
    for (const QJsonValue &entry : value.toArray())
        list.append(entry.toString().normalized(QString::NormalizationForm_KC).toLower());
    return list;
}

double scoreOf(const QJsonObject &object, QLatin1StringView key, double otherwise)
{
    return qBound(0.0, object.value(key).toDouble(otherwise), 1.0);
}

Result<Pattern> parsePattern(const QJsonObject &object,
                             const QList<std::pair<QString, QString>> &macros,
                             const QHash<QString, QStringList> &contexts)
{
    Pattern pattern;
    pattern.id = object.value("id"_L1).toString();
    pattern.type = object.value("type"_L1).toString();
    pattern.locale = object.value("locale"_L1).toString(u"*"_s);
    pattern.trigger = expand(object.value("trigger"_L1).toString(), macros);
    pattern.regex = expand(object.value("regex"_L1).toString(), macros);
    if (pattern.id.isEmpty() || pattern.type.isEmpty() || pattern.trigger.isEmpty() ||
        pattern.regex.isEmpty())
        return invalid(Tr::tr("The pattern \"%1\" lacks an id, a type, a trigger or an "
                              "expression. Correct the pattern pack.")
                           .arg(pattern.id));
    pattern.caseless = object.value("flags"_L1).toString().contains(u'i');
    pattern.before = qBound(0, object.value("before"_L1).toInt(pattern.before), 1024);
    pattern.after = qBound(1, object.value("after"_L1).toInt(pattern.after), 4096);
    pattern.group = qBound(0, object.value("group"_L1).toInt(0), 9);
    const QString validator = object.value("validator"_L1).toString();
    const auto known = validatorFromString(validator);
    pattern.idRule = known ? nullptr : idRule(validator);
    if (!known && !pattern.idRule)
        return invalid(Tr::tr("The pattern \"%1\" names the unknown validator \"%2\". Correct "
                              "the pattern pack.")
                           .arg(pattern.id, validator));
    pattern.validator = known.value_or(Validator::None);
    pattern.score = scoreOf(object, "score"_L1, 0.5);
    pattern.valid = scoreOf(object, "valid"_L1, 0.85);
    pattern.plausible = scoreOf(object, "plausible"_L1, pattern.score);
    pattern.invalid = scoreOf(object, "invalid"_L1, 0);
    pattern.boost = scoreOf(object, "boost"_L1, pattern.boost);
    pattern.penalty = scoreOf(object, "penalty"_L1, pattern.penalty);
    pattern.requiresContext = object.value("requires_context"_L1).toBool();
    pattern.glue = object.value("glue"_L1).toBool();
    const QJsonValue context = object.value("context"_L1);
    pattern.context = context.isString() ? contexts.value(context.toString()) : stringList(context);
    return pattern;
}

} // namespace

Result<PatternPack> parsePatternPack(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return invalid(
            Tr::tr("The pattern pack is not valid JSON: %1.").arg(problem.errorString()));
    if (root.value("format"_L1).toString() != u"redoubt-patterns/%1"_s.arg(kFormatVersion))
        return Error(ErrorKind::Unsupported, "text/patternpack",
                     Tr::tr("The pattern pack has a format that this version does not know."));
    PatternPack pack;
    pack.version = root.value("version"_L1).toInt();
    pack.negative = stringList(root.value("negative"_L1));
    QList<std::pair<QString, QString>> macros = labelMacros(builtInLabels());
    for (const QJsonValue &macro : root.value("macros"_L1).toArray()) {
        const QJsonArray entry = macro.toArray();
        macros.append({entry.at(0).toString(), expand(entry.at(1).toString(), macros)});
    }
    QHash<QString, QStringList> contexts;
    const QJsonObject sets = root.value("contexts"_L1).toObject();
    for (auto set = sets.begin(); set != sets.end(); ++set)
        contexts.insert(set.key(), stringList(set.value()));
    QSet<QString> ids;
    for (const QJsonValue &entry : root.value("patterns"_L1).toArray()) {
        auto pattern = parsePattern(entry.toObject(), macros, contexts);
        if (!pattern)
            return pattern.error();
        if (ids.contains(pattern->id))
            return invalid(
                Tr::tr("The pattern \"%1\" stands twice in the pattern pack.").arg(pattern->id));
        ids.insert(pattern->id);
        pack.patterns.push_back(std::move(*pattern));
    }
    return pack;
}

Result<PatternPack> builtInPatterns()
{
    initPatternResources();
    PatternPack all;
    const QDir folder(u":/redoubt/patterns"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error(ErrorKind::Internal, "text/patternpack");
        auto pack = parsePatternPack(file.readAll());
        if (!pack)
            return pack.error();
        all.version = qMax(all.version, pack->version);
        all.negative += pack->negative;
        std::move(pack->patterns.begin(), pack->patterns.end(), std::back_inserter(all.patterns));
    }
    if (all.patterns.empty())
        return Error(ErrorKind::Internal, "text/patternpack");
    all.negative.removeDuplicates();
    // What names a value on a form also speaks for it in a sentence.
    for (Pattern &pattern : all.patterns) {
        if (pattern.context.isEmpty())
            continue;
        for (const Label &label : builtInLabels()) {
            if (label.type == pattern.type)
                pattern.context.append(label.text.toLower());
        }
        pattern.context.removeDuplicates();
    }
    return all;
}

QStringList builtInWords(const QString &name)
{
    initPatternResources();
    QFile file(u":/redoubt/names/"_s + name);
    QStringList words;
    if (!file.open(QIODevice::ReadOnly))
        return words;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u'#'))
            continue;
        words += line.split(u' ', Qt::SkipEmptyParts);
    }
    return words;
}

} // namespace redoubt::text
