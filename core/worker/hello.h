// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/worker/sandbox.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace redoubt::worker {

/// What a worker says of itself before it has seen anything of its job.
QByteArray hello(const QString &program, const std::vector<Barrier> &barriers);

} // namespace redoubt::worker
