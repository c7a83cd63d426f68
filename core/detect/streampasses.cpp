// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/jobs/guarded.h"
#include "core/media/waveform.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace redoubt::detect {

namespace {

// Streams beyond these are read in further passes: each that is seen has detectors of its own.
constexpr size_t kMostSeenAtOnce = 4;
constexpr size_t kMostHeardAtOnce = 16;
constexpr std::chrono::milliseconds kBetweenReports(100);

/// What all streams of a file share.
struct Request
{
    const ByteSource &source;
    const ItemId item;
    const std::vector<FrameLooker> &lookers;
    const std::vector<const DetectorFactory *> &hearing;
    const AnalysisOptions &options;
    const double start;
};

/// Streams that are read together.
struct Group
{
    std::vector<const media::StreamInfo *> seen;
    std::vector<const media::StreamInfo *> heard;

    size_t size() const { return seen.size() + heard.size(); }
};

/// The work on one stream, on a thread of its own.
class Task
{
public:
    explicit Task(int weight)
        : m_weight(weight)
    {}
    virtual ~Task() = default;
    virtual Result<void> run(const JobContext &context) = 0;
    /// What was found; from the calling thread, in order. Requires: run() has succeeded.
    virtual void addTo(Analysis &analysis) = 0;
    /// Nothing was missing in what was read.
    virtual void keep(Answers &) const {}

    void report(qint64 done, qint64 total)
    {
        if (total > 0)
            m_done = int(std::clamp<qint64>(done, 0, total) * 1000 / total);
    }
    int progress() const { return m_done * m_weight; }
    int weight() const { return m_weight; }

private:
    const int m_weight; ///< next to the others
    std::atomic<int> m_done = 0;
};

class Look final : public Task
{
public:
    Look(const Request &request, const AnalysisOptions &options, const media::StreamInfo &stream,
         Result<std::unique_ptr<media::VideoReader>> reader)
        : Task(9)
        , m_request(request)
        , m_options(options)
        , m_stream(stream)
        , m_reader(std::move(reader))
    {}
    Result<void> run(const JobContext &context) override
    {
        auto seen = analyzeVideoStream(std::move(m_reader), m_stream, m_request.start,
                                       m_request.lookers, m_options, context);
        if (!seen)
            return seen.error();
        m_seen = *std::move(seen);
        return {};
    }
    void addTo(Analysis &analysis) override
    {
        addSeenStream(std::move(m_seen), m_stream, m_request.item, m_request.lookers, analysis);
    }

private:
    const Request &m_request;
    const AnalysisOptions &m_options;
    const media::StreamInfo &m_stream;
    Result<std::unique_ptr<media::VideoReader>> m_reader;
    SeenStream m_seen;
};

class Listen final : public Task
{
public:
    Listen(const Request &request, const media::StreamInfo &stream, const DetectorFactory &hearing,
           std::unique_ptr<AudioDetector> detector,
           Result<std::unique_ptr<media::AudioReader>> reader)
        : Task(1)
        , m_request(request)
        , m_stream(stream)
        , m_hearing(hearing)
        , m_detector(std::move(detector))
        , m_reader(std::move(reader))
    {
        m_heard.start = request.start;
    }
    Result<void> run(const JobContext &context) override
    {
        return analyzeAudioStream(std::move(m_reader), std::move(m_detector), m_stream,
                                  m_request.item, m_hearing, m_heard, context);
    }
    void addTo(Analysis &analysis) override
    {
        analysis.notExamined.append(m_heard.notExamined);
        std::move(m_heard.findings.begin(), m_heard.findings.end(),
                  std::back_inserter(analysis.findings));
    }

private:
    const Request &m_request;
    const media::StreamInfo &m_stream;
    const DetectorFactory &m_hearing;
    std::unique_ptr<AudioDetector> m_detector;
    Result<std::unique_ptr<media::AudioReader>> m_reader;
    Analysis m_heard;
};

/// Draws the waveform for those who look at the stream later. What stands in its way is told by
/// whoever listens.
class Draw final : public Task
{
public:
    Draw(int stream, std::unique_ptr<media::AudioReader> reader)
        : Task(0)
        , m_stream(stream)
        , m_reader(std::move(reader))
    {}
    Result<void> run(const JobContext &context) override
    {
        const std::unique_ptr<media::AudioReader> reader = std::move(m_reader);
        auto waveform = media::drawWaveform(*reader, context);
        if (waveform)
            m_bytes = media::toBytes(*waveform);
        else if (waveform.error().kind() == ErrorKind::Cancelled)
            return waveform.error();
        return {};
    }
    void addTo(Analysis &) override {}
    void keep(Answers &answers) const override
    {
        if (!m_bytes.isEmpty())
            answers.keep(media::waveformQuestion(m_stream), m_bytes);
    }

private:
    const int m_stream;
    std::unique_ptr<media::AudioReader> m_reader;
    QByteArray m_bytes;
};

/// One pass over the file for the streams of a group.
class Passage
{
public:
    Passage(const Request &request, const Group &group, media::FilmPass &pass)
        : m_request(request)
        , m_group(group)
        , m_pass(pass)
        , m_options(request.options)
    {
        m_options.threads =
            std::max(1, request.options.threads / std::max(1, int(group.seen.size())));
        for (const media::StreamInfo *stream : group.seen)
            m_tasks.push_back(std::make_unique<Look>(
                request, m_options, *stream,
                pass.pictures(stream->index,
                              readOptionsFor(*stream, request.lookers, request.options))));
        for (const media::StreamInfo *stream : group.heard) {
            for (const DetectorFactory *hearing : request.hearing)
                addListener(*stream, *hearing);
        }
        if (request.options.answers)
            deriveToo(*request.options.answers);
    }

    /// @a report: how far it is, in 1000 parts.
    Result<void> run(const std::function<void(int)> &report, const JobContext &context)
    {
        std::stop_source stop;
        const std::stop_callback link(context.token(), [&stop] { stop.request_stop(); });
        std::vector<Result<void>> outcomes(m_tasks.size());
        std::mutex mutex;
        std::condition_variable changed;
        std::atomic<quint64> reports = 0;
        size_t running = m_tasks.size();
        m_pass.start();
        {
            const auto runTask = [&](size_t i) {
                Task &task = *m_tasks[i];
                const JobContext own(stop.get_token(), [&](qint64 done, qint64 total) {
                    task.report(done, total);
                    ++reports;
                });
                outcomes[i] = guarded("detect/streams", [&] { return task.run(own); });
                if (!outcomes[i]) { // the others need not go on
                    stop.request_stop();
                    m_pass.stop();
                }
                const std::lock_guard lock(mutex);
                --running;
                changed.notify_all();
            };
            std::vector<std::jthread> threads;
            try {
                for (size_t i = 0; i < m_tasks.size(); ++i)
                    threads.emplace_back([&runTask, i] { runTask(i); });
            } catch (...) {
                m_pass.stop(); // a reader that nobody reads would hold up those that are read
                throw;
            }
            // Reports come from this thread alone, and only where work goes on.
            quint64 told = 0;
            std::unique_lock lock(mutex);
            while (!changed.wait_for(lock, kBetweenReports, [&] { return running == 0; })) {
                if (const quint64 now = reports; now != told) {
                    told = now;
                    report(progress());
                }
            }
        }
        m_pass.finish();
        // The first in order that failed by itself; others were only stopped by it.
        std::optional<Error> stopped;
        for (const Result<void> &outcome : outcomes) {
            if (!outcome && outcome.error().kind() != ErrorKind::Cancelled)
                return outcome;
            if (!outcome)
                stopped = outcome.error();
        }
        return stopped ? Result<void>(*stopped) : Result<void>();
    }

    void addTo(Analysis &analysis)
    {
        for (const auto &task : m_tasks)
            task->addTo(analysis);
    }
    void keepDerived(Answers &answers)
    {
        for (const auto &task : m_tasks)
            task->keep(answers);
        for (const media::StreamInfo *stream : m_group.seen) {
            const auto index = m_pass.takeIndex(stream->index);
            if (const QByteArray bytes = index ? media::toBytes(*index) : QByteArray();
                !bytes.isEmpty())
                answers.keep(media::frameIndexQuestion(stream->index), bytes);
        }
    }

private:
    void addListener(const media::StreamInfo &stream, const DetectorFactory &hearing)
    {
        auto detector = hearing.sound(stream.channels);
        if (!detector) {
            m_tasks.push_back(std::make_unique<Listen>(
                m_request, stream, hearing, nullptr,
                Result<std::unique_ptr<media::AudioReader>>(detector.error())));
            return;
        }
        media::AudioReadOptions read;
        read.sampleRate = (*detector)->sampleRate();
        m_tasks.push_back(std::make_unique<Listen>(m_request, stream, hearing, *std::move(detector),
                                                   m_pass.sound(stream.index, read)));
    }
    void deriveToo(const Answers &known)
    {
        for (const media::StreamInfo *stream : m_group.seen) {
            if (!known.find(media::frameIndexQuestion(stream->index)))
                m_pass.index(stream->index);
        }
        for (const media::StreamInfo *stream : m_group.heard) {
            if (known.find(media::waveformQuestion(stream->index)))
                continue;
            if (auto reader = m_pass.sound(stream->index, {}))
                m_tasks.push_back(std::make_unique<Draw>(stream->index, *std::move(reader)));
        }
    }
    int progress() const
    {
        int done = 0;
        int all = 0;
        for (const auto &task : m_tasks) {
            done += task->progress();
            all += task->weight();
        }
        return all > 0 ? done / all : 0;
    }

    const Request &m_request;
    const Group m_group;
    media::FilmPass &m_pass;
    AnalysisOptions m_options;                  ///< with the threads of one stream
    std::vector<std::unique_ptr<Task>> m_tasks; ///< in the order of their findings
};

/// In the order of their findings: all that is seen, then what is heard.
std::vector<Group> groupsOf(const std::vector<const media::StreamInfo *> &seen,
                            const std::vector<const media::StreamInfo *> &heard, bool oneByOne)
{
    std::vector<Group> groups;
    if (oneByOne) {
        for (const media::StreamInfo *stream : seen)
            groups.push_back({{stream}, {}});
        for (const media::StreamInfo *stream : heard)
            groups.push_back({{}, {stream}});
        return groups;
    }
    for (size_t i = 0; i < seen.size(); ++i) {
        if (i % kMostSeenAtOnce == 0)
            groups.emplace_back();
        groups.back().seen.push_back(seen[i]);
    }
    for (size_t i = 0; i < heard.size(); ++i) {
        // The first of them go along with the last that are seen.
        if (groups.empty() || (i > 0 && i % kMostHeardAtOnce == 0))
            groups.emplace_back();
        groups.back().heard.push_back(heard[i]);
    }
    return groups;
}

/// False when something was damaged that may have cost a stream more than when it is read alone;
/// then nothing was added.
Result<bool> passOver(const Request &request, const Group &group,
                      std::unique_ptr<media::FilmPass> opened, bool last, Analysis &analysis,
                      const std::function<void(int)> &report, const JobContext &context)
{
    if (!opened) {
        auto pass = media::FilmPass::open(request.source, context);
        if (!pass)
            return pass.error();
        opened = *std::move(pass);
    }
    Passage passage(request, group, *opened);
    if (auto done = passage.run(report, context); !done)
        return done.error();
    const auto whole = opened->sawAll();
    if (!whole)
        return whole.error();
    if (!*whole && !last)
        return false;
    passage.addTo(analysis);
    if (*whole && request.options.answers)
        passage.keepDerived(*request.options.answers);
    return true;
}

} // namespace

Result<void> analyzeStreams(const ByteSource &source, std::unique_ptr<media::FilmPass> pass,
                            ItemId item, const std::vector<const media::StreamInfo *> &seen,
                            const std::vector<FrameLooker> &lookers,
                            const std::vector<const media::StreamInfo *> &heard,
                            const std::vector<const DetectorFactory *> &hearing,
                            const AnalysisOptions &options, Analysis &analysis,
                            const JobContext &context)
{
    const auto lookedAt = lookers.empty() ? std::vector<const media::StreamInfo *>() : seen;
    const auto listenedTo = hearing.empty() ? std::vector<const media::StreamInfo *>() : heard;
    const Request request{source, item, lookers, hearing, options, analysis.start};
    // The pass that described the file serves the first group.
    std::vector<Group> groups = groupsOf(lookedAt, listenedTo, false);
    for (size_t i = 0; i < groups.size(); ++i) {
        const int from = int(i * 1000 / groups.size());
        const int to = int((i + 1) * 1000 / groups.size());
        const JobContext part = context.part(from, to);
        const auto report = [&part](int done) { part.progress(done, 1000); };
        const auto done = passOver(request, groups[i], std::move(pass), groups[i].size() == 1,
                                   analysis, report, context);
        if (!done)
            return done.error();
        if (*done)
            continue;
        const std::vector<Group> alone = groupsOf(groups[i].seen, groups[i].heard, true);
        for (const Group &one : alone) {
            if (const auto again = passOver(request, one, nullptr, true, analysis, report, context);
                !again)
                return again.error();
        }
    }
    return {};
}

} // namespace redoubt::detect
