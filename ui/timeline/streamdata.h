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
class StreamData : public QObject
{
    Q_OBJECT
public:
    explicit StreamData(Session &session, QObject *parent = nullptr);
    /// Asks the workers to stop.
    ~StreamData() override;

    /// Of the axis' stream, sorted; null while unknown and for sound.
    const std::vector<Ticks> *frames() const;
    /// Of the stream that is heard; null while unknown.
    const media::Waveform *waveform() const;

Q_SIGNALS:
    void changed();

private:
    using Key = std::pair<ItemId, int>; ///< a stream of an item

    void show();
    void takeKnown();
    void stop();
    template <typename T, typename Work, typename Take>
    void start(Work work, Take take);

    Session &m_session;
    template <typename T>
    using Known = QCache<Key, std::shared_ptr<const T>>;
    Known<std::vector<Ticks>> m_knownFrames;
    Known<media::Waveform> m_knownWaveforms;
    // Of the streams that are seen and heard; shared with what is kept.
    std::shared_ptr<const std::vector<Ticks>> m_frames;
    std::shared_ptr<const media::Waveform> m_waveform;
    bool m_asked = false; ///< for those of the current item
    std::vector<std::stop_source> m_stops;
};

} // namespace redoubt::ui
