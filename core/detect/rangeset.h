// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/place.h"

#include <algorithm>
#include <vector>

namespace redoubt::detect {

/// Ranges of a text, to tell whether they cover another. What was added counts after settle().
class RangeSet
{
public:
    void add(TextRange range) { m_ranges.push_back(range); }
    void settle()
    {
        std::sort(m_ranges.begin(), m_ranges.end());
        std::vector<TextRange> joined;
        for (const TextRange &range : m_ranges) {
            if (!joined.empty() && range.begin <= joined.back().end)
                joined.back().end = std::max(joined.back().end, range.end);
            else
                joined.push_back(range);
        }
        m_ranges = std::move(joined);
    }
    /// Requires: settled.
    bool covers(TextRange range) const
    {
        const auto after =
            std::upper_bound(m_ranges.begin(), m_ranges.end(), range.begin,
                             [](qsizetype begin, const TextRange &r) { return begin < r.begin; });
        return after != m_ranges.begin() && std::prev(after)->end >= range.end;
    }

private:
    std::vector<TextRange> m_ranges;
};

} // namespace redoubt::detect
