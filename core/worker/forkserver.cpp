// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/forkserver.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
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

/// With one descriptor, or none (-1).
bool sendWith(int socket, const void *bytes, size_t size, int fd)
{
    iovec part{const_cast<void *>(bytes), size};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (fd >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
    }
    ssize_t sent = -1;
    do {
        sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == ssize_t(size);
}

bool receiveWith(int socket, void *bytes, size_t size, int *fd)
{
    iovec part{bytes, size};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t got = -1;
    do {
        got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (fd)
        *fd = -1;
    const cmsghdr *header = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        int passed = -1;
        std::memcpy(&passed, CMSG_DATA(header), sizeof passed);
        if (fd)
            *fd = passed;
        else
            ::close(passed);
    }
    return got == ssize_t(size);
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

void serveForks(const std::function<void(int)> &child)
{
    for (;;) {
        Request request;
        int channel = -1;
        if (!receiveWith(kControlFd, &request, sizeof request, &channel))
            std::_Exit(0); // whoever had jobs is gone
        Reply reply;
        if (request.order == int32_t(Order::Fork) && channel >= 0) {
            reply.process = forkChild([&] {
                ::close(kControlFd);
                child(channel);
            });
        } else if (request.order == int32_t(Order::Reap) && request.process > 0) {
            if (const auto status = waitFor(request.process))
                reply = {request.process, *status};
        }
        if (channel >= 0)
            ::close(channel);
        if (!sendWith(kControlFd, &reply, sizeof reply, -1))
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

int ForkClient::fork(int channelFd)
{
    const Request request{int32_t(Order::Fork), 0};
    Reply reply;
    if (!sendWith(m_fd, &request, sizeof request, channelFd) ||
        !receiveWith(m_fd, &reply, sizeof reply, nullptr))
        return -1;
    return reply.process;
}

std::optional<int> ForkClient::reap(int process)
{
    const Request request{int32_t(Order::Reap), process};
    Reply reply;
    if (!sendWith(m_fd, &request, sizeof request, -1) ||
        !receiveWith(m_fd, &reply, sizeof reply, nullptr) || reply.process != process)
        return std::nullopt;
    return reply.status;
}

} // namespace redoubt::worker
