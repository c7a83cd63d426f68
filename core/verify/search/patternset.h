// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace redoubt::verify {

/// Searches many byte patterns in one pass: a bit for every possible run of three bytes says
/// whether a pattern starts so; only there patterns are compared. Threads: const functions from
/// several.
class PatternSet
{
public:
    enum class Case { Exact, FoldAscii };

    /// @a tag is given back on a hit. Requires: at least three bytes; shorter ones are refused with
    /// false.
    bool add(const QByteArray &bytes, Case sensitivity, int tag);
    bool isEmpty() const { return m_patterns.empty(); }
    qsizetype longest() const { return m_longest; }
    /// Calls @a hit(tag, offset, length) for every occurrence, in order of offset.
    void scan(std::span<const char> bytes,
              const std::function<void(int tag, qsizetype offset, qsizetype length)> &hit) const;

private:
    struct Pattern
    {
        QByteArray bytes; // folded when the case is
        Case sensitivity;
        int tag;
    };

    std::vector<Pattern> m_patterns;
    std::vector<std::uint64_t> m_starts; // one bit for each 24-bit start, folded
    std::unordered_map<std::uint32_t, std::vector<int>> m_byStart;
    qsizetype m_longest = 0;
};

} // namespace redoubt::verify
