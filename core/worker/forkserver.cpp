// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/forkserver.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace redoubt::worker {

namespace {

enum class Order : int32_t { Fork, Reap };

struct Request
{
    int32_t order = 0;
    int32_t process = 0;
};
struct Reply
{
    int32_t process = -1; ///< -1: it failed
    int32_t status = 0;
};

constexpr size_t kMostPassed = 2;

/// With as many descriptors as there are.
bool sendWith(int socket, const void *bytes, size_t size, std::span<const int> passed)
{
    iovec part{const_cast<void *>(bytes), size};
    alignas(cmsghdr) char control[CMSG_SPACE(kMostPassed * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!passed.empty()) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(passed.size_bytes());
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(passed.size_bytes());
        std::memcpy(CMSG_DATA(header), passed.data(), passed.size_bytes());
    }
    ssize_t sent = -1;
    do {
        sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == ssize_t(size);
}

/// -1 in @a passed for those that did not come along.
bool receiveWith(int socket, void *bytes, size_t size, std::array<int, kMostPassed> &passed)
{
    iovec part{bytes, size};
    alignas(cmsghdr) char control[CMSG_SPACE(kMostPassed * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t got = -1;
    do {
        got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    passed.fill(-1);
    const cmsghdr *header = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        std::memcpy(passed.data(), CMSG_DATA(header),
                    std::min(size_t(header->cmsg_len - CMSG_LEN(0)), sizeof passed));
    return got == ssize_t(size);
}

/// What was asked for and what came back, which passes no descriptors.
bool ask(int socket, const Request &request, std::span<const int> passed, Reply &reply)
{
    std::array<int, kMostPassed> none{};
    return sendWith(socket, &request, sizeof request, passed) &&
           receiveWith(socket, &reply, sizeof reply, none);
}

/// A child that ends with this process, also when that is killed in this very moment.
pid_t forkChild(const std::function<void()> &child)
{
    const pid_t server = ::getpid();
    const pid_t made = ::fork();
    if (made == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() == server)
            child();
        std::_Exit(1);
    }
    return made;
}

} // namespace

std::optional<int> waitFor(int process)
{
    int status = 0;
    pid_t ended = -1;
    do {
        ended = ::waitpid(process, &status, 0);
    } while (ended < 0 && errno == EINTR);
    return ended == process ? std::optional(status) : std::nullopt;
}

void serveForks(const std::function<void(int, int)> &child)
{
    for (;;) {
        Request request;
        std::array<int, kMostPassed> passed{};
        if (!receiveWith(kControlFd, &request, sizeof request, passed))
            std::_Exit(0); // whoever had jobs is gone
        const int channel = passed[0];
        const int area = passed[1];
        Reply reply;
        if (request.order == int32_t(Order::Fork) && channel >= 0) {
            reply.process = forkChild([&child, channel, area] {
                ::close(kControlFd);
                child(channel, area);
            });
        } else if (request.order == int32_t(Order::Reap) && request.process > 0) {
            if (const auto status = waitFor(request.process))
                reply = {request.process, *status};
        }
        for (const int fd : passed) {
            if (fd >= 0)
                ::close(fd);
        }
        if (!sendWith(kControlFd, &reply, sizeof reply, {}))
            std::_Exit(0);
    }
}

void serveInTurn(const std::function<void()> &child)
{
    for (;;) {
        const pid_t made = forkChild(child);
        const auto status = made > 0 ? waitFor(made) : std::nullopt;
        if (!status || !WIFEXITED(*status) || WEXITSTATUS(*status) != 0)
            std::_Exit(1);
    }
}

ForkClient::~ForkClient()
{
    ::close(m_fd);
}

int ForkClient::fork(int channelFd, int areaFd)
{
    const std::array passed{channelFd, areaFd};
    Reply reply;
    return ask(m_fd, {int32_t(Order::Fork), 0}, std::span(passed).first(areaFd < 0 ? 1 : 2), reply)
               ? reply.process
               : -1;
}

std::optional<int> ForkClient::reap(int process)
{
    Reply reply;
    if (!ask(m_fd, {int32_t(Order::Reap), process}, {}, reply) || reply.process != process)
        return std::nullopt;
    return reply.status;
}

} // namespace redoubt::worker
