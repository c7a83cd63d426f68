// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tinymedia.h"

#include <QFile>
#include <QProcess>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace {

QString text(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

} // namespace

QByteArray runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForStarted())
        qFatal("%s is not installed; packaging/install test installs what tests need",
               qPrintable(program));
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        qFatal("%s did not end within two minutes", qPrintable(program));
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("%s %s failed:\n%s", qPrintable(program), qPrintable(arguments.join(u' ')),
               process.readAllStandardError().right(2000).constData());
    return process.readAllStandardOutput();
}

std::filesystem::path runFfmpeg(const QStringList &arguments, const std::filesystem::path &output)
{
    const QStringList before{u"-nostdin"_s, u"-v"_s, u"error"_s, u"-y"_s};
    const QStringList after{u"-map_metadata"_s, u"-1"_s,        u"-fflags"_s,
                            u"+bitexact"_s,     u"-flags:v"_s,  u"+bitexact"_s,
                            u"-flags:a"_s,      u"+bitexact"_s, text(output)};
    runProgram(u"ffmpeg"_s, before + arguments + after);
    return output;
}

std::filesystem::path makeVideo(const std::filesystem::path &output, const TinyVideo &video)
{
    QStringList arguments{u"-f"_s, u"lavfi"_s, u"-i"_s,
                          u"testsrc2=size=%1x%2:rate=%3"_s.arg(video.size.width())
                              .arg(video.size.height())
                              .arg(video.rate)};
    if (video.audio)
        arguments +=
            {u"-f"_s,  u"lavfi"_s, u"-i"_s,        u"sine=frequency=440:sample_rate=48000"_s,
             u"-ac"_s, u"2"_s,     u"-shortest"_s, u"-map"_s,
             u"0:v"_s, u"-map"_s,  u"1:a"_s};
    arguments += {u"-frames:v"_s, QString::number(video.frames)};
    return runFfmpeg(arguments + video.codecs, output);
}

std::filesystem::path makeTone(const std::filesystem::path &output, double seconds, int hertz,
                               int channels, int sampleRate)
{
    return runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                      u"sine=frequency=%1:sample_rate=%2:duration=%3,volume=2"_s.arg(hertz)
                          .arg(sampleRate)
                          .arg(seconds),
                      u"-ac"_s, QString::number(channels)},
                     output);
}

std::filesystem::path makeSpeech(const std::filesystem::path &output, const QString &words)
{
    runProgram(u"espeak-ng"_s,
               {u"-v"_s, u"en-us"_s, u"-s"_s, u"150"_s, u"-w"_s, text(output), words});
    return output;
}

} // namespace redoubt::test
