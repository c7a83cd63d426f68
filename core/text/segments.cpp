// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/segments.h"

#include "core/text/escapes.h"
#include "core/text/quicklook.h"

#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr double kFieldScore = 0.85;
constexpr qsizetype kLongestEscape = 256;

enum class Standard { Hl7, X12, Edifact };

/// The signs of one message.
struct Signs
{
    Standard standard = Standard::Hl7;
    QChar field = u'|';
    QChar component = u'^';
    QChar repetition = u'~';
    QChar escape = u'\\';
    QChar subcomponent = u'&';
    QChar segment = u'\r'; ///< of HL7 any line end
    bool operator==(const Signs &) const = default;
};

bool isSign(QChar c)
{
    return c.unicode() > 0x20 && c.unicode() < 0x7f && !c.isLetterOrNumber();
}

bool isLineEnd(QChar c)
{
    return c == u'\r' || c == u'\n' || c == u'\x0b' || c == u'\x1c';
}

/// Signs that the segment at @a at declares: MSH, FHS, BHS of HL7, ISA of X12, UNA or UNB of
/// EDIFACT.
std::optional<Signs> declaredAt(QStringView text, qsizetype at)
{
    const QStringView rest = text.sliced(at).first(std::min<qsizetype>(text.size() - at, 128));
    Signs signs;
    if (rest.size() >= 8 &&
        (rest.startsWith(u"MSH") || rest.startsWith(u"FHS") || rest.startsWith(u"BHS"))) {
        signs.field = rest[3];
        QChar *const order[] = {&signs.component, &signs.repetition, &signs.escape,
                                &signs.subcomponent};
        qsizetype next = 4;
        for (QChar *sign : order) {
            if (next < rest.size() && rest[next] != signs.field && isSign(rest[next]))
                *sign = rest[next++];
        }
        if (isSign(signs.field) && next >= 6 && next < rest.size() && rest[next] == signs.field)
            return signs;
        return std::nullopt;
    }
    if (rest.size() >= 106 && rest.startsWith(u"ISA") && isSign(rest[3]) && rest[103] == rest[3]) {
        signs.standard = Standard::X12;
        signs.field = rest[3];
        signs.component = rest[104];
        signs.repetition = signs.subcomponent = signs.escape = QChar();
        signs.segment = rest[105];
        return signs;
    }
    const bool una = rest.size() >= 9 && rest.startsWith(u"UNA");
    if (una || (rest.size() >= 9 && rest.startsWith(u"UNB+"))) {
        signs.standard = Standard::Edifact;
        signs.component = una ? rest[3] : QChar(u':');
        signs.field = una ? rest[4] : QChar(u'+');
        signs.escape = una ? rest[6] : QChar(u'?');
        signs.repetition = signs.subcomponent = QChar();
        signs.segment = una ? rest[8] : QChar(u'\'');
        if (isSign(signs.field) && isSign(signs.component))
            return signs;
    }
    return std::nullopt;
}

/// Walks through a text and tells the segments of messages: visit(begin, end, signs).
template <typename Visit>
void forEachSegment(QStringView text, const Visit &visit)
{
    std::optional<Signs> signs;
    for (qsizetype begin = 0; begin < text.size();) {
        while (begin < text.size() && (isLineEnd(text[begin]) || text[begin] == u' '))
            ++begin;
        if (begin >= text.size())
            return;
        if (const auto declared = declaredAt(text, begin))
            signs = declared;
        qsizetype end = begin;
        if (!signs || signs->standard == Standard::Hl7) {
            while (end < text.size() && !isLineEnd(text[end]))
                ++end;
        } else {
            while (end < text.size() && text[end] != signs->segment)
                end += signs->escape == text[end] && !signs->escape.isNull() ? 2 : 1;
            end = std::min(end, text.size());
        }
        if (signs && !visit(begin, end, *signs))
            return;
        begin = end + 1;
    }
}

/// Whether any message can begin in the text: that is told quickly.
bool mayHoldMessages(QStringView text)
{
    return holdsWord(text, u"MSH") || holdsWord(text, u"FHS") || holdsWord(text, u"BHS") ||
           holdsWord(text, u"ISA") || holdsWord(text, u"UNA") || holdsWord(text, u"UNB+");
}

// ---- reading ----

/// What an escape of HL7 between its two signs stands for; nothing when it is none.
std::optional<QString> hl7Escape(QStringView body)
{
    if (body.isEmpty())
        return std::nullopt;
    switch (body[0].unicode()) {
    case u'F':
        return u"|"_s;
    case u'S':
        return u"^"_s;
    case u'R':
        return u"~"_s;
    case u'E':
        return u"\\"_s;
    case u'T':
        return u"&"_s;
    case u'H': // highlighted
    case u'N':
        return QString();
    case u'.': // formatting
        return body.startsWith(u".br") || body.startsWith(u".sp") ? u"\n"_s : QString();
    case u'X': {
        const QByteArray bytes = QByteArray::fromHex(body.sliced(1).toLatin1());
        return QString::fromUtf8(bytes);
    }
    case u'C': // another character set
    case u'M':
    case u'Z':
        return QString();
    default:
        return std::nullopt;
    }
}

class SegmentReader
{
public:
    explicit SegmentReader(QStringView text)
        : m_text(text)
        , m_out(text)
    {}

    std::optional<Reading> read()
    {
        if (!mayHoldMessages(m_text))
            return std::nullopt;
        forEachSegment(m_text, [this](qsizetype begin, qsizetype end, const Signs &signs) {
            m_out.keep(begin);
            if (declaredAt(m_text, begin))
                begin += 9; // the signs themselves are no text
            for (qsizetype at = begin; at < end;)
                at = signs.standard == Standard::Hl7 ? hl7At(at, end, signs) : ediAt(at, signs);
            return true;
        });
        if (!m_out.changed())
            return std::nullopt;
        return m_out.finish();
    }

private:
    void exchange(qsizetype at, QChar by)
    {
        if (m_text[at] == by)
            return;
        m_out.keep(at);
        m_out.exchange(by);
    }

    qsizetype hl7At(qsizetype at, qsizetype end, const Signs &signs)
    {
        const QChar c = m_text[at];
        if (c == signs.escape) {
            qsizetype close = at + 1;
            while (close < end && close - at < kLongestEscape && m_text[close] != c)
                ++close;
            if (close < end && m_text[close] == c) {
                if (const auto meant = hl7Escape(m_text.sliced(at + 1, close - at - 1))) {
                    m_out.keep(at);
                    m_out.replace(close + 1, *meant);
                    return close + 1;
                }
            }
        } else if (c == signs.field) {
            exchange(at, u'|');
        } else if (c == signs.component) {
            exchange(at, u'^');
        } else if (c == signs.repetition) {
            exchange(at, u'~');
        } else if (c == signs.subcomponent) {
            exchange(at, u'&');
        }
        return at + 1;
    }

    qsizetype ediAt(qsizetype at, const Signs &signs)
    {
        const QChar c = m_text[at];
        if (!signs.escape.isNull() && c == signs.escape && at + 1 < m_text.size()) {
            m_out.keep(at);
            m_out.skip(at + 1, Gap::Part);
            return at + 2;
        }
        if (c == signs.field || c == signs.component)
            exchange(at, u' ');
        return at + 1;
    }

    QStringView m_text;
    ReadingBuilder m_out;
};

// ---- fields ----

/// What a field holds, and which of its components: those of a name are family, given and further
/// names; a number stands in the first.
struct FieldRule
{
    int field;
    const char16_t *type;
    int firstComponent = 0;
    int components = 0; ///< 0: all
};

constexpr int kNameParts = 4;

using Rules = QHash<QString, std::vector<FieldRule>>;

const Rules &hl7Rules()
{
    static const Rules rules = [] {
        const auto name = [](int field) { return FieldRule{field, u"person_name", 0, kNameParts}; };
        // "1234^HIPPOCRATES^HAROLD": the number of a doctor first.
        const auto numbered = [](int field) {
            return FieldRule{field, u"person_name", 1, kNameParts};
        };
        const auto all = [](int field, const char16_t *type) { return FieldRule{field, type}; };
        const auto first = [](int field, const char16_t *type) {
            return FieldRule{field, type, 0, 1};
        };
        return Rules{
            {u"PID"_s,
             {first(2, u"medical_record_number"), first(3, u"medical_record_number"),
              first(4, u"medical_record_number"), name(5), name(6), all(7, u"date"), name(9),
              all(11, u"street_address"), first(13, u"phone_number"), first(14, u"phone_number"),
              first(18, u"medical_record_number"), all(19, u"us_ssn"),
              first(20, u"us_driver_license"), first(21, u"medical_record_number"),
              all(23, u"location"), all(29, u"date")}},
            {u"NK1"_s,
             {name(2), all(4, u"street_address"), first(5, u"phone_number"),
              first(6, u"phone_number"), all(16, u"date"), name(30), first(31, u"phone_number"),
              all(37, u"us_ssn")}},
            {u"PD1"_s, {numbered(4)}},
            {u"PV1"_s,
             {numbered(7), numbered(8), numbered(9), numbered(17), first(19, u"custom"),
              numbered(52)}},
            {u"GT1"_s,
             {first(2, u"custom"), name(3), name(4), all(5, u"street_address"),
              first(6, u"phone_number"), first(7, u"phone_number"), all(8, u"date"),
              all(12, u"us_ssn")}},
            {u"IN1"_s,
             {first(8, u"health_plan_id"), name(16), all(18, u"date"), all(19, u"street_address"),
              all(36, u"health_plan_id"), all(49, u"health_plan_id")}},
            {u"IN2"_s, {all(2, u"us_ssn"), all(6, u"us_mbi")}},
            {u"MRG"_s, {first(1, u"medical_record_number"), name(7)}},
            {u"ORC"_s, {numbered(10), numbered(11), numbered(12), numbered(19)}},
            {u"OBR"_s, {numbered(10), numbered(16), numbered(28), numbered(32)}},
            {u"OBX"_s, {numbered(16)}},
            {u"DG1"_s, {numbered(16)}},
            {u"TXA"_s, {numbered(5), numbered(9), numbered(10), numbered(11)}},
            {u"STF"_s, {name(3), first(10, u"phone_number"), all(11, u"street_address")}},
            {u"ROL"_s, {numbered(4)}},
            {u"EVN"_s, {numbered(5)}}};
    }();
    return rules;
}

const Rules &x12Rules()
{
    static const Rules rules{
        {u"NM1"_s, {{3, u"person_name"}, {4, u"person_name"}, {5, u"person_name"}, {9, u"custom"}}},
        {u"N3"_s, {{1, u"street_address"}, {2, u"street_address"}}},
        {u"N4"_s, {{1, u"location"}, {3, u"location"}}},
        {u"DMG"_s, {{2, u"date"}}},
        {u"PER"_s, {{2, u"person_name"}, {4, u"custom"}, {6, u"custom"}, {8, u"custom"}}},
        {u"REF"_s, {{2, u"custom"}}}};
    return rules;
}

bool fits(QStringView value, QStringView type)
{
    const auto letters =
        std::count_if(value.begin(), value.end(), [](QChar c) { return c.isLetter(); });
    const auto digits =
        std::count_if(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
    if (value.size() > 200 || letters + digits == 0)
        return false;
    if (type == u"person_name")
        return letters >= 2 && digits == 0;
    if (type == u"date")
        return digits >= 4 && letters <= 1;
    if (type == u"phone_number" || type == u"us_ssn")
        return digits >= 5;
    return letters + digits >= 2;
}

class FieldFinder
{
public:
    FieldFinder(QStringView text, std::vector<Candidate> &out)
        : m_text(text)
        , m_out(out)
    {}

    void read(qsizetype begin, qsizetype end, const Signs &signs) const
    {
        const QStringView segment = m_text.sliced(begin, end - begin);
        const qsizetype nameEnd = segment.indexOf(signs.field);
        const Rules &rules = signs.standard == Standard::Hl7 ? hl7Rules() : x12Rules();
        if (nameEnd < 0 || nameEnd > 3 || signs.standard == Standard::Edifact)
            return;
        const auto known = rules.constFind(segment.first(nameEnd).toString());
        if (known == rules.constEnd())
            return;
        int number = 1;
        qsizetype from = nameEnd + 1;
        while (from <= segment.size()) {
            qsizetype to = segment.indexOf(signs.field, from);
            to = to < 0 ? segment.size() : to;
            for (const FieldRule &rule : *known) {
                if (rule.field == number)
                    readField(begin + from, begin + to, rule, signs);
            }
            ++number;
            from = to + 1;
        }
    }

private:
    /// Every repetition of a field.
    void readField(qsizetype begin, qsizetype end, const FieldRule &rule, const Signs &signs) const
    {
        while (begin <= end) {
            qsizetype to = begin;
            while (to < end && (signs.repetition.isNull() || m_text[to] != signs.repetition))
                ++to;
            propose(begin, to, rule, signs);
            begin = to + 1;
        }
    }

    void propose(qsizetype begin, qsizetype end, const FieldRule &rule, const Signs &signs) const
    {
        const auto skip = [&](qsizetype at, int components) {
            while (components > 0 && at < end) {
                if (m_text[at] == signs.component)
                    --components;
                ++at;
            }
            return at;
        };
        const qsizetype from = skip(begin, rule.firstComponent);
        qsizetype to = rule.components > 0 ? skip(from, rule.components) : end;
        qsizetype first = from;
        const auto isEdge = [&](QChar c) {
            return c == signs.component || c == signs.subcomponent || c == u' ' || c == u'"';
        };
        while (to > first && isEdge(m_text[to - 1]))
            --to;
        while (first < to && isEdge(m_text[first]))
            ++first;
        const QStringView type(rule.type);
        if (fits(m_text.sliced(first, to - first), type))
            m_out.push_back({first, to, type.toString(), kFieldScore, u"segment.field"_s});
    }

    QStringView m_text;
    std::vector<Candidate> &m_out;
};

} // namespace

std::optional<Reading> readSegments(QStringView text)
{
    return SegmentReader(text).read();
}

void findSegmentFields(QStringView text, const Stop &stop, std::vector<Candidate> &candidates)
{
    if (!mayHoldMessages(text))
        return;
    const FieldFinder finder(text, candidates);
    int segments = 0;
    forEachSegment(text, [&](qsizetype begin, qsizetype end, const Signs &signs) {
        finder.read(begin, end, signs);
        return (++segments & 0xff) != 0 || !stop || !stop();
    });
}

} // namespace redoubt::text
