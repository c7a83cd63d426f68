// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <QDebug>

#include <optional>
#include <utility>
#include <variant>

namespace redoubt {

/// What a caller can act on. The command line maps kinds to exit codes; tests compare kinds only.
enum class ErrorKind {
    Cancelled,        ///< the person or a signal asked for it; shown to nobody
    Io,               ///< reading or writing failed for a reason none of the below names
    NotFound,         ///< the thing named does not exist
    PermissionDenied, ///< it exists, but may not be read or written
    NoSpace,          ///< the disk is full
    Unsupported,      ///< a kind, codec or feature that this program does not handle
    Damaged,          ///< the bytes do not keep to their format
    Encrypted,        ///< the input is protected by a password of its own
    WrongKey,         ///< wrong passphrase, or no grant for what was asked
    Limit,            ///< a size or count above what is safe to process
    Invalid,          ///< an argument, marks file or profile that cannot be understood
    NoMatch,          ///< a mark that matches nothing
    OtherHistory,     ///< intact, yet not what this computer has seen before: put back in time
    Conflict,         ///< another writer, or state that changed meanwhile
    Leak,             ///< verification found withheld content in an output
    Missing,          ///< a component such as a model or language file is not installed
    Internal          ///< a promise inside the program was broken
};

/// Stable English word for logs and JSON ("wrong_key").
const char *toString(ErrorKind kind);

/// An error: a kind, the place in the code that raised it, and one sentence for a person, which is
/// put into words when it is read. The sentence may name files; therefore it is never logged.
/// operator<< prints kind and site only.
class Error
{
public:
    /// Requires: @a site is a string literal such as "vault/header". Words of a library or of the
    /// system are a plain message, or an argument of one.
    Error(ErrorKind kind, const char *site, Message message = {})
        : m_kind(kind)
        , m_site(site)
        , m_message(std::move(message))
    {}

    ErrorKind kind() const { return m_kind; }
    const char *site() const { return m_site; }
    /// One sentence for a person: of its own, else the one of its kind. Never log it.
    Message message() const;
    /// The same in the language of the moment. What is kept or sent is the message.
    QString text() const { return message().text(); }

private:
    ErrorKind m_kind;
    const char *m_site;
    Message m_message;
};

QDebug operator<<(QDebug debug, const Error &error);

/// A value or an Error. The member names are those of std::expected, so that it can replace this
/// later.
template <typename T>
class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// Requires: has_value().
    T &value() &
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T &value() const &
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    T &&value() &&
    {
        Q_ASSERT(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    /// Requires: !has_value().
    const Error &error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;

    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {}

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }
    void value() const { Q_ASSERT(has_value()); }
    const Error &error() const
    {
        Q_ASSERT(!has_value());
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

/// The error for an errno value, as kind and as a sentence that names @a path.
Error errnoError(int number, const char *site, const QString &path);

} // namespace redoubt
