// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/layering/sourcerules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

const QtHeaders &qt()
{
    static const QtHeaders headers(QStringLiteral(QT_INCLUDE_FOLDER));
    return headers;
}

QStringList sources()
{
    const QDir root(QStringLiteral(SOURCE_FOLDER));
    QStringList files;
    for (const QString &top : {u"core"_s, u"ui"_s, u"app"_s, u"tests"_s, u"resources"_s}) {
        QDirIterator it(root.filePath(top), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(root.relativeFilePath(it.next()));
    }
    files.sort();
    return files;
}

/// A source that breaks nothing, with more lines after its first two.
QString source(const QString &lines)
{
    return u"// SPDX-License-Identifier: AGPL-3.0-or-later\n#pragma once\n\n"_s + lines;
}

QString including(const QString &header)
{
    return source(u"#include "_s + header + u'\n');
}

} // namespace

class TestLayering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySourceKeepsTheRules()
    {
        const QStringList files = sources();
        QVERIFY2(files.size() > 60, "the sources were not found");
        QStringList broken;
        for (const QString &path : files) {
            QFile file(QStringLiteral(SOURCE_FOLDER "/") + path);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            broken += violations(path, QString::fromUtf8(file.readAll()), qt());
        }
        QVERIFY2(broken.isEmpty(), qPrintable(u'\n' + broken.join(u'\n')));
    }

    void acceptsWhatTheDesignAllows_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("header");
        const auto row = [](const char *path, const QString &header) {
            QTest::addRow("%s %s", path, qPrintable(header)) << QString::fromLatin1(path) << header;
        };
        row("core/jobs/a.h", u"\"core/base/ids.h\""_s);
        row("core/vault/a.cpp", u"\"core/jobs/jobcontext.h\""_s);
        row("core/casefile/a.h", u"\"core/vault/vault.h\""_s);
        row("core/detect/a.h", u"\"core/media/videoreader.h\""_s);
        row("core/redact/a.cpp", u"\"core/document/docmodel.h\""_s);
        row("core/release/a.cpp", u"\"core/verify/verify.h\""_s);
        row("core/release/a.cpp", u"\"core/medium/mediumtable.h\""_s);
        row("core/medium/a.cpp", u"\"core/redact/plan/plan.h\""_s);
        row("core/vault/a.cpp", u"\"core/vault/vault_p.h\""_s);
        row("ui/review/a.cpp", u"\"core/casefile/reviewsheet.h\""_s);
        row("ui/review/a.h", u"<QWidget>"_s);
        row("app/main.cpp", u"\"ui/shell/mainwindow.h\""_s);
        row("core/media/a.cpp", u"<libavcodec/avcodec.h>"_s);
        row("core/media/a_p.h", u"<opencv2/core.hpp>"_s);
        row("core/media/a.h", u"<vector>"_s);
        row("core/media/a.h", u"<QImage>"_s);
        row("core/media/a.h", u"<QtGui/QImage>"_s);
        row("core/base/a.h", u"<QtGlobal>"_s);
        row("core/casefile/a.h", u"<QUndoCommand>"_s);
        row("core/casefile/a.cpp", u"<QSqlDatabase>"_s);
        row("tests/base/tst_ids.cpp", u"\"tst_ids.moc\""_s);
        row("tests/base/tst_ids.cpp", u"<sodium.h>"_s);
    }
    void acceptsWhatTheDesignAllows()
    {
        QFETCH(QString, path);
        QFETCH(QString, header);
        QCOMPARE(violations(path, including(header), qt()), QStringList());
    }

    void refusesWhatTheDesignForbids_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("header");
        const auto row = [](const char *path, const QString &header) {
            QTest::addRow("%s %s", path, qPrintable(header)) << QString::fromLatin1(path) << header;
        };
        // Arrows that lead back or across
        row("core/base/a.cpp", u"\"core/jobs/jobcontext.h\""_s);
        row("core/finding/a.h", u"\"core/casefile/item.h\""_s);
        row("core/finding/a.h", u"\"core/jobs/jobcontext.h\""_s);
        row("core/media/a.cpp", u"\"core/finding/finding.h\""_s);
        row("core/media/a.cpp", u"\"core/vault/vault.h\""_s);
        row("core/text/a.cpp", u"\"core/casefile/item.h\""_s);
        row("core/detect/a.cpp", u"\"core/casefile/item.h\""_s);
        row("core/verify/a.cpp", u"\"core/redact/plan.h\""_s);
        row("ui/canvas/a.cpp", u"\"ui/review/thumbnails.h\""_s);
        row("ui/common/a.cpp", u"\"ui/canvas/player.h\""_s);
        row("ui/jobs/a.cpp", u"\"ui/shell/mainwindow.h\""_s);
        row("core/verify/a.cpp", u"\"core/document/docmodel.h\""_s);
        row("core/verify/a.cpp", u"\"core/media/videoreader.h\""_s);
        row("core/release/a.cpp", u"\"core/detect/detector.h\""_s);
        row("core/redact/a.cpp", u"\"core/medium/mediumtable.h\""_s);
        row("core/verify/a.cpp", u"\"core/medium/medium.h\""_s);
        row("core/casefile/a.cpp", u"\"core/medium/mediumtable.h\""_s);
        row("core/medium/a.cpp", u"\"core/release/release.h\""_s);
        row("core/vault/a.cpp", u"\"core/finding/finding.h\""_s);
        row("core/base/a.cpp", u"\"ui/common/theme.h\""_s);
        row("ui/shell/a.cpp", u"\"app/composition.h\""_s);
        row("core/base/a.cpp", u"\"tests/support/shared.h\""_s);
        row("app/main.cpp", u"\"tests/support/shared.h\""_s);
        row("core/invented/a.cpp", u"\"core/jobs/jobcontext.h\""_s);
        row("core/release/a.cpp", u"\"core/vault/vault_p.h\""_s);
        row("ui/shell/a.cpp", u"\"core/vault/vault_p.h\""_s);
        // Third parties in headers
        row("core/vault/a.h", u"<sodium.h>"_s);
        row("core/media/a.h", u"<libavcodec/avcodec.h>"_s);
        row("core/detect/a.h", u"<opencv2/core.hpp>"_s);
        row("ui/canvas/a.h", u"<poppler-qt6.h>"_s);
        row("app/cli/a.h", u"<CLI/CLI.hpp>"_s);
        row("core/base/a.h", u"<unistd.h>"_s);
        // Windows in core, by every name
        row("core/base/a.cpp", u"<QWidget>"_s);
        row("core/base/a.cpp", u"<QtWidgets/QWidget>"_s);
        row("core/base/a.cpp", u"<QtWidgets>"_s);
        row("core/base/a.cpp", u"<qwidget.h>"_s);
        row("core/base/a.cpp", u"<QApplication>"_s);
        row("core/media/a.cpp", u"<QPixmap>"_s);
        row("core/media/a.cpp", u"<QtGui/QIcon>"_s);
        row("core/casefile/a.h", u"<QAction>"_s);
        row("core/casefile/a.h", u"<QCursor>"_s);
        row("core/media/a.cpp", u"<QMediaPlayer>"_s);
        // Sockets anywhere
        row("core/base/a.cpp", u"<QNetworkAccessManager>"_s);
        row("ui/shell/a.cpp", u"<QtNetwork/QTcpSocket>"_s);
        row("app/main.cpp", u"<QLocalServer>"_s);
        // Paths that are not from the root
        row("core/base/a.cpp", u"\"ids.h\""_s);
        row("core/base/a.cpp", u"\"../jobs/jobcontext.h\""_s);
        row("core/jobs/a.cpp", u"\"core/jobs/../base/ids.h\""_s);
        row("tests/base/tst_a.cpp", u"\"shared.h\""_s);
        row("tests/base/tst_a.cpp", u"\"tst_b.moc\""_s);
    }
    void refusesWhatTheDesignForbids()
    {
        QFETCH(QString, path);
        QFETCH(QString, header);
        QCOMPARE(violations(path, including(header), qt()).size(), 1);
        QCOMPARE(violations(path, source(u"  #  include  "_s + header), qt()).size(), 1);
    }

    void keepsForeignBytesOutOfWindowAndCommandLine()
    {
        const QString line = u"    auto reader = media::VideoReader::open(source, 0, {}, {});"_s;
        for (const char *path : {"ui/canvas/a.cpp", "app/cli/a.cpp"})
            QCOMPARE(violations(QString::fromLatin1(path), source(line), qt()).size(), 1);
        for (const char *path : {"core/workflow/a.cpp", "tests/media/tst_a.cpp"})
            QCOMPARE(violations(QString::fromLatin1(path), source(line), qt()), QStringList());
    }

    void refusesSourcesWithoutTheirFirstLines()
    {
        QCOMPARE(violations(u"core/base/a.h"_s, u"#pragma once\n"_s, qt()).size(), 1);
        QCOMPARE(violations(u"core/base/a.cpp"_s, QString(), qt()).size(), 1);
        const QString noPragma = u"// SPDX-License-Identifier: AGPL-3.0-or-later\n\nint a;\n"_s;
        QCOMPARE(violations(u"core/base/a.h"_s, noPragma, qt()).size(), 1);
        QCOMPARE(violations(u"core/base/a.cpp"_s, noPragma, qt()).size(), 0);
    }

    void refusesUnfinishedWorkAndEndlessFiles()
    {
        for (const QString &word : {u"TO"_s + u"DO"_s, u"FIX"_s + u"ME"_s})
            QCOMPARE(
                violations(u"tests/a.cpp"_s, source(u"// "_s + word + u": later\n"_s), qt()).size(),
                1);
        QCOMPARE(violations(u"tests/a.cpp"_s, source(u"// TODOS\n"_s), qt()).size(), 0);
        QCOMPARE(violations(u"app/a.cpp"_s, source(QString(996, u'\n')), qt()).size(), 0);
        QCOMPARE(violations(u"app/a.cpp"_s, source(QString(997, u'\n')), qt()).size(), 1);
    }

    void onlyDetectorsKnowFaces()
    {
        const QString line = source(u"if (f.type == FindingType::Face)\n"_s);
        for (const QString &path : {u"core/release/a.cpp"_s, u"ui/review/a.cpp"_s,
                                    u"core/detect/pageanalysis.cpp"_s, u"app/cli/a.cpp"_s})
            QCOMPARE(violations(path, line, qt()).size(), 1);
        for (const QString &path :
             {u"core/detect/yunet.cpp"_s, u"core/finding/findingtype.cpp"_s, u"tests/a.cpp"_s})
            QCOMPARE(violations(path, line, qt()).size(), 0);
    }

    void namesFileAndLine()
    {
        const QStringList found = violations(u"core/base/a.cpp"_s, including(u"<QWidget>"_s), qt());
        QCOMPARE(found.size(), 1);
        QVERIFY(found.first().startsWith(u"core/base/a.cpp:4: "));
    }
};

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"
