// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/conversation.h"

#include "core/worker/desk.h"
#include "core/worker/senterror.h"
#include "core/worker/tr.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace redoubt::worker {

namespace {

// What a worker may make of an output and of answers; honest ones stay far below.
constexpr qint64 kLargestOutput = 1LL << 42;
constexpr qsizetype kLargestAnswer = 64 << 20;

} // namespace

Error stopped(const std::optional<int> &status)
{
    if (status && WIFSIGNALED(*status)) {
        const int number = WTERMSIG(*status);
        if (number == SIGXCPU)
            return Error(
                ErrorKind::Limit, "worker/run",
                Tr::tr("Not examined: the reader of the file took more time than it may."));
        if (number == SIGSYS)
            return Error(ErrorKind::Damaged, "worker/run",
                         Tr::tr("Not examined: the reader of the file was stopped because it tried "
                                "something that reading does not need. The file may be made to "
                                "attack its reader."));
        return Error(ErrorKind::Damaged, "worker/run",
                     Tr::tr("Not examined: the reader of the file stopped (%1).")
                         .arg(QString::fromLocal8Bit(strsignal(number))));
    }
    return Error(ErrorKind::Damaged, "worker/run",
                 Tr::tr("Not examined: the reader of the file stopped."));
}

WakeEvent::WakeEvent()
    : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{}

WakeEvent::~WakeEvent()
{
    ::close(m_fd);
}

std::unique_ptr<WakeEvent::Watch> WakeEvent::watch(const std::stop_token &token) const
{
    return std::make_unique<Watch>(token, [fd = m_fd] {
        const quint64 one = 1;
        std::ignore = ::write(fd, &one, sizeof one); // a full counter has woken it already
    });
}

Result<QByteArray> Conversation::run()
{
    for (;;) {
        auto message = m_channel.receive();
        if (!message)
            return message.error();
        if (message->say == Say::Result) {
            m_finished = true;
            return std::move(message->body);
        }
        if (message->say == Say::Failure) {
            m_finished = true;
            const auto error = fromCbor<SentError>(message->body);
            return error ? error->believed() : notBelieved();
        }
        if (auto served = serve(*message); !served)
            return served.error();
    }
}

Result<void> Conversation::serve(const Packet &message)
{
    switch (message.say) {
    case Say::Read:
        return read(message);
    case Say::Find: {
        CborWriter answer;
        answer(m_served.answers ? m_served.answers->find(message.body) : std::nullopt);
        return m_channel.send(Say::Answer, answer.bytes());
    }
    case Say::Keep:
        return keep(message);
    case Say::Write:
        return write(message);
    case Say::Resize:
        return resize(message);
    case Say::Progress:
        return progress(message);
    default:
        return notBelieved();
    }
}

Result<void> Conversation::keep(const Packet &message)
{
    QByteArray question;
    QByteArray answer;
    CborReader body(message.body);
    body(question, answer);
    if (!body.finished() || question.size() + answer.size() > kLargestAnswer)
        return notBelieved();
    if (m_served.answers)
        m_served.answers->keep(question, answer);
    return {};
}

Result<void> Conversation::write(const Packet &message)
{
    qint64 offset = 0;
    QByteArray bytes;
    CborReader body(message.body);
    body(offset, bytes);
    if (!body.finished() || !m_served.output || offset < 0 ||
        offset > kLargestOutput - bytes.size())
        return notBelieved();
    return own(m_served.output->writeAt(offset, bytes));
}

Result<void> Conversation::resize(const Packet &message)
{
    qint64 size = 0;
    CborReader body(message.body);
    body(size);
    if (!body.finished() || !m_served.output || size < 0 || size > kLargestOutput)
        return notBelieved();
    return own(m_served.output->resize(size));
}

Result<void> Conversation::progress(const Packet &message)
{
    qint64 done = 0;
    qint64 total = 0;
    CborReader body(message.body);
    body(done, total);
    if (!body.finished())
        return notBelieved();
    total = std::max<qint64>(0, total);
    m_context.progress(std::clamp<qint64>(done, 0, total), total);
    return {};
}

Result<void> Conversation::read(const Packet &message)
{
    qint64 offset = 0;
    qint64 size = 0;
    CborReader body(message.body);
    body(offset, size);
    if (!body.finished() || !m_served.source || offset < 0 || size < 0 || size > kLargestRead)
        return notBelieved();
    QByteArray bytes(size, Qt::Uninitialized);
    const auto got = m_served.source->readAt(offset, std::span<char>(bytes.data(), size_t(size)));
    if (!got)
        return m_channel.send(Say::Failure, toCbor(SentError(got.error())));
    bytes.truncate(*got);
    return m_channel.send(Say::Bytes, bytes);
}

Result<void> Conversation::own(Result<void> done)
{
    m_ours = m_ours || !done;
    return done;
}

} // namespace redoubt::worker
