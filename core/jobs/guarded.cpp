// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/guarded.h"

#include <QCoreApplication>

#include <new>

namespace redoubt {

namespace {

struct GuardedTr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::Guarded)
};

} // namespace

Error errorOfException(const char *site)
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return Error(ErrorKind::Limit, site,
                     GuardedTr::tr("There is not enough memory to go on. Close other programs or "
                                   "process the file alone."));
    } catch (...) {
        return Error(ErrorKind::Internal, site);
    }
}

} // namespace redoubt
