// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/eventlog.h"

#include "core/casefile/tr.h"

namespace redoubt::casefile {

Error damagedJournal(const QString &what)
{
    return Error(ErrorKind::Damaged, "casefile/journal",
                 Tr::tr("The case journal was changed outside of this program: %1 Restore the case "
                        "from a copy that you trust.")
                     .arg(what));
}

} // namespace redoubt::casefile
