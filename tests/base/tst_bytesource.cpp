// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/bytesource.h"
#include "tests/support/faultysource.h"
#include "tests/support/tempfolder.h"

#include <QCryptographicHash>
#include <QTest>

#include <random>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::test;

namespace {

QByteArray someBytes(int size)
{
    std::mt19937 engine(7);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &c : bytes)
        c = char(engine());
    return bytes;
}

} // namespace

class TestByteSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndMemoryReadAlike()
    {
        const TempFolder folder;
        const QByteArray bytes = someBytes(10'000);
        const auto file = openFileSource(folder.write("a.bin", bytes));
        QVERIFY(file);
        const auto memory = memorySource(bytes);
        std::mt19937 engine(3);
        for (int i = 0; i < 2000; ++i) {
            const qint64 offset = engine() % 10'200;
            const qint64 size = engine() % 300;
            const QByteArray expected = bytes.mid(offset, size);
            QCOMPARE(*(*file)->read(offset, size), expected);
            QCOMPARE(*memory->read(offset, size), expected);
        }
        QCOMPARE((*file)->size(), 10'000);
        QCOMPARE(*(*file)->readAll(10'000), bytes);
        QCOMPARE(*memory->readAll(10'000), bytes);
    }

    void readingAtOrBehindTheEndGivesNothing()
    {
        const auto source = memorySource("abc");
        std::array<char, 8> out{};
        QCOMPARE(*source->readAt(2, out), 1);
        QCOMPARE(*source->readAt(3, out), 0);
        QCOMPARE(*source->readAt(std::numeric_limits<qint64>::max(), out), 0);
        QCOMPARE(*source->readAt(0, {}), 0);
        QCOMPARE(*source->read(0, -5), QByteArray());
        QCOMPARE(*memorySource({})->readAll(0), QByteArray());
    }

    void readAllRefusesMoreThanItsLimit()
    {
        const auto source = memorySource(QByteArray(100, 'x'));
        QVERIFY(source->readAll(100));
        QCOMPARE(source->readAll(99).error().kind(), ErrorKind::Limit);
    }

    void refusesWhatIsNotARegularFile()
    {
        const TempFolder folder;
        QCOMPARE(openFileSource(folder / "none").error().kind(), ErrorKind::NotFound);
        QCOMPARE(openFileSource(folder.path()).error().kind(), ErrorKind::Unsupported);
        QCOMPARE(openFileSource("/dev/zero").error().kind(), ErrorKind::Unsupported);
        const auto pipe = folder / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(openFileSource(pipe).error().kind(), ErrorKind::Unsupported);
    }

    void opensNamesThatAreNotUtf8()
    {
        const TempFolder folder;
        const auto file = openFileSource(folder.write("caf\xE9.txt", "coffee"));
        QVERIFY(file);
        QCOMPARE(*(*file)->readAll(100), QByteArray("coffee"));
    }

    void aFileThatShrinksWhileItIsReadIsAnError()
    {
        const TempFolder folder;
        const auto path = folder.write("a.bin", QByteArray(5000, 'x'));
        const auto file = openFileSource(path);
        QVERIFY(file);
        QCOMPARE(::truncate(path.c_str(), 1000), 0);
        QCOMPARE((*file)->readAll(5000).error().kind(), ErrorKind::Io);
        QCOMPARE(sha256(**file).error().kind(), ErrorKind::Io);
        QCOMPARE(*(*file)->read(0, 1000), QByteArray(1000, 'x'));
    }

    void aFileThatGrowsKeepsItsFirstLength()
    {
        const TempFolder folder;
        const auto path = folder.write("a.bin", "first");
        const auto file = openFileSource(path);
        QVERIFY(file);
        folder.write("a.bin", "first and then more");
        QCOMPARE((*file)->size(), 5);
        QCOMPARE(*(*file)->read(0, 100), QByteArray("first"));
    }

    void hashesLikeQt()
    {
        for (const int size : {0, 1, 63, 64, 1 << 20, (1 << 20) + 1, 3'000'000}) {
            const QByteArray bytes = someBytes(size);
            QCOMPARE(*sha256(*memorySource(bytes)),
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        }
    }

    void hashingStopsWhenAsked()
    {
        const auto source = memorySource(QByteArray(5 << 20, 'x'));
        int asked = 0;
        const auto result = sha256(*source, [&] { return ++asked == 3; });
        QCOMPARE(result.error().kind(), ErrorKind::Cancelled);
        QCOMPARE(asked, 3);
    }

    void aSourceThatFailsOrEndsEarlyNeverGivesAHash()
    {
        const QByteArray bytes = someBytes(300);
        const QByteArray whole = *sha256(*memorySource(bytes));
        for (int at = 0; at < bytes.size(); ++at) {
            for (const Fault fault : {Fault::Fail, Fault::Shorten}) {
                const FaultySource source(bytes, fault, at);
                const auto hash = sha256(source);
                QVERIFY2(!hash, "the hash of a part was given for the whole");
                QCOMPARE(hash.error().kind(), ErrorKind::Io);
                QVERIFY2(!source.readAll(1000), "a part was given for the whole");
            }
            QVERIFY(*sha256(FaultySource(bytes, Fault::Flip, at)) != whole);
        }
        QCOMPARE(*sha256(FaultySource(bytes, Fault::None, 0)), whole);
    }

    void severalThreadsReadAtOnce()
    {
        const TempFolder folder;
        const QByteArray bytes = someBytes(200'000);
        const auto file = openFileSource(folder.write("a.bin", bytes));
        QVERIFY(file);
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                std::mt19937 engine{unsigned(t)};
                for (int i = 0; i < 500; ++i) {
                    const qint64 offset = engine() % 200'000;
                    const auto got = (*file)->read(offset, 1000);
                    if (!got || *got != bytes.mid(offset, 1000))
                        ++wrong;
                }
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestByteSource)
#include "tst_bytesource.moc"
