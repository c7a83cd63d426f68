// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/framestore.h"
#include "tests/bench/bench.h"
#include "tests/support/tinymedia.h"

#include <QElapsedTimer>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

/// A frame store whose answers are waited for.
class Asked
{
public:
    Asked(std::shared_ptr<const ByteSource> source, const media::FrameStoreOptions &options)
        : store(std::move(source), 0, options,
                {[this](quint64 request, const Result<media::FrameStore::FramePtr> &frame) {
                     require(frame, "decoding a frame");
                     const std::lock_guard lock(m_mutex);
                     m_answered = request;
                     m_changed.notify_all();
                 },
                 [this](const Result<media::FrameStore::IndexPtr> &index) {
                     require(index, "reading the index");
                     const std::lock_guard lock(m_mutex);
                     m_indexed = true;
                     m_changed.notify_all();
                 }})
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_indexed; });
    }
    /// Milliseconds until the picture is there.
    double show(Ticks pts, media::Travel travel)
    {
        QElapsedTimer timer;
        timer.start();
        const auto answer = store.request(pts, travel);
        if (!answer.frame) {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [&] { return m_answered >= answer.request; });
        }
        return double(timer.nsecsElapsed()) / 1e6;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    quint64 m_answered = 0;
    bool m_indexed = false;

public:
    media::FrameStore store; // last: its threads use the rest
};

QString middle(std::vector<double> ms)
{
    std::sort(ms.begin(), ms.end());
    return u"median %1 ms, 90 % %2 ms"_s.arg(ms[ms.size() / 2], 0, 'f', 1)
        .arg(ms[ms.size() * 9 / 10], 0, 'f', 1);
}

} // namespace

void benchUi()
{
    const test::TempFolder folder;
    test::TinyVideo video;
    video.size = {1920, 1080};
    video.frames = 300;
    video.rate = u"30"_s;
    video.audio = false;
    video.codecs << u"-g"_s << u"30"_s << u"-b:v"_s << u"4M"_s << u"-bf"_s << u"2"_s;
    const std::shared_ptr<const ByteSource> source =
        require(openFileSource(test::makeVideo(folder / "gop30.mp4", video)), "opening the clip");
    media::FrameStoreOptions options;
    Asked asked(source, options);
    const auto frames = asked.store.index()->frames;

    std::vector<double> seeks;
    for (size_t i = 0; i < 100; ++i) {
        seeks.push_back(asked.show(frames[i * 131 % frames.size()].pts, media::Travel::Jump));
    }
    row(u"exact seek, 1080p, key frame every 30"_s, middle(seeks), u"<= 80 ms median"_s);
    std::vector<double> on;
    std::vector<double> back;
    for (size_t i = 0; i < 150; ++i)
        on.push_back(asked.show(frames[i].pts, media::Travel::Forward));
    for (size_t i = 150; i-- > 0;)
        back.push_back(asked.show(frames[i].pts, media::Travel::Backward));
    row(u"frame step forward"_s, middle(on), u"<= 40 ms median"_s);
    row(u"frame step back"_s, middle(back), u"<= 40 ms median"_s);
    row(u"pictures kept after 100 seeks and 300 steps"_s,
        u"%1 MiB"_s.arg(asked.store.keptBytes() / 1048576),
        u"<= %1 MiB"_s.arg(options.budget / 1048576));
    benchLanes();
}

} // namespace redoubt::bench
