// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/search/secretsearch.h"

#include "core/base/scripts.h"
#include "core/verify/search/telling.h"

#include <QChar>
#include <QStringEncoder>

#include <algorithm>
#include <cmath>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSearchedBlock = 4 << 20;
/// A hit by chance in fewer than one of 2^13 searches.
constexpr double kSafetyBits = 13;
constexpr int kLongWord = 10;

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Characters of which names in PDF are made.
bool isNameCharacter(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && !QByteArrayView("()<>[]{}/%").contains(c);
}

double bitsOf(const QByteArray &bytes, PatternSet::Case sensitivity, bool textual)
{
    double bits = 0;
    for (const char c : bytes) {
        if (c == 0)
            bits += 2; // zeros are common in binary data
        else if (textual && isDigit(c))
            bits += 3.3; // and digits in text: offsets, sizes, coordinates
        else if (isAsciiLetter(c) && sensitivity == PatternSet::Case::FoldAscii)
            bits += 7;
        else
            bits += 8;
    }
    return bits;
}

double neededBits(qint64 totalBytes)
{
    return std::log2(double(std::max<qint64>(totalBytes, 1))) + kSafetyBits;
}

/// Letters and digits only, with the index of each in the folded text.
QString squeezedForm(const QString &folded, std::vector<int> *origin)
{
    QString out;
    out.reserve(folded.size());
    for (int i = 0; i < int(folded.size()); ++i) {
        const QChar c = folded.at(i);
        if (!c.isLetterOrNumber() && !c.isSurrogate())
            continue;
        out.append(c);
        if (origin)
            origin->push_back(i);
    }
    return out;
}

QByteArray utf16(const QString &text, bool bigEndian)
{
    QByteArray out;
    out.reserve(text.size() * 2);
    for (const QChar c : text) {
        const char high = char(c.unicode() >> 8);
        const char low = char(c.unicode() & 0xff);
        out.append(bigEndian ? high : low);
        out.append(bigEndian ? low : high);
    }
    return out;
}

QByteArray percentEncoded(const QByteArray &utf8, char space)
{
    QByteArray out;
    for (const char c : utf8) {
        if (isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
            c == '~')
            out.append(c);
        else if (c == ' ' && space == '+')
            out.append('+');
        else
            out.append('%').append(QByteArray(1, c).toHex());
    }
    return out;
}

QByteArray escaped(const QString &text)
{
    QByteArray out;
    for (const QChar c : text) {
        if (c.unicode() < 0x80)
            out.append(char(c.unicode()));
        else
            out.append("\\u").append(QByteArray::number(c.unicode(), 16).rightJustified(4, '0'));
    }
    return out;
}

} // namespace

namespace {

/// The same as below for text that is ASCII throughout, which most of it is; an order faster.
QString foldedAscii(QStringView text)
{
    QString out(text.size(), Qt::Uninitialized);
    QChar *to = out.data();
    bool space = true;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u <= 0x20 || u == 0x7f) {
            if (!space)
                *to++ = u' ';
            space = true;
            continue;
        }
        space = false;
        *to++ = QChar(u >= u'A' && u <= u'Z' ? char16_t(u + 32) : u);
    }
    out.resize(to - out.constData());
    if (out.endsWith(u' '))
        out.chop(1);
    return out;
}

} // namespace

QString foldedForSearch(QStringView text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
        return foldedAscii(text);
    const QString decomposed =
        text.toString().normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString out;
    out.reserve(decomposed.size());
    bool space = true; // none at the start
    for (qsizetype i = 0; i < decomposed.size(); ++i) {
        char32_t c = decomposed.at(i).unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < decomposed.size() &&
            decomposed.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(decomposed.at(i), decomposed.at(i + 1));
            ++i;
        }
        const QChar::Category category = QChar::category(c);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
            category == QChar::Other_Format)
            continue;
        if (QChar::isSpace(c) || category == QChar::Other_Control) {
            if (!space)
                out.append(u' ');
            space = true;
            continue;
        }
        space = false;
        if (category == QChar::Punctuation_Dash || c == 0x2212)
            out.append(u'-');
        else if (category == QChar::Punctuation_InitialQuote ||
                 category == QChar::Punctuation_FinalQuote)
            out.append(u'\'');
        else if (category == QChar::Number_DecimalDigit && QChar::digitValue(c) >= 0)
            out.append(QChar(u'0' + QChar::digitValue(c)));
        else
            out.append(QString::fromUcs4(&c, 1));
    }
    if (out.endsWith(u' '))
        out.chop(1);
    return out;
}

SecretSearch::SecretSearch(const QList<SensitiveText> &strings, const SearchScope &scope)
    : m_count(int(strings.size()))
    , m_textual(scope.textual)
    , m_plainBits(std::size_t(strings.size()), 0.0)
{
    for (int i = 0; i < m_count; ++i) {
        const QString original = strings.at(i).reveal().simplified();
        const QString folded = foldedForSearch(original);
        const QString squeezed = squeezedForm(folded, nullptr);
        int unspaced = 0;
        bool onlyLetters = true;
        for (const char32_t c : folded.toUcs4()) {
            unspaced += writesNoSpaces(c) ? 1 : 0;
            onlyLetters = onlyLetters && QChar::isLetter(c);
        }
        if (squeezed.isEmpty() || (folded.size() < 2)) {
            ++m_unsearchable;
            continue;
        }
        if (!scope.shortToo && !isTelling(original)) {
            ++m_atPlaces;
            continue;
        }
        const bool wholeWord =
            unspaced < 2 && (squeezed.size() < 6 || (onlyLetters && squeezed.size() < kLongWord));
        const QByteArray utf8 = folded.toUtf8();
        if (utf8.size() >= 3) {
            m_text.add(utf8, PatternSet::Case::Exact, int(m_forms.size()));
            m_forms.push_back({i, wholeWord, false});
        } else {
            m_tiny.append({folded, i});
        }
        if (squeezed.size() >= 6 || (unspaced >= 2 && squeezed.size() >= 2)) {
            m_squeezed.add(squeezed.toUtf8(), PatternSet::Case::Exact, int(m_forms.size()));
            m_forms.push_back({i, wholeWord, true});
        }
        if (original.size() < 3 && unspaced < 2)
            continue; // two letters are everywhere in bytes
        addSpellings(original, i, wholeWord);
        if (folded != original.toLower())
            addSpellings(folded, i, wholeWord);
        if (squeezed != folded && squeezed.size() >= 6)
            addSpellings(squeezed, i, wholeWord);
    }
    learnBoilerplate(scope.boilerplate);
}

void SecretSearch::learnBoilerplate(const QStringList &phrases)
{
    for (const QString &phrase : phrases) {
        const int number = int(m_phrases.size());
        const QByteArray bytes = phrase.toUtf8();
        const QString folded = foldedForSearch(phrase);
        m_phrases.append(bytes);
        m_foldedPhrases.append(folded);
        m_bytes.scan({bytes.constData(), std::size_t(bytes.size())},
                     [&](int tag, qsizetype offset, qsizetype length) {
                         m_aroundBytes[tag].push_back({number, offset, length});
                     });
        const auto learn = [&](const PatternSet &set, const QString &hay,
                               const std::vector<int> *origin) {
            const QByteArray utf8 = hay.toUtf8();
            set.scan({utf8.constData(), std::size_t(utf8.size())},
                     [&](int tag, qsizetype offset, qsizetype length) {
                         auto first = QString::fromUtf8(utf8.first(offset)).size();
                         auto last = QString::fromUtf8(utf8.first(offset + length)).size() - 1;
                         if (origin) {
                             first = (*origin)[std::size_t(first)];
                             last = (*origin)[std::size_t(last)];
                         }
                         m_aroundText[tag].push_back({number, first, last - first + 1});
                     });
        };
        learn(m_text, folded, nullptr);
        std::vector<int> origin;
        const QString squeezed = squeezedForm(folded, &origin);
        learn(m_squeezed, squeezed, &origin);
    }
}

bool SecretSearch::isBoilerplate(std::span<const char> bytes, int tag, qsizetype offset) const
{
    const auto known = m_aroundBytes.find(tag);
    if (known == m_aroundBytes.end())
        return false;
    const QByteArrayView all(bytes.data(), qsizetype(bytes.size()));
    return std::any_of(known->second.begin(), known->second.end(), [&](const Around &around) {
        const QByteArray &phrase = m_phrases.at(around.phrase);
        const qsizetype begin = offset - around.begin;
        const qsizetype end = begin + phrase.size();
        return begin >= 0 && end <= all.size() && all.sliced(begin, phrase.size()) == phrase &&
               (!phrase.startsWith('/') || end == all.size() || !isNameCharacter(all[end]));
    });
}

bool SecretSearch::isBoilerplate(const QString &folded, int tag, qsizetype first,
                                 qsizetype last) const
{
    const auto known = m_aroundText.find(tag);
    if (known == m_aroundText.end())
        return false;
    return std::any_of(known->second.begin(), known->second.end(), [&](const Around &around) {
        const QString &phrase = m_foldedPhrases.at(around.phrase);
        const qsizetype begin = first - around.begin;
        const qsizetype end = begin + phrase.size();
        return last - first + 1 == around.length && begin >= 0 && end <= folded.size() &&
               QStringView(folded).sliced(begin, phrase.size()) == phrase &&
               (!phrase.startsWith(u'/') || end == folded.size() ||
                folded.at(end).unicode() > 0x7f || !isNameCharacter(folded.at(end).toLatin1()));
    });
}

void SecretSearch::addBytes(const QByteArray &bytes, PatternSet::Case sensitivity, double bits,
                            bool wholeWord, int needle)
{
    if (!m_bytes.add(bytes, sensitivity, int(m_spellings.size())))
        return;
    m_spellings.push_back({needle, bits, wholeWord});
}

void SecretSearch::addBase64(const QByteArray &bytes, int needle)
{
    for (int lead = 0; lead < 3; ++lead) {
        const QByteArray all = (QByteArray(lead, '\0') + bytes).toBase64();
        // Characters that hold bits of the text alone, whatever stands before and after it.
        const qsizetype first = (lead * 8 + 5) / 6;
        const qsizetype last = (lead + bytes.size()) * 8 / 6;
        const QByteArray sure = all.mid(first, last - first);
        const double bits = double(sure.size()) * 6;
        addBytes(sure, PatternSet::Case::Exact, bits, false, needle);
        if (sure.contains('+') || sure.contains('/')) {
            QByteArray forUrls = sure;
            forUrls.replace('+', '-').replace('/', '_');
            addBytes(forUrls, PatternSet::Case::Exact, bits, false, needle);
        }
    }
}

void SecretSearch::addSpellings(const QString &text, int needle, bool wholeWord)
{
    const auto fold = PatternSet::Case::FoldAscii;
    for (const QString &form : {text, text.toLower(), text.toUpper()}) {
        const QByteArray utf8 = form.toUtf8();
        addBytes(utf8, fold, bitsOf(utf8, fold, m_textual), wholeWord, needle);
        double &plain = m_plainBits[std::size_t(needle)];
        plain = std::max(plain, bitsOf(utf8, fold, m_textual));
        const QByteArray little = utf16(form, false);
        addBytes(little, fold, bitsOf(little, fold, m_textual), false, needle);
        const QByteArray big = utf16(form, true);
        addBytes(big, fold, bitsOf(big, fold, m_textual), false, needle);
        for (const QByteArray &coded : {utf8, big, little}) {
            const QByteArray hex = coded.toHex();
            addBytes(hex, fold, double(hex.size()) * 4, false, needle);
        }
        addBase64(utf8, needle);
        addBase64(little, needle);
        if (utf8.size() != form.size()) { // beyond ASCII

            QStringEncoder latin(QStringConverter::Latin1);
            const QByteArray single = latin.encode(form);
            if (!latin.hasError())
                addBytes(single, fold, bitsOf(single, fold, m_textual), wholeWord, needle);
            const QByteArray json = escaped(form);
            addBytes(json, fold, bitsOf(json, fold, m_textual), false, needle);
        }
        for (const char space : {'%', '+'}) {
            const QByteArray percent = percentEncoded(utf8, space);
            if (percent != utf8)
                addBytes(percent, fold, bitsOf(utf8, fold, m_textual), false, needle);
        }
    }
}

int SecretSearch::tooShortForBytes(qint64 totalBytes) const
{
    const double needed = neededBits(totalBytes);
    return int(std::count_if(m_plainBits.begin(), m_plainBits.end(),
                             [needed](double bits) { return bits > 0 && bits < needed; }));
}

void SecretSearch::searchBytes(std::span<const char> bytes, qint64 totalBytes, Found &found) const
{
    scanBytes(bytes, totalBytes, true, true, found);
}

void SecretSearch::scanBytes(std::span<const char> bytes, qint64 totalBytes, bool fromStart,
                             bool toEnd, Found &found) const
{
    const double needed = neededBits(totalBytes);
    const qsizetype longest = longestPhrase();
    m_bytes.scan(bytes, [&](int tag, qsizetype offset, qsizetype length) {
        const Spelling &spelling = m_spellings[std::size_t(tag)];
        if (spelling.bits < needed || found.count(spelling.needle))
            return;
        // Beside an inner border what stands around is unseen; the other block sees it.
        if ((!fromStart && offset < longest) ||
            (!toEnd && offset + length > qsizetype(bytes.size()) - longest))
            return;
        if (spelling.wholeWord) {
            const std::size_t after = std::size_t(offset + length);
            // At an inner border of blocks the neighbour is unseen; the other block sees it.
            if ((offset == 0 && !fromStart) || (after == bytes.size() && !toEnd))
                return;
            if ((offset > 0 && isAsciiLetter(bytes[std::size_t(offset - 1)])) ||
                (after < bytes.size() && isAsciiLetter(bytes[after])))
                return;
        }
        if (!isBoilerplate(bytes, tag, offset))
            found.insert(spelling.needle);
    });
}

qsizetype SecretSearch::longestPhrase() const
{
    qsizetype longest = 0;
    for (const QByteArray &phrase : m_phrases)
        longest = std::max(longest, phrase.size());
    return longest;
}

Result<void> SecretSearch::searchSource(const ByteSource &source, const JobContext &context,
                                        Found &found) const
{
    if (m_bytes.isEmpty())
        return {};
    const qint64 total = source.size();
    // One byte on each side more than the longest spelling, for the limits of words; and room on
    // both sides for what the format says around it.
    const qint64 overlap = m_bytes.longest() + 2 * longestPhrase() + 2;
    for (qint64 at = 0; at < total; at += kSearchedBlock) {
        if (context.cancelled())
            return JobContext::cancelledError("verify/bytes");
        const qint64 from = std::max<qint64>(0, at - overlap);
        const auto block = source.read(from, at + kSearchedBlock - from);
        if (!block)
            return block.error();
        scanBytes({block->constData(), std::size_t(block->size())}, total, from == 0,
                  at + kSearchedBlock >= total, found);
        context.progress(std::min(total, at + kSearchedBlock), total);
    }
    return {};
}

void SecretSearch::scanText(const QString &hay, bool squeezed, const std::vector<int> &origin,
                            const QString &original, Found &found) const
{
    const QByteArray utf8 = hay.toUtf8();
    // UTF-16 index of each UTF-8 start, to look at the neighbours of a hit.
    std::vector<int> units(std::size_t(utf8.size()) + 1, 0);
    int unit = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8.at(i));
        units[std::size_t(i)] = unit;
        if ((byte & 0xc0) == 0x80)
            continue;
        unit += byte >= 0xf0 ? 2 : 1;
        units[std::size_t(i)] = unit - (byte >= 0xf0 ? 2 : 1);
    }
    units[std::size_t(utf8.size())] = unit;
    const PatternSet &set = squeezed ? m_squeezed : m_text;
    set.scan({utf8.constData(), std::size_t(utf8.size())}, [&](int tag, qsizetype offset,
                                                               qsizetype length) {
        const TextForm &form = m_forms[std::size_t(tag)];
        if (found.count(form.needle))
            return;
        int first = units[std::size_t(offset)];
        int last = units[std::size_t(offset + length)] - 1;
        if (last < first || last >= hay.size())
            return;
        if (squeezed) {
            first = origin[std::size_t(first)];
            last = origin[std::size_t(last)];
        }
        const QChar before = first > 0 ? original.at(first - 1) : QChar(u' ');
        const QChar after = last + 1 < original.size() ? original.at(last + 1) : QChar(u' ');
        const QChar head = original.at(first);
        const QChar tail = original.at(last);
        if (form.wholeWord &&
            ((head.isLetter() && before.isLetter() && !writesNoSpaces(before.unicode())) ||
             (tail.isLetter() && after.isLetter() && !writesNoSpaces(after.unicode()))))
            return;
        // Digits run on: "12" is not in "3123", and columns of numbers are no telephone.
        if ((form.wholeWord || squeezed) &&
            ((head.isDigit() && before.isDigit()) || (tail.isDigit() && after.isDigit())))
            return;
        if (!isBoilerplate(original, tag, first, last))
            found.insert(form.needle);
    });
}

void SecretSearch::searchText(QStringView text, Found &found) const
{
    if (m_count == 0 || text.isEmpty())
        return;
    const QString folded = foldedForSearch(text);
    if (!m_text.isEmpty())
        scanText(folded, false, {}, folded, found);
    if (!m_squeezed.isEmpty()) {
        std::vector<int> origin;
        origin.reserve(std::size_t(folded.size()));
        const QString squeezed = squeezedForm(folded, &origin);
        scanText(squeezed, true, origin, folded, found);
    }
    for (const auto &[needle, index] : m_tiny) {
        if (found.count(index))
            continue;
        for (qsizetype at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
            const qsizetype end = at + needle.size();
            const bool clear = (at == 0 || !folded.at(at - 1).isLetterOrNumber()) &&
                               (end == folded.size() || !folded.at(end).isLetterOrNumber());
            if (clear) {
                found.insert(index);
                break;
            }
        }
    }
}

} // namespace redoubt::verify
