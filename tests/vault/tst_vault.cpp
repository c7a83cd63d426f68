// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/chain.h"
#include "core/vault/vault.h"
#include "tests/vault/vaultsupport.h"

#include <QCryptographicHash>

#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;
namespace fs = std::filesystem;

class TestVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWithItsPassphraseOnly()
    {
        const TempFolder folder;
        VaultId id;
        QString fingerprint;
        {
            const auto vault = Vault::create(folder / "a.redoubt", secret("correct"), kCheap);
            QVERIFY(vault);
            id = (*vault)->id();
            fingerprint = (*vault)->fingerprint();
        }
        QVERIFY_ERROR(Vault::open(folder / "a.redoubt", secret("wrong"), Access::ReadWrite),
                      ErrorKind::WrongKey);
        QVERIFY_ERROR(Vault::open(folder / "a.redoubt", SecretBytes(), Access::ReadOnly),
                      ErrorKind::WrongKey);
        QVERIFY_ERROR(Vault::open(folder / "b.redoubt", secret("correct"), Access::ReadOnly),
                      ErrorKind::NotFound);
        const auto again = Vault::open(folder / "a.redoubt", secret("correct"), Access::ReadWrite);
        QVERIFY(again);
        QCOMPARE((*again)->id(), id);
        QCOMPARE((*again)->fingerprint(), fingerprint);
    }

    void protectsWithTheDefaultCostUnlessToldOtherwise()
    {
        const TempFolder folder;
        QVERIFY(Vault::create(folder / "a", secret("p")));
        const auto vault = Vault::open(folder / "a", secret("p"), Access::ReadOnly);
        QVERIFY(vault);
        const QList<SlotInfo> infos = (*vault)->slotInfos();
        QCOMPARE(infos.size(), 1);
        QVERIFY(infos[0].kind == SlotInfo::Kind::Passphrase && infos[0].full);
        QCOMPARE(infos[0].cost.passes, quint8(3));
        QCOMPARE(infos[0].cost.memoryKiB, 256u * 1024);
    }

    void refusesToBeMadeWhereSomethingIs()
    {
        const TempFolder folder;
        setFileBytes(folder / "file", "x");
        QVERIFY_ERROR(Vault::create(folder.path(), secret("p"), kCheap), ErrorKind::Conflict);
        QVERIFY_ERROR(Vault::create(folder / "e", SecretBytes(), kCheap), ErrorKind::Invalid);
        QVERIFY_ERROR(Vault::create(folder / "c", secret("p"), KdfCost{11, 1024}),
                      ErrorKind::Invalid);
        QVERIFY_ERROR(Vault::create(folder / "c", secret("p"), KdfCost{1, 1023}),
                      ErrorKind::Invalid);
        QVERIFY(!fs::exists(folder / "e") && !fs::exists(folder / "c"));
        // What a killed create() leaves is not in the way of the next.
        fs::create_directories(folder / "k" / "objects");
        setFileBytes(folder / "k" / "vault.lock", "1");
        setFileBytes(folder / "k" / "vault.hdr.part", "RVH");
        QVERIFY(Vault::create(folder / "k", secret("p"), kCheap));
    }

    void letsOneWriteAndManyRead()
    {
        const TempFolder folder;
        auto writer = Vault::create(folder / "a", secret("p"), kCheap);
        QVERIFY(writer);
        const auto sealed = sealBytesInto(**writer, "text");
        QVERIFY(sealed);
        QVERIFY_ERROR(Vault::open(folder / "a", secret("p"), Access::ReadWrite),
                      ErrorKind::Conflict);
        const auto reader = Vault::open(folder / "a", secret("p"), Access::ReadOnly);
        QVERIFY(reader);
        QCOMPARE(*(*(*reader)->open(sealed->id))->readAll(100), QByteArray("text"));
        QVERIFY_ERROR(sealBytesInto(**reader, "more"), ErrorKind::PermissionDenied);
        QVERIFY_ERROR((*reader)->changePassphrase(secret("q"), kCheap),
                      ErrorKind::PermissionDenied);
        writer->reset();
        QVERIFY(Vault::open(folder / "a", secret("p"), Access::ReadWrite));
    }

    void aKilledWriterLeavesNoLock()
    {
        const TempFolder folder;
        QVERIFY(Vault::create(folder / "a", secret("p"), kCheap));
        const pid_t child = ::fork();
        if (child == 0) {
            const auto vault = Vault::open(folder / "a", secret("p"), Access::ReadWrite);
            ::raise(SIGKILL);
        }
        ::waitpid(child, nullptr, 0);
        QVERIFY(Vault::open(folder / "a", secret("p"), Access::ReadWrite));
    }

    void sealsAndOpensEverySize_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 4095, 65535, 65536, 65537, 131072, 1 << 20, (1 << 20) + 1,
                               3 * (1 << 20), 5 * (1 << 20) + 12345})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void sealsAndOpensEverySize()
    {
        QFETCH(int, size);
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        QVERIFY(vault);
        const QByteArray plain = noise(size);
        const QByteArray words =
            QByteArray("all work and no play ").repeated(size / 21 + 1).first(size);
        for (const Compression compression : {Compression::None, Compression::Zstd}) {
            for (const QByteArray &bytes : {plain, words}) {
                const auto sealed = sealBytesInto(**vault, bytes,
                                                  compression == Compression::None ? Modality::Video
                                                                                   : Modality::Text,
                                                  compression);
                QVERIFY(sealed);
                QCOMPARE(sealed->sha256,
                         QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
                QCOMPARE(sealed->size, qint64(size));
                const auto source = (*vault)->open(sealed->id);
                QVERIFY(source);
                QCOMPARE((*source)->size(), qint64(size));
                QVERIFY(*(*source)->readAll(1 << 30) == bytes);
                QVERIFY((*vault)->verify(sealed->id, JobContext()));
            }
        }
    }

    void compressionMakesTextSmaller()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const QByteArray words = QByteArray("the witness said ").repeated(100000);
        const auto sealed = sealBytesInto(**vault, words, Modality::Text, Compression::Zstd);
        QVERIFY(sealed);
        QVERIFY(qint64(fs::file_size(objectFile(**vault, sealed->id))) < words.size() / 10);
    }

    void readsAnyRangeAsThePlaintext_data()
    {
        QTest::addColumn<bool>("compressed");
        QTest::newRow("stored") << false;
        QTest::newRow("compressed") << true;
    }
    void readsAnyRangeAsThePlaintext()
    {
        QFETCH(bool, compressed);
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const QByteArray plain = noise(900001, 7);
        const auto sealed = sealBytesInto(**vault, plain, Modality::Audio,
                                          compressed ? Compression::Zstd : Compression::None);
        QVERIFY(sealed);
        const auto source = (*vault)->open(sealed->id);
        QVERIFY(source);
        std::mt19937 random(5);
        for (int i = 0; i < 1500; ++i) {
            // Around the borders of chunks as often as anywhere.
            qint64 offset = qint64(random() % quint32(plain.size() + 100));
            if (i % 2)
                offset =
                    std::max<qint64>(0, qint64(random() % 14) * 65536 + qint64(random() % 5) - 2);
            const qint64 size = i % 5 ? qint64(random() % 70000) : qint64(random() % 400000);
            QByteArray got(size, 'x');
            const auto n = (*source)->readAt(offset, {got.data(), size_t(size)});
            QVERIFY(n);
            QCOMPARE(*n, std::clamp<qint64>(plain.size() - offset, 0, size));
            QVERIFY(got.first(*n) == plain.mid(offset, *n));
        }
    }

    void manyThreadsReadOneObject()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const QByteArray plain = noise(3000000, 9);
        const auto sealed = sealBytesInto(**vault, plain);
        QVERIFY(sealed);
        const auto source = (*vault)->open(sealed->id);
        QVERIFY(source);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (quint32 t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                std::mt19937 random(t);
                for (int i = 0; i < 300; ++i) {
                    const qint64 offset = qint64(random() % quint32(plain.size()));
                    const auto got = (*source)->read(offset, qint64(random() % 100000));
                    if (!got || *got != plain.mid(offset, got->size()))
                        ++wrong;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void storesEqualBytesOnce()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        QHash<QByteArray, ObjectId> journal;
        const auto known = [&](const QByteArray &id) -> std::optional<ObjectId> {
            return journal.contains(id) ? std::optional(journal[id]) : std::nullopt;
        };
        const QByteArray bytes = noise(200000);
        const auto first = (*vault)->seal(*memorySource(bytes), Modality::Video, known, {});
        QVERIFY(first && !first->duplicate);
        journal.insert(first->contentId, first->id);
        const auto second = (*vault)->seal(*memorySource(bytes), Modality::Video, known, {});
        QVERIFY(second && second->duplicate);
        QCOMPARE(second->id, first->id);
        QCOMPARE(second->contentId, first->contentId);
        QCOMPARE((*vault)->objects()->size(), 1);
        // Another modality has another key, and must not share.
        const auto other = (*vault)->seal(*memorySource(bytes), Modality::Audio, known, {});
        QVERIFY(other && !other->duplicate);
        QVERIFY(other->contentId != first->contentId);
        // An object that is known but gone is stored anew instead of being lost.
        fs::remove(objectFile(**vault, first->id));
        const auto third = (*vault)->seal(*memorySource(bytes), Modality::Video, known, {});
        QVERIFY(third && !third->duplicate);
        QVERIFY((*vault)->open(third->id));
    }

    void storesEqualBytesOnceFromManyThreads()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const QByteArray bytes = noise(1500000);
        std::atomic<int> stored = 0;
        std::atomic<int> failed = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 6; ++t)
            threads.emplace_back([&] {
                const auto sealed = sealBytesInto(**vault, bytes);
                failed += !sealed;
                stored += sealed && !sealed->duplicate;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(stored.load(), 1);
        QCOMPARE((*vault)->objects()->size(), 1);
    }

    void contentIdsTellNothingOutsideTheVault()
    {
        const TempFolder folder;
        const auto one = Vault::create(folder / "a", secret("p"), kCheap);
        const auto two = Vault::create(folder / "b", secret("p"), kCheap);
        QVERIFY(sealBytesInto(**one, "same")->contentId != sealBytesInto(**two, "same")->contentId);
    }

    void aNewPassphraseReplacesTheOld()
    {
        const TempFolder folder;
        ObjectId id;
        {
            const auto vault = Vault::create(folder / "a", secret("old"), kCheap);
            id = sealBytesInto(**vault, "kept")->id;
            QVERIFY((*vault)->changePassphrase(secret("new"), kCheap));
            QVERIFY(sealBytesInto(**vault, "and works on"));
        }
        QVERIFY_ERROR(Vault::open(folder / "a", secret("old"), Access::ReadOnly),
                      ErrorKind::WrongKey);
        const auto vault = Vault::open(folder / "a", secret("new"), Access::ReadOnly);
        QVERIFY(vault);
        QCOMPARE(*(*(*vault)->open(id))->readAll(100), QByteArray("kept"));
        // Neither header file knows the old passphrase any more.
        fs::remove(folder / "a" / "vault.hdr");
        QVERIFY_ERROR(Vault::open(folder / "a", secret("old"), Access::ReadOnly),
                      ErrorKind::WrongKey);
    }

    void aRecoveryKeyOpensEverything()
    {
        const TempFolder folder;
        const RecipientKey key = generateRecipient();
        const RecipientKey other = generateRecipient();
        const QByteArray publicKey = *parseRecipient(key.publicText);
        ObjectId id;
        {
            const auto vault = Vault::create(folder / "a", secret("lost"), kCheap);
            QVERIFY((*vault)->addRecovery(publicKey));
            id = sealBytesInto(**vault, "kept")->id;
            QVERIFY_ERROR((*vault)->addRecovery("short"), ErrorKind::Invalid);
        }
        QVERIFY_ERROR(
            Vault::open(folder / "a", secret(other.secretText.toUtf8()), Access::ReadOnly),
            ErrorKind::WrongKey);
        const auto vault =
            Vault::open(folder / "a", secret(key.secretText.toUtf8()), Access::ReadWrite);
        QVERIFY(vault);
        QCOMPARE(*(*(*vault)->open(id))->readAll(100), QByteArray("kept"));
        QCOMPARE((*vault)->slotInfos().size(), 2);
        QVERIFY((*vault)->slotInfos().last().kind == SlotInfo::Kind::Recovery);
        QVERIFY((*vault)->changePassphrase(secret("new"), kCheap)); // and takes over
    }

    void survivesADamagedHeaderFile()
    {
        const TempFolder folder;
        QVERIFY(Vault::create(folder / "a", secret("p"), kCheap));
        const QByteArray good = fileBytes(folder / "a" / "vault.hdr");
        QCOMPARE(fileBytes(folder / "a" / "vault.hdr.bak"), good);
        setFileBytes(folder / "a" / "vault.hdr", good.first(100));
        QVERIFY(Vault::open(folder / "a", secret("p"), Access::ReadOnly));
        QCOMPARE(fileBytes(folder / "a" / "vault.hdr").size(), 100); // readers change nothing
        QVERIFY(Vault::open(folder / "a", secret("p"), Access::ReadWrite));
        QCOMPARE(fileBytes(folder / "a" / "vault.hdr"), good);
        setFileBytes(folder / "a" / "vault.hdr", good.first(100));
        setFileBytes(folder / "a" / "vault.hdr.bak", {});
        QVERIFY_ERROR(Vault::open(folder / "a", secret("p"), Access::ReadWrite),
                      ErrorKind::Damaged);
    }

    void bindsJournalRowsToTheirPlace()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const auto other = Vault::create(folder / "b", secret("p"), kCheap);
        const QByteArray context = rowContext((*vault)->id(), 1, chainStart((*vault)->id()));
        const auto row = (*vault)->sealRow("decision", context);
        QVERIFY(row);
        QVERIFY(!row->contains("decision"));
        QCOMPARE(*(*vault)->openRow(*row, context), QByteArray("decision"));
        QVERIFY(*(*vault)->sealRow("decision", context) != *row);
        QVERIFY_ERROR((*vault)->openRow(*row, context + '\0'), ErrorKind::Damaged);
        QVERIFY_ERROR((*other)->openRow(*row, context), ErrorKind::Damaged);
        for (qsizetype i = 0; i < row->size(); ++i) {
            QByteArray flipped = *row;
            flipped[i] = char(flipped[i] ^ 0x10);
            QVERIFY_ERROR((*vault)->openRow(flipped, context), ErrorKind::Damaged);
            QVERIFY_ERROR((*vault)->openRow(row->first(i), context), ErrorKind::Damaged);
        }
    }

    void signsWhatItsOwnerSays()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const auto other = Vault::create(folder / "b", secret("p"), kCheap);
        const QByteArray signature = (*vault)->sign("RVC1 checkpoint");
        QCOMPARE(signature.size(), 64);
        QVERIFY((*vault)->verifySignature("RVC1 checkpoint", signature));
        QVERIFY(!(*vault)->verifySignature("RVC1 checkpoinT", signature));
        QVERIFY(!(*vault)->verifySignature("RVC1 checkpoint", signature.first(63)));
        QVERIFY(!(*other)->verifySignature("RVC1 checkpoint", signature));
        // A signature over something that reads as a header would let a caller forge one.
        QVERIFY((*vault)->sign("redoubt vault header v1RVH1").isEmpty());
    }

    void tellsWhatAnObjectIsWithoutTheJournal()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const auto none = [](const QByteArray &) { return std::optional<ObjectId>(); };
        const auto original = (*vault)->seal(*memorySource("original"), Modality::Video, none, {});
        const auto text =
            (*vault)->seal(*memorySource("text"), Modality::Text, none, {}, Compression::Zstd);
        const auto info = (*vault)->inspect(original->id);
        QVERIFY(info);
        QVERIFY(info->modality == Modality::Video && info->compression == Compression::None);
        QCOMPARE(info->size, 8);
        QVERIFY((*vault)->inspect(text->id)->compression == Compression::Zstd);
        QCOMPARE((*vault)->inspect(text->id)->size, 4);
        QCOMPARE((*vault)->contentId(Modality::Video, original->sha256, 8), original->contentId);
        setFileBytes(objectFile(**vault, original->id).parent_path() / "stranger.txt", "x");
        QCOMPARE((*vault)->objects()->size(), 2);
        QVERIFY_ERROR((*vault)->inspect(ObjectId::random()), ErrorKind::NotFound);
        QByteArray bytes = fileBytes(objectFile(**vault, original->id));
        bytes[70] = char(bytes[70] ^ 1);
        setFileBytes(objectFile(**vault, original->id), bytes);
        QVERIFY_ERROR((*vault)->inspect(original->id), ErrorKind::Damaged);
    }

    void theJournalItselfKeepsASecondWriterOut()
    {
        const TempFolder folder;
        const fs::path place = folder / "a";
        auto writer = Vault::create(place, secret("p"), kCheap);
        setFileBytes(place / "journal.db", "rows");
        QVERIFY_ERROR((*writer)->checkJournal(), ErrorKind::Conflict); // not locked yet
        QVERIFY(!Vault::isBeingWritten(place));
        QVERIFY((*writer)->lockJournal());
        QVERIFY((*writer)->checkJournal());
        QVERIFY(Vault::isBeingWritten(place));
        fs::remove(place / "vault.lock");
        QVERIFY_ERROR(Vault::open(place, secret("p"), Access::ReadWrite), ErrorKind::Conflict);
        // The folder may be renamed: the lock goes with the bytes.
        fs::rename(place, folder / "b");
        QVERIFY_ERROR((*writer)->checkJournal(), ErrorKind::Conflict);
        QVERIFY_ERROR(Vault::open(folder / "b", secret("p"), Access::ReadWrite),
                      ErrorKind::Conflict);
        QVERIFY(Vault::open(folder / "b", secret("p"), Access::ReadOnly));
        writer->reset();
        QVERIFY(!Vault::isBeingWritten(folder / "b"));
        // A lock file that came along with a copy is in nobody's way.
        setFileBytes(folder / "b" / "vault.lock", "4711 elsewhere 1\n");
        auto again = Vault::open(folder / "b", secret("p"), Access::ReadWrite);
        QVERIFY(again);
        QVERIFY((*again)->checkJournal());
        // Somebody put another file in the place of the journal.
        setFileBytes(folder / "b" / "new", "older rows");
        fs::rename(folder / "b" / "new", folder / "b" / "journal.db");
        QVERIFY_ERROR((*again)->checkJournal(), ErrorKind::Conflict);
    }

    void aFileThatChangesWhileItIsSealedIsNotSealed_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"grows", "shrinks", "is overwritten", "is replaced", "is removed",
                                "is overwritten and dated back"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void aFileThatChangesWhileItIsSealedIsNotSealed()
    {
        QFETCH(QString, how);
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const fs::path file = folder / "camera.bin";
        const QByteArray bytes = noise(4 << 20);
        setFileBytes(file, bytes);
        fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(1));
        const auto before = fs::last_write_time(file);
        const auto change = [&](qint64, qint64) {
            if (how == u"grows") {
                std::ofstream(file, std::ios::binary | std::ios::app) << "more";
            } else if (how == u"shrinks") {
                fs::resize_file(file, 4 << 10);
            } else if (how == u"is replaced") {
                setFileBytes(folder / "other", bytes);
                fs::last_write_time(folder / "other", before);
                fs::rename(folder / "other", file);
            } else if (how == u"is removed") {
                fs::remove(file);
            } else {
                std::fstream(file, std::ios::binary | std::ios::in | std::ios::out) << "XXXX";
                if (how.endsWith(u"back"))
                    fs::last_write_time(file, before);
            }
        };
        const auto none = [](const QByteArray &) { return std::optional<ObjectId>(); };
        int calls = 0;
        const auto once = [&](qint64 done, qint64 total) {
            if (calls++ == 0)
                change(done, total);
        };
        {
            const auto source = openFileSource(file);
            QVERIFY(source);
            const auto sealed =
                (*vault)->seal(**source, Modality::Video, none, JobContext({}, once));
            QVERIFY_ERROR(sealed, ErrorKind::Io);
            QVERIFY(sealed.error().text().contains(u"camera.bin"));
        }
        QVERIFY((*vault)->objects()->isEmpty());
        int left = 0;
        for (const auto &entry : fs::recursive_directory_iterator(folder / "a" / "objects"))
            left += entry.is_regular_file() ? 1 : 0;
        QCOMPARE(left, 0); // nor half of it
        if (!fs::exists(file))
            return;
        // When it has come to rest it is taken.
        const auto source = openFileSource(file);
        QVERIFY((*vault)->seal(**source, Modality::Video, none, {}));
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
