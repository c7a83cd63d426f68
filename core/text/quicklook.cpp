// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/quicklook.h"

namespace redoubt::text {

namespace {

bool holdsWordFrom(QStringView text, QStringView word, QChar first, Qt::CaseSensitivity cs)
{
    for (qsizetype at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
        if (text.sliced(at + 1).startsWith(word.sliced(1), cs))
            return true;
    }
    return false;
}

} // namespace

bool holdsWord(QStringView text, QStringView word, Qt::CaseSensitivity cs)
{
    const QChar first = word.front();
    if (cs == Qt::CaseSensitive)
        return holdsWordFrom(text, word, first, cs);
    return holdsWordFrom(text, word, first.toLower(), cs) ||
           holdsWordFrom(text, word, first.toUpper(), cs);
}

qsizetype skipAscii(QStringView text, qsizetype at)
{
    constexpr qsizetype kBlock = 32;
    const char16_t *const units = text.utf16();
    for (; at + kBlock <= text.size(); at += kBlock) {
        char16_t all = 0;
        for (qsizetype i = 0; i < kBlock; ++i)
            all = char16_t(all | units[at + i]);
        if (all >= 0x80)
            break;
    }
    while (at < text.size() && units[at] < 0x80)
        ++at;
    return at;
}

} // namespace redoubt::text
