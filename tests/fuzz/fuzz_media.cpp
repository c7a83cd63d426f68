// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/audioreader.h"
#include "core/media/videoreader.h"
#include "core/media/waveform.h"
#include "tests/fuzz/seeds.h"

#include <QByteArray>
#include <QtEndian>

#include <cstdlib>

using namespace redoubt;

namespace {

constexpr int kMaxSteps = 32;

QByteArray little(quint32 value, int bytes)
{
    value = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&value), bytes);
}

// A RIFF chunk with its length.
QByteArray chunk(const char *name, const QByteArray &content)
{
    return QByteArray(name, 4) + little(quint32(content.size()), 4) + content;
}

} // namespace

std::vector<std::string> fuzz::seeds()
{
    QByteArray format = little(1, 2) + little(2, 2) + little(8000, 4) + little(32000, 4) +
                        little(4, 2) + little(16, 2);
    const QByteArray wave =
        chunk("RIFF", "WAVE" + chunk("fmt ", format) + chunk("data", QByteArray(512, '\x12')));
    // A GIF of two frames of 2 × 2 pixels.
    const QByteArray gif = QByteArray::fromHex(
        "47494638396102000200800000000000ffffff"
        "21f9040a0a0000002c000000000200020000020284510021f9040a0a0000002c00000000020002000002028451"
        "003b");
    // YUV4MPEG2, 4 × 4 pixels, two frames.
    const QByteArray picture = "FRAME\n" + QByteArray(24, '\x40');
    const QByteArray y4m = "YUV4MPEG2 W4 H4 F25:1 Ip A1:1 C420jpeg\n" + picture + picture;
    const media::FrameIndex index{{{0, true}, {512, false}, {1024, false}, {90'000, true}}};
    media::WaveformBuilder builder(8000);
    builder.add({100, {std::vector<float>(3000, 0.25F)}});
    return {wave.toStdString(), gif.toStdString(), y4m.toStdString(),
            media::toBytes(index).toStdString(), media::toBytes(builder.finish()).toStdString()};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    // What was kept of a film is read by the program itself.
    if (const auto index = media::frameIndexFrom(bytes)) {
        const auto again = media::frameIndexFrom(media::toBytes(*index));
        if (!again || again->frames.size() != index->frames.size())
            std::abort();
    }
    if (const auto waveform = media::waveformFrom(bytes)) {
        const auto again = media::waveformFrom(media::toBytes(*waveform));
        if (!again || !(*again == *waveform))
            std::abort();
        std::ignore = waveform->peak(0, waveform->sampleCount());
    }
    const auto source = memorySource(bytes);
    const auto info = media::probe(*source, {});
    if (!info)
        return 0;
    for (const media::StreamInfo &stream : info->streams) {
        if (stream.kind == media::StreamKind::Video) {
            std::ignore = media::indexFrames(*source, stream.index, {});
            auto reader = media::VideoReader::open(*source, stream.index,
                                                   {QSize(64, 64), QImage::Format_BGR888, 1}, {});
            for (int i = 0; reader && i < kMaxSteps; ++i) {
                const auto frame = (*reader)->next();
                if (!frame || !*frame)
                    break;
            }
        } else if (stream.kind == media::StreamKind::Audio) {
            auto reader = media::AudioReader::open(*source, stream.index, {16000}, {});
            for (int i = 0; reader && i < kMaxSteps; ++i) {
                const auto block = (*reader)->next();
                if (!block || !*block)
                    break;
            }
        }
    }
    return 0;
}
