// SPDX-License-Identifier: AGPL-3.0-or-later
// A worker whose jobs do what readers must not, or cannot help: the body of the job says what.
#include "core/worker/desk.h"
#include "core/worker/forkserver.h"
#include "core/worker/hello.h"
#include "core/worker/sandbox.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <netinet/in.h>
#include <string>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace redoubt;

/// "0" where a call succeeds, else the number of its error.
Result<QByteArray> outcome(long returned)
{
    return QByteArray::number(returned < 0 ? errno : 0);
}

Result<QByteArray> echo(worker::Desk &desk)
{
    const auto bytes = desk.source().readAll(1LL << 30);
    if (!bytes)
        return bytes.error();
    desk.context().progress(1, 2);
    desk.answers().keep("question", "kept");
    const auto known = desk.answers().find("known");
    const auto output = desk.output(QStringLiteral("copy.bin"));
    if (auto written = output->write(*bytes); !written)
        return written.error();
    if (auto patched = output->writeAt(0, "PATCHED"); !patched)
        return patched.error();
    if (auto cut = output->resize(bytes->size() - 1); !cut)
        return cut.error();
    return known.value_or("unknown");
}

/// More memory than it may have, touched so that it is really there.
Result<QByteArray> eat()
{
    std::vector<std::vector<char>> eaten;
    for (;;)
        eaten.emplace_back(64 << 20, 'x');
}

Result<QByteArray> threads()
{
    std::atomic<int> sum = 0;
    std::vector<std::thread> all;
    for (int i = 1; i <= 4; ++i)
        all.emplace_back([&sum, i] { sum += i; });
    for (std::thread &thread : all)
        thread.join();
    return QByteArray::number(sum.load());
}

Result<QByteArray> environment()
{
    QByteArray all;
    for (char **entry = environ; *entry; ++entry)
        all.append(*entry).append('\n');
    return all;
}

/// What is asked for, in memory that both see.
Result<QByteArray> share(worker::Desk &desk)
{
    desk.takeOrders([&desk](const QByteArray &order) -> Result<QByteArray> {
        char *const place = desk.area() ? desk.area()->take(order.size()) : nullptr;
        if (!place)
            return QByteArray("no room");
        std::memcpy(place, order.constData(), size_t(order.size()));
        return QByteArray::number(desk.area()->offsetOf(place));
    });
}

using Deed = std::function<Result<QByteArray>(worker::Desk &)>;

const std::map<std::string, Deed> &deeds()
{
    static const std::map<std::string, Deed> map{
        {"echo", echo},
        {"threads", [](worker::Desk &) { return threads(); }},
        {"environment", [](worker::Desk &) { return environment(); }},
        {"error",
         [](worker::Desk &) -> Result<QByteArray> {
             return Error(ErrorKind::Encrypted, "bad",
                          Message::plain(QStringLiteral("It has a password.")));
         }},
        {"cancelled",
         [](worker::Desk &) -> Result<QByteArray> { return Error(ErrorKind::Cancelled, "bad"); }},
        {"throw", [](worker::Desk &) -> Result<QByteArray> { throw std::runtime_error("x"); }},
        {"share", share},
        {"hang",
         [](worker::Desk &) -> Result<QByteArray> {
             for (;;)
                 ::usleep(1000000);
         }},
        {"spin",
         [](worker::Desk &) -> Result<QByteArray> {
             for (std::atomic<unsigned> turns = 0;;)
                 ++turns;
         }},
        {"crash",
         [](worker::Desk &) -> Result<QByteArray> {
             ::raise(SIGSEGV);
             std::abort();
         }},
        {"exit", [](worker::Desk &) -> Result<QByteArray> { std::_Exit(0); }},
        {"eat", [](worker::Desk &) { return eat(); }},
        {"read file", [](worker::Desk &) { return outcome(::open("/etc/passwd", O_RDONLY)); }},
        {"write file",
         [](worker::Desk &) {
             return outcome(::open("/tmp/redoubt-bad", O_WRONLY | O_CREAT | O_TRUNC, 0600));
         }},
        {"truncate file",
         [](worker::Desk &) { return outcome(::open("/dev/null", O_RDONLY | O_TRUNC)); }},
        {"remove file", [](worker::Desk &) { return outcome(::unlink("/tmp/redoubt-bad")); }},
        {"socket", [](worker::Desk &) { return outcome(::socket(AF_INET, SOCK_STREAM, 0)); }},
        {"kill others", [](worker::Desk &) { return outcome(::kill(::getppid(), 0)); }},
        {"fork", [](worker::Desk &) { return outcome(::fork()); }},
        {"program",
         [](worker::Desk &) {
             return outcome(::execl("/bin/true", "true", static_cast<char *>(nullptr)));
         }},
        {"trace",
         [](worker::Desk &) { return outcome(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
    };
    return map;
}

/// What is no message: written past the channel, as a worker that was taken over would.
[[noreturn]] void babble(int fd, const std::string &how)
{
    std::string bytes;
    if (how == "babble")
        bytes = std::string(100, '\xff'); // a length of 4 GiB
    else if (how == "long")               // all of it announced, none of it there
        bytes = std::string("\x00\x00\x00\x1f", 4) + std::string(64, 'x');
    else if (how == "short")
        bytes = std::string("\x02\x00\x00\x00\x82\x0c\n", 7) + std::string(8, 'x');
    else if (how == "two lengths") // of the message and of its body, which do not fit
        bytes = std::string("\x08\x00\x00\x00\x82\x0b\x5a\x00\x00\x00\x02xx\n", 14);
    else if (how == "no such word")
        bytes = std::string("\x08\x00\x00\x00\x82\x17\x5a\x00\x00\x00\x01x\n", 13);
    else // a read far behind what may be asked for at once
        bytes = std::string("\x12\x00\x00\x00\x82\x05\x5a\x00\x00\x00\x0b"
                            "\x82\x00\x1b\x7f\xff\xff\xff\xff\xff\xff\xff\n",
                            23);
    std::ignore = ::write(fd, bytes.data(), bytes.size());
    ::usleep(2000000);
    std::_Exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    qint64 memory = 0;
    bool serve = false;
    for (size_t i = 0; i < arguments.size(); ++i) {
        serve = serve || arguments[i] == "--serve";
        if (arguments[i] == "--memory" && i + 1 < arguments.size())
            memory = std::atoll(arguments[i + 1].c_str());
    }
    const auto child = [&](int readFd, int writeFd, int areaFd) {
        const auto area = areaFd >= 0 ? worker::SharedArea::of(areaFd) : nullptr;
        const auto barriers = worker::closeIn({memory, {}});
        worker::Channel channel(readFd, writeFd);
        worker::serveOneJob(
            channel, area.get(), worker::hello(QStringLiteral("bad 1"), barriers),
            [writeFd](const QByteArray &job, worker::Desk &desk) -> Result<QByteArray> {
                const auto deed = deeds().find(job.toStdString());
                if (deed == deeds().end())
                    babble(writeFd, job.toStdString());
                return deed->second(desk);
            });
    };
    if (!serve) {
        // A command that is lost as long as a file says so, to be begun again.
        if (const char *file = std::getenv("BADWORKER_LOSE_WHILE"); file && ::unlink(file) == 0)
            std::_Exit(9);
        const int in = ::dup(STDIN_FILENO);
        const int out = ::dup(STDOUT_FILENO);
        worker::serveInTurn([&] { child(in, out, -1); });
    }
    worker::serveForks([&child](int channel, int area) { child(channel, channel, area); });
}
