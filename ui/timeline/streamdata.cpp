// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/streamdata.h"

#include "core/jobs/job.h"
#include "core/media/videoreader.h"

#include <QFutureWatcher>

namespace redoubt::ui {

namespace {

constexpr int kKeptStreams = 8;

} // namespace

StreamData::StreamData(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_knownFrames(kKeptStreams)
    , m_knownWaveforms(kKeptStreams)
{
    connect(&session, &Session::currentItemChanged, this, &StreamData::show);
    connect(&session, &Session::streamsChanged, this, &StreamData::show);
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        // The analysis may just have described the streams.
        if (item == m_session.currentItem() && m_session.axis() && !m_asked)
            show();
    });
    show();
}

StreamData::~StreamData()
{
    stop();
}

void StreamData::stop()
{
    for (std::stop_source &each : m_stops)
        each.request_stop();
    m_stops.clear();
}

const std::vector<Ticks> *StreamData::frames() const
{
    return m_frames && !m_frames->empty() ? m_frames.get() : nullptr;
}

const media::Waveform *StreamData::waveform() const
{
    return m_waveform && !m_waveform->isEmpty() ? m_waveform.get() : nullptr;
}

template <typename T, typename Work, typename Take>
void StreamData::start(Work work, Take take)
{
    const Job<T> job = m_session.start<T>(JobClass::Interactive, std::move(work));
    m_stops.push_back(job.stop);
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, take = std::move(take)] {
        watcher->deleteLater();
        // Sound or frames that cannot be read leave their lane empty; the item itself says
        // what is damaged.
        if (watcher->future().resultCount() == 0)
            return;
        if (auto result = watcher->future().takeResult()) {
            take(*std::move(result));
            takeKnown();
            Q_EMIT changed();
        }
    });
    watcher->setFuture(job.future);
}

/// An answer may come when another stream is shown already: it is kept, and shown when its stream
/// is.
void StreamData::takeKnown()
{
    const ItemId item = m_session.currentItem();
    const auto *frames = m_knownFrames.object({item, m_session.pictureStream()});
    const auto *waveform = m_knownWaveforms.object({item, m_session.soundStream()});
    m_frames = frames != nullptr ? *frames : nullptr;
    m_waveform = waveform != nullptr ? *waveform : nullptr;
}

void StreamData::show()
{
    stop();
    m_asked = false;
    takeKnown();
    if (!m_session.axis())
        return;
    auto source = m_session.source(m_session.currentItem());
    if (!source)
        return;
    m_asked = true;
    const auto viewer = m_session.itemWorker()->viewer();
    const Key seen{m_session.currentItem(), m_session.pictureStream()};
    if (seen.second >= 0 && !m_frames) {
        start<media::FrameIndex>(
            [viewer, source = *source, stream = seen.second](const JobContext &context) {
                return viewer->indexFrames(source, stream, context);
            },
            [this, seen](const media::FrameIndex &index) {
                std::vector<Ticks> frames;
                frames.reserve(index.frames.size());
                for (const auto &entry : index.frames)
                    frames.push_back(entry.pts);
                m_knownFrames.insert(seen,
                                     new std::shared_ptr<const std::vector<Ticks>>(
                                         std::make_shared<std::vector<Ticks>>(std::move(frames))));
            });
    }
    const Key heard{m_session.currentItem(), m_session.soundStream()};
    if (heard.second >= 0 && !m_waveform) {
        start<media::Waveform>(
            [viewer, source = *source, stream = heard.second](const JobContext &context) {
                return viewer->readWaveform(source, stream, context);
            },
            [this, heard](media::Waveform waveform) {
                m_knownWaveforms.insert(
                    heard, new std::shared_ptr<const media::Waveform>(
                               std::make_shared<media::Waveform>(std::move(waveform))));
            });
    }
}

} // namespace redoubt::ui
