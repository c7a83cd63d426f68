// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/desk.h"

#include "core/jobs/guarded.h"
#include "core/worker/hello.h"
#include "core/worker/jobmessage.h"
#include "core/worker/senterror.h"
#include "core/worker/tr.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <list>
#include <unordered_map>

namespace redoubt::worker {

namespace {

constexpr qint64 kBlock = 256 << 10;
constexpr size_t kBlocks = 64; // 16 MiB, where most readers go back to
constexpr qsizetype kOutputBlock = 1 << 20;
constexpr std::chrono::milliseconds kBetweenReports(40);

/// The body of Say::Failure.
QByteArray failure(const Error &error)
{
    return toCbor(SentError(error));
}

/// Requests and what is told without one.
class Line
{
public:
    explicit Line(Channel &channel)
        : m_channel(channel)
    {}
    void tell(Say say, const QByteArray &body)
    {
        if (!m_channel.send(say, body))
            std::_Exit(1);
    }
    /// The next message of the other end, when it is its turn.
    Packet hear()
    {
        auto message = m_channel.receive();
        if (!message)
            std::_Exit(1);
        return *std::move(message);
    }
    Packet ask(Say say, const QByteArray &body)
    {
        const std::lock_guard lock(m_mutex);
        tell(say, body);
        return hear();
    }

private:
    Channel &m_channel;
    std::mutex m_mutex;
};

/// Keeps the blocks that were read last.
class RemoteSource final : public ByteSource
{
public:
    RemoteSource(Line &line, qint64 size)
        : m_line(line)
        , m_size(size)
    {}
    qint64 size() const override { return m_size; }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        Q_ASSERT(offset >= 0);
        const qint64 wanted =
            std::min<qint64>(qint64(out.size()), std::max<qint64>(0, m_size - offset));
        qint64 done = 0;
        while (done < wanted) {
            const qint64 at = offset + done;
            const qint64 left = wanted - done;
            // What is larger than a block is read once: it would only push others out.
            const bool whole = left >= 2 * kBlock;
            const qint64 from = whole ? at : at / kBlock * kBlock;
            auto piece = whole ? fetch(at, std::min(left, kLargestRead)) : block(from);
            if (!piece)
                return piece.error();
            const qint64 n = std::min<qint64>(left, piece->size() - (at - from));
            if (n <= 0)
                return Error(ErrorKind::Io, "worker/source",
                             Tr::tr("The file became shorter while it was read."));
            std::memcpy(out.data() + done, piece->constData() + (at - from), size_t(n));
            done += n;
        }
        return done;
    }

private:
    using Cached = std::pair<qint64, QByteArray>;

    Result<QByteArray> fetch(qint64 offset, qint64 size) const
    {
        CborWriter request;
        request(offset, std::min(size, m_size - offset));
        Packet answer = m_line.ask(Say::Read, request.bytes());
        if (answer.say == Say::Bytes)
            return std::move(answer.body);
        const auto error =
            answer.say == Say::Failure ? fromCbor<SentError>(answer.body) : std::nullopt;
        return error ? error->error() : notBelieved();
    }
    Result<QByteArray> block(qint64 offset) const
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_index.find(offset); known != m_index.end()) {
            m_blocks.splice(m_blocks.begin(), m_blocks, known->second);
            return known->second->second;
        }
        auto bytes = fetch(offset, kBlock);
        if (!bytes)
            return bytes;
        m_blocks.emplace_front(offset, *bytes);
        m_index[offset] = m_blocks.begin();
        if (m_blocks.size() > kBlocks) {
            m_index.erase(m_blocks.back().first);
            m_blocks.pop_back();
        }
        return bytes;
    }

    Line &m_line;
    const qint64 m_size;
    mutable std::mutex m_mutex; ///< what follows
    mutable std::list<Cached> m_blocks;
    mutable std::unordered_map<qint64, std::list<Cached>::iterator> m_index;
};

class RemoteAnswers final : public Answers
{
public:
    explicit RemoteAnswers(Line &line)
        : m_line(line)
    {}
    std::optional<QByteArray> find(const QByteArray &question) const override
    {
        const Packet answer = m_line.ask(Say::Find, question);
        std::optional<QByteArray> found;
        CborReader reader(answer.body);
        reader(found);
        return answer.say == Say::Answer && reader.finished() ? found : std::nullopt;
    }
    void keep(const QByteArray &question, const QByteArray &answer) override
    {
        CborWriter body;
        body(question, answer);
        m_line.tell(Say::Keep, body.bytes());
    }

private:
    Line &m_line;
};

class RemoteSink final : public OutputSink
{
public:
    explicit RemoteSink(Line &line)
        : m_line(line)
    {}
    Result<void> writeAt(qint64 offset, QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            const QByteArrayView piece = bytes.first(std::min(bytes.size(), kOutputBlock));
            CborWriter body;
            body(offset, piece.toByteArray());
            m_line.tell(Say::Write, body.bytes());
            offset += piece.size();
            bytes = bytes.sliced(piece.size());
        }
        return {};
    }
    Result<void> resize(qint64 size) override
    {
        CborWriter body;
        body(size);
        m_line.tell(Say::Resize, body.bytes());
        return {};
    }

private:
    Line &m_line;
};

/// Shared by the copies of a job's context.
class Reporter
{
public:
    explicit Reporter(Line &line)
        : m_line(line)
    {}
    void report(qint64 done, qint64 total)
    {
        using Clock = std::chrono::steady_clock;
        const auto now = Clock::now();
        {
            const std::lock_guard lock(m_mutex);
            if (now - m_told < kBetweenReports)
                return;
            m_told = now;
        }
        CborWriter body;
        body(done, total);
        m_line.tell(Say::Progress, body.bytes());
    }

private:
    Line &m_line;
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_told;
};

} // namespace

Error noJob()
{
    return Error(ErrorKind::Damaged, "worker/job",
                 Tr::tr("The job for the reader of the file cannot be understood."));
}

struct Desk::Private
{
    Private(Channel &channel, SharedArea *a, qint64 size)
        : area(a)
        , line(channel)
        , source(line, std::max<qint64>(0, size))
        , answers(line)
        , sink(line)
        , reporter(line)
    {}
    SharedArea *const area;
    Line line;
    RemoteSource source;
    RemoteAnswers answers;
    RemoteSink sink;
    Reporter reporter;
};

Desk::Desk(Channel &channel, SharedArea *area, qint64 size)
    : d(std::make_unique<Private>(channel, area, size))
{}

Desk::~Desk() = default;

const ByteSource &Desk::source() const
{
    return d->source;
}

SharedArea *Desk::area() const
{
    return d->area;
}

Answers &Desk::answers()
{
    return d->answers;
}

void Desk::takeOrders(const std::function<Result<QByteArray>(const QByteArray &)> &carryOut)
{
    for (;;) {
        const Packet order = d->line.hear();
        if (order.say != Say::Order)
            std::_Exit(1);
        if (d->area)
            d->area->clear(); // the answer before was read
        const auto result = guarded("worker/order", [&] { return carryOut(order.body); });
        if (result)
            d->line.tell(Say::Result, *result);
        else
            d->line.tell(Say::Failure, failure(result.error()));
    }
}

std::unique_ptr<AtomicOutput> Desk::output(const QString &name)
{
    return AtomicOutput::over(d->sink, std::filesystem::path(name.toStdString()));
}

JobContext Desk::context() const
{
    return JobContext({}, [reporter = &d->reporter](qint64 done, qint64 total) {
        reporter->report(done, total);
    });
}

QByteArray hello(const QString &program, const std::vector<Barrier> &barriers)
{
    return toCbor(HelloMessage{program, barriers});
}

void serveOneJob(Channel &channel, SharedArea *area, const QByteArray &hello, const Work &work)
{
    const auto first = channel.send(Say::Hello, hello)
                           ? channel.receive()
                           : Result<Packet>(Error(ErrorKind::Io, "worker/job"));
    if (!first || first->say != Say::Job)
        std::_Exit(1);
    const auto job = fromCbor<JobMessage>(first->body);
    if (!job) {
        // Nobody is left to tell where this fails.
        std::ignore = channel.send(Say::Failure, failure(noJob()));
        std::_Exit(1);
    }
    Desk desk(channel, area, job->sourceSize);
    const Result<QByteArray> result =
        guarded("worker/job", [&]() -> Result<QByteArray> { return work(job->body, desk); });
    const bool told = bool(result ? channel.send(Say::Result, *result)
                                  : channel.send(Say::Failure, failure(result.error())));
    std::_Exit(told ? 0 : 1);
}

} // namespace redoubt::worker
