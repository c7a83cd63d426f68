// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sound/soundpicture.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace redoubt::medium {

namespace {

constexpr int kBars = 19;
/// Of a long span, so that a row costs a moment.
constexpr qint64 kMaxSeconds = 20;

using Loudness = std::array<float, kBars>;

/// Takes into account what of @a block lies in samples [begin, end).
void listen(const media::AudioBlock &block, const QList<int> &channels, qint64 begin, qint64 end,
            Loudness &bars)
{
    const qint64 from = std::max(begin, block.firstSample);
    const qint64 to = std::min(end, block.firstSample + block.sampleCount());
    for (size_t channel = 0; channel < block.channels.size(); ++channel) {
        if (!channels.isEmpty() && !channels.contains(int(channel)))
            continue;
        for (qint64 n = from; n < to; ++n) {
            float &bar = bars[size_t((n - begin) * kBars / (end - begin))];
            bar = std::max(bar, std::abs(block.channels[channel][size_t(n - block.firstSample)]));
        }
    }
}

QImage painted(const Loudness &bars, QSize size)
{
    QImage image(size, QImage::Format_Alpha8);
    image.fill(0);
    const float loudest = *std::max_element(bars.begin(), bars.end());
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    const double step = double(size.width()) / (kBars + 1);
    const double width = step * 0.6;
    for (int i = 0; i < kBars; ++i) {
        const double share = loudest > 0 ? double(bars[size_t(i)] / loudest) : 0;
        const double height = std::max(width, share * size.height() * 0.8);
        painter.drawRoundedRect(
            QRectF(step * (i + 1) - width / 2, (size.height() - height) / 2, width, height),
            width / 2, width / 2);
    }
    return image;
}

} // namespace

Result<QImage> soundPicture(media::SoundStream &reader, const Span &span, QSize size,
                            const JobContext &context)
{
    const qint64 rate = reader.sampleRate();
    const Rational base = reader.info().timeBase;
    const auto sample = [&](Ticks ticks) {
        return qint64(std::llround(toSeconds(ticks, base) * double(rate)));
    };
    const qint64 begin = sample(span.time.begin);
    const qint64 end = std::min(sample(span.time.end), begin + kMaxSeconds * rate);
    if (end <= begin)
        return QImage();
    if (auto sought = reader.seek(span.time.begin); !sought)
        return sought.error();
    Loudness bars{};
    bool heard = false;
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError("review/sound");
        const auto block = reader.next();
        if (!block)
            return block.error();
        if (!block->has_value() || (*block)->firstSample >= end)
            break;
        const qint64 blockEnd = (*block)->firstSample + (*block)->sampleCount();
        heard = heard || blockEnd > begin;
        listen(**block, span.channels, begin, end, bars);
        if (blockEnd >= end)
            break;
    }
    return heard ? painted(bars, size) : QImage();
}

} // namespace redoubt::medium
