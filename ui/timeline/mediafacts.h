// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/waveform.h"
#include "ui/common/session.h"

#include <QCache>
#include <QObject>

#include <memory>
#include <stop_token>
#include <vector>

namespace redoubt::ui {

/// What the timeline has to know of the current item's media: frame times and waveform. Worked out
/// on workers when an item is shown, and kept for the last items. Threads: the window's.
class MediaFacts : public QObject
{
    Q_OBJECT
public:
    explicit MediaFacts(Session &session, QObject *parent = nullptr);
    /// Stops the workers and waits for them.
    ~MediaFacts() override;

    /// Of the axis' stream, sorted; null while unknown and for sound.
    const std::vector<Ticks> *frames() const;
    /// Of the stream that is heard; null while unknown.
    const media::Waveform *waveform() const;

Q_SIGNALS:
    void changed();

private:
    struct Facts
    {
        std::vector<Ticks> frames;
        media::Waveform waveform;
    };
    void show();
    template <typename T, typename Work, typename Take>
    void start(Work work, Take take);

    Session &m_session;
    std::shared_ptr<Facts> m_facts; // shared with the cache
    /// An item with the streams that are seen and heard.
    using Key = std::pair<ItemId, std::pair<int, int>>;
    QCache<Key, std::shared_ptr<Facts>> m_known;
    std::stop_source m_stop;
    std::vector<std::function<void()>> m_waits;
};

} // namespace redoubt::ui
