// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/workerprocess.h"

#include "core/base/paths.h"
#include "core/worker/tr.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; // NOLINT: POSIX gives no header for it everywhere

namespace redoubt::worker {

namespace {

constexpr int kLaterNice = 10;

/// Variables that a worker needs: languages, models, fonts, libraries. All others stay here, and
/// with them every passphrase.
constexpr std::array<std::string_view, 17> kPassedOn{"LANG",
                                                     "LC_",
                                                     "LANGUAGE",
                                                     "TZ",
                                                     "HOME",
                                                     "PATH",
                                                     "LD_LIBRARY_PATH",
                                                     "XDG_DATA_",
                                                     "REDOUBT_MODELS",
                                                     "REDOUBT_PICTURE_MEMORY",
                                                     "TESSDATA_PREFIX",
                                                     "FONTCONFIG_",
                                                     "ASAN_OPTIONS",
                                                     "UBSAN_OPTIONS",
                                                     "TSAN_OPTIONS",
                                                     "LSAN_OPTIONS",
                                                     "QT_LOGGING_RULES"};

std::vector<std::string> workerEnvironment()
{
    std::vector<std::string> kept;
    for (char **entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        for (const std::string_view name : kPassedOn) {
            const bool prefix = name.ends_with('_');
            if (text.starts_with(name) && (prefix || text.substr(name.size()).starts_with('=')))
                kept.emplace_back(text);
        }
    }
    kept.emplace_back("OMP_THREAD_LIMIT=1");
    kept.emplace_back("QT_QPA_PLATFORM=offscreen");
    return kept;
}

/// Pointers into @a texts, which must stay.
std::vector<char *> pointersTo(std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    for (std::string &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

Error cannotStart(int number, const QString &program)
{
    return Error(
        ErrorKind::Missing, "worker/start",
        Tr::tr("“%1”, which reads the files of a case, cannot be started (%2). Install the "
               "program again.")
            .arg(program, QString::fromLocal8Bit(strerror(number))));
}

/// Closes what it holds.
struct Descriptor
{
    int fd = -1;
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
    int release() { return std::exchange(fd, -1); }
};

bool makePair(int type, Descriptor &mine, Descriptor &theirs)
{
    int pair[2] = {-1, -1};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    mine.fd = pair[0];
    theirs.fd = pair[1];
    return true;
}

class ForkedProcess final : public WorkerProcess
{
public:
    ForkedProcess(LocalStarter &starter, pid_t process, int fd)
        : WorkerProcess(fd)
        , m_starter(starter)
        , m_process(process)
    {}
    ~ForkedProcess() override { end(); }
    std::optional<int> end() override
    {
        if (m_process > 0) {
            ::kill(m_process, SIGKILL); // not reaped yet, hence still this one
            m_status = m_starter.reap(std::exchange(m_process, -1));
        }
        return m_status;
    }

private:
    LocalStarter &m_starter;
    pid_t m_process;
    std::optional<int> m_status;
};

class CommandProcess final : public WorkerProcess
{
public:
    CommandProcess(pid_t process, int fd)
        : WorkerProcess(fd)
        , m_process(process)
    {}
    ~CommandProcess() override { end(); }
    std::optional<int> end() override
    {
        if (m_process > 0) {
            // Its whole group: the command may be a shell. SIGTERM lets srun end its job elsewhere.
            ::kill(-m_process, SIGTERM);
            m_status = waitABit();
        }
        return m_status;
    }

private:
    std::optional<int> waitABit()
    {
        constexpr int kSteps = 20;
        for (int i = 0; i < kSteps; ++i) {
            int status = 0;
            if (::waitpid(m_process, &status, WNOHANG) == m_process) {
                m_process = -1;
                return status;
            }
            ::usleep(5000);
        }
        ::kill(-m_process, SIGKILL);
        return waitFor(std::exchange(m_process, -1));
    }

    pid_t m_process;
    std::optional<int> m_status;
};

/// Runs a program with @a fd as @a places. Gives errno, or 0.
int spawn(std::vector<std::string> arguments, std::vector<std::string> environment, int fd,
          std::initializer_list<int> places, bool ownGroup, pid_t *process)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int place : places)
        posix_spawn_file_actions_adddup2(&actions, fd, place);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, short(POSIX_SPAWN_SETSIGMASK | (ownGroup ? POSIX_SPAWN_SETPGROUP : 0)));
    const std::vector<char *> argv = pointersTo(arguments);
    const std::vector<char *> envp = pointersTo(environment);
    const int failed =
        ::posix_spawnp(process, argv[0], &actions, &attributes, argv.data(), envp.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

std::vector<std::string> workerOptions(const WorkersSetup &setup)
{
    std::vector<std::string> options;
    if (!setup.language.isEmpty())
        options.insert(options.end(), {"--language", setup.language.toStdString()});
    if (setup.memory > 0)
        options.insert(options.end(), {"--memory", std::to_string(setup.memory)});
    return options;
}

} // namespace

WorkerProcess::WorkerProcess(int fd)
    : m_fd(fd)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

WorkerProcess::~WorkerProcess()
{
    ::close(m_fd);
}

LocalStarter::~LocalStarter()
{
    m_server.reset(); // it ends with its children when this is closed
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        std::ignore = waitFor(m_process); // whatever it ended with
    }
}

Result<void> LocalStarter::launch()
{
    m_server.reset();
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        std::ignore = waitFor(std::exchange(m_process, -1)); // it was lost already
    }
    Descriptor mine;
    Descriptor theirs;
    if (!makePair(SOCK_SEQPACKET, mine, theirs))
        return cannotStart(errno, displayName(m_setup.program));
    std::vector<std::string> arguments{m_setup.program.native()};
    arguments.insert(arguments.end(), m_options.begin(), m_options.end());
    for (std::string &option : workerOptions(m_setup))
        arguments.push_back(std::move(option));
    if (const int failed = spawn(std::move(arguments), workerEnvironment(), theirs.fd, {kControlFd},
                                 false, &m_process)) {
        m_process = -1;
        return cannotStart(failed, displayName(m_setup.program));
    }
    m_server = std::make_unique<ForkClient>(mine.release());
    return {};
}

Result<std::unique_ptr<WorkerProcess>> LocalStarter::start(Workers::Turn turn, int areaFd)
{
    const std::lock_guard lock(m_mutex);
    // The second try is for a server that was lost.
    for (int i = 0; i < 2; ++i) {
        if (!m_server) {
            if (auto launched = launch(); !launched)
                return launched.error();
        }
        Descriptor mine;
        Descriptor theirs;
        if (!makePair(SOCK_STREAM, mine, theirs))
            return cannotStart(errno, displayName(m_setup.program));
        const pid_t process = m_server->fork(theirs.fd, areaFd);
        if (process > 0) {
            // From here, before it has work: of a worker the system would refuse it. It goes on
            // without, where the system refuses that.
            if (turn == Workers::Turn::Later)
                std::ignore = ::setpriority(PRIO_PROCESS, id_t(process), kLaterNice);
            return std::unique_ptr<WorkerProcess>(
                std::make_unique<ForkedProcess>(*this, process, mine.release()));
        }
        m_server.reset();
    }
    return cannotStart(ECHILD, displayName(m_setup.program));
}

std::optional<int> LocalStarter::reap(int process)
{
    const std::lock_guard lock(m_mutex);
    return m_server ? m_server->reap(process) : std::nullopt;
}

Result<std::unique_ptr<WorkerProcess>> startCommand(const WorkersSetup &setup)
{
    Descriptor mine;
    Descriptor theirs;
    const QString shown = QString::fromStdString(setup.command.front());
    if (!makePair(SOCK_STREAM, mine, theirs))
        return cannotStart(errno, shown);
    std::vector<std::string> arguments = setup.command;
    for (std::string &option : workerOptions(setup))
        arguments.push_back(std::move(option));
    // The command is the user's own and may need any variable of theirs but the passphrase.
    std::vector<std::string> environment;
    for (char **entry = environ; entry && *entry; ++entry) {
        if (!std::string_view(*entry).starts_with("REDOUBT_PASSPHRASE="))
            environment.emplace_back(*entry);
    }
    pid_t process = -1;
    if (const int failed = spawn(std::move(arguments), std::move(environment), theirs.fd,
                                 {STDIN_FILENO, STDOUT_FILENO}, true, &process))
        return cannotStart(failed, shown);
    return std::unique_ptr<WorkerProcess>(
        std::make_unique<CommandProcess>(process, mine.release()));
}

} // namespace redoubt::worker
