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
// An array of two, a number below 24, and a byte string with a length of four bytes (RFC 8949,
// section 3).
constexpr std::array<char, 7> kHead{'\x82', 0, '\x5a'};
// Behind the 32-bit length of the message.
constexpr size_t kSayAt = sizeof(quint32) + 1;
constexpr size_t kLengthAt = kSayAt + 2;
static_assert(int(kLastEnumerator<Say>) < 24);

Error ended()
{
    return Error(ErrorKind::Io, "worker/channel", Tr::tr("The reader of the file stopped."));
}

} // namespace

Result<void> Channel::send(Say say, const QByteArray &body)
{
    if (quint64(body.size()) > kLongest - kHead.size())
        return Error(ErrorKind::Limit, "worker/channel",
                     Tr::tr("There is more to tell of the file than can be taken."));
    std::array<char, sizeof(quint32) + kHead.size()> head{};
    qToLittleEndian(quint32(kHead.size() + size_t(body.size())), head.data());
    std::copy(kHead.begin(), kHead.end(), head.begin() + sizeof(quint32));
    head[kSayAt] = char(say);
    qToBigEndian(quint32(body.size()), &head[kLengthAt]);
    const std::lock_guard lock(m_sending);
    char end = kEnd;
    std::array<iovec, 3> parts{{{head.data(), head.size()},
                                {const_cast<char *>(body.data()), size_t(body.size())},
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

Result<Packet> Channel::receive()
{
    std::array<char, sizeof(quint32) + kHead.size()> head{};
    if (auto read = readInto(head.data(), head.size()); !read)
        return read.error();
    const auto whole = qFromLittleEndian<quint32>(head.data());
    const auto length = qFromBigEndian<quint32>(&head[kLengthAt]);
    const auto say = quint8(head[kSayAt]);
    if (whole > kLongest || whole < kHead.size() || length != whole - kHead.size() ||
        head[kSayAt - 1] != kHead[0] || head[kSayAt + 1] != kHead[2] ||
        say > quint8(kLastEnumerator<Say>))
        return notBelieved();
    Packet message;
    message.say = Say(say);
    QByteArray &bytes = message.body;
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
    if (end != kEnd)
        return notBelieved();
    return message;
}

} // namespace redoubt::worker
