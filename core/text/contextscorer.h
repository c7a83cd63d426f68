// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

namespace redoubt::text {

enum class Context {
    None,
    For,    ///< a word that names the type stands near
    Against ///< a nearer word names another kind of number
};

/// Looks at the words around text[begin, end): eight before (so a label on the line above counts)
/// and four after on the same line. Of words for and against, the nearer one decides; words
/// against count only before, on the same line. @a words and @a negative are lower case.
Context contextOf(QStringView text, qsizetype begin, qsizetype end, const QStringList &words,
                  const QStringList &negative);

} // namespace redoubt::text
