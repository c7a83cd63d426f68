// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/charset.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

/// So much of a file tells its encoding.
constexpr qsizetype kSample = 256 * 1024;
constexpr qsizetype kFewCharacters = 8;

struct Character
{
    uchar lead;
    uchar trail; ///< 0 of single bytes
    char16_t unit;
};

/// How much a character speaks for an encoding, 0..1: the rows that its texts are made of.
using Weight = double (*)(const Character &);

double shiftJis(const Character &c)
{
    if (c.trail == 0)
        return 0.2; // a half-width kana, which is what any accented letter looks like
    if (c.lead == 0x82 || c.lead == 0x83 || c.lead == 0x81)
        return 1; // kana, full-width letters, punctuation
    if (c.lead >= 0x88 && c.lead <= 0x98)
        return 1; // first level
    return c.lead >= 0x99 && c.lead <= 0xea ? 0.35 : 0.1;
}

double eucJp(const Character &c)
{
    if (c.lead == 0xa4 || c.lead == 0xa5 || c.lead == 0xa1 || c.lead == 0xa3)
        return 1;
    if (c.lead >= 0xb0 && c.lead <= 0xcf)
        return 0.85;
    return c.lead >= 0xd0 && c.lead <= 0xf4 ? 0.4 : 0.1;
}

double gb18030(const Character &c)
{
    if (c.lead >= 0xb0 && c.lead <= 0xd7 && c.trail >= 0xa1)
        return 0.95;
    if ((c.lead == 0xa1 || c.lead == 0xa3) && c.trail >= 0xa1)
        return 0.95;
    if (c.lead >= 0xd8 && c.lead <= 0xf7 && c.trail >= 0xa1)
        return 0.6;
    return 0.15; // kana stand in few Chinese texts, the rows of GBK in few names
}

double big5(const Character &c)
{
    if (c.lead >= 0xa4 && c.lead <= 0xc6)
        return 1;
    if (c.lead == 0xa1)
        return 0.95;
    return c.lead >= 0xc9 && c.lead <= 0xf9 ? 0.4 : 0.1;
}

double eucKr(const Character &c)
{
    if (c.lead >= 0xb0 && c.lead <= 0xc8 && c.trail >= 0xa1)
        return 1;
    if (c.lead == 0xa1 || c.lead == 0xa3)
        return 0.9;
    return c.lead >= 0xca && c.lead <= 0xfd && c.trail >= 0xa1 ? 0.2 : 0.1;
}

struct Multibyte
{
    QLatin1StringView name;
    Weight weight;
};
constexpr std::array kMultibyte{
    Multibyte{QLatin1StringView("Shift_JIS"), shiftJis},
    Multibyte{QLatin1StringView("EUC-JP"), eucJp},
    Multibyte{QLatin1StringView("GB18030"), gb18030},
    Multibyte{QLatin1StringView("Big5"), big5},
    Multibyte{QLatin1StringView("EUC-KR"), eucKr},
};

/// Characters beyond ASCII of a decoded text.
std::vector<Character> charactersOf(const DecodedText &decoded, QByteArrayView bytes)
{
    std::vector<Character> characters;
    for (qsizetype i = 0; i < decoded.text.size(); ++i) {
        const char16_t unit = decoded.text[i].unicode();
        if (unit < 0x80 || QChar::isLowSurrogate(unit))
            continue;
        const auto at = qsizetype(decoded.places[std::size_t(i)]);
        const auto end = qsizetype(decoded.places[std::size_t(i) + 1]);
        characters.push_back(
            {uchar(bytes[at]), end - at >= 2 ? uchar(bytes[at + 1]) : uchar(0), unit});
    }
    return characters;
}

/// What a few characters say is said with less certainty.
double trustIn(qsizetype characters)
{
    return 1 - 0.6 * std::exp(-double(characters) / 2.5);
}

CharsetGuess guessMultibyte(QByteArrayView bytes)
{
    CharsetGuess best;
    double second = 0;
    for (const Multibyte &candidate : kMultibyte) {
        const auto decoded = decodeCharset(candidate.name, bytes);
        if (!decoded)
            continue;
        const std::vector<Character> characters = charactersOf(*decoded, bytes);
        // The last character of a sample may be cut; a damaged one in a hundred is a damaged file.
        if (characters.empty() || decoded->malformed * 100 > qsizetype(characters.size()) + 99)
            continue;
        double sum = 0;
        qsizetype single = 0;
        qsizetype plainTrails = 0;
        qsizetype beyondHangul = 0;
        qsizetype kana = 0;
        for (const Character &c : characters) {
            sum += c.unit == 0xfffd ? 0 : candidate.weight(c);
            single += c.trail == 0 ? 1 : 0;
            plainTrails += c.trail > 0 && c.trail < 0x80 ? 1 : 0;
            beyondHangul += c.lead > 0xc8 ? 1 : 0;
            kana += c.lead == 0xa4 || c.lead == 0xa5 ? 1 : 0;
        }
        const auto count = qsizetype(characters.size());
        if (single == count)
            continue; // not one character of two bytes
        double score = sum / double(count) * trustIn(count);
        // Two in five characters of Big5 end with a plain byte, none of the EUC encodings does.
        if (candidate.weight == big5 && plainTrails * 10 < count)
            score *= std::max(0.3, std::pow(0.6, double(count)));
        // Chinese stays within the rows of Hangul by chance only, and for a few characters; Korean
        // writes no kana.
        if (candidate.weight == eucKr)
            score *= std::max(0.0, 1 - 3 * double(kana) / double(count));
        if (candidate.weight == eucKr || candidate.weight == gb18030 || candidate.weight == eucJp) {
            if (beyondHangul == 0 && kana == 0 && count < kFewCharacters)
                score = std::min(score, 0.45);
            else if (beyondHangul == 0 && candidate.weight == gb18030)
                score *= 0.6;
        }
        if (score > best.confidence) {
            second = best.confidence;
            best = {candidate.name, score};
        } else {
            second = std::max(second, score);
        }
    }
    // Two that make nearly as much sense are one guess too many.
    best.confidence *= std::min(1.0, 0.5 + (best.confidence - second) * 3);
    return best;
}

// ---- single bytes ----

/// Letters of a script in the order of how often they are written.
struct Script
{
    QStringView common;
    std::array<QLatin1StringView, 4> names;
};

const std::array<Script, 3> &scripts()
{
    static const std::array<Script, 3> all{
        Script{u"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ",
               {QLatin1StringView("windows-1251"), QLatin1StringView("KOI8-R"),
                QLatin1StringView("IBM866"), QLatin1StringView("ISO-8859-5")}},
        Script{u"αοιετσνηυρπκμλςθδγωχφβξζψίόάέήύώ",
               {QLatin1StringView("windows-1253"), QLatin1StringView("ISO-8859-7"),
                QLatin1StringView(), QLatin1StringView()}},
        Script{u"יוהלאתרשבםמןקדעחפנכגצטסזךףץ",
               {QLatin1StringView("windows-1255"), QLatin1StringView("ISO-8859-8"),
                QLatin1StringView(), QLatin1StringView()}}};
    return all;
}

/// How much a text looks written in a script: letters, common ones, capitals only in front.
double looksWritten(const QString &text, QStringView common)
{
    double sum = 0;
    int letters = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.unicode() < 0x80)
            continue;
        ++letters;
        const qsizetype rank = common.indexOf(c.toLower());
        const bool after = i > 0 && text[i - 1].isLetter() && text[i - 1].unicode() >= 0x80;
        if (rank < 0)
            sum += c.isPunct() || c.isSpace() || c.isSymbol() ? 0.3 : 0;
        else if (c.isUpper() && after && text[i - 1].isLower())
            sum += 0; // "иВАНОВ": the capitals of the other code page
        else
            sum += rank < 12 ? 1 : rank < 24 ? 0.7 : 0.45;
    }
    return letters > 0 ? sum / letters : 0;
}

CharsetGuess guessScript(QByteArrayView bytes)
{
    CharsetGuess best;
    double second = 0;
    for (const Script &script : scripts()) {
        for (const QLatin1StringView name : script.names) {
            const auto decoded = name.isEmpty() ? std::nullopt : decodeCharset(name, bytes);
            if (!decoded)
                continue;
            const double score =
                looksWritten(decoded->text, script.common) *
                trustIn(std::count_if(bytes.begin(), bytes.end(), [](char c) { return c < 0; }));
            const bool same =
                best.name.startsWith(u"windows-125"_s) && std::abs(score - best.confidence) < 0.02;
            if (score > best.confidence && !same) {
                second = best.confidence;
                best = {name, score};
            } else if (!same) {
                second = std::max(second, score);
            }
        }
    }
    best.confidence *= std::min(1.0, 0.5 + (best.confidence - second) * 3);
    return best;
}

struct DetectorDeleter
{
    void operator()(UCharsetDetector *detector) const { ucsdet_close(detector); }
};

/// By the letters of languages; only the pages of single bytes are asked about.
CharsetGuess guessByLanguage(QByteArrayView bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, DetectorDeleter> detector(ucsdet_open(&status));
    if (U_FAILURE(status))
        return {};
    ucsdet_setText(detector.get(), bytes.data(), int32_t(bytes.size()), &status);
    int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector.get(), &count, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
        const char *found = ucsdet_getName(matches[i], &status);
        const QString name = QString::fromLatin1(U_SUCCESS(status) ? found : "");
        const bool single = name.startsWith(u"windows-125"_s) || name.startsWith(u"ISO-8859"_s) ||
                            name.startsWith(u"KOI8"_s);
        if (single)
            return {name, ucsdet_getConfidence(matches[i], &status) / 100.0};
    }
    return {};
}

/// Letters beyond ASCII of the languages that share a code page.
struct CodePage
{
    QLatin1StringView name;
    std::vector<QStringView> languages;
};

const std::vector<CodePage> &latinPages()
{
    static const std::vector<QStringView> western{u"äöüß",      u"éèêëàâçîïôûùüœæÿ", u"áéíóúñü¿¡ªº",
                                                  u"àèéìíòóùú", u"ãõáâàçéêíóôúü",    u"åäöæøéü",
                                                  u"ëéèïöüá",   u"áðéíóúýþæö"};
    static const std::vector<QStringView> central{
        u"ąćęłńóśźż", u"áčďéěíňóřšťúůýž", u"áäčďéíĺľňóôŕšťúýž", u"áéíóöőúüű", u"ăâîșțşţ", u"čćđšž"};
    static const std::vector<QStringView> turkish{u"çğıöşüiâîû"};
    static const std::vector<QStringView> baltic{u"ąčęėįšųūž", u"āčēģīķļņšūž", u"äõöüšž"};
    static const std::vector<CodePage> pages{
        {QLatin1StringView("windows-1252"), western}, {QLatin1StringView("ISO-8859-15"), western},
        {QLatin1StringView("windows-1250"), central}, {QLatin1StringView("ISO-8859-2"), central},
        {QLatin1StringView("windows-1254"), turkish}, {QLatin1StringView("windows-1257"), baltic}};
    return pages;
}

/// By the letters of one language each: "ø" and "ì" stand in one text of none of them.
CharsetGuess guessLatin(QByteArrayView bytes)
{
    struct Reading
    {
        QLatin1StringView name;
        QString text;
        double score;
    };
    std::vector<Reading> readings;
    for (const CodePage &page : latinPages()) {
        const auto decoded = decodeCharset(page.name, bytes);
        if (!decoded)
            continue;
        double best = 0;
        for (const QStringView language : page.languages) {
            double sum = 0;
            int count = 0;
            for (const QChar c : decoded->text) {
                if (c.unicode() < 0x80)
                    continue;
                ++count;
                const bool sign = c.isPunct() || c == u'€' || c == u'£' || c == u'§' || c == u'°' ||
                                  c == u'\u00a0';
                sum += language.contains(c.toLower()) ? 1 : sign ? 0.95 : 0;
            }
            best = std::max(best, count > 0 ? sum / count : 0.0);
        }
        readings.push_back({page.name, decoded->text, best});
    }
    if (readings.empty())
        return {};
    const auto best =
        std::max_element(readings.begin(), readings.end(),
                         [](const Reading &a, const Reading &b) { return a.score < b.score; });
    // Pages that read the same are no other guess.
    double second = 0;
    for (const Reading &other : readings)
        second = std::max(second, other.text == best->text ? 0 : other.score);
    return {best->name,
            std::min(0.9, best->score * std::min(1.0, 0.6 + (best->score - second) * 3))};
}

/// Accented letters among plain ones, as the languages of Europe have them.
bool looksLatin(QByteArrayView bytes)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    qsizetype high = 0;
    qsizetype runs = 0;
    qsizetype letters = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        letters += isLetter(bytes[i]) ? 1 : 0;
        if (bytes[i] >= 0)
            continue;
        ++high;
        runs += i == 0 || bytes[i - 1] >= 0 ? 1 : 0;
    }
    // Words of another script are long runs; "für", "naïve", "€ 5" are not.
    return high * 2 <= runs * 3 || (high * 2 <= runs * 5 && letters >= high * 2);
}

} // namespace

CharsetGuess guessCharset(QByteArrayView all)
{
    const QByteArrayView bytes = all.first(std::min(all.size(), kSample));
    const CharsetGuess language = guessByLanguage(bytes);
    const CharsetGuess multibyte = guessMultibyte(bytes);
    if (looksLatin(bytes) && multibyte.confidence < 0.8) {
        const CharsetGuess latin = guessLatin(bytes);
        return latin.name.isEmpty() || latin.confidence < 0.3
                   ? CharsetGuess{u"windows-1252"_s, latin.confidence}
                   : latin;
    }
    const CharsetGuess script = guessScript(bytes);
    CharsetGuess best = multibyte.confidence >= script.confidence ? multibyte : script;
    if (!language.name.isEmpty() && language.name == best.name)
        best.confidence = std::max(best.confidence, language.confidence);
    else if (language.confidence > best.confidence + 0.15)
        best = language;
    if (best.name.isEmpty())
        return {u"windows-1252"_s, 0.2};
    return best;
}

} // namespace redoubt::document
