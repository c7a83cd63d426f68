// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/verify/outputs.h"

#include <QBuffer>
#include <QImageWriter>

#include <cstdint>

namespace redoubt::test {

using namespace Qt::StringLiterals;

verify::Check checkNamed(const verify::Verification &result, const QString &name)
{
    for (const verify::Check &check : result.checks) {
        if (check.name == name)
            return check;
    }
    return {name, verify::Outcome::Incomplete, Message::plain(u"absent"_s)};
}

QByteArray summary(const verify::Verification &result)
{
    QStringList lines;
    for (const verify::Check &check : result.checks) {
        if (check.outcome != verify::Outcome::Clean)
            lines.append(
                u"%1=%2: %3"_s.arg(check.name, verify::toString(check.outcome), check.detail));
    }
    return lines.isEmpty() ? QByteArray("clean") : lines.join(u" | "_s).toUtf8();
}

verify::Verification verified(const QByteArray &bytes, const verify::Expectation &expectation,
                              const verify::VerifyOptions &options)
{
    const auto source = memorySource(bytes);
    const auto result = verify::verifyOutput(*source, expectation, options, JobContext());
    return result ? *result : verify::Verification{};
}

QList<SensitiveText> secrets(const QStringList &texts)
{
    QList<SensitiveText> list;
    for (const QString &text : texts)
        list.append(SensitiveText(text));
    return list;
}

QImage scenery(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    std::uint32_t state = 12345;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            state = state * 1664525U + 1013904223U;
            const int noise = int(state >> 27);
            image.setPixel(x, y,
                           qRgb((x * 255 / width + noise) & 255, (y * 255 / height + noise) & 255,
                                ((x + y) * 2 + noise) & 255));
        }
    }
    return image;
}

QByteArray encoded(const QImage &picture, const char *format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    if (quality >= 0)
        writer.setQuality(quality);
    writer.write(picture);
    return bytes;
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &body)
{
    const auto number = [](std::uint32_t v) {
        return QByteArray()
            .append(char(v >> 24))
            .append(char(v >> 16))
            .append(char(v >> 8))
            .append(char(v));
    };
    std::uint32_t crc = 0xffffffffU;
    for (const char c : type + body) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int k = 0; k < 8; ++k)
            crc = (crc & 1) ? (crc >> 1) ^ 0xedb88320U : crc >> 1;
    }
    return number(std::uint32_t(body.size())) + type + body + number(~crc);
}

} // namespace redoubt::test
