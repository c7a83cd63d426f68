// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/worker/cborfields.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <optional>

namespace redoubt::worker {

/// What one end says to the other. A message is a 32-bit length, little-endian, that many bytes of
/// CBOR, and a line feed: what carries it may keep the last piece of a stream until a line ends, as
/// srun does. The CBOR is an array of the number below, one byte, and one byte string with a length
/// of four bytes, the body, so that a body lies in memory once at each end.
enum class Say {
    // The one that has the file, to the worker.
    Job,    ///< the first message: what to do, as the kind of job reads it
    Order,  ///< a further thing to do, of a job that takes orders
    Bytes,  ///< answer to Read
    Answer, ///< answer to Find
    // The worker, to the one that has the file.
    Hello,    ///< before it has seen anything of the job: its version and what holds it in
    Read,     ///< offset and length of the source
    Find,     ///< a question to earlier runs
    Keep,     ///< an answer for later runs
    Write,    ///< a block of the output and where it goes
    Resize,   ///< length of the output
    Progress, ///< done and total
    Result,   ///< of the job, and the last message; or of an order
    Failure   ///< in its place
};
template <>
inline constexpr Say kLastEnumerator<Say> = Say::Failure;

struct Packet
{
    Say say = Say::Failure;
    QByteArray body;
};

/// Asked while the other end keeps this one waiting: true ends that with Cancelled. Asked again
/// every 100 ms and whenever @a wakeFd (-1: none) can be read. The descriptors must not block
/// then (O_NONBLOCK).
struct Interrupt
{
    int wakeFd = -1;
    std::function<bool()> asked;
};

/// Messages over two descriptors, which may be the same. Borrows the descriptors. Threads: send()
/// from any; receive() from one at a time.
class Channel
{
public:
    Channel(int readFd, int writeFd, Interrupt interrupt = {})
        : m_readFd(readFd)
        , m_writeFd(writeFd)
        , m_interrupt(std::move(interrupt))
    {}
    /// What is larger than this is refused, and no more is ever kept of a message that has not
    /// come.
    static constexpr quint32 kLongest = 512u << 20;

    /// Blocks until it is sent. Errors: Io when nobody listens any more, Limit, Cancelled.
    Result<void> send(Say say, const QByteArray &body);
    /// Blocks until the next message is there whole. Errors: Io at the end of the stream, Damaged
    /// for what is no message, Cancelled.
    Result<Packet> receive();

private:
    Result<void> readInto(char *out, qsizetype size);
    Result<void> waitFor(int fd, short events) const;

    const int m_readFd;
    const int m_writeFd;
    const Interrupt m_interrupt;
    std::mutex m_sending;
};

} // namespace redoubt::worker
