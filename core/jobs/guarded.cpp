// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/guarded.h"

#include "core/base/tr.h"

#include <new>

namespace redoubt {

Error errorOfException(const char *site)
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return Error(ErrorKind::Limit, site,
                     Tr::tr("There is not enough memory to go on. Close other programs or "
                            "process the file alone."));
    } catch (...) {
        return Error(ErrorKind::Internal, site);
    }
}

} // namespace redoubt
