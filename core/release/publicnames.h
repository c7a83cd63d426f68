// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/reviewsheet.h"
#include "core/release/withheldwords.h"

#include <map>
#include <string>

namespace redoubt::release {

/// The name under which an item leaves.
struct PublicName
{
    std::string path;      ///< relative, as bytes; of the original name what may be seen of it
    QString shown;         ///< the same for people
    bool replaced = false; ///< the original name holds something that is withheld
    QStringList kept;      ///< passages of the name that were decided to stay
};

/// What the whole case withholds: the texts of all findings that are redacted, and @a also, such as
/// the terms of marks that could not be applied.
WithheldWords withheldWords(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                            const QList<SensitiveText> &also);

/// Names for all items of a case. Every file or folder whose name holds withheld words, of this
/// item or of any other, gets a neutral one ("folder-0002/file-0007.pdf") that is the same in every
/// release of the case; findings in a name (kFileNameField) that are kept stay.
std::map<ItemId, PublicName> publicNames(const casefile::ReviewSheet &sheet,
                                         const casefile::Profile &profile,
                                         const WithheldWords &words);

/// What a name says besides that an item has none that may be seen.
QString withoutNeutralNames(QString name);
/// Whether a name under which something leaves holds one of @a withheld outside of the passages
/// @a kept, by the search of the verifier. Numbers of a few digits stand everywhere and are left
/// out; neutral names hold nothing.
bool holdsWithheld(QString name, const QStringList &kept, const QList<SensitiveText> &withheld);

} // namespace redoubt::release
