// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/result.h"

#include "core/base/tr.h"

#include <cerrno>
#include <cstring>

namespace redoubt {

namespace {

Message sentenceOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return Tr::tr("Cancelled.");
    case ErrorKind::Io:
        return Tr::tr("Reading or writing failed.");
    case ErrorKind::NotFound:
        return Tr::tr("It does not exist.");
    case ErrorKind::PermissionDenied:
        return Tr::tr("Permission was denied.");
    case ErrorKind::NoSpace:
        return Tr::tr("The disk is full.");
    case ErrorKind::Unsupported:
        return Tr::tr("This is not supported.");
    case ErrorKind::Damaged:
        return Tr::tr("The data is damaged.");
    case ErrorKind::Encrypted:
        return Tr::tr("It is protected by a password.");
    case ErrorKind::WrongKey:
        return Tr::tr("The passphrase is wrong, or access was not granted.");
    case ErrorKind::Limit:
        return Tr::tr("It is larger than can be processed safely.");
    case ErrorKind::Invalid:
        return Tr::tr("It cannot be understood.");
    case ErrorKind::NoMatch:
        return Tr::tr("Nothing matches.");
    case ErrorKind::OtherHistory:
        return Tr::tr("It is older than this computer has seen it.");
    case ErrorKind::Conflict:
        return Tr::tr("Something else changed it meanwhile.");
    case ErrorKind::Leak:
        return Tr::tr("Verification found withheld content.");
    case ErrorKind::Missing:
        return Tr::tr("A needed component is not installed.");
    case ErrorKind::Internal:
        return Tr::tr("An internal error occurred.");
    }
    return {};
}

} // namespace

const char *toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return "cancelled";
    case ErrorKind::Io:
        return "io";
    case ErrorKind::NotFound:
        return "not_found";
    case ErrorKind::PermissionDenied:
        return "permission_denied";
    case ErrorKind::NoSpace:
        return "no_space";
    case ErrorKind::Unsupported:
        return "unsupported";
    case ErrorKind::Damaged:
        return "damaged";
    case ErrorKind::Encrypted:
        return "encrypted";
    case ErrorKind::WrongKey:
        return "wrong_key";
    case ErrorKind::Limit:
        return "limit";
    case ErrorKind::Invalid:
        return "invalid";
    case ErrorKind::NoMatch:
        return "no_match";
    case ErrorKind::OtherHistory:
        return "other_history";
    case ErrorKind::Conflict:
        return "conflict";
    case ErrorKind::Leak:
        return "leak";
    case ErrorKind::Missing:
        return "missing";
    case ErrorKind::Internal:
        return "internal";
    }
    return "unknown";
}

Message Error::message() const
{
    return m_message.isEmpty() ? sentenceOf(m_kind) : m_message;
}

QDebug operator<<(QDebug debug, const Error &error)
{
    QDebugStateSaver saver(debug);
    debug.nospace() << "Error(" << toString(error.kind()) << " at " << error.site() << ')';
    return debug;
}

Error errnoError(int number, const char *site, const QString &path)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return Error(ErrorKind::NotFound, site, Tr::tr("“%1” does not exist.").arg(path));
    case EACCES:
    case EPERM:
        return Error(ErrorKind::PermissionDenied, site,
                     Tr::tr("“%1” may not be accessed: permission denied.").arg(path));
    case EROFS:
        return Error(ErrorKind::PermissionDenied, site,
                     Tr::tr("“%1” cannot be written: the file system is read-only.").arg(path));
    case ENOSPC:
    case EDQUOT:
        return Error(ErrorKind::NoSpace, site,
                     Tr::tr("“%1” cannot be written: the disk is full. Free some space and "
                            "run again; finished work is kept.")
                         .arg(path));
    case EFBIG:
        return Error(ErrorKind::NoSpace, site,
                     Tr::tr("“%1” cannot be written: it is larger than its file system allows. "
                            "Choose a folder on another disk.")
                         .arg(path));
    case EISDIR:
        return Error(ErrorKind::Invalid, site, Tr::tr("“%1” is a folder.").arg(path));
    default:
        return Error(ErrorKind::Io, site,
                     Tr::tr("“%1”: %2.").arg(path, QString::fromLocal8Bit(std::strerror(number))));
    }
}

} // namespace redoubt
