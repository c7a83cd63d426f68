// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/jsonescapes.h"

#include <algorithm>
#include <optional>

namespace redoubt::text {

namespace {

constexpr qsizetype kShortEscape = 2; // \n
constexpr qsizetype kUnitEscape = 6;  // \u00e9

struct Escape
{
    QChar character;
    qsizetype length;
};

/// The escape that begins with the backslash at the front of @a json.
std::optional<Escape> escapeAt(QStringView json)
{
    if (json.size() < kShortEscape)
        return std::nullopt;
    switch (json[1].unicode()) {
    case u'"':
    case u'\\':
    case u'/':
        return Escape{json[1], kShortEscape};
    case u'b':
    case u'f':
    case u't':
        return Escape{u'\t', kShortEscape}; // white space, whatever it moved on a typewriter
    case u'n':
    case u'r':
        return Escape{u'\n', kShortEscape};
    case u'u': {
        const QStringView digits = json.sliced(kShortEscape).left(kUnitEscape - kShortEscape);
        bool isHex = false;
        const ushort unit = digits.toString().toUShort(&isHex, 16);
        if (isHex && digits.size() == kUnitEscape - kShortEscape && digits[0].isLetterOrNumber())
            return Escape{QChar(unit), kUnitEscape};
        return std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

} // namespace

bool looksLikeJson(QStringView text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    return first != text.end() && (*first == u'{' || *first == u'[');
}

UnescapedJson::UnescapedJson(QStringView json)
    : m_pieces{{0, 0}}
{
    m_text.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        qsizetype next = json.indexOf(u'\\', at);
        if (next < 0)
            next = json.size();
        m_text.append(json.sliced(at, next - at));
        at = next;
        if (at == json.size())
            break;
        if (const auto escape = escapeAt(json.sliced(at))) {
            m_pieces.emplace_back(m_text.size(), at);
            m_text.append(escape->character);
            at += escape->length;
            m_pieces.emplace_back(m_text.size(), at);
        } else {
            m_text.append(json[at++]);
        }
    }
}

qsizetype UnescapedJson::originalOf(qsizetype unit) const
{
    // Of two pieces at one unit, which an escape after an escape gives, the later one is the same
    // place: nothing lies between them.
    const auto after =
        std::upper_bound(m_pieces.begin(), m_pieces.end(), unit,
                         [](qsizetype u, const auto &piece) { return u < piece.first; });
    const auto &[mine, original] = *(after - 1);
    return original + (unit - mine);
}

std::pair<qsizetype, qsizetype> UnescapedJson::toOriginal(qsizetype begin, qsizetype end) const
{
    Q_ASSERT(0 <= begin && begin <= end && end <= m_text.size());
    return {originalOf(begin), originalOf(end)};
}

} // namespace redoubt::text
