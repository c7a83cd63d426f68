// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/player.h"

#include <algorithm>

namespace redoubt::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 8ms;
constexpr int kFastest = 8;
constexpr int kStepsPerSecond = 10; // of sound without pictures

} // namespace

Player::Player(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_elapsed.start();
    m_clock = [this] { return m_elapsed.elapsed(); };
    m_timer.setInterval(kTick);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Player::advance);
    connect(&session, &Session::timeChanged, this, [this](Session::TimeChange change) {
        if (!m_moving && change == Session::TimeChange::Jump && isPlaying())
            rebase(m_session.time());
    });
}

void Player::reset()
{
    pause();
    m_index.reset();
}

void Player::setIndex(std::shared_ptr<const media::FrameIndex> index)
{
    m_index = std::move(index);
    if (isPlaying())
        rebase(m_session.time());
}

void Player::setSound(SoundClock *sound)
{
    pause();
    m_sound = sound;
}

void Player::restartSound()
{
    if (isPlaying())
        rebase(m_session.time());
}

void Player::setLoop(bool loop)
{
    if (loop == m_loop)
        return;
    m_loop = loop;
    Q_EMIT changed();
}

void Player::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

Ticks Player::frameStart(Ticks time) const
{
    return m_index ? m_index->frames[m_index->indexAt(time)].pts : time;
}

std::optional<size_t> Player::frameNumber() const
{
    if (!m_index)
        return std::nullopt;
    return m_index->indexAt(m_session.time());
}

TimeSpan Player::loopSpan() const
{
    const auto &axis = m_session.axis();
    const casefile::Item *item = m_session.item();
    if (!axis || item == nullptr)
        return {};
    const auto &[in, out] = m_session.timeMarks();
    if (in || out)
        return {in.value_or(axis->begin), out.value_or(axis->end)};
    TimeSpan chosen;
    for (const FindingId id : m_session.selection()) {
        const Finding *finding = m_session.sheet().finding(id);
        if (finding == nullptr)
            continue;
        if (const auto span = spanOn(*axis, *item, *finding))
            chosen = chosen.united(*span);
    }
    return chosen.isEmpty() ? TimeSpan{axis->begin, axis->end} : chosen;
}

void Player::rebase(Ticks time)
{
    m_baseMs = m_clock();
    m_baseTime = time;
    m_soundRuns = false;
    if (m_sound == nullptr)
        return;
    if (m_speed == 1)
        m_soundRuns = m_sound->start(time);
    else
        m_sound->stop();
}

void Player::play(int speed)
{
    const auto &axis = m_session.axis();
    if (!axis)
        return;
    const bool was = isPlaying();
    m_speed = speed;
    Ticks from = m_session.time();
    const TimeSpan span = m_loop ? loopSpan() : TimeSpan{axis->begin, axis->end};
    const Ticks last = m_index ? std::min(span.end - 1, m_index->frames.back().pts) : span.end - 1;
    if (!was && speed > 0 && (from >= last || (m_loop && from < span.begin))) {
        from = span.begin; // from the end, play means again
        m_moving = true;
        m_session.setTime(from, Session::TimeChange::Jump);
        m_moving = false;
    }
    rebase(from);
    m_timer.start();
    Q_EMIT changed();
}

void Player::toggle()
{
    if (isPlaying())
        pause();
    else
        play(1);
}

void Player::pause()
{
    if (!isPlaying())
        return;
    m_speed = 0;
    m_timer.stop();
    m_soundRuns = false;
    if (m_sound != nullptr)
        m_sound->stop();
    Q_EMIT changed();
}

void Player::shuttle(int direction)
{
    const bool same = m_speed != 0 && (m_speed > 0) == (direction > 0);
    play(same ? std::clamp(m_speed * 2, -kFastest, kFastest) : direction);
}

void Player::advance()
{
    const auto &axis = m_session.axis();
    if (!isPlaying() || !axis) {
        pause();
        return;
    }
    const double elapsed = double(m_clock() - m_baseMs) / 1000.0 * m_speed;
    Ticks time = m_baseTime + fromSeconds(elapsed, axis->base, Rounding::Down);
    if (m_soundRuns) {
        if (const auto heard = m_sound->heard()) {
            time = *heard;
            m_baseTime = time; // for the moment when the sound ends before the picture
            m_baseMs = m_clock();
        }
    }
    const TimeSpan span = m_loop ? loopSpan() : TimeSpan{axis->begin, axis->end};
    const bool over = m_speed > 0 ? time >= span.end : time < span.begin;
    if (over && m_loop) {
        time = m_speed > 0 ? span.begin : std::max(span.begin, span.end - 1);
        m_moving = true;
        m_session.setTime(frameStart(time), Session::TimeChange::Playback);
        m_moving = false;
        rebase(time);
        return;
    }
    const Ticks last = std::max(axis->begin, axis->end - 1);
    m_moving = true;
    m_session.setTime(frameStart(std::clamp(time, axis->begin, last)),
                      Session::TimeChange::Playback);
    m_moving = false;
    if (over)
        pause();
}

void Player::step(int count)
{
    const auto &axis = m_session.axis();
    if (!axis)
        return;
    pause();
    if (m_index) {
        const auto last = qint64(m_index->frames.size()) - 1;
        const qint64 at = qint64(m_index->indexAt(m_session.time())) + count;
        m_session.setTime(m_index->frames[size_t(std::clamp<qint64>(at, 0, last))].pts);
    } else {
        m_session.setTime(m_session.time() + fromSeconds(double(count) / kStepsPerSecond,
                                                         axis->base, Rounding::Nearest));
    }
}

void Player::toStart()
{
    if (const auto &axis = m_session.axis())
        m_session.setTime(m_index ? m_index->frames.front().pts : axis->begin);
}

void Player::toEnd()
{
    if (const auto &axis = m_session.axis())
        m_session.setTime(m_index ? m_index->frames.back().pts : axis->end - 1);
}

} // namespace redoubt::ui
