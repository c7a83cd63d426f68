// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/labels.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE declares a function and so must stand outside any namespace.
static void initLabelResources()
{
    Q_INIT_RESOURCE(patterns);
}

namespace redoubt::text {

namespace {

bool isAscii(QChar c)
{
    return c.unicode() < 0x80;
}

QString withoutAccents(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain.append(c);
    }
    // Marks of other scripts are letters of their own.
    return std::all_of(plain.begin(), plain.end(), isAscii) ? plain : text;
}

QString withDigraphs(QString text)
{
    static const std::vector<std::pair<QString, QString>> kDigraphs{
        {u"ä"_s, u"ae"_s}, {u"ö"_s, u"oe"_s}, {u"ü"_s, u"ue"_s}, {u"ß"_s, u"ss"_s},
        {u"Ä"_s, u"Ae"_s}, {u"Ö"_s, u"Oe"_s}, {u"Ü"_s, u"Ue"_s}};
    for (const auto &[letter, digraph] : kDigraphs)
        text.replace(letter, digraph);
    return text;
}

QString asExpression(const QString &label)
{
    QString expression;
    for (const QChar c : label) {
        if (c == u' ')
            expression += u"[ ]{1,2}"_s;
        else if (c == u'\'')
            expression += u"['’]"_s;
        else if (c.isLetterOrNumber())
            expression += c;
        else
            expression += u'\\' + QString(c);
    }
    return expression;
}

/// A trigger sees classes instead of letters beyond ASCII; a label that ends in such is known by
/// its end alone.
QString asTrigger(const QString &label)
{
    if (!isAscii(label.back()))
        return u"[\\x80-\\x83]"_s;
    QString trigger = isAscii(label.front()) && label.front().isLetter() ? u"\\b"_s : QString();
    for (const QChar c : label) {
        if (!isAscii(c))
            trigger += u"[\\x80-\\x83]"_s;
        else if (c == u'\'')
            trigger += u"['\\x82]"_s;
        else if (c.isLetterOrNumber() || c == u' ')
            trigger += c.toLower();
        else
            trigger += u'\\' + QString(c);
        if (c == u' ')
            trigger += u"{1,2}"_s;
    }
    return trigger;
}

std::vector<LabelLanguage> readLanguages()
{
    initLabelResources();
    std::vector<LabelLanguage> languages;
    const QDir folder(u":/redoubt/labels"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
        LabelLanguage language;
        for (const QJsonValue &region : root.value("regions"_L1).toArray())
            language.regions.append(region.toString());
        const QJsonObject table = root.value("labels"_L1).toObject();
        for (auto entry = table.begin(); entry != table.end(); ++entry) {
            for (const QJsonValue &value : entry->toArray()) {
                // Texts are normalised before anything is looked for.
                const QString label = value.toString().normalized(QString::NormalizationForm_KC);
                for (const QString &text : {label, withDigraphs(label), withoutAccents(label)}) {
                    if (!text.isEmpty())
                        language.labels.push_back({text, entry.key()});
                }
            }
        }
        languages.push_back(std::move(language));
    }
    return languages;
}

std::vector<Label> distinctLabels(const std::vector<LabelLanguage> &languages)
{
    std::vector<Label> labels;
    QSet<QString> seen;
    for (const LabelLanguage &language : languages) {
        for (const Label &label : language.labels) {
            const QString key = label.type + u' ' + label.text.toLower();
            if (seen.contains(key))
                continue;
            seen.insert(key);
            labels.push_back(label);
        }
    }
    return labels;
}

} // namespace

const std::vector<LabelLanguage> &labelLanguages()
{
    static const std::vector<LabelLanguage> languages = readLanguages();
    return languages;
}

const std::vector<Label> &builtInLabels()
{
    static const std::vector<Label> labels = distinctLabels(labelLanguages());
    return labels;
}

QList<std::pair<QString, QString>> labelMacros(const std::vector<Label> &labels)
{
    QMap<QString, QStringList> byType;
    for (const Label &label : labels)
        byType[label.type].append(label.text);
    QList<std::pair<QString, QString>> macros;
    for (auto entry = byType.begin(); entry != byType.end(); ++entry) {
        // The longest first, so that "Name des Kindes" is not read as "Name".
        std::stable_sort(entry->begin(), entry->end(),
                         [](const QString &a, const QString &b) { return a.size() > b.size(); });
        QStringList expressions;
        QStringList triggers;
        for (const QString &label : std::as_const(*entry)) {
            expressions.append(asExpression(label));
            triggers.append(asTrigger(label));
        }
        triggers.removeDuplicates();
        macros.append({u"LABELS:"_s + entry.key(), u"(?:"_s + expressions.join(u'|') + u')'});
        macros.append({u"TRIGGERS:"_s + entry.key(), u"(?:"_s + triggers.join(u'|') + u')'});
    }
    return macros;
}

} // namespace redoubt::text
