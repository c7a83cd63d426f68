// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/search/patternset.h"

#include <array>

namespace redoubt::verify {

namespace {

constexpr std::array<std::uint8_t, 256> makeFold()
{
    std::array<std::uint8_t, 256> table{};
    for (int i = 0; i < 256; ++i)
        table[std::size_t(i)] = std::uint8_t(i >= 'A' && i <= 'Z' ? i + 32 : i);
    return table;
}

constexpr std::array<std::uint8_t, 256> kFold = makeFold();

std::uint8_t folded(char c)
{
    return kFold[static_cast<std::uint8_t>(c)];
}

std::uint32_t startKey(const char *bytes)
{
    return (std::uint32_t(folded(bytes[0])) << 16) | (std::uint32_t(folded(bytes[1])) << 8) |
           folded(bytes[2]);
}

} // namespace

bool PatternSet::add(const QByteArray &bytes, Case sensitivity, int tag)
{
    if (bytes.size() < 3)
        return false;
    if (m_starts.empty())
        m_starts.resize((std::size_t(1) << 24) / 64);
    QByteArray kept = bytes;
    if (sensitivity == Case::FoldAscii) {
        for (char &c : kept)
            c = char(folded(c));
    }
    const std::uint32_t key = startKey(bytes.constData());
    std::vector<int> &bucket = m_byStart[key];
    for (const int other : bucket) {
        const Pattern &p = m_patterns[std::size_t(other)];
        if (p.tag == tag && p.sensitivity == sensitivity && p.bytes == kept)
            return true;
    }
    bucket.push_back(int(m_patterns.size()));
    m_patterns.push_back({kept, sensitivity, tag});
    m_starts[key / 64] |= std::uint64_t(1) << (key % 64);
    m_longest = std::max(m_longest, bytes.size());
    return true;
}

void PatternSet::scan(
    std::span<const char> bytes,
    const std::function<void(int tag, qsizetype offset, qsizetype length)> &hit) const
{
    if (m_patterns.empty() || bytes.size() < 3)
        return;
    std::uint32_t key = (std::uint32_t(folded(bytes[0])) << 8) | folded(bytes[1]);
    const std::size_t size = bytes.size();
    for (std::size_t i = 2; i < size; ++i) {
        key = ((key << 8) | folded(bytes[i])) & 0xffffffU;
        if (!(m_starts[key / 64] >> (key % 64) & 1))
            continue;
        const std::size_t start = i - 2;
        for (const int index : m_byStart.at(key)) {
            const Pattern &p = m_patterns[std::size_t(index)];
            const std::size_t length = std::size_t(p.bytes.size());
            if (length > size - start)
                continue;
            bool same = true;
            for (std::size_t k = 0; k < length && same; ++k) {
                const char c = bytes[start + k];
                same = p.sensitivity == Case::Exact ? c == p.bytes[qsizetype(k)]
                                                    : char(folded(c)) == p.bytes[qsizetype(k)];
            }
            if (same)
                hit(p.tag, qsizetype(start), qsizetype(length));
        }
    }
}

} // namespace redoubt::verify
