// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/worker/cborfields.h"

namespace redoubt::worker {

template <>
inline constexpr ErrorKind kLastEnumerator<ErrorKind> = ErrorKind::Internal;

/// As its bytes, which say what a message may be.
template <typename Io>
void fields(Io &io, Message &message)
{
    QByteArray bytes;
    if constexpr (!ReadsFields<Io>)
        bytes = message.toBytes();
    io(bytes);
    if constexpr (ReadsFields<Io>) {
        if (auto read = Message::fromBytes(bytes))
            message = *std::move(read);
        else
            io.refuse();
    }
}

/// How an error travels: its kind and its sentence, which its reader puts into words.
struct SentError
{
    SentError() = default;
    explicit SentError(const Error &error)
        : kind(error.kind())
        , message(error.message())
    {}
    /// As it was sent.
    Error error() const { return Error(kind, "worker/job", message); }
    /// As far as a stranger is believed. A worker may lie: it cannot end a whole run (Cancelled),
    /// claim a leak or speak of keys, and a person reads no more than a sentence of it.
    Error believed() const;

    ErrorKind kind = ErrorKind::Internal;
    Message message;
};
template <typename Io>
void fields(Io &io, SentError &e)
{
    io(e.kind, e.message);
}

/// For an answer that no honest worker gives.
Error notBelieved();

} // namespace redoubt::worker
