// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/sandbox.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/landlock.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace redoubt::worker {

using namespace Qt::StringLiterals;

namespace {

constexpr rlim_t kOpenFiles = 64;
constexpr rlim_t kCpuSeconds = 24 * 3600;
constexpr qint64 kLeastMemory = 4LL << 30;

struct BarrierName
{
    Barrier barrier;
    const char *name;
};
constexpr std::array kBarriers{
    BarrierName{Barrier::NoNewPrivileges, "no_new_privs"}, BarrierName{Barrier::Limits, "rlimits"},
    BarrierName{Barrier::SystemCalls, "seccomp"}, BarrierName{Barrier::FileSystem, "landlock"}};

bool limit(__rlimit_resource what, rlim_t most)
{
    rlimit now{};
    if (::getrlimit(what, &now) != 0)
        return false;
    const rlimit wanted{std::min(most, now.rlim_max), std::min(most, now.rlim_max)};
    return ::setrlimit(what, &wanted) == 0;
}

bool setLimits(qint64 memory)
{
#ifdef REDOUBT_SHADOW_MEMORY
    const bool bounded = memory > 0; // sanitizers reserve terabytes of addresses
#else
    const bool bounded = limit(RLIMIT_AS, rlim_t(memory));
#endif
    return bounded && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
           limit(RLIMIT_NOFILE, kOpenFiles) && limit(RLIMIT_CPU, kCpuSeconds) &&
           limit(RLIMIT_MSGQUEUE, 0);
}

// What reading, decoding and encoding need: memory, threads, time, and descriptors that are open.
constexpr std::array kAllowed{SCMP_SYS(read),
                              SCMP_SYS(write),
                              SCMP_SYS(readv),
                              SCMP_SYS(writev),
                              SCMP_SYS(pread64),
                              SCMP_SYS(pwrite64),
                              SCMP_SYS(lseek),
                              SCMP_SYS(close),
                              SCMP_SYS(dup),
                              SCMP_SYS(poll),
                              SCMP_SYS(ppoll),
                              SCMP_SYS(select),
                              SCMP_SYS(pselect6),
                              SCMP_SYS(fstat),
                              SCMP_SYS(newfstatat),
                              SCMP_SYS(stat),
                              SCMP_SYS(lstat),
                              SCMP_SYS(statx),
                              SCMP_SYS(fstatfs),
                              SCMP_SYS(statfs),
                              SCMP_SYS(access),
                              SCMP_SYS(faccessat),
                              SCMP_SYS(faccessat2),
                              SCMP_SYS(readlink),
                              SCMP_SYS(readlinkat),
                              SCMP_SYS(getdents64),
                              SCMP_SYS(getcwd),
                              SCMP_SYS(mmap),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(mprotect),
                              SCMP_SYS(madvise),
                              SCMP_SYS(brk),
                              SCMP_SYS(mlock),
                              SCMP_SYS(munlock),
                              SCMP_SYS(futex),
                              SCMP_SYS(set_robust_list),
                              SCMP_SYS(get_robust_list),
                              SCMP_SYS(rseq),
                              SCMP_SYS(set_tid_address),
                              SCMP_SYS(gettid),
                              SCMP_SYS(getpid),
                              SCMP_SYS(getuid),
                              SCMP_SYS(geteuid),
                              SCMP_SYS(getgid),
                              SCMP_SYS(getegid),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(nanosleep),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),
                              SCMP_SYS(times),
                              SCMP_SYS(getrusage),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(sched_getaffinity),
                              SCMP_SYS(sched_setaffinity),
                              SCMP_SYS(sched_getparam),
                              SCMP_SYS(sched_getscheduler),
                              SCMP_SYS(sched_get_priority_min),
                              SCMP_SYS(sched_get_priority_max),
                              SCMP_SYS(getcpu),
                              SCMP_SYS(uname),
                              SCMP_SYS(sysinfo),
                              SCMP_SYS(getrlimit),
                              SCMP_SYS(eventfd2),
                              SCMP_SYS(pipe2),
                              SCMP_SYS(memfd_create),
                              SCMP_SYS(membarrier),
                              SCMP_SYS(mincore),
                              SCMP_SYS(ftruncate)};

// These have no honest use here; one that tries is stopped at once.
constexpr std::array kDeadly{SCMP_SYS(execve),
                             SCMP_SYS(execveat),
                             SCMP_SYS(ptrace),
                             SCMP_SYS(process_vm_readv),
                             SCMP_SYS(process_vm_writev),
                             SCMP_SYS(bpf),
                             SCMP_SYS(kexec_load),
                             SCMP_SYS(init_module),
                             SCMP_SYS(finit_module),
                             SCMP_SYS(mount),
                             SCMP_SYS(unshare),
                             SCMP_SYS(setns),
                             SCMP_SYS(keyctl),
                             SCMP_SYS(add_key)};

/// Everything else fails with EPERM, as libraries ask for this and that and go on without.
bool filterCalls()
{
    const std::unique_ptr<void, void (*)(void *)> owner(seccomp_init(SCMP_ACT_ERRNO(EPERM)),
                                                        [](void *c) { seccomp_release(c); });
    const scmp_filter_ctx filter = owner.get();
    if (!filter)
        return false;
    bool ok = true;
    for (const int call : kAllowed)
        ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    for (const int call : kDeadly)
        ok = ok && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) == 0;
    // Reading only: no other access mode, nothing made, nothing cut.
    constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) == 0;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) == 0;
    // Threads of this process, and no other process.
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0;
    // Its flags are behind a pointer; the C library asks for clone() then.
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
    // Signals to this process alone: abort() needs it.
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(::getpid()))) == 0;
    // Qt and the C library ask what a descriptor can do.
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                                SCMP_A1(SCMP_CMP_EQ, F_GETFL)) == 0;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                                SCMP_A1(SCMP_CMP_EQ, F_GETFD)) == 0;
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                                SCMP_A1(SCMP_CMP_EQ, F_SETFD)) == 0;
    // Names of threads, and no memory image after a fault.
    for (const scmp_datum_t option : {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE})
        ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                                    SCMP_A0(SCMP_CMP_EQ, option)) == 0;
    // Limits may be read, of this process only.
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2,
                                SCMP_A0(SCMP_CMP_EQ, 0), SCMP_A2(SCMP_CMP_EQ, 0)) == 0;
    return ok && seccomp_load(filter) == 0;
}

/// Adds a folder or file that may be read, and its libraries run. One that is not there is none.
bool allow(int rules, const std::filesystem::path &path)
{
    const int fd = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true;
    std::error_code code;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    if (std::filesystem::is_directory(path, code))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    rule.parent_fd = fd;
    const bool added =
        ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    ::close(fd);
    return added;
}

bool confineFiles(const std::vector<std::filesystem::path> &readable)
{
    // The rights of the first version: executing, reading, and all ways of changing a folder.
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
        LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
        LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
        LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
        LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    const int rules = int(::syscall(SYS_landlock_create_ruleset, &attributes,
                                    sizeof attributes.handled_access_fs, 0));
    if (rules < 0)
        return false;
    bool ok = true;
    // Programs are made of these; what else a reader needs comes from its caller.
    for (const char *path :
         {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share",
          "/usr/local/share", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/proc/self",
          "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/dev/null", "/dev/urandom"})
        ok = ok && allow(rules, path);
    for (const std::filesystem::path &path : readable)
        ok = ok && allow(rules, path);
    ok = ok && ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    ::close(rules);
    return ok;
}

} // namespace

QString toString(Barrier barrier)
{
    return QString::fromLatin1(kBarriers[size_t(barrier)].name);
}

std::vector<Barrier> allBarriers()
{
    std::vector<Barrier> all;
    for (const BarrierName &each : kBarriers)
        all.push_back(each.barrier);
    return all;
}

qint64 memoryLimit()
{
    const qint64 pages = ::sysconf(_SC_PHYS_PAGES);
    const qint64 size = ::sysconf(_SC_PAGE_SIZE);
    return std::max(kLeastMemory, pages > 0 && size > 0 ? pages * size / 2 : 0);
}

std::vector<Barrier> closeIn(const SandboxOptions &options)
{
    std::vector<Barrier> holds;
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        holds.push_back(Barrier::NoNewPrivileges);
    if (setLimits(options.memory > 0 ? options.memory : memoryLimit()))
        holds.push_back(Barrier::Limits);
    const bool confined = confineFiles(options.readable);
    // Last, as it forbids what the others need.
    if (filterCalls())
        holds.push_back(Barrier::SystemCalls);
    if (confined)
        holds.push_back(Barrier::FileSystem);
    return holds;
}

} // namespace redoubt::worker
