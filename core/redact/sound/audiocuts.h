// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/timespan.h"
#include "core/finding/decision.h"
#include "core/media/audioreader.h"

#include <QList>

#include <array>
#include <vector>

namespace redoubt::redact {

/// A cut on one stream, in samples of that stream's clock.
struct SampleCut
{
    TimeSpan samples;
    QList<int> channels; ///< empty: all
    Effect effect = Effect::Silence;
};

/// Replaces stretches of sound, sample for sample. Every cut is widened by 10 ms at both ends and
/// replaced completely; 5 ms ramps lie outside of that. Cuts of a channel that are less than 80 ms
/// apart become one. What replaces the sound never follows it: silence, a tone as loud as what was
/// heard before, or pink noise of constant level. Threads: one at a time; blocks in order.
class AudioCuts
{
public:
    AudioCuts(const std::vector<SampleCut> &cuts, int sampleRate, int channels);
    void apply(media::AudioBlock &block);
    /// The stretch that is replaced completely in @a channel, for every cut of it. Sorted.
    std::vector<TimeSpan> replaced(int channel) const;
    /// What stands in place of a cut, by its number among those given: of cuts that became one, the
    /// effect of the first.
    Effect applied(size_t number) const;

private:
    struct Stretch
    {
        TimeSpan samples;
        Effect effect;
        double level = -1; ///< amplitude of the tone; below 0 while it has not begun
    };
    struct Channel
    {
        std::vector<Stretch> stretches;
        size_t next = 0; ///< the first that is not over
        double energy = 0;
        double heard = 0; ///< samples that energy was taken from, up to the memory's length
        std::array<double, 3> pink{};
        quint32 random = 1;
    };
    double fillValue(Channel &channel, Stretch &stretch, qint64 sample);

    std::vector<SampleCut> m_cuts;
    std::vector<Channel> m_channels;
    int m_rate = 0;
    qint64 m_ramp = 0;
};

} // namespace redoubt::redact
