// SPDX-License-Identifier: AGPL-3.0-or-later
// Closing a vault under the hands of everything that uses it: nobody finds a key or a byte
// afterwards, and nobody touches what is gone. Meant for the sanitizers, too.
#include "tests/vault/vaultsupport.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;

namespace {

constexpr int kRounds = 12;
constexpr qsizetype kSize = 3'000'000;

/// An open vault with one object of each kind of storage.
struct Open
{
    Open()
    {
        auto made = Vault::create(folder.path() / "v", secret("one"), kCheap);
        if (!made)
            qFatal("create");
        vault = *std::move(made);
        const auto known = [](const QByteArray &) { return std::optional<ObjectId>(); };
        plain = vault->seal(*memorySource(noise(kSize)), Modality::Video, known, {})->id;
        packed = vault
                     ->seal(*memorySource(QByteArray(kSize, 'a')), Modality::Text, known, {},
                            Compression::Zstd)
                     ->id;
    }
    TempFolder folder;
    std::shared_ptr<Vault> vault; // shared with the threads
    ObjectId plain;
    ObjectId packed;
};

/// One kind of work on a vault, begun again and again until it is told that the vault is closed.
struct Kind
{
    const char *name;
    std::function<Result<void>(const Open &, int round)> once;
};

Result<void> readAll(const Open &open, ObjectId id)
{
    const auto source = open.vault->open(id);
    if (!source)
        return source.error();
    const auto bytes = (*source)->readAll(kSize);
    return bytes ? Result<void>() : bytes.error();
}

const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all{
        {"read", [](const Open &open, int) { return readAll(open, open.plain); }},
        {"read compressed", [](const Open &open, int) { return readAll(open, open.packed); }},
        {"verify", [](const Open &open, int) { return open.vault->verify(open.plain, {}); }},
        {"seal",
         [](const Open &open, int round) -> Result<void> {
             const auto sealed = open.vault->seal(
                 *memorySource(noise(kSize, quint32(100 + round))), Modality::Audio,
                 [](const QByteArray &) { return std::optional<ObjectId>(); }, {});
             return sealed ? Result<void>() : sealed.error();
         }},
        {"pack",
         [](const Open &open, int round) {
             PackRequest request;
             request.items.push_back(
                 {"a", ItemKind::Video, kSize, QByteArray(32, 'x'), open.plain});
             return packVault(*open.vault, request,
                              open.folder.path() / ("p" + std::to_string(round / 1000)), {});
         }},
        {"row",
         [](const Open &open, int) -> Result<void> {
             const auto row = open.vault->sealRow("plain", "context");
             if (!row)
                 return row.error();
             const auto back = open.vault->openRow(*row, "context");
             return back ? Result<void>() : back.error();
         }},
        {"unfinished work",
         [](const Open &open, int round) -> Result<void> {
             const auto work = open.vault->openWork(ItemId::random(), "purpose");
             if (!work)
                 return JobContext::cancelledError("test");
             work->keep("question", QByteArray::number(round));
             std::ignore = work->find("question");
             return {};
         }},
    };
    return all;
}

} // namespace

class TestVaultClose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecrets()); }

    void everythingEndsWithCancelled_data()
    {
        QTest::addColumn<int>("kind");
        for (size_t i = 0; i < kinds().size(); ++i)
            QTest::newRow(kinds()[i].name) << int(i);
    }
    void everythingEndsWithCancelled()
    {
        QFETCH(int, kind);
        const Kind &work = kinds()[size_t(kind)];
        for (int round = 0; round < kRounds; ++round) {
            const auto open = std::make_shared<Open>();
            std::atomic<int> wrong = 0;
            std::latch running(2);
            std::vector<std::jthread> threads;
            for (int n = 0; n < 2; ++n) {
                threads.emplace_back([&, n] {
                    running.count_down();
                    for (int i = n * 1000;; ++i) {
                        const auto done = work.once(*open, i);
                        if (!done) {
                            wrong += done.error().kind() == ErrorKind::Cancelled ? 0 : 1;
                            return;
                        }
                    }
                });
            }
            running.wait();
            QTest::qSleep(round); // somewhere in the middle
            QElapsedTimer timer;
            timer.start();
            open->vault->close();
            QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
            threads.clear();
            QCOMPARE(wrong.load(), 0);
            // Others may write, the same process too.
            QVERIFY(Vault::open(open->folder.path() / "v", secret("one"), Access::ReadWrite));
        }
    }

    void aReaderAnswersCancelledAfterClose()
    {
        Open open;
        for (const ObjectId id : {open.plain, open.packed}) {
            const auto source = open.vault->open(id);
            QVERIFY(source);
            QVERIFY((*source)->read(0, 100)); // what is cached does not help it
        }
        const auto plain = open.vault->open(open.plain);
        const auto packed = open.vault->open(open.packed);
        QVERIFY((*plain)->read(5, 10));
        QVERIFY((*packed)->read(5, 10));
        open.vault->close();
        open.vault->close();
        QCOMPARE((*plain)->size(), kSize);
        for (const auto *source : {plain->get(), packed->get()}) {
            const auto bytes = source->read(5, 10);
            QVERIFY(!bytes);
            QCOMPARE(bytes.error().kind(), ErrorKind::Cancelled);
        }
        QVERIFY(open.vault->sign("message").isEmpty());
        QVERIFY(!open.vault->openWork(ItemId::random(), "purpose"));
    }

    void aReaderMayOutliveTheVault()
    {
        std::unique_ptr<ByteSource> source;
        {
            Open open;
            source = *open.vault->open(open.plain);
        }
        QCOMPARE(source->read(0, 10).error().kind(), ErrorKind::Cancelled);
    }

    void whatWaitsIsWrittenBeforeTheKeysGo()
    {
        Open open;
        const ItemId item = ItemId::random();
        const auto work = open.vault->openWork(item, "purpose");
        work->keep("question", "answer");
        open.vault->close();
        work->keep("late", "answer");
        QVERIFY(!work->find("question"));
        const auto again = Vault::open(open.folder.path() / "v", secret("one"), Access::ReadWrite);
        QVERIFY(again);
        const auto known = (*again)->openWork(item, "purpose");
        QCOMPARE(known->find("question"), std::optional<QByteArray>("answer"));
        QVERIFY(!known->find("late"));
    }
};

QTEST_GUILESS_MAIN(TestVaultClose)
#include "tst_vaultclose.moc"
