// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"

#include "tests/support/tinymedia.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <fstream>
#include <sys/types.h>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

QString str(const fs::path &path)
{
    return QString::fromStdString(path.string());
}

CliRunner::CliRunner(const TempFolder &folder)
    : m_temporary(folder / "tmp")
    , m_home(folder / "home")
{
    fs::create_directories(m_temporary);
    fs::create_directories(m_home);
    environment.insert(u"REDOUBT_PASSPHRASE"_s, u"correct horse battery staple"_s);
}

CliResult CliRunner::start(const char *program, const QStringList &arguments,
                           const QByteArray &input, int signal, int afterMs) const
{
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    env.insert(u"TMPDIR"_s, str(m_temporary));
    env.insert(u"HOME"_s, str(m_home));
    env.insert(u"XDG_STATE_HOME"_s, str(m_home / "state"));
    env.insert(u"REDOUBT_STATE_DIR"_s, str(m_home / "state"));
    env.insert(u"QT_LOGGING_RULES"_s,
               u"redoubt.*=true"_s); // whatever is logged at all must hold no contents
    for (auto it = environment.begin(); it != environment.end(); ++it)
        env.insert(it.key(), it.value());
    QProcess process;
    process.setProcessEnvironment(env);
    process.start(QString::fromLocal8Bit(program), arguments);
    if (!process.waitForStarted())
        qFatal("%s does not start", program);
    process.write(input);
    process.closeWriteChannel();
    // Waiting for what has ended already fails.
    bool ended = signal != 0 && process.waitForFinished(afterMs);
    if (signal != 0 && !ended)
        ::kill(pid_t(process.processId()), signal);
    CliResult result;
    ended = ended || process.waitForFinished(timeoutMs);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    } else {
        result.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode()
                      : signal                                     ? 128 + signal
                                                                   : -1;
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

CliResult CliRunner::run(const QStringList &arguments, const QByteArray &input) const
{
    return start(REDOUBT_CLI, arguments, input, 0, 0);
}

CliResult CliRunner::runLeaky(const QStringList &arguments) const
{
    return start(REDOUBT_CLI_LEAKY, arguments, {}, 0, 0);
}

CliResult CliRunner::runAndSignal(const QStringList &arguments, int signal, int afterMs) const
{
    return start(REDOUBT_CLI, arguments, {}, signal, afterMs);
}

fs::path makeNote(const fs::path &path)
{
    std::ofstream(path) << "Interview note.\n\nName: " << kPerson << "\nPhone: " << kPhone
                        << "\nThe weather was fine and nothing else happened.\n";
    return path;
}

fs::path makeTable(const fs::path &path)
{
    std::ofstream(path) << "name,phone,colour\r\n"
                        << kPerson << "," << kPhone << ",green\r\nNobody,,\"blue, light\"\r\n";
    return path;
}

fs::path makeLetter(const fs::path &pdf)
{
    fs::create_directories(pdf.parent_path());
    QPdfWriter writer(str(pdf));
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setTitle(u"Letter to %1"_s.arg(QString::fromLatin1(kPerson)));
    QPainter painter(&writer);
    painter.setFont(QFont(u"Liberation Sans"_s, 12));
    painter.drawText(QPoint(1000, 1500), u"Name: %1"_s.arg(QString::fromLatin1(kPerson)));
    painter.drawText(QPoint(1000, 2000), u"Phone: %1"_s.arg(QString::fromLatin1(kPhone)));
    painter.drawText(QPoint(1000, 2500), u"The surviving sentence stays searchable."_s);
    writer.newPage();
    painter.drawText(QPoint(1000, 1500), u"Second page without anything personal."_s);
    return pdf;
}

fs::path makePicture(const fs::path &picture)
{
    QImage image(900, 360, QImage::Format_RGB888);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(QFont(u"Liberation Sans"_s, 28));
    painter.drawText(40, 100, u"Phone: %1"_s.arg(QString::fromLatin1(kPhone)));
    painter.drawText(40, 220, u"Nothing else to see here"_s);
    painter.end();
    if (!image.save(str(picture)))
        qFatal("the picture cannot be written");
    return picture;
}

MixedCase MixedCase::make(const TempFolder &folder)
{
    MixedCase mixed{folder / "evidence"};
    fs::create_directories(mixed.folder / "papers");
    makeNote(mixed.folder / "note.txt");
    makeTable(mixed.folder / "table.csv");
    makeLetter(mixed.folder / "papers/letter.pdf");
    makePicture(mixed.folder / "papers/card.png");
    makeVideo(mixed.folder / "clip.mp4", {.size = {320, 240}, .frames = 30});
    makeSpeech(mixed.folder / "voice.wav",
               u"My name is Zebedee and I saw nothing at all that day."_s);
    return mixed;
}

QStringList filesWith(const fs::path &folder, const QByteArray &secret)
{
    QByteArray wide;
    for (const char c : secret)
        wide.append(c).append('\0');
    QStringList found;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.file_size() == 0)
            continue;
        const QByteArray bytes = readFile(entry.path());
        if (bytes.contains(secret) || bytes.contains(wide))
            found.append(str(entry.path()));
    }
    return found;
}

} // namespace redoubt::test
