// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/channel.h"

#include "core/worker/senterror.h"
#include "core/worker/tr.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace redoubt::worker {

namespace {

// Memory grows with what has come, not with what is promised.
constexpr qsizetype kGrowth = 4 << 20;
constexpr int kPollMs = 100;
constexpr char kEnd = '\n';

Error ended()
{
    return Error(ErrorKind::Io, "worker/channel", Tr::tr("The reader of the file stopped."));
}

} // namespace

Result<void> Channel::send(Say say, const QByteArray &body)
{
    CborWriter writer;
    writer(say, body);
    const QByteArray &bytes = writer.bytes();
    if (quint64(bytes.size()) > kLongest)
        return Error(ErrorKind::Limit, "worker/channel",
                     Tr::tr("There is more to tell of the file than can be taken."));
    quint32 length = 0;
    qToLittleEndian(quint32(bytes.size()), &length);
    const std::lock_guard lock(m_sending);
    char end = kEnd;
    std::array<iovec, 3> parts{{{&length, sizeof length},
                                {const_cast<char *>(bytes.data()), size_t(bytes.size())},
                                {&end, sizeof end}}};
    size_t first = 0;
    while (first < parts.size()) {
        const ssize_t n = ::writev(m_writeFd, &parts[first], int(parts.size() - first));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            if (auto waited = waitFor(m_writeFd, POLLOUT); !waited)
                return waited;
            continue;
        }
        if (n < 0)
            return ended();
        size_t left = size_t(n);
        while (first < parts.size() && left >= parts[first].iov_len)
            left -= parts[first++].iov_len;
        if (first < parts.size()) {
            parts[first].iov_base = static_cast<char *>(parts[first].iov_base) + left;
            parts[first].iov_len -= left;
        }
    }
    return {};
}

Result<void> Channel::waitFor(int fd, short events) const
{
    pollfd fds[2]{{fd, events, 0}, {m_interrupt.wakeFd, POLLIN, 0}};
    do {
        if (m_interrupt.asked && m_interrupt.asked())
            return Error(ErrorKind::Cancelled, "worker/channel");
        fds[0].revents = 0;
        ::poll(fds, m_interrupt.wakeFd >= 0 ? 2 : 1, kPollMs);
    } while (fds[0].revents == 0);
    return {};
}

Result<void> Channel::readInto(char *out, qsizetype size)
{
    while (size > 0) {
        const ssize_t n = ::read(m_readFd, out, size_t(size));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            if (auto waited = waitFor(m_readFd, POLLIN); !waited)
                return waited;
            continue;
        }
        if (n <= 0)
            return ended();
        out += n;
        size -= n;
    }
    return {};
}

Result<Message> Channel::receive()
{
    char prefix[sizeof(quint32)];
    if (auto read = readInto(prefix, sizeof prefix); !read)
        return read.error();
    const auto length = qFromLittleEndian<quint32>(prefix);
    if (length == 0 || length > kLongest)
        return notBelieved();
    QByteArray bytes;
    while (bytes.size() < qsizetype(length)) {
        const qsizetype at = bytes.size();
        const qsizetype more = std::min<qsizetype>(std::max(kGrowth, at), qsizetype(length) - at);
        bytes.resize(at + more);
        if (auto read = readInto(bytes.data() + at, more); !read)
            return read.error();
    }
    char end = 0;
    if (auto read = readInto(&end, sizeof end); !read)
        return read.error();
    Message message;
    CborReader reader(bytes);
    reader(message.say, message.body);
    if (!reader.finished() || end != kEnd)
        return notBelieved();
    return message;
}

} // namespace redoubt::worker
