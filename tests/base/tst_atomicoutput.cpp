// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/atomicoutput.h"
#include "tests/support/asnobody.h"
#include "tests/support/filesizelimit.h"
#include "tests/support/tempfolder.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

namespace {

mode_t modeOf(const fs::path &path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}

} // namespace

class TestAtomicOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appearsOnlyWhenCommitted()
    {
        const TempFolder folder;
        const fs::path path = folder / "deep/er/out.bin";
        auto output = AtomicOutput::create(path);
        QVERIFY(output);
        QVERIFY((*output)->write("first "));
        QVERIFY((*output)->write("second"));
        QVERIFY(!fs::exists(path));
        QVERIFY(fs::exists((*output)->partPath()));
        QVERIFY((*output)->commit());
        QCOMPARE(readFile(path), QByteArray("first second"));
        QCOMPARE(folder.listing(), (QStringList{u"deep"_s, u"deep/er"_s, u"deep/er/out.bin"_s}));
        output = AtomicOutput::create(path); // and the committed file outlives its writer
        QCOMPARE(readFile(path), QByteArray("first second"));
    }

    void leavesNothingWhenItIsDestroyed()
    {
        const TempFolder folder;
        folder.write("out.bin", "old");
        {
            auto output = AtomicOutput::create(folder / "out.bin");
            QVERIFY(output);
            QVERIFY((*output)->write("new"));
        }
        QCOMPARE(folder.listing(), QStringList{u"out.bin"_s});
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("old"));
    }

    void replacesAnOlderFile()
    {
        const TempFolder folder;
        folder.write("out.bin", "a long old content");
        QVERIFY(writeFileAtomically(folder / "out.bin", "new"));
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("new"));
        QCOMPARE(folder.listing(), QStringList{u"out.bin"_s});
    }

    void replacesThePartOfAKilledRun()
    {
        const TempFolder folder;
        folder.write("out.bin.part", "left by a killed run, and longer than what follows");
        QVERIFY(writeFileAtomically(folder / "out.bin", "new"));
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("new"));
    }

    void doesNotFollowAPlantedLink()
    {
        const TempFolder folder;
        const fs::path victim = folder.write("victim", "precious");
        fs::create_symlink(victim, folder / "out.bin.part");
        fs::create_symlink(victim, folder / "out.bin");
        QVERIFY(writeFileAtomically(folder / "out.bin", "new"));
        QCOMPARE(readFile(victim), QByteArray("precious"));
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("new"));
        QVERIFY(!fs::is_symlink(folder / "out.bin"));
    }

    void seeksForWritersThatGoBack()
    {
        const TempFolder folder;
        auto output = AtomicOutput::create(folder / "out.bin");
        QVERIFY(output);
        QVERIFY((*output)->write("....body"));
        QCOMPARE(*(*output)->seek(0), 0);
        QVERIFY((*output)->write("head"));
        QCOMPARE(*(*output)->position(), 4);
        QVERIFY(!(*output)->seek(-1));
        QVERIFY((*output)->commit());
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("headbody"));
    }

    void nobodyElseReadsAnUnfinishedFile()
    {
        const TempFolder folder;
        const mode_t mask = ::umask(077);
        ::umask(mask);
        auto output = AtomicOutput::create(folder / "out.bin");
        QVERIFY(output);
        QCOMPARE(modeOf((*output)->partPath()), mode_t(0600));
        QVERIFY((*output)->commit());
        QCOMPARE(modeOf(folder / "out.bin"), mode_t(0666 & ~mask));
    }

    void aFullDiskLeavesTheOldFileAndNothingElse()
    {
        const TempFolder folder;
        folder.write("out.bin", "old");
        for (int limit = 0; limit < 40; limit += 3) {
            const FileSizeLimit full(limit);
            const auto written = writeFileAtomically(folder / "out.bin", QByteArray(40, 'x'));
            QVERIFY(!written);
            QCOMPARE(written.error().kind(), ErrorKind::NoSpace);
            QCOMPARE(folder.listing(), QStringList{u"out.bin"_s});
        }
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("old"));
    }

    void aFolderThatMayNotBeWrittenIsNamed()
    {
        const TempFolder folder;
        folder.write("locked/out.bin", "old");
        fs::permissions(folder.path(), fs::perms::all);
        fs::permissions(folder / "locked", fs::perms(0555));
        {
            const AsNobody nobody;
            const auto written = writeFileAtomically(folder / "locked/out.bin", "new");
            QCOMPARE(written.error().kind(), ErrorKind::PermissionDenied);
            const auto deep = writeFileAtomically(folder / "locked/a/b/out.bin", "new");
            QCOMPARE(deep.error().kind(), ErrorKind::PermissionDenied);
        }
        fs::permissions(folder / "locked", fs::perms::owner_all);
        QCOMPARE(folder.listing(), (QStringList{u"locked"_s, u"locked/out.bin"_s}));
        QCOMPARE(readFile(folder / "locked/out.bin"), QByteArray("old"));
    }

    void writesIntoAFolderThatMayNotBeListed()
    {
        const TempFolder folder;
        fs::create_directory(folder / "inbox");
        fs::permissions(folder.path(), fs::perms::all);
        fs::permissions(folder / "inbox", fs::perms(0333));
        {
            const AsNobody nobody;
            const auto written = writeFileAtomically(folder / "inbox/out.bin", "new");
            QVERIFY2(written, "the file was written, and only its folder could not be synced");
        }
        fs::permissions(folder / "inbox", fs::perms::owner_all);
        QCOMPARE(readFile(folder / "inbox/out.bin"), QByteArray("new"));
    }

    void doesNotReplaceAFolder()
    {
        const TempFolder folder;
        folder.write("out.bin/inside", "x");
        QVERIFY(!writeFileAtomically(folder / "out.bin", "new"));
        QCOMPARE(folder.listing(), (QStringList{u"out.bin"_s, u"out.bin/inside"_s}));
        QVERIFY(!writeFileAtomically(folder / "out.bin/inside/below", "new"));
    }

    void writesTheLongestNameThatAFileMayHave()
    {
        const TempFolder folder;
        const std::string longest(255, 'n');
        QVERIFY(writeFileAtomically(folder / longest, "new"));
        QCOMPARE(readFile(folder / longest), QByteArray("new"));
        QCOMPARE(folder.listing().size(), 1);
        const std::string odd = std::string(200, 'n') + std::string(55, '\xE9');
        QVERIFY(writeFileAtomically(folder / odd, "new"));
        QVERIFY(!writeFileAtomically(folder / std::string(256, 'n'), "new"));
        QCOMPARE(folder.listing().size(), 2);
    }

    void writesIntoTheCurrentFolder()
    {
        const TempFolder folder;
        const fs::path before = fs::current_path();
        fs::current_path(folder.path());
        const auto written = writeFileAtomically("out.bin", "here");
        fs::current_path(before);
        QVERIFY(written);
        QCOMPARE(readFile(folder / "out.bin"), QByteArray("here"));
    }
};

QTEST_GUILESS_MAIN(TestAtomicOutput)
#include "tst_atomicoutput.moc"
