// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>
#include <QStringList>

#include <filesystem>

namespace redoubt::test {

/// Runs a program and returns its standard output. Stops the test program with the program's own
/// message when it is not installed, fails, or takes longer than two minutes.
QByteArray runProgram(const QString &program, const QStringList &arguments);

/// Runs ffmpeg with the arguments between "-y" and the output file, bit-exact, so that two runs
/// give equal files.
std::filesystem::path runFfmpeg(const QStringList &arguments, const std::filesystem::path &output);

/// What a small generated video holds.
struct TinyVideo
{
    QSize size{160, 120};
    int frames = 25;
    QString rate = QStringLiteral("25");
    bool audio = true; ///< a 440 Hz tone as long as the video, 48 kHz stereo
    /// Codec arguments; the container follows from the file's suffix.
    QStringList codecs{QStringLiteral("-c:v"),     QStringLiteral("libx264"),
                       QStringLiteral("-preset"),  QStringLiteral("ultrafast"),
                       QStringLiteral("-threads"), QStringLiteral("1"),
                       QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p"),
                       QStringLiteral("-c:a"),     QStringLiteral("aac")};
};

/// A video of FFmpeg's test picture, which differs in every frame.
std::filesystem::path makeVideo(const std::filesystem::path &output, const TinyVideo &video = {});

/// A sine tone of 0.25 amplitude; format and codec follow from the suffix.
std::filesystem::path makeTone(const std::filesystem::path &output, double seconds, int hertz = 440,
                               int channels = 1, int sampleRate = 16000);

/// English speech by espeak-ng as 22 050 Hz mono WAV.
std::filesystem::path makeSpeech(const std::filesystem::path &output, const QString &words);

} // namespace redoubt::test
