// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/workers.h"

#include "core/base/logging.h"
#include "core/worker/conversation.h"
#include "core/worker/jobmessage.h"
#include "core/worker/senterror.h"
#include "core/worker/tr.h"
#include "core/worker/workerprocess.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <unistd.h>
#include <utility>

namespace redoubt::worker {

namespace {

// A picture of twelve megapixels, and more than a screen of the largest kind shows. What is larger
// goes through the channel.
constexpr qint64 kSharedBytes = 64 << 20;

} // namespace

std::filesystem::path findWorkerProgram()
{
    if (const char *given = std::getenv("REDOUBT_WORKER"); given && *given)
        return given;
    std::error_code code;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", code).parent_path();
    // Beside it; a level up, as in a build; where it is installed.
    for (const char *place :
         {"redoubt-worker", "worker/redoubt-worker", "../worker/redoubt-worker",
          "../libexec/redoubt/redoubt-worker", "../../app/worker/redoubt-worker"}) {
        const auto candidate = (self / place).lexically_normal();
        if (::access(candidate.c_str(), X_OK) == 0)
            return candidate;
    }
    return "redoubt-worker";
}

struct Workers::Private
{
    explicit Private(WorkersSetup s)
        : setup(std::move(s))
        , light(setup, {"--serve"})
        , loaded(setup, {"--serve", "--load"})
    {}
    Result<std::unique_ptr<WorkerProcess>> start(Need need, Turn turn)
    {
        if (!setup.command.empty())
            return startCommand(setup);
        return need == Need::Loaded ? loaded.start(turn) : light.start(turn);
    }
    /// One that stays. On this machine it shares memory, where that can be had.
    Result<std::unique_ptr<WorkerProcess>> startForOrders(std::unique_ptr<SharedArea> &area)
    {
        if (!setup.command.empty())
            return startCommand(setup);
        area = SharedArea::create(kSharedBytes);
        return light.start(Turn::First, area ? area->fd() : -1);
    }
    /// One that has done a job before, by now on a machine that may be gone.
    std::unique_ptr<WorkerProcess> takeIdle()
    {
        const std::lock_guard lock(mutex);
        if (idle.empty())
            return nullptr;
        auto process = std::move(idle.back());
        idle.pop_back();
        return process;
    }
    /// After a job that came to its end. What a command started, far away perhaps, has loaded its
    /// patterns by now and forks a new process for the next job.
    void giveBack(std::unique_ptr<WorkerProcess> process)
    {
        if (setup.command.empty())
            return; // it ends
        const std::lock_guard lock(mutex);
        idle.push_back(std::move(process));
    }
    /// The first message of a worker. One of another version would read jobs as it thinks fit.
    Result<void> greet(Channel &channel)
    {
        const auto message = channel.receive();
        if (!message)
            return message.error();
        const auto hello =
            message->say == Say::Hello ? fromCbor<HelloMessage>(message->body) : std::nullopt;
        if (!hello)
            return notBelieved();
        if (hello->program != setup.programName)
            return Error(
                ErrorKind::Missing, "worker/greet",
                Tr::tr("The reader of the files is “%1”, and this program is “%2”: install "
                       "the same version of both.")
                    .arg(hello->program.left(80), setup.programName));
        const std::lock_guard lock(mutex);
        // What holds in all of them: machines may differ.
        if (!barriers)
            barriers = hello->barriers;
        std::erase_if(*barriers, [&hello](Barrier each) {
            return std::find(hello->barriers.begin(), hello->barriers.end(), each) ==
                   hello->barriers.end();
        });
        return {};
    }

    const WorkersSetup setup;
    LocalStarter light;
    LocalStarter loaded;
    mutable std::mutex mutex; ///< what follows
    std::optional<std::vector<Barrier>> barriers;
    std::vector<std::unique_ptr<WorkerProcess>> idle; ///< started by the command
};

Workers::Workers(WorkersSetup setup)
    : d(std::make_unique<Private>(std::move(setup)))
{}

Workers::~Workers() = default;

Result<QByteArray> Workers::run(const QByteArray &job, const Served &served, Need need,
                                const JobContext &context, Turn turn)
{
    const WakeEvent wake;
    const auto watch = wake.watch(context.token());
    const QByteArray message = toCbor(JobMessage{served.source ? served.source->size() : -1, job});
    const int tries = d->setup.command.empty() ? 1 : std::max(1, d->setup.tries);
    for (int attempt = 1;;) {
        if (context.cancelled())
            return JobContext::cancelledError("worker/run");
        std::unique_ptr<WorkerProcess> process = d->takeIdle();
        const bool fresh = !process;
        if (fresh) {
            auto started = d->start(need, turn);
            if (!started)
                return started.error();
            process = *std::move(started);
        }
        Channel channel(process->fd(), process->fd(),
                        {wake.fd(), [&context] { return context.cancelled(); }});
        Conversation conversation(channel, served, context);
        const auto talk = [&]() -> Result<QByteArray> {
            if (auto greeted = d->greet(channel); !greeted)
                return greeted.error();
            if (auto sent = channel.send(Say::Job, message); !sent)
                return sent.error();
            return conversation.run();
        };
        auto result = talk();
        if (conversation.finished()) {
            d->giveBack(std::move(process));
            return result;
        }
        const std::optional<int> status = process->end();
        if (conversation.ours())
            return result;
        if (context.cancelled())
            return JobContext::cancelledError("worker/run");
        // Everything but the end of the stream says what is wrong.
        if (result.error().kind() != ErrorKind::Io)
            return result;
        qCWarning(lcWorker) << "a reader stopped, try" << attempt << "of" << tries;
        if (fresh && attempt >= tries)
            return stopped(status);
        attempt += fresh ? 1 : 0;
        if (served.output) {
            if (auto cleared = served.output->resize(0); !cleared)
                return cleared.error();
        }
    }
}

struct WorkerSession::Private
{
    Private(std::shared_ptr<const ByteSource> s, std::unique_ptr<WorkerProcess> p,
            std::unique_ptr<SharedArea> a)
        : source(std::move(s))
        , area(std::move(a))
        , process(std::move(p))
        , channel(process->fd(), process->fd(), {wake.fd(), [this] { return context.cancelled(); }})
    {}
    /// What went wrong is the last that this process said.
    Error failed(const Error &error)
    {
        const std::optional<int> status = process->end();
        lost = context.cancelled()             ? JobContext::cancelledError("worker/session")
               : error.kind() == ErrorKind::Io ? stopped(status)
                                               : error;
        return *lost;
    }

    const std::shared_ptr<const ByteSource> source; // shared with who opened it
    const std::unique_ptr<SharedArea> area;
    const WakeEvent wake;
    JobContext context; ///< of the order that is being carried out
    std::unique_ptr<WorkerProcess> process;
    Channel channel;
    std::optional<Error> lost;
};

WorkerSession::WorkerSession(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

WorkerSession::~WorkerSession() = default;

const SharedArea *WorkerSession::area() const
{
    return d->area.get();
}

Result<QByteArray> WorkerSession::ask(const QByteArray &order, const JobContext &context)
{
    if (d->lost)
        return *d->lost;
    d->context = context;
    const auto watch = d->wake.watch(context.token());
    if (auto sent = d->channel.send(Say::Order, order); !sent)
        return d->failed(sent.error());
    const Served served{d->source.get(), nullptr, nullptr};
    Conversation conversation(d->channel, served, d->context);
    auto result = conversation.run();
    if (result || conversation.finished())
        return result;
    return d->failed(result.error());
}

Result<std::unique_ptr<WorkerSession>> Workers::open(const QByteArray &job,
                                                     std::shared_ptr<const ByteSource> source,
                                                     const JobContext &context)
{
    std::unique_ptr<SharedArea> area;
    auto process = d->startForOrders(area);
    if (!process)
        return process.error();
    const qint64 size = source->size();
    auto inner = std::make_unique<WorkerSession::Private>(std::move(source), *std::move(process),
                                                          std::move(area));
    inner->context = context;
    const auto watch = inner->wake.watch(context.token());
    auto begun = d->greet(inner->channel);
    if (begun)
        begun = inner->channel.send(Say::Job, toCbor(JobMessage{size, job}));
    if (!begun)
        return inner->failed(begun.error());
    return std::unique_ptr<WorkerSession>(new WorkerSession(std::move(inner)));
}

std::optional<std::vector<Barrier>> Workers::barriers() const
{
    const std::lock_guard lock(d->mutex);
    return d->barriers;
}

} // namespace redoubt::worker
