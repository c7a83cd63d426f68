// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/mediafacts.h"

#include "core/jobs/job.h"
#include "core/media/videoreader.h"

#include <QFutureWatcher>

namespace redoubt::ui {

namespace {

constexpr int kKeptItems = 8;

} // namespace

MediaFacts::MediaFacts(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_known(kKeptItems)
{
    connect(&session, &Session::currentItemChanged, this, &MediaFacts::show);
    connect(&session, &Session::streamsChanged, this, &MediaFacts::show);
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        // The analysis may just have described the streams.
        if (item == m_session.currentItem() && m_session.axis() && !m_facts)
            show();
    });
    show();
}

MediaFacts::~MediaFacts()
{
    m_stop.request_stop();
    for (const auto &wait : m_waits)
        wait();
}

const std::vector<Ticks> *MediaFacts::frames() const
{
    return m_facts && !m_facts->frames.empty() ? &m_facts->frames : nullptr;
}

const media::Waveform *MediaFacts::waveform() const
{
    return m_facts && !m_facts->waveform.isEmpty() ? &m_facts->waveform : nullptr;
}

template <typename T, typename Work, typename Take>
void MediaFacts::start(Work work, Take take)
{
    Job<T> job = startJob<T>(m_session.pools().cpu(),
                             [work = std::move(work), token = m_stop.get_token()](
                                 const JobContext &) { return work(JobContext(token)); });
    m_waits.push_back([future = job.future]() mutable { future.waitForFinished(); });
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, take = std::move(take)] {
        watcher->deleteLater();
        // Sound or frames that cannot be read leave their lane empty; the item itself says
        // what is damaged.
        if (watcher->future().resultCount() == 0)
            return;
        // Taken out, the future could not be waited for any more.
        if (auto result = watcher->future().result()) {
            take(*std::move(result));
            Q_EMIT changed();
        }
    });
    watcher->setFuture(job.future);
}

void MediaFacts::show()
{
    m_stop.request_stop();
    m_stop = {};
    m_facts.reset();
    const casefile::Item *item = m_session.item();
    const auto &axis = m_session.axis();
    if (item == nullptr || !axis)
        return;
    const Key key{item->id, {m_session.pictureStream(), m_session.soundStream()}};
    if (const auto *known = m_known.object(key)) {
        m_facts = *known;
        return;
    }
    auto source = m_session.source(item->id);
    if (!source)
        return;
    m_facts = std::make_shared<Facts>();
    // Kept only when whole: a job that was stopped leaves nothing behind.
    const auto pending = std::make_shared<int>(0);
    const auto keep = [this, key, facts = m_facts, pending] {
        if (--*pending == 0)
            m_known.insert(key, new std::shared_ptr<Facts>(facts));
    };
    if (axis->video) {
        ++*pending;
        start<media::FrameIndex>(
            [source = *source, stream = axis->stream](const JobContext &context) {
                return media::indexFrames(*source, stream, context);
            },
            [facts = m_facts, keep](media::FrameIndex index) {
                facts->frames.reserve(index.frames.size());
                for (const auto &entry : index.frames)
                    facts->frames.push_back(entry.pts);
                keep();
            });
    }
    if (const int stream = m_session.soundStream(); stream >= 0) {
        ++*pending;
        start<media::Waveform>(
            [source = *source, stream](const JobContext &context) {
                return media::readWaveform(*source, stream, context);
            },
            [facts = m_facts, keep](media::Waveform waveform) {
                facts->waveform = std::move(waveform);
                keep();
            });
    }
}

} // namespace redoubt::ui
