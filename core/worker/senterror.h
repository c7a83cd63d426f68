// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/worker/cborfields.h"

namespace redoubt::worker {

template <>
inline constexpr ErrorKind kLastEnumerator<ErrorKind> = ErrorKind::Internal;

/// How an error travels: its kind and its sentence.
struct SentError
{
    SentError() = default;
    explicit SentError(const Error &error)
        : kind(error.kind())
        , text(error.text())
    {}
    /// As it was sent.
    Error error() const { return Error(kind, "worker/job", text); }
    /// As far as a stranger is believed. A worker may lie: it cannot end a whole run (Cancelled),
    /// claim a leak or speak of keys, and a person reads no more than a sentence of it.
    Error believed() const;

    ErrorKind kind = ErrorKind::Internal;
    QString text;
};
template <typename Io>
void fields(Io &io, SentError &e)
{
    io(e.kind, e.text);
}

/// For an answer that no honest worker gives.
Error notBelieved();

} // namespace redoubt::worker
