// SPDX-License-Identifier: AGPL-3.0-or-later
// The bodies of the first messages. Internal to core/worker.
#pragma once

#include "core/worker/channel.h"
#include "core/worker/sandbox.h"

namespace redoubt::worker {

template <>
inline constexpr Barrier kLastEnumerator<Barrier> = Barrier::FileSystem;

/// Of Say::Job.
struct JobMessage
{
    qint64 sourceSize = -1; ///< negative: there is no source
    QByteArray body;
};
template <typename Io>
void fields(Io &io, JobMessage &m)
{
    io(m.sourceSize, m.body);
}

/// Of Say::Hello.
struct HelloMessage
{
    QString program; ///< name and version, which both ends must have in common
    std::vector<Barrier> barriers;
};
template <typename Io>
void fields(Io &io, HelloMessage &m)
{
    io(m.program, m.barriers);
}

} // namespace redoubt::worker
