// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <unistd.h>

namespace redoubt::test {

/// Root is stopped by no permission; tests of permissions step down to nobody meanwhile. Does
/// nothing for anybody else.
class AsNobody
{
public:
    AsNobody()
    {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0)
            m_stepped = ::setegid(kNobody) == 0 && ::seteuid(kNobody) == 0;
    }
    ~AsNobody()
    {
        if (m_stepped && (::seteuid(0) != 0 || ::setegid(0) != 0))
            qFatal("could not become root again");
    }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    bool m_stepped = false;
};

} // namespace redoubt::test
