// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/playersound.h"

#include "core/jobs/guarded.h"
#include "core/jobs/rundetached.h"
#include "core/redact/sound/audiocuts.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSink>
#include <QIODevice>
#include <QMediaDevices>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>

namespace redoubt::ui {

namespace {

constexpr int kRate = 48000;
constexpr int kChannels = 2;
constexpr qint64 kFrameBytes = kChannels * qint64(sizeof(float));
constexpr size_t kAhead = size_t(2) * kRate * kChannels; // samples decoded before they are heard
constexpr qint64 kMostSilence = qint64(30) * kRate;      // one gap

/// What the decoding thread fills and the device empties. Shared by both.
class Buffer
{
public:
    /// Waits for room. False when the thread should end.
    bool add(const std::vector<float> &samples, const std::stop_token &token)
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, token, [this] { return m_samples.size() - m_read < kAhead; });
        if (token.stop_requested())
            return false;
        if (m_read > kAhead) {
            m_samples.erase(m_samples.begin(), m_samples.begin() + qsizetype(m_read));
            m_read = 0;
        }
        m_samples.insert(m_samples.end(), samples.begin(), samples.end());
        return true;
    }
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    /// Frames of sound that the device took, without the silence it got while there was none.
    qint64 taken() const
    {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }
    bool isOver() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ended && m_read == m_samples.size();
    }
    qint64 take(char *data, qint64 size)
    {
        const std::lock_guard lock(m_mutex);
        const qint64 frames = size / kFrameBytes;
        const qint64 ready =
            std::min(frames, qint64((m_samples.size() - m_read) / size_t(kChannels)));
        std::memcpy(data, m_samples.data() + m_read, size_t(ready * kFrameBytes));
        std::memset(data + ready * kFrameBytes, 0, size_t((frames - ready) * kFrameBytes));
        m_read += size_t(ready * kChannels);
        m_taken += ready;
        m_room.notify_all();
        return frames * kFrameBytes;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_room;
    std::vector<float> m_samples;
    size_t m_read = 0;
    qint64 m_taken = 0;
    bool m_ended = false;
};

/// The device's end of it.
class BufferDevice : public QIODevice
{
public:
    explicit BufferDevice(std::shared_ptr<Buffer> buffer)
        : m_buffer(std::move(buffer))
    {
        open(QIODevice::ReadOnly);
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return kFrameBytes * kRate; }

protected:
    qint64 readData(char *data, qint64 size) override { return m_buffer->take(data, size); }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::shared_ptr<Buffer> m_buffer;
};

/// What the thread works on: its own, so that nobody need wait for it.
struct Decoding
{
    PlayerSound::Open open;
    Rational streamBase;
    qint64 first = 0; ///< sample that playing began with
    std::vector<redact::AudioCut> cuts;
    std::shared_ptr<Buffer> buffer;
    std::function<void(const Error &)> fail;

    void run(const std::stop_token &token) const;
};

QAudioFormat deviceFormat()
{
    QAudioFormat format;
    format.setSampleRate(kRate);
    format.setChannelCount(kChannels);
    format.setSampleFormat(QAudioFormat::Float);
    return format;
}

} // namespace

std::vector<float> interleaved(const media::AudioBlock &block, qint64 &from)
{
    std::vector<float> samples;
    const qint64 end = block.firstSample + block.sampleCount();
    if (end <= from || block.channels.empty())
        return samples;
    const qint64 gap = std::clamp<qint64>(block.firstSample - from, 0, kMostSilence);
    samples.assign(size_t(gap * kChannels), 0.0f);
    const size_t count = block.channels.size();
    for (qint64 at = std::max<qint64>(0, from - block.firstSample); at < block.sampleCount();
         ++at) {
        if (count == 2) {
            samples.push_back(block.channels[0][size_t(at)]);
            samples.push_back(block.channels[1][size_t(at)]);
            continue;
        }
        float sum = 0;
        for (const auto &channel : block.channels)
            sum += channel[size_t(at)];
        samples.insert(samples.end(), kChannels, sum / float(count));
    }
    from = end;
    return samples;
}

namespace {

void Decoding::run(const std::stop_token &token) const
{
    media::AudioReadOptions options;
    options.sampleRate = kRate;
    auto reader = open(options, JobContext(token));
    Result<void> ready;
    if (!reader)
        ready = reader.error();
    else
        ready = (*reader)->seek(rescale(first, {1, kRate}, streamBase, Rounding::Down));
    if (!ready) {
        if (!token.stop_requested())
            fail(ready.error());
        buffer->end();
        return;
    }
    std::vector<redact::SampleCut> cut;
    for (const redact::AudioCut &each : cuts)
        cut.push_back(
            {rescaleOutward(each.time, streamBase, {1, kRate}), each.channels, each.effect});
    std::optional<redact::AudioCuts> replacer;
    qint64 from = first;
    while (!token.stop_requested()) {
        auto block = (*reader)->next();
        if (!block || !*block)
            break;
        if (!replacer)
            replacer.emplace(cut, kRate, int((*block)->channels.size()));
        replacer->apply(**block);
        if (!buffer->add(interleaved(**block, from), token))
            return;
    }
    buffer->end();
}

} // namespace

struct PlayerSound::Private
{
    Open open;
    int stream = 0;
    Rational streamBase;
    Rational axisBase;
    std::function<std::vector<redact::AudioCut>()> cuts;
    qint64 first = 0;               ///< sample that playing began with
    std::shared_ptr<Buffer> buffer; // shared with the decoding thread
    std::unique_ptr<BufferDevice> device;
    std::unique_ptr<QAudioSink> sink;
    std::stop_source stop;
};

PlayerSound::PlayerSound(Open open, int stream, Rational streamBase, Rational axisBase,
                         QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->open = std::move(open);
    d->stream = stream;
    d->streamBase = streamBase;
    d->axisBase = axisBase;
}

PlayerSound::~PlayerSound()
{
    stop();
}

bool PlayerSound::hasDevice()
{
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    return !device.isNull() && device.isFormatSupported(deviceFormat());
}

int PlayerSound::stream() const
{
    return d->stream;
}

void PlayerSound::setCuts(std::function<std::vector<redact::AudioCut>()> cuts)
{
    d->cuts = std::move(cuts);
}

bool PlayerSound::start(Ticks time)
{
    stop();
    if (!hasDevice())
        return false;
    d->first = rescale(time, d->axisBase, {1, kRate}, Rounding::Down);
    std::vector<redact::AudioCut> wanted;
    if (d->cuts)
        wanted = d->cuts();
    std::erase_if(wanted, [this](const redact::AudioCut &cut) { return cut.stream != d->stream; });
    d->buffer = std::make_shared<Buffer>();
    d->device = std::make_unique<BufferDevice>(d->buffer);
    d->stop = {};
    Decoding decoding{d->open,
                      d->streamBase,
                      d->first,
                      std::move(wanted),
                      d->buffer,
                      [this, address = m_postbox.address()](const Error &error) {
                          address.post([this, text = error.text()] { Q_EMIT failed(text); });
                      }};
    startDetached([decoding = std::move(decoding), token = d->stop.get_token()] {
        const auto decoded = guarded("canvas/sound", [&]() -> Result<void> {
            decoding.run(token);
            return {};
        });
        if (!decoded) {
            decoding.fail(decoded.error());
            decoding.buffer->end();
        }
    });
    d->sink = std::make_unique<QAudioSink>(QMediaDevices::defaultAudioOutput(), deviceFormat());
    d->sink->start(d->device.get());
    if (d->sink->error() != QAudio::NoError) {
        stop();
        return false;
    }
    return true;
}

void PlayerSound::stop()
{
    if (d->sink)
        d->sink->stop();
    d->sink.reset();
    d->stop.request_stop();
    d->device.reset();
    d->buffer.reset();
}

std::optional<Ticks> PlayerSound::heard() const
{
    if (!d->buffer || !d->sink || d->buffer->isOver())
        return std::nullopt;
    const qint64 taken = d->buffer->taken();
    if (taken == 0)
        return std::nullopt;
    const qint64 waiting = (d->sink->bufferSize() - d->sink->bytesFree()) / kFrameBytes;
    const qint64 sample = d->first + std::max<qint64>(0, taken - waiting);
    return rescale(sample, {1, kRate}, d->axisBase, Rounding::Down);
}

} // namespace redoubt::ui
