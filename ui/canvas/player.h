// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/videoreader.h"
#include "ui/common/session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace redoubt::ui {

/// What gives the time while sound plays. The sound card is the clock then, because ears notice
/// what eyes do not.
class SoundClock
{
public:
    virtual ~SoundClock() = default;
    /// Plays from @a time (ticks of the session's axis) at normal speed. False when there is no
    /// sound to be heard: the caller's own clock goes on.
    virtual bool start(Ticks time) = 0;
    virtual void stop() = 0;
    /// What is heard now, in ticks of the session's axis; nothing until the first sample is out,
    /// and when the sound has ended.
    virtual std::optional<Ticks> heard() const = 0;
};

/// Moves the session's time: plays, shuttles, steps. It shows nothing and decodes nothing; the
/// pane follows the session. Times of video are always those of frames, by the index.
/// Threads: the window's. Ownership: borrows the session and the clock of the sound.
class Player : public QObject
{
    Q_OBJECT
public:
    explicit Player(Session &session, QObject *parent = nullptr);

    /// Stops, and forgets the index.
    void reset();
    void setIndex(std::shared_ptr<const media::FrameIndex> index);
    const std::shared_ptr<const media::FrameIndex> &index() const { return m_index; }
    void setSound(SoundClock *sound);
    /// The sound is another one from here on: what plays begins anew at the same time.
    void restartSound();
    bool isHeard() const { return m_soundRuns; }

    bool isPlaying() const { return m_speed != 0; }
    /// 1, 2, 4 or 8, negative backward; 0 while it stands.
    int speed() const { return m_speed; }
    bool loops() const { return m_loop; }
    void setLoop(bool loop);

    void toggle();
    void pause();
    /// Normal speed, then double each time.
    void shuttle(int direction);
    /// Frames of a video; tenths of a second of sound. Stops playing.
    void step(int count);
    void toStart();
    void toEnd();
    /// Number of the frame shown now, from 0; nothing without an index.
    std::optional<size_t> frameNumber() const;
    /// What is repeated: the time between the in and out marks, else of the selection, else
    /// everything.
    TimeSpan loopSpan() const;

    /// Milliseconds of a steady clock, for tests.
    void setClock(std::function<qint64()> clock);
    /// What the timer calls while playing.
    void advance();

Q_SIGNALS:
    /// Playing or not, its speed, or whether it loops.
    void changed();

private:
    void play(int speed);
    void rebase(Ticks time);
    Ticks frameStart(Ticks time) const;

    Session &m_session;
    std::shared_ptr<const media::FrameIndex> m_index;
    SoundClock *m_sound = nullptr;
    bool m_soundRuns = false;
    int m_speed = 0;
    bool m_loop = false;
    bool m_moving = false; ///< the time changes because of us
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    std::function<qint64()> m_clock;
    qint64 m_baseMs = 0;
    Ticks m_baseTime = 0;
};

} // namespace redoubt::ui
