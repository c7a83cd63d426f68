// SPDX-License-Identifier: AGPL-3.0-or-later
#include "resources/sample/facedrawing.h"
#include "resources/sample/samplewriter.h"

#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <numbers>

namespace redoubt::sample {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize(1280, 720);
constexpr int kRate = 25;
constexpr int kFrames = 11 * kRate;

struct Line
{
    const char16_t *voice;
    int atMs;
    const char16_t *words;
};

// What each voice says, and when; the phone number is spoken digit by digit, as people do.
constexpr Line kLines[] = {
    {u"en-us+m3", 300, u"Please state your name and a number where we can reach you."},
    {u"en-us+f3", 4000,
     u"My name is Maria Delgado. My number is two one two, five five five, zero one four two."},
};

/// A person who walks: where the face is at a time in seconds.
struct Walker
{
    int person;
    double height;     ///< of the face, in pixels
    QPointF from, to;  ///< centre of the face
    double begin, end; ///< seconds on screen
    double bob;        ///< how far the head goes up and down
};

constexpr Walker kWalkers[] = {
    {0, 190, {330, 330}, {470, 320}, 0.0, 11.0, 6.0},
    {3, 150, {1380, 350}, {820, 340}, 2.0, 11.0, 9.0},
    {2, 84, {-60, 250}, {1340, 262}, 1.0, 9.0, 4.0},
};

QImage background()
{
    QImage image(kSize, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient wall(0, 0, 0, kSize.height());
    wall.setColorAt(0, QColor(196, 202, 204));
    wall.setColorAt(1, QColor(150, 156, 160));
    painter.fillRect(image.rect(), wall);
    painter.fillRect(0, 560, kSize.width(), 160, QColor(104, 88, 74));
    painter.fillRect(60, 70, 210, 230, QColor(228, 236, 240));
    painter.fillRect(160, 70, 8, 230, QColor(120, 124, 128));
    painter.fillRect(1010, 110, 170, 450, QColor(122, 98, 80));
    painter.setPen(QPen(QColor(92, 72, 58), 4));
    painter.drawRect(1010, 110, 170, 450);
    return image;
}

void paintWalker(QPainter &painter, const Walker &walker, double seconds)
{
    if (seconds < walker.begin || seconds > walker.end)
        return;
    const double share = (seconds - walker.begin) / (walker.end - walker.begin);
    const double step = std::sin(seconds * 2 * std::numbers::pi * 0.9) * walker.bob;
    const QPointF centre = walker.from + (walker.to - walker.from) * share + QPointF(0, step);
    const QSizeF size(walker.height * 0.76, walker.height);
    paintFace(painter, QRectF(centre - QPointF(size.width() / 2, size.height() / 2), size),
              walker.person);
}

void paintClock(QPainter &painter, int frame)
{
    const int seconds = frame / kRate;
    const QString text = u"CAM 12  2026-03-14 10:22:%1"_s.arg(seconds + 7, 2, 10, QChar(u'0'));
    QFont font(u"DejaVu Sans Mono"_s);
    font.setPixelSize(26);
    painter.setFont(font);
    painter.fillRect(QRectF(24, 664, 470, 40), QColor(0, 0, 0));
    painter.setPen(Qt::white);
    painter.drawText(QPointF(36, 693), text);
}

Failure run(QProcess &process, const QString &program)
{
    if (!process.waitForStarted())
        return u"%1 is not installed."_s.arg(program);
    process.closeWriteChannel();
    if (!process.waitForFinished(240'000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return u"%1 failed: %2"_s.arg(
            program, QString::fromLocal8Bit(process.readAllStandardError().right(1000)));
    return {};
}

Failure speak(const Line &line, const QString &path)
{
    QProcess process;
    process.start(u"espeak-ng"_s, {u"-v"_s, QString::fromUtf16(line.voice), u"-s"_s, u"165"_s,
                                   u"-w"_s, path, QString::fromUtf16(line.words)});
    return run(process, u"espeak-ng"_s);
}

} // namespace

Failure writeInterview(const QDir &folder)
{
    const QTemporaryDir scratch;
    QStringList inputs;
    QString filter;
    QString mixed;
    int index = 0;
    for (const Line &line : kLines) {
        const QString path = scratch.filePath(u"%1.wav"_s.arg(index));
        if (Failure failure = speak(line, path))
            return failure;
        inputs += {u"-i"_s, path};
        ++index;
        filter += u"[%1:a]adelay=%2:all=1[a%1];"_s.arg(index).arg(line.atMs);
        mixed += u"[a%1]"_s.arg(index);
    }
    filter += u"%1amix=inputs=%2:normalize=0,apad,aresample=48000[speech]"_s.arg(mixed).arg(index);

    const QStringList before{u"-nostdin"_s,
                             u"-v"_s,
                             u"error"_s,
                             u"-y"_s,
                             u"-f"_s,
                             u"rawvideo"_s,
                             u"-pixel_format"_s,
                             u"bgra"_s,
                             u"-framerate"_s,
                             QString::number(kRate),
                             u"-video_size"_s,
                             u"%1x%2"_s.arg(kSize.width()).arg(kSize.height()),
                             u"-i"_s,
                             u"pipe:0"_s};
    const QStringList after{
        u"-filter_complex"_s, filter, u"-map"_s, u"0:v"_s, u"-map"_s, u"[speech]"_s, u"-frames:v"_s,
        QString::number(kFrames), u"-t"_s, QString::number(kFrames / kRate),
        // One thread and bit-exact writers: the same file on every run.
        u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"veryfast"_s, u"-crf"_s, u"22"_s, u"-g"_s, u"50"_s,
        u"-pix_fmt"_s, u"yuv420p"_s, u"-threads"_s, u"1"_s, u"-c:a"_s, u"aac"_s, u"-b:a"_s,
        u"96k"_s, u"-ac"_s, u"1"_s, u"-fflags"_s, u"+bitexact"_s, u"-flags:v"_s, u"+bitexact"_s,
        u"-flags:a"_s, u"+bitexact"_s, u"-metadata"_s, u"title=Interview of Maria Delgado"_s,
        u"-metadata"_s, u"artist=Daniel Okafor"_s, u"-metadata"_s, u"location=+40.7411-073.9897/"_s,
        u"-movflags"_s, u"+faststart"_s, folder.filePath(u"interview.mp4"_s)};

    QProcess encoder;
    encoder.start(u"ffmpeg"_s, before + inputs + after);
    if (!encoder.waitForStarted())
        return u"ffmpeg is not installed."_s;
    const QImage empty = background();
    for (int frame = 0; frame < kFrames; ++frame) {
        QImage image = empty.copy();
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        // The one farthest away is painted first.
        for (auto walker = std::rbegin(kWalkers); walker != std::rend(kWalkers); ++walker)
            paintWalker(painter, *walker, double(frame) / kRate);
        paintClock(painter, frame);
        painter.end();
        encoder.write(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
        while (encoder.bytesToWrite() > 8 * image.sizeInBytes() && encoder.waitForBytesWritten())
            continue;
    }
    while (encoder.bytesToWrite() > 0 && encoder.waitForBytesWritten())
        continue;
    return run(encoder, u"ffmpeg"_s);
}

} // namespace redoubt::sample
