// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/filename.h"

namespace redoubt {

QString withSpaces(QStringView name)
{
    QString spaced = name.toString();
    for (QChar &c : spaced) {
        if (QStringView(u"_-.+~,;=()[]").contains(c))
            c = u' ';
    }
    return spaced;
}

} // namespace redoubt
