// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/triggeranchors.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <optional>

namespace redoubt::text {

namespace {

constexpr int kNumberDigits = 5;
constexpr qsizetype kSeparatingBlanks = 3;
constexpr int kMost = 1000;

using ByteSet = std::bitset<256>;

constexpr bool isDigit(char byte)
{
    return static_cast<unsigned char>(byte - '0') < 10;
}

constexpr bool isDigitOrIdeograph(char byte)
{
    return (int(isDigit(byte)) | int(byte == '\x81')) != 0;
}

constexpr bool isSeparator(char byte)
{
    return byte == ':' || byte == '=' || byte == '\t';
}

ByteSet setOf(bool (*holds)(char))
{
    ByteSet set;
    for (std::size_t byte = 0; byte < set.size(); ++byte)
        set[byte] = holds(char(byte));
    return set;
}

/// How much of each stands in a match at least.
struct Least
{
    int digits = 0;
    int ideographs = 0; ///< or digits
    int separators = 0;
    int blanks = 0; ///< of what consists of blanks and nothing else

    Least times(int count) const
    {
        const auto product = [count](int value) { return std::min(kMost, value * count); };
        return {product(digits), product(ideographs), product(separators), product(blanks)};
    }
};

Least leastOf(const Least &a, const Least &b)
{
    return {std::min(a.digits, b.digits), std::min(a.ideographs, b.ideographs),
            std::min(a.separators, b.separators), std::min(a.blanks, b.blanks)};
}

Least leastOf(const ByteSet &set)
{
    static const ByteSet digits = setOf(isDigit);
    static const ByteSet ideographs = setOf(isDigitOrIdeograph);
    static const ByteSet separators = setOf(isSeparator);
    static const ByteSet blank = setOf([](char byte) { return byte == ' '; });
    const auto within = [&set](const ByteSet &all) { return (set & ~all).none() ? 1 : 0; };
    return {within(digits), within(ideographs), within(separators), within(blank)};
}

/// Goes through a trigger and tells what its matches hold.
class TriggerReader
{
public:
    explicit TriggerReader(QByteArrayView trigger)
        : m_trigger(trigger)
    {}

    /// Nothing when the trigger has a form that is not known here.
    std::optional<Least> read()
    {
        const Least least = alternatives();
        return m_known && m_at == m_trigger.size() ? std::optional(least) : std::nullopt;
    }

private:
    char peek() const { return m_at < m_trigger.size() ? m_trigger[m_at] : '\0'; }
    bool accept(char wanted)
    {
        if (m_at >= m_trigger.size() || m_trigger[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }
    void giveUp() { m_known = false; }

    Least alternatives()
    {
        Least least = sequence();
        while (m_known && accept('|'))
            least = leastOf(least, sequence());
        return least;
    }

    Least sequence()
    {
        Least all;
        int blanks = 0;
        bool onlyBlanks = true;
        while (m_known && m_at < m_trigger.size() && peek() != '|' && peek() != ')') {
            const Least part = atom();
            const Least next = part.times(repetitions());
            all.digits = std::min(kMost, all.digits + next.digits);
            all.ideographs = std::min(kMost, all.ideographs + next.ideographs);
            all.separators = std::min(kMost, all.separators + next.separators);
            blanks = next.blanks > 0 ? std::min(kMost, blanks + next.blanks) : 0;
            onlyBlanks = onlyBlanks && next.blanks > 0;
            if (blanks >= kSeparatingBlanks)
                all.separators = std::max(all.separators, 1);
        }
        all.blanks = onlyBlanks ? blanks : 0;
        return all;
    }

    Least atom()
    {
        if (accept('(')) {
            if (accept('?') && !accept(':'))
                giveUp(); // looks around, or changes how to read on
            const Least group = alternatives();
            if (!accept(')'))
                giveUp();
            return group;
        }
        if (accept('['))
            return bracket();
        if (accept('.'))
            return {};
        if (QByteArrayView("*+?{^$").contains(peek())) {
            giveUp();
            return {};
        }
        if (m_trigger.sliced(m_at).startsWith("\\b")) {
            m_at += 2;
            return {};
        }
        ByteSet one;
        one.set(literal());
        return leastOf(one);
    }

    /// How often the atom before stands at least.
    int repetitions()
    {
        int least = 1;
        if (accept('?') || accept('*')) {
            least = 0;
        } else if (accept('{')) {
            least = number();
            if (accept(',') && isDigit(peek()))
                std::ignore = number();
            if (!accept('}'))
                giveUp();
        } else {
            std::ignore = accept('+');
        }
        if (QByteArrayView("?*+{").contains(peek()) && m_at < m_trigger.size())
            giveUp();
        return least;
    }

    int number()
    {
        if (!isDigit(peek()))
            giveUp();
        int value = 0;
        while (isDigit(peek()))
            value = std::min(kMost, value * 10 + (m_trigger[m_at++] - '0'));
        return value;
    }

    /// A byte, written as itself or as an escape.
    std::size_t literal()
    {
        if (m_at >= m_trigger.size()) {
            giveUp();
            return 0;
        }
        const char c = m_trigger[m_at++];
        if (c != '\\')
            return static_cast<unsigned char>(c);
        const char escaped = peek();
        ++m_at;
        if (escaped == 'n')
            return '\n';
        if (escaped == 't')
            return '\t';
        if (escaped == 'x' && m_at + 2 <= m_trigger.size()) {
            bool valid = false;
            const uint value = m_trigger.sliced(m_at, 2).toByteArray().toUInt(&valid, 16);
            m_at += 2;
            if (!valid)
                giveUp();
            return value;
        }
        if (isDigit(escaped) || (escaped >= 'a' && escaped <= 'z') ||
            (escaped >= 'A' && escaped <= 'Z') || escaped == '\0')
            giveUp(); // a class, or a reference
        return static_cast<unsigned char>(escaped);
    }

    /// The class whose opening bracket was read.
    Least bracket()
    {
        const bool others = accept('^');
        ByteSet set;
        bool first = true;
        while (m_known && (first || peek() != ']')) {
            first = false;
            if (m_trigger.sliced(m_at).startsWith("[:"))
                giveUp();
            const std::size_t from = literal();
            std::size_t to = from;
            if (peek() == '-' && m_at + 1 < m_trigger.size() && m_trigger[m_at + 1] != ']') {
                ++m_at;
                to = literal();
            }
            for (std::size_t byte = from; byte <= to && byte < set.size(); ++byte)
                set.set(byte);
        }
        if (!accept(']'))
            giveUp();
        return leastOf(others ? ~set : set);
    }

    QByteArrayView m_trigger;
    qsizetype m_at = 0;
    bool m_known = true;
};

constexpr qsizetype kBlock = 64;

/// Whether @a holds(place) for any of the kBlock places from @a at on; the compiler does it with
/// vectors.
template <typename Holds>
bool anyInBlock(qsizetype at, const Holds &holds)
{
    unsigned char any = 0;
    for (qsizetype i = 0; i < kBlock; ++i)
        any |= static_cast<unsigned char>(holds(at + i));
    return any != 0;
}

/// Calls @a found with every place of [at, size) at which @a holds(place). Anchors are rare, so
/// each block is first asked as a whole: @a any(first place).
template <typename Any, typename Holds, typename Found>
void forEachAnchor(qsizetype at, qsizetype size, const Any &any, const Holds &holds,
                   const Found &found)
{
    for (; at + kBlock <= size; at += kBlock) {
        if (!any(at))
            continue;
        for (qsizetype i = 0; i < kBlock; ++i) {
            if (holds(at + i))
                found(at + i);
        }
    }
    for (; at < size; ++at) {
        if (holds(at))
            found(at);
    }
}

template <typename Holds, typename Found>
void forEachAnchor(qsizetype at, qsizetype size, const Holds &holds, const Found &found)
{
    forEachAnchor(
        at, size, [&holds](qsizetype block) { return anyInBlock(block, holds); }, holds, found);
}

constexpr quint64 everywhere(unsigned char byte)
{
    return 0x0101010101010101U * byte;
}

/// Not zero when a byte of @a word is.
constexpr quint64 zeroByte(quint64 word)
{
    return (word - everywhere(0x01)) & ~word & everywhere(0x80);
}

quint64 eightBytes(const char *from)
{
    quint64 word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Whether a separator stands in the kBlock bytes, or ends three blanks there: eight bytes at once,
/// since compilers are slow at so many comparisons.
bool separatorInBlock(const char *block)
{
    constexpr quint64 kBlanks = everywhere(' ');
    quint64 any = 0;
    for (qsizetype i = 0; i < kBlock; i += qsizetype(sizeof any)) {
        const quint64 word = eightBytes(block + i);
        const quint64 noBlanks = (word ^ kBlanks) | (eightBytes(block + i - 1) ^ kBlanks) |
                                 (eightBytes(block + i - 2) ^ kBlanks);
        any |= zeroByte(word ^ everywhere(':')) | zeroByte(word ^ everywhere('=')) |
               zeroByte(word ^ everywhere('\t')) | zeroByte(noBlanks);
    }
    return any != 0;
}

} // namespace

Anchor anchorOf(QByteArrayView trigger, qsizetype width)
{
    const auto least = TriggerReader(trigger).read();
    if (!least || width > kLongReach)
        return Anchor::None;
    if (least->digits >= kNumberDigits && width <= kShortReach)
        return Anchor::Number;
    return least->digits > 0       ? Anchor::Digit
           : least->separators > 0 ? Anchor::Separator
           : least->ideographs > 0 ? Anchor::Ideograph
                                   : Anchor::None;
}

void AnchoredText::add(QByteArrayView bytes, qsizetype begin, qsizetype end)
{
    begin = std::max<qsizetype>(begin, 0);
    end = std::min(end, bytes.size());
    if (!m_parts.empty() && begin <= m_end) {
        if (end <= m_end)
            return;
        m_bytes.pop_back(); // goes on where the last part ended
        begin = m_end;
    } else {
        m_parts.push_back({qsizetype(m_bytes.size()), begin});
    }
    m_bytes.insert(m_bytes.end(), bytes.begin() + begin, bytes.begin() + end);
    m_bytes.push_back('\0');
    m_end = end;
}

void AnchoredText::gather(QByteArrayView bytes, Anchor anchor, qsizetype reach)
{
    m_bytes.clear();
    m_parts.clear();
    m_end = 0;
    const char *const data = bytes.data();
    const auto around = [&](qsizetype first, qsizetype last) {
        add(bytes, last - reach - 1, first + reach + 2);
    };
    const auto alone = [&](qsizetype at) { around(at, at); };
    switch (anchor) {
    case Anchor::None:
        add(bytes, 0, bytes.size());
        break;
    case Anchor::Number: {
        std::array<qsizetype, kNumberDigits> digits{};
        std::size_t count = 0;
        forEachAnchor(
            0, bytes.size(), [data](qsizetype at) { return isDigit(data[at]); },
            [&](qsizetype at) {
                digits[count % kNumberDigits] = at;
                ++count;
                const qsizetype first = digits[count % kNumberDigits];
                if (count >= kNumberDigits && at - first < reach)
                    around(first, at);
            });
        break;
    }
    case Anchor::Digit:
        forEachAnchor(
            0, bytes.size(), [data](qsizetype at) { return isDigit(data[at]); }, alone);
        break;
    case Anchor::Ideograph:
        forEachAnchor(
            0, bytes.size(), [data](qsizetype at) { return isDigitOrIdeograph(data[at]); }, alone);
        break;
    case Anchor::Separator:
        for (qsizetype at = 0; at < std::min(bytes.size(), kSeparatingBlanks - 1); ++at) {
            if (isSeparator(data[at]))
                alone(at);
        }
        forEachAnchor(
            kSeparatingBlanks - 1, bytes.size(),
            [data](qsizetype block) { return separatorInBlock(data + block); },
            [data](qsizetype at) {
                return isSeparator(data[at]) ||
                       (data[at] == ' ' && data[at - 1] == ' ' && data[at - 2] == ' ');
            },
            alone);
        break;
    }
}

qsizetype AnchoredText::endInText(qsizetype end) const
{
    const auto next = std::upper_bound(m_parts.begin(), m_parts.end(), end - 1,
                                       [](qsizetype at, const Part &part) { return at < part.at; });
    const Part &part = *std::prev(next);
    return part.inText + end - part.at;
}

} // namespace redoubt::text
