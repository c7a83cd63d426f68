// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/text/textplaces.h"

#include <algorithm>

namespace redoubt::redact {

std::vector<TextPlace> textPlacesAt(QStringView text, const std::vector<qsizetype> &offsets,
                                    std::optional<QChar> delimiter)
{
    std::vector<TextPlace> places;
    places.reserve(offsets.size());
    TextPlace at{1, 1};
    bool quoted = false;
    bool cellBegins = true;
    qsizetype i = 0;
    for (const qsizetype offset : offsets) {
        for (; i < std::min(offset, text.size()); ++i) {
            const QChar c = text[i];
            const bool lineEnds =
                c == u'\n' || (c == u'\r' && (i + 1 == text.size() || text[i + 1] != u'\n'));
            if (delimiter && c == u'"' && (quoted || cellBegins))
                quoted = !quoted;
            const bool cellEnds = delimiter && !quoted && (lineEnds || c == *delimiter);
            cellBegins = cellEnds;
            if (lineEnds && !quoted)
                at = {at.line + 1, 1};
            else if (delimiter ? cellEnds : !c.isLowSurrogate() && c != u'\r')
                ++at.column;
        }
        places.push_back(at);
    }
    return places;
}

} // namespace redoubt::redact
