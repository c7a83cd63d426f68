// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/textoffsets.h"

#include <algorithm>

namespace redoubt {

TextOffsets::TextOffsets(QStringView text)
    : m_length(text.size())
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i].isHighSurrogate() && text[i + 1].isLowSurrogate()) {
            m_pairs.push_back(i);
            ++i;
        }
    }
}

qsizetype TextOffsets::toCodePoints(qsizetype utf16) const
{
    const qsizetype at = std::clamp<qsizetype>(utf16, 0, m_length);
    // Every pair that starts before the offset has cost one unit too many; one that starts right
    // before it is being split, and the offset then stands for the pair's start.
    const auto it = std::lower_bound(m_pairs.begin(), m_pairs.end(), at);
    qsizetype before = it - m_pairs.begin();
    if (before > 0 && m_pairs[size_t(before - 1)] == at - 1)
        return at - 1 - (before - 1);
    return at - before;
}

qsizetype TextOffsets::toUtf16(qsizetype codePoints) const
{
    const qsizetype wanted = std::clamp<qsizetype>(codePoints, 0, codePointCount());
    // Pair k starts at code point m_pairs[k] - k; those sequences are increasing.
    qsizetype low = 0;
    qsizetype high = qsizetype(m_pairs.size());
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        if (m_pairs[size_t(middle)] - middle < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return wanted + low;
}

} // namespace redoubt
