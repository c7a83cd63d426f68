// SPDX-License-Identifier: AGPL-3.0-or-later
// How a worker answers jobs and orders. Internal to core/workflow.
#pragma once

#include "core/worker/cborfields.h"

namespace redoubt::workflow {

/// @a area: for pictures; null: they go along.
template <typename T>
Result<QByteArray> sentBack(const Result<T> &result, worker::SharedArea *area = nullptr)
{
    if (!result)
        return result.error();
    return worker::toCbor(*result, area);
}
inline Result<QByteArray> sentBack(const Result<void> &result)
{
    if (!result)
        return result.error();
    return QByteArray();
}

/// The values of a body, of which nothing may be left.
template <typename... T>
bool readBody(const QByteArray &body, T &...values)
{
    worker::CborReader in(body);
    in(values...);
    return in.finished();
}

} // namespace redoubt::workflow
