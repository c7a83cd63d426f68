// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/place.h"

#include <QStringView>

#include <vector>

namespace redoubt {

/// Converts between UTF-16 offsets (inside the program) and Unicode code points (in files and on
/// the command line). Built once per text, each conversion is a binary search over the surrogate
/// pairs.
class TextOffsets
{
public:
    explicit TextOffsets(QStringView text);
    /// An offset inside a surrogate pair counts as the start of that pair.
    qsizetype toCodePoints(qsizetype utf16) const;
    /// Clamped to the length of the text.
    qsizetype toUtf16(qsizetype codePoints) const;
    qsizetype codePointCount() const { return m_length - qsizetype(m_pairs.size()); }

private:
    qsizetype m_length;
    std::vector<qsizetype> m_pairs; // UTF-16 offsets of high surrogates that start a pair
};

} // namespace redoubt
