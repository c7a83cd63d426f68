// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/waveform.h"

#include "core/base/fieldcodec.h"
#include "core/jobs/derivedquestion.h"

#include <algorithm>
#include <cmath>

namespace redoubt::media {

namespace {

constexpr qint64 kLeastLevel = 8 + 4;

Peak united(Peak a, Peak b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// Every pair, fours... of @a peaks as one.
std::vector<Peak> coarser(const std::vector<Peak> &peaks, size_t step)
{
    std::vector<Peak> out((peaks.size() + step - 1) / step);
    for (size_t i = 0; i < peaks.size(); ++i) {
        Peak &into = out[i / step];
        into = united(into, peaks[i]);
    }
    return out;
}

qint8 outwardByte(float sample)
{
    const double scaled = std::clamp(double(sample), -1.0, 1.0) * 127;
    return qint8(scaled < 0 ? std::floor(scaled) : std::ceil(scaled));
}

} // namespace

Peak Waveform::peak(qint64 begin, qint64 end) const
{
    begin = std::max<qint64>(0, begin);
    end = std::min(end, m_sampleCount);
    Peak all;
    if (begin >= end)
        return all;
    // The coarsest level with at least two buckets in the stretch.
    const Level *fitting = &m_levels.front();
    for (const Level &level : m_levels) {
        if (level.samplesPerBucket > (end - begin) / 2)
            break;
        fitting = &level;
    }
    const auto first = size_t(begin / fitting->samplesPerBucket);
    const auto last =
        std::min(size_t((end - 1) / fitting->samplesPerBucket) + 1, fitting->peaks.size());
    for (size_t i = first; i < last; ++i)
        all = united(all, fitting->peaks[i]);
    return all;
}

std::optional<Waveform> Waveform::fromLevels(int sampleRate, qint64 sampleCount,
                                             std::vector<Level> levels)
{
    Waveform waveform;
    if (sampleCount == 0 && levels.empty())
        return waveform;
    if (sampleRate <= 0 || sampleCount <= 0 || levels.empty())
        return std::nullopt;
    qint64 last = 0;
    for (const Level &level : levels) {
        if (level.samplesPerBucket <= last || level.peaks.empty() ||
            level.peaks.size() > WaveformBuilder::kMaxBuckets)
            return std::nullopt;
        last = level.samplesPerBucket;
    }
    waveform.m_sampleRate = sampleRate;
    waveform.m_sampleCount = sampleCount;
    waveform.m_levels = std::move(levels);
    return waveform;
}

WaveformBuilder::WaveformBuilder(int sampleRate, size_t maxBuckets)
    : m_maxBuckets(std::max<size_t>(2, maxBuckets))
{
    m_waveform.m_sampleRate = sampleRate;
    m_finest.samplesPerBucket = kFinestBucket;
}

void WaveformBuilder::makeRoomFor(qint64 lastSample)
{
    while (size_t(lastSample / m_finest.samplesPerBucket) >= m_maxBuckets) {
        m_finest.peaks = coarser(m_finest.peaks, 2);
        m_finest.samplesPerBucket *= 2;
    }
    const auto needed = size_t(lastSample / m_finest.samplesPerBucket) + 1;
    if (m_finest.peaks.size() < needed)
        m_finest.peaks.resize(needed);
}

void WaveformBuilder::add(const AudioBlock &block)
{
    // Sound before the stream's zero is never played.
    const qint64 skip = std::clamp<qint64>(-block.firstSample, 0, block.sampleCount());
    const qint64 first = block.firstSample + skip;
    const qint64 count = block.sampleCount() - skip;
    if (count <= 0)
        return;
    makeRoomFor(first + count - 1);
    m_waveform.m_sampleCount = std::max(m_waveform.m_sampleCount, first + count);
    const qint64 bucket = m_finest.samplesPerBucket;
    for (qint64 done = 0; done < count;) {
        const qint64 at = first + done;
        const qint64 run = std::min(bucket - at % bucket, count - done);
        Peak &into = m_finest.peaks[size_t(at / bucket)];
        for (const auto &channel : block.channels) {
            // A broken decoder's NaN is neither lower nor higher than anything.
            float low = 0;
            float high = 0;
            for (qint64 i = skip + done; i < skip + done + run; ++i) {
                const float sample = channel[size_t(i)];
                low = sample < low ? sample : low;
                high = sample > high ? sample : high;
            }
            into = united(into, {outwardByte(low), outwardByte(high)});
        }
        done += run;
    }
}

Waveform WaveformBuilder::finish()
{
    m_waveform.m_levels.push_back(std::move(m_finest));
    while (m_waveform.m_levels.back().peaks.size() > size_t(kLevelStep)) {
        const Waveform::Level &below = m_waveform.m_levels.back();
        Waveform::Level level{below.samplesPerBucket * kLevelStep,
                              coarser(below.peaks, size_t(kLevelStep))};
        m_waveform.m_levels.push_back(std::move(level));
    }
    return std::move(m_waveform);
}

QByteArray waveformQuestion(int stream)
{
    return derivedQuestion(kWaveformKind, LittleEndianWriter().number(stream).result());
}

QByteArray toBytes(const Waveform &waveform)
{
    LittleEndianWriter writer;
    writer.number(waveform.sampleRate()).number(waveform.sampleCount());
    writer.u32(quint32(waveform.levels().size()));
    for (const Waveform::Level &level : waveform.levels()) {
        writer.number(level.samplesPerBucket).u32(quint32(level.peaks.size()));
        for (const Peak peak : level.peaks)
            writer.number(peak.low).number(peak.high);
    }
    return writer.result();
}

std::optional<Waveform> waveformFrom(QByteArrayView bytes)
{
    LittleEndianReader reader(bytes);
    const int rate = reader.number<int>();
    const auto samples = reader.number<qint64>();
    std::vector<Waveform::Level> levels;
    for (quint32 n = reader.count(kLeastLevel); n > 0 && reader.ok(); --n) {
        Waveform::Level &level = levels.emplace_back();
        level.samplesPerBucket = reader.number<qint64>();
        const quint32 peaks = reader.count(2);
        level.peaks.reserve(peaks);
        for (quint32 i = 0; i < peaks; ++i) {
            const auto low = reader.number<qint8>();
            level.peaks.push_back({low, reader.number<qint8>()});
        }
    }
    return reader.finished() ? Waveform::fromLevels(rate, samples, std::move(levels))
                             : std::nullopt;
}

Result<Waveform> drawWaveform(AudioReader &reader, const JobContext &context)
{
    if (auto prepared = reader.prepare(); !prepared)
        return prepared.error();
    const StreamInfo &info = reader.info();
    const double expected = toSeconds(info.duration, info.timeBase) * reader.sampleRate();
    WaveformBuilder builder(reader.sampleRate());
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError("media/waveform");
        auto block = reader.next();
        if (!block)
            return block.error();
        if (!block->has_value())
            return builder.finish();
        builder.add(**block);
        context.progress((*block)->firstSample, qint64(expected));
    }
}

Result<Waveform> readWaveform(const ByteSource &source, int stream, const JobContext &context)
{
    auto reader = AudioReader::open(source, stream, {}, context);
    if (!reader)
        return reader.error();
    return drawWaveform(**reader, context);
}

} // namespace redoubt::media
