// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sniff/filehead.h"

#include "core/medium/sniff/textkind.h"

#include <algorithm>

namespace redoubt::medium {

FileHead::FileHead(const ByteSource &source)
    : m_source(source)
{
    if (auto read = source.read(0, kRead)) {
        m_bytes = *std::move(read);
        m_readable = !m_bytes.isEmpty() || source.size() == 0;
    }
}

bool FileHead::hasAny(std::span<const Magic> magics) const
{
    return std::any_of(magics.begin(), magics.end(), [this](const Magic &magic) {
        return has(m_bytes, magic.offset, magic.bytes);
    });
}

std::optional<ItemKind> FileHead::textKind() const
{
    if (!m_textKind)
        m_textKind = sniffText(m_bytes, isWhole());
    return *m_textKind;
}

} // namespace redoubt::medium
