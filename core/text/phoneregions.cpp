// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/phoneregions.h"

#include "core/text/labels.h"
#include "core/text/quicklook.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

/// About the line before, the line of the number and the one after.
constexpr qsizetype kNear = 120;

struct ScriptRegions
{
    QChar::Script script;
    QStringList regions;
};

const std::array<ScriptRegions, 9> &scripts()
{
    static const std::array<ScriptRegions, 9> kScripts{
        {{QChar::Script_Hiragana, {u"JP"_s}},
         {QChar::Script_Katakana, {u"JP"_s}},
         {QChar::Script_Hangul, {u"KR"_s}},
         // A name or an address may stand there without any kana.
         {QChar::Script_Han, {u"CN"_s, u"TW"_s, u"JP"_s}},
         {QChar::Script_Cyrillic, {u"RU"_s, u"UA"_s, u"BY"_s, u"KZ"_s, u"BG"_s}},
         {QChar::Script_Arabic, {u"EG"_s, u"SA"_s, u"AE"_s, u"IR"_s}},
         {QChar::Script_Hebrew, {u"IL"_s}},
         {QChar::Script_Thai, {u"TH"_s}},
         {QChar::Script_Devanagari, {u"IN"_s}}}};
    return kScripts;
}

} // namespace

PhoneRegions::PhoneRegions()
{
    QStringList all;
    for (const LabelLanguage &language : labelLanguages()) {
        QStringList labels;
        for (const Label &label : language.labels) {
            if (label.type == u"phone_number")
                labels.append(label.text.toLower());
        }
        m_languages.push_back({WordSet(labels), language.regions});
        all += labels;
    }
    m_labels = WordSet(all);
}

QStringList PhoneRegions::labelled(QStringView before) const
{
    QStringList regions;
    if (m_labels.lastIn(before) < 0)
        return regions;
    for (const Language &language : m_languages) {
        const qsizetype label = language.labels.lastIn(before);
        if (label < 0)
            continue;
        const QStringView between = before.sliced(label);
        if (std::none_of(between.begin(), between.end(), [](QChar c) { return c.isDigit(); }))
            regions += language.regions;
    }
    regions.removeDuplicates();
    return regions;
}

QStringList PhoneRegions::written(QStringView text, qsizetype begin, qsizetype end)
{
    const qsizetype from = std::max<qsizetype>(0, begin - kNear);
    const QStringView near = text.sliced(from, std::min(text.size(), end + kNear) - from);
    QStringList regions;
    auto last = QChar::Script_Unknown;
    for (qsizetype at = skipAscii(near, 0); at < near.size(); at = skipAscii(near, at + 1)) {
        const auto script = near[at].script();
        if (script == last)
            continue;
        last = script;
        for (const ScriptRegions &entry : scripts()) {
            if (entry.script == script)
                regions += entry.regions;
        }
    }
    regions.removeDuplicates();
    return regions;
}

} // namespace redoubt::text
