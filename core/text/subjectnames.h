// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"

#include <QStringList>
#include <QStringView>

#include <memory>
#include <vector>

namespace redoubt::text {

/// Finds the people that a case names, in all the ways people are written: "Jane Roe", "ROE, Jane",
/// "J. Roe", "Roe's", "jane.roe", "jroe42", misspelt ("Jnae Roe"), with accents or without. A
/// single word of a name is a weaker candidate. Immutable; find() may run in several threads at
/// once.
class SubjectNames
{
public:
    explicit SubjectNames(const QStringList &names);
    ~SubjectNames();

    /// Appends candidates of type person_name. Requires: @a text is normalised.
    void find(QStringView text, const Stop &stop, std::vector<Candidate> &candidates) const;

private:
    struct Private;
    class SpellingCache;
    std::unique_ptr<Private> d;
};

/// Edits (insert, delete, replace, swap of neighbours) between @a a and @a b, or limit + 1 when
/// there are more than @a limit.
int editDistance(QStringView a, QStringView b, int limit);

} // namespace redoubt::text
