// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"
#include "tests/support/asnobody.h"
#include "tests/support/tempfolder.h"

#include <QTest>

#include <random>
#include <set>
#include <sys/stat.h>

using namespace redoubt;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

namespace {

QStringList relatives(const InputList &list)
{
    QStringList names;
    for (const InputFile &file : list.files)
        names.append(displayName(file.relative));
    return names;
}

QStringList skippedNames(const InputList &list)
{
    QStringList names;
    for (const SkippedInput &skipped : list.skipped)
        names.append(displayName(skipped.path.filename()));
    std::sort(names.begin(), names.end());
    return names;
}

std::string randomName(std::mt19937 &engine)
{
    std::string name;
    for (unsigned i = engine() % 12 + 1; i > 0; --i) {
        const char c = char(engine());
        name += c == '\0' || c == '/' ? 'x' : c;
    }
    return name;
}

} // namespace

class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsOddBytesAsPercentCodes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QByteArray("a b.txt") << u"a b.txt"_s;
        QTest::newRow("accents") << QByteArray("café.txt") << u"café.txt"_s;
        QTest::newRow("emoji") << QByteArray("\xF0\x9F\x98\x80.png") << u"😀.png"_s;
        QTest::newRow("Latin-1") << QByteArray("caf\xE9.txt") << u"caf%E9.txt"_s;
        QTest::newRow("cut emoji") << QByteArray("a\xF0\x9F\x98") << u"a%F0%9F%98"_s;
        QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << u"%C0%AF"_s;
        QTest::newRow("overlong, three bytes") << QByteArray("\xE0\x80\xAF") << u"%E0%80%AF"_s;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << u"%ED%A0%80"_s;
        QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << u"%F4%90%80%80"_s;
        QTest::newRow("escape sequence") << QByteArray("a\x1B[31m") << u"a%1B[31m"_s;
        QTest::newRow("line break") << QByteArray("a\nb") << u"a%0Ab"_s;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFx") << u"\uFEFFx"_s;
    }
    void showsOddBytesAsPercentCodes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, shown);
        QCOMPARE(displayName(fs::path(bytes.toStdString())), shown);
    }

    void namesOfValidUtf8RoundTrip()
    {
        for (const QString &name : {u"a.txt"_s, u"deep/er/file"_s, u"100%"_s, u"日本語.pdf"_s,
                                    u"😀"_s, u"\uFEFFmark"_s, u"e\u0301"_s})
            QCOMPARE(displayName(pathFromString(name)), name);
    }

    void everyNameShowsAsCleanText()
    {
        std::mt19937 engine(11);
        for (int i = 0; i < 20'000; ++i) {
            const QString shown = displayName(fs::path(randomName(engine)));
            QVERIFY(!shown.isEmpty() && shown.isValidUtf16());
            QVERIFY(!shown.contains(QChar::ReplacementCharacter) || shown.contains(u"\uFFFD"_s));
            for (const QChar c : shown)
                QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x7F);
        }
    }

    void portablePathsStayBelowTheirFolder_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("portable");
        QTest::newRow("plain") << QByteArray("a/b.txt") << u"a/b.txt"_s;
        QTest::newRow("parents") << QByteArray("../../etc/passwd") << u"etc/passwd"_s;
        QTest::newRow("absolute") << QByteArray("/etc/passwd") << u"etc/passwd"_s;
        QTest::newRow("two slashes") << QByteArray("//etc/passwd") << u"etc/passwd"_s;
        QTest::newRow("nothing but slashes") << QByteArray("//") << u""_s;
        QTest::newRow("dots inside") << QByteArray("a/../../b/./c") << u"a/b/c"_s;
        QTest::newRow("odd bytes") << QByteArray("x\xFF/y\xFE") << u"x%FF/y%FE"_s;
        QTest::newRow("trailing slash") << QByteArray("a/b/") << u"a/b"_s;
    }
    void portablePathsStayBelowTheirFolder()
    {
        QFETCH(QByteArray, path);
        QTEST(displayName(portableRelativePath(fs::path(path.toStdString()))), "portable");
    }

    void portableNamesFitEveryFileSystem()
    {
        // Built by QByteArray: GCC 12 warns falsely about std::string's operator+ here.
        const QByteArray many(250, '\xE9');
        const fs::path longest((many + "\xE9.pdf").toStdString());
        const fs::path portable = portableRelativePath(longest);
        QVERIFY(portable.native().size() <= 240);
        QCOMPARE(portable.extension(), fs::path(".pdf"));
        QVERIFY2(portable != portableRelativePath((many + "\xEA.pdf").toStdString()),
                 "two long names became one");
        QCOMPARE(portableRelativePath(longest), portable);
        const fs::path accents = portableRelativePath(
            fs::path(QString(84, u'é').toStdString() + std::string(100, '\xFF')));
        QVERIFY2(QString::fromUtf8(accents.c_str()).isValidUtf16() &&
                     !QString::fromUtf8(accents.c_str()).contains(QChar::ReplacementCharacter),
                 "a letter was cut in two");
    }

    void walksFoldersInOneOrder()
    {
        const TempFolder folder;
        for (const char *name : {"b.txt", "a/z.txt", "a/a.txt", "Z.txt", "a.txt"})
            folder.write(name, "x");
        const InputList list = walkInputs({folder.path()});
        QCOMPARE(relatives(list),
                 (QStringList{u"Z.txt"_s, u"a.txt"_s, u"a/a.txt"_s, u"a/z.txt"_s, u"b.txt"_s}));
        QVERIFY(list.skipped.empty());
        for (const InputFile &file : list.files)
            QCOMPARE(file.path, folder / file.relative);
    }

    void namesThatAreNotUtf8AreNotLost()
    {
        const TempFolder folder;
        folder.write("caf\xE9.txt", "x");
        folder.write("caf\xE9/\xFF.txt", "x");
        const InputList list = walkInputs({folder.path()});
        QCOMPARE(relatives(list), (QStringList{u"caf%E9.txt"_s, u"caf%E9/%FF.txt"_s}));
        for (const InputFile &file : list.files)
            QVERIFY(fs::exists(file.path));
    }

    void doesNotFollowLinksInsideFolders()
    {
        const TempFolder folder;
        const TempFolder elsewhere;
        elsewhere.write("secret.txt", "x");
        folder.write("a.txt", "x");
        fs::create_directory_symlink(elsewhere.path(), folder / "outside");
        fs::create_directory_symlink(folder.path(), folder / "loop");
        fs::create_symlink(folder / "a.txt", folder / "same");
        fs::create_symlink(folder / "nowhere", folder / "dangling");
        const InputList list = walkInputs({folder.path()});
        QCOMPARE(relatives(list), QStringList{u"a.txt"_s});
        QCOMPARE(skippedNames(list),
                 (QStringList{u"dangling"_s, u"loop"_s, u"outside"_s, u"same"_s}));
        for (const SkippedInput &skipped : list.skipped)
            QCOMPARE(skipped.error.kind(), ErrorKind::Unsupported);
    }

    void aLinkThatIsNamedIsFollowed()
    {
        const TempFolder folder;
        folder.write("real/a.txt", "x");
        fs::create_directory_symlink(folder / "real", folder / "link");
        QCOMPARE(relatives(walkInputs({folder / "link"})), QStringList{u"a.txt"_s});
    }

    void namesPipesAndMissingInputsAsSkipped()
    {
        const TempFolder folder;
        folder.write("in/a.txt", "x");
        QCOMPARE(::mkfifo((folder / "in/pipe").c_str(), 0600), 0);
        const InputList inside = walkInputs({folder / "in"});
        QCOMPARE(relatives(inside), QStringList{u"a.txt"_s});
        QCOMPARE(skippedNames(inside), QStringList{u"pipe"_s});
        const InputList named = walkInputs({folder / "in/pipe", folder / "none", "/dev/null"});
        QVERIFY(named.files.empty());
        QCOMPARE(named.skipped.size(), 3u);
        QCOMPARE(named.skipped[0].error.kind(), ErrorKind::Unsupported);
        QCOMPARE(named.skipped[1].error.kind(), ErrorKind::NotFound);
        QCOMPARE(named.skipped[2].error.kind(), ErrorKind::Unsupported);
    }

    void namesAFolderThatMayNotBeReadAsSkipped()
    {
        const TempFolder folder;
        folder.write("locked/a.txt", "x");
        folder.write("b.txt", "x");
        fs::permissions(folder.path(), fs::perms::all);
        fs::permissions(folder / "locked", fs::perms::none);
        const InputList list = [&] {
            const AsNobody nobody;
            return walkInputs({folder.path()});
        }();
        fs::permissions(folder / "locked", fs::perms::owner_all);
        QCOMPARE(relatives(list), QStringList{u"b.txt"_s});
        QCOMPARE(list.skipped.size(), 1u);
        QCOMPARE(list.skipped[0].error.kind(), ErrorKind::PermissionDenied);
    }

    void sameNamesGetDifferentOnes()
    {
        const TempFolder folder;
        const auto one = folder.write("1/a.txt", "x");
        const auto two = folder.write("2/a.txt", "x");
        const auto taken = folder.write("3/a (2).txt", "x");
        QCOMPARE(relatives(walkInputs({one, taken, two, one})),
                 (QStringList{u"a.txt"_s, u"a (2).txt"_s, u"a (3).txt"_s, u"a (4).txt"_s}));
        QCOMPARE(relatives(walkInputs({folder / "1", folder / "2"})),
                 (QStringList{u"a.txt"_s, u"a (2).txt"_s}));
    }

    void namesThatOnlyLookAlikeGetDifferentOutputs()
    {
        const TempFolder folder;
        folder.write("\xE9.txt", "odd bytes");
        folder.write("%E9.txt", "the same, spelled out");
        const InputList list = walkInputs({folder.path()});
        QCOMPARE(list.files.size(), 2u);
        std::set<fs::path> outputs;
        for (const InputFile &file : list.files)
            outputs.insert(portableRelativePath(file.relative));
        QCOMPARE(outputs.size(), 2u);
    }

    void stopsWalkingWhenAsked()
    {
        const TempFolder folder;
        for (int i = 0; i < 50; ++i)
            folder.write("d" + std::to_string(i) + "/a.txt", "x");
        int asked = 0;
        const InputList list = walkInputs({folder.path()}, [&] { return ++asked > 5; });
        QVERIFY(list.files.size() < 50);
    }
};

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
