// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStringView>

namespace redoubt::text {

// Questions that most texts answer with no, asked at the speed of memory before anything dearer.

/// Whether @a word stands in @a text. Looks for its first letter alone, by vectors, and only there
/// at the rest: for words that begin with what is rare.
bool holdsWord(QStringView text, QStringView word, Qt::CaseSensitivity cs = Qt::CaseSensitive);

/// The first unit from @a at on that is not ASCII, or the end of the text.
qsizetype skipAscii(QStringView text, qsizetype at);

} // namespace redoubt::text
