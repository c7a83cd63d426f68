// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sniff/textkind.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace redoubt::medium {

using namespace Qt::StringLiterals;

namespace {

bool isForbidden(ushort c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' &&
            c != 0x1B && c != '\b') ||
           c == 0x7F;
}

/// A stray control character in a log does not make it binary; more than one in two hundred does.
bool mostlyAllowed(QStringView text)
{
    const auto forbidden =
        std::count_if(text.begin(), text.end(), [](QChar c) { return isForbidden(c.unicode()); });
    return forbidden * 200 <= text.size();
}

std::optional<QString> decodeWith(QStringConverter::Encoding encoding, const QByteArray &bytes)
{
    QStringDecoder decoder(encoding, QStringConverter::Flag::Default);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || !mostlyAllowed(text))
        return std::nullopt;
    return text;
}

std::optional<QStringConverter::Encoding> wideWithoutMark(const QByteArray &head)
{
    qsizetype even = 0;
    qsizetype odd = 0;
    for (qsizetype i = 0; i + 1 < head.size(); i += 2) {
        even += head[i] == 0;
        odd += head[i + 1] == 0;
    }
    const qsizetype pairs = head.size() / 2;
    if (pairs >= 2 && odd * 10 >= pairs * 4 && even * 20 <= pairs)
        return QStringConverter::Utf16LE;
    if (pairs >= 2 && even * 10 >= pairs * 4 && odd * 20 <= pairs)
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

/// Words of a single-byte encoding whose letters all lie above ASCII (Cyrillic, Greek, Hebrew,
/// Arabic): such letters for the most part, no C1 control character, in words of a person's length
/// between blanks and marks.
bool isUpperHalfText(const QByteArray &head)
{
    qsizetype letters = 0;
    qsizetype words = 0;
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const char byte : head) {
        const uchar c = uchar(byte);
        if (c >= 0x80 && c < 0xA0)
            return false;
        if (c >= 0xA0) {
            ++letters;
            words += run == 0;
            longest = std::max(longest, ++run);
        } else {
            run = 0;
        }
    }
    return words >= 2 && letters >= 3 * words && letters <= 12 * words && longest <= 40;
}

/// Text in an encoding of before Unicode: no control characters at all, and either mostly ASCII or
/// only whole two-byte characters (GBK, Big5, Shift-JIS), or words of single-byte letters.
bool isLegacyText(const QByteArray &head)
{
    qsizetype plain = 0;
    qsizetype broken = 0;
    for (qsizetype i = 0; i < head.size(); ++i) {
        const uchar c = uchar(head[i]);
        if (isForbidden(c))
            return false;
        if (c < 0x80) {
            ++plain;
        } else if (i + 1 < head.size()) {
            broken += uchar(head[i + 1]) < 0x40;
            plain += uchar(head[i + 1]) < 0x80;
            ++i;
        }
    }
    return plain * 2 >= head.size() || (head.size() >= 8 && broken == 0) || isUpperHalfText(head);
}

std::optional<QString> decodeText(const QByteArray &head)
{
    if (head.startsWith(QByteArrayView("\xFF\xFE\0\0", 4)) ||
        head.startsWith(QByteArrayView("\0\0\xFE\xFF", 4)))
        return decodeWith(QStringConverter::Utf32, head.first(head.size() & ~3));
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return decodeWith(QStringConverter::Utf16, head.first(head.size() & ~1));
    if (const auto wide = wideWithoutMark(head))
        return decodeWith(*wide, head.first(head.size() & ~1));
    if (auto text = decodeWith(QStringConverter::Utf8, head))
        return text;
    if (isLegacyText(head))
        return QString::fromLatin1(head);
    return std::nullopt;
}

/// HTML, or the kind of XML that this is.
std::optional<ItemKind> sniffMarkup(QStringView text)
{
    const QString start = text.first(std::min<qsizetype>(text.size(), 4096)).toString().toLower();
    if (!start.startsWith(u'<'))
        return std::nullopt;
    if (start.contains(u"<svg"))
        return ItemKind::Unknown; // a drawing: its paths and pictures are no text
    if (start.startsWith(u"<!doctype html") || start.contains(u"<html"))
        return ItemKind::Html;
    if (start.contains(u"<office:document") || start.contains(u"<?mso-application"))
        return ItemKind::Office;
    if (start.startsWith(u"<?xml") || start.startsWith(u"<!doctype"))
        return ItemKind::Text;
    static const QRegularExpression tag(
        u"<(head|body|title|meta|link|div|p|span|table|h[1-6]|ul|ol|a|br|script|style)[\\s>/]"_s);
    return tag.match(start).hasMatch() ? std::optional(ItemKind::Html) : std::nullopt;
}

/// True while @a text can be the beginning of one JSON object or list.
bool beginsLikeJson(QStringView text)
{
    static constexpr QStringView kOutside = u"{}[],:0123456789+-.eEtrufalsn \t\r\n";
    bool inString = false;
    qsizetype depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
            else if (c.unicode() < 0x20)
                return false;
            continue;
        }
        if (depth == 0 && i > 0 && !c.isSpace())
            return false;
        if (c == u'"')
            inString = true;
        else if (c == u'{' || c == u'[')
            ++depth;
        else if (c == u'}' || c == u']')
            --depth;
        else if (!kOutside.contains(c))
            return false;
    }
    return true;
}

bool isJson(QStringView text, bool whole)
{
    if (!text.startsWith(u'{') && !text.startsWith(u'['))
        return false;
    if (!whole)
        return beginsLikeJson(text);
    return !QJsonDocument::fromJson(text.toUtf8()).isNull();
}

/// A message: header lines, of which one only machines write, or a date in the form of RFC 5322
/// together with a sender that is an address.
bool isMail(QStringView text)
{
    static const QRegularExpression mbox(
        u"^From \\S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\\d"_s);
    static const QRegularExpression header(u"^([A-Za-z][A-Za-z0-9-]{1,60}):(.*)$"_s);
    static const QRegularExpression date(
        u"^\\s*((Mon|Tue|Wed|Thu|Fri|Sat|Sun),\\s*)?\\d{1,2} "
        "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{2,4} \\d\\d:\\d\\d"_s);
    static const std::array kMachine{"received",
                                     "message-id",
                                     "mime-version",
                                     "return-path",
                                     "delivered-to",
                                     "dkim-signature",
                                     "content-transfer-encoding"};
    static const std::array kPeople{"from", "to", "subject", "date", "cc", "sender", "reply-to"};
    if (mbox.match(text.first(std::min<qsizetype>(text.size(), 256))).hasMatch())
        return true;
    int machine = 0;
    int people = 0;
    bool goodDate = false;
    bool goodSender = false;
    bool first = true;
    for (QStringView line : text.split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.isEmpty())
            break;
        if (std::exchange(first, false) &&
            (line.startsWith(u"From ") || line.startsWith(u">From ")))
            continue; // left over from a mailbox
        if (line[0] == u' ' || line[0] == u'\t')
            continue; // folded
        const auto match = header.match(line);
        if (!match.hasMatch())
            return false;
        const QString name = match.captured(1).toLower();
        const auto is = [&](const char *known) { return name == QLatin1StringView(known); };
        machine += std::any_of(kMachine.begin(), kMachine.end(), is);
        people += std::any_of(kPeople.begin(), kPeople.end(), is);
        goodDate = goodDate || (is("date") && date.match(match.captured(2)).hasMatch());
        goodSender = goodSender || (is("from") && match.captured(2).contains(u'@'));
    }
    return people >= 1 &&
           (machine >= 2 || (machine == 1 && people >= 2) || (goodDate && goodSender));
}

/// A message, or a part of one, whatever its first lines are: parts between lines of their
/// boundary, or a head that only tells how what follows is packed. Forms of web pages are sent in
/// parts as well; texts about those are no mail.
bool hasMailParts(QStringView text)
{
    static const QRegularExpression parts(
        u"^Content-Type:\\s*multipart/"
        u"(?!form-data)[\\w.+-]+\\s*;(?:[^\\n]*\\n\\s)*?[^\\n]*boundary="
        "(?:\"([^\"\\n]{1,200})\"|([^\\s;\"]{1,200}))"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    static const QRegularExpression packed(
        u"\\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\\n]*\\n(?:[ \\t][^\\n]*\\n)*){0,20}"
        "Content-Transfer-Encoding:\\s*(?:base64|quoted-printable)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!text.contains(u"content-t", Qt::CaseInsensitive))
        return false;
    const QString all = text.toString();
    auto found = parts.globalMatch(all);
    while (found.hasNext()) {
        const auto match = found.next();
        const QString boundary = match.captured(1) + match.captured(2);
        if (all.indexOf(u"\n--"_s + boundary, match.capturedEnd()) >= 0)
            return true;
    }
    return packed.match(all).hasMatch();
}

struct Field
{
    QStringView text;
    bool quoted = false;
};

/// The records of a table, up to a hundred; the last one is left out when it was cut off.
std::vector<std::vector<Field>> splitRecords(QStringView text, QChar delimiter, bool whole)
{
    std::vector<std::vector<Field>> records;
    std::vector<Field> record;
    qsizetype start = 0;
    bool inQuotes = false;
    bool quoted = false;
    const auto endField = [&](qsizetype at) {
        QStringView field = text.sliced(start, at - start);
        if (field.endsWith(u'\r'))
            field.chop(1);
        record.push_back({field, quoted});
        quoted = false;
        start = at + 1;
    };
    for (qsizetype i = 0; i < text.size() && records.size() < 100; ++i) {
        const QChar c = text[i];
        if (c == u'"' && (inQuotes || i == start)) {
            inQuotes = !inQuotes;
            quoted = true;
        } else if (inQuotes) {
            continue;
        } else if (c == delimiter) {
            endField(i);
        } else if (c == u'\n') {
            endField(i);
            records.push_back(std::move(record));
            record.clear();
        }
    }
    if (whole && records.size() < 100 && start < text.size()) {
        endField(text.size());
        records.push_back(std::move(record));
    }
    while (!records.empty() && records.back().size() == 1 &&
           records.back().front().text.trimmed().isEmpty())
        records.pop_back();
    return records;
}

bool isNumber(QStringView text)
{
    bool ok = false;
    std::ignore = text.trimmed().toDouble(&ok); // only whether it is one
    return ok;
}

/// Commas of sentences, of "12:00:01,250" and of "3,5 kg" are no delimiters.
bool looksLikeProse(const std::vector<std::vector<Field>> &records, QChar delimiter, size_t columns)
{
    if (delimiter != u',' && delimiter != u';')
        return false;
    qsizetype spaced = 0;
    qsizetype betweenDigits = 0;
    qsizetype all = 0;
    qsizetype longest = 0;
    for (const auto &record : records) {
        for (size_t i = 0; i < record.size(); ++i)
            longest = std::max(longest, record[i].quoted ? 0 : record[i].text.size());
        for (size_t i = 1; i < record.size(); ++i) {
            const QStringView before = record[i - 1].text;
            const QStringView after = record[i].text;
            ++all;
            spaced += !record[i].quoted && (after.startsWith(u' ') || after.trimmed().isEmpty());
            betweenDigits += delimiter == u',' && !before.isEmpty() && !after.isEmpty() &&
                             before.back().isDigit() && after.front().isDigit() &&
                             !(isNumber(before) && isNumber(after));
        }
    }
    if (columns <= 3 && (spaced * 2 > all || betweenDigits * 2 > all))
        return true;
    return columns == 2 && longest > 200;
}

bool isTable(QStringView text, bool whole)
{
    for (const QChar delimiter : {QChar(u','), QChar(u'\t'), QChar(u';'), QChar(u'|')}) {
        if (delimiter == u'|' && text.startsWith(u'|'))
            continue; // a Markdown table
        const auto records = splitRecords(text, delimiter, whole);
        if (records.size() < 2)
            continue;
        std::map<size_t, size_t> counts;
        bool blank = false;
        for (const auto &record : records) {
            ++counts[record.size()];
            blank = blank || (record.size() == 1 && record.front().text.trimmed().isEmpty());
        }
        const auto most =
            std::max_element(counts.begin(), counts.end(),
                             [](const auto &a, const auto &b) { return a.second < b.second; });
        const size_t columns = most->first;
        if (blank || columns < 2 || records.front().size() != columns ||
            most->second * 10 < records.size() * 9)
            continue;
        if (!looksLikeProse(records, delimiter, columns))
            return true;
    }
    return false;
}

} // namespace

std::optional<ItemKind> sniffText(const QByteArray &head, bool whole)
{
    const auto decoded = decodeText(head);
    if (!decoded)
        return std::nullopt;
    QStringView text = *decoded;
    if (text.startsWith(QChar(0xFEFF)))
        text = text.sliced(1);
    const QStringView body = text.trimmed();
    // Printable beginnings of what is more than its text, behind blanks or a mark of Unicode.
    if (body.startsWith(u"{\\rtf"))
        return ItemKind::Office;
    if (body.startsWith(u"%!PS") || body.startsWith(u"%FDF-"))
        return ItemKind::Unknown;
    if (const auto markup = sniffMarkup(body))
        return markup;
    if (isJson(whole ? body : text.sliced(body.isEmpty() ? 0 : body.data() - text.data()), whole))
        return ItemKind::Json;
    if (isMail(text) || hasMailParts(body))
        return ItemKind::Mail;
    if (body.startsWith(u"MSH|") || body.startsWith(u"WEBVTT"))
        return ItemKind::Text; // HL7 and captions
    return isTable(text, whole) ? ItemKind::Csv : ItemKind::Text;
}

} // namespace redoubt::medium
