// SPDX-License-Identifier: AGPL-3.0-or-later
// Bytes on disk: known answers, and what becomes of every change to them.
#include "core/base/fieldcodec.h"
#include "core/vault/objectreader.h"
#include "core/vault/objectsealer.h"
#include "core/vault/recipient.h"
#include "tests/vault/testvectors.h"
#include "tests/vault/vaultsupport.h"

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;

namespace {

constexpr qint64 kSealedChunk = 65536 + 16;

QByteArray sealVector(const QByteArray &plain, Compression compression = Compression::None)
{
    QByteArray file;
    const KeyRing keys = TestVectors::ring();
    const auto digest = sealObject(
        *memorySource(plain),
        {TestVectors::vault(), TestVectors::name(), *keys.find(TestVectors::name()), compression},
        TestVectors::objectRandomness(),
        [&file](std::span<const char> bytes) -> Result<void> {
            file.append(bytes.data(), qsizetype(bytes.size()));
            return {};
        },
        JobContext());
    return digest ? file : QByteArray();
}

Result<std::unique_ptr<ByteSource>> openVector(const QByteArray &file)
{
    return openObject(memorySource(file), TestVectors::ring(), TestVectors::vault(),
                      TestVectors::object());
}

/// The plaintext, or nothing when the file is refused.
std::optional<QByteArray> readVector(const QByteArray &file)
{
    const auto source = openVector(file);
    if (!source)
        return std::nullopt;
    const auto all = (*source)->readAll(1 << 24);
    return all ? std::optional(*all) : std::nullopt;
}

QByteArray pattern(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        bytes[i] = char(i * 7 % 251);
    return bytes;
}

const SecretBytes kOtherSeed = TestVectors::same('z');

/// What somebody without the passphrase can make of a header: anything, under another signature.
QByteArray resigned(Header header)
{
    header.owner = signingPublicKey(kOtherSeed);
    return header.serialize(kOtherSeed);
}

} // namespace

class TestVaultFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The expected bytes come from reference.py, which was written from FORMAT.md.
    void sealsASmallObjectAsTheFormatSays()
    {
        QCOMPARE(sealVector("abc").toHex(),
                 QByteArray("52564f3101000101100000010700000001010101010101010101010101010101"
                            "0202020202020202020202020202020205050505050505050505050505050505"
                            "0606060606060606060606060606060606060606060606063c6248cc5f4b0eb3"
                            "98ba5e48e9719a8dad7672fce4a56cf6a2de72085be6c0af7972cabe29a184c0"
                            "914136614064d3d752afd01960c29c2a7ac3468fbaf125cfa2b715850b381437"
                            "28e39d0ac6b8e8f784b03f5d6579849a54a49c6eb67e1fc598717d33ab8fad6f"
                            "fb9cfa73d555feac000000000000000000000000000000000000000000000000"
                            "0000000000000000000000000000000000000000000000000000000000000000"
                            "784a96780f97ff59b70225c37adfca7778c8a2"));
    }

    void sealsManyChunksAsTheFormatSays()
    {
        QCOMPARE(hash(sealVector(pattern(200000))).toHex(),
                 QByteArray("a7c1ed0e98615ab57efceb623c2f4d87f93a0d67246e110cf65e58eee2952253"));
    }

    void writesAHeaderAsTheFormatSays()
    {
        QCOMPARE(TestVectors::header().serialize(TestVectors::seed()).toHex(),
                 QByteArray("5256483101000000010000000000000000000000000000000000000000000000"
                            "0000000000000000000000000000000001010101010101010101010101010101"
                            "fd1724385aa0c75b64fb78cd602fa1d991fdebf76b13c58ed702eac835e9f618"
                            "0000000000000000000000000000000000000000000000000000000000000000"
                            "0000000000000000000000000000000001000000010000000100000001000000"
                            "0100000001000000010001010000800100000707070707070707070707070707"
                            "070700000101000000040000080808080808080808080808080808089838a58f"
                            "3637656db8f53baac85ec5fcda87db4eab40e41e4bda4e031710ce3e04000001"
                            "0000000100000000000000000000000000000000000000000000007c2874e732"
                            "54754ff34ff4e023b38292f50a6fde98f3b2a1f586623940218c164e541c9367"
                            "72e81d6dda16d61b5911e4040100000002000000000000000000000000000000"
                            "00000000000000009b492082e03284f9f55d51c6a7d8104544fe4be1c92f6dc9"
                            "1a7581f379f461fd99ccb24a9ba1068c9499231f1af252ec04ffffffff030000"
                            "0000000000000000000000000000000000000000002c8dfe2c55d6552315dbd7"
                            "cc0672d429b1ce70b31f24e1a502d6ff4994046c9c981c966d0f57eecb56d1b1"
                            "293809abfaffffffffff04000000000000000000000000000000000000000000"
                            "0000250acc2e9152b663db30aa1f12fa3e14bab91e106f39b7c60b5d24b863b1"
                            "9e91db3235fa5163a624df69d8c9a8f7fffa25c363de7dada54bb71a9bf3e1bb"
                            "25854c399092850e3fc614cf0527c607ed4534ded14d53b628daffba7c536a1a"
                            "9a9415767402321bbc2e7051c27de5c3fa0b"));
    }

    void keysContentIdsAsTheFormatSays()
    {
        const QByteArray sha = *sha256(*memorySource("abc"));
        QCOMPARE(keyedHash(TestVectors::same('\3'), "rvd1-content", QByteArray(16, '\0'),
                           LittleEndianWriter().raw(sha).u64(3).result())
                     .toHex(),
                 QByteArray("821c7db9ff9b9e92c48880e4962998441d8a9f9d8193abcaf7f93f369340f83d"));
    }

    void readsTheHeaderBack()
    {
        const auto header = parseHeader(TestVectors::header().serialize(TestVectors::seed()));
        QVERIFY(header);
        const auto unlocked = unlock(*header, TestVectors::passphrase());
        QVERIFY(unlocked);
        QVERIFY(unlocked->access == SlotAccess::Full);
        QVERIFY(unlocked->keys.names() == TestVectors::headerKeys().names());
        QVERIFY(unlocked->keys.find({4, 1})->equals(TestVectors::same('\x14')));
        QVERIFY_ERROR(unlock(*header, secret("wrong")), ErrorKind::WrongKey);
    }

    void seesEveryChangedBitOfAHeader()
    {
        const QByteArray good = TestVectors::header().serialize(TestVectors::seed());
        QVERIFY(parseHeader(good));
        for (qsizetype i = 0; i < good.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = good;
                flipped[i] = char(flipped[i] ^ (1 << bit));
                const auto parsed = parseHeader(flipped);
                QVERIFY2(!parsed, qPrintable(QString::number(i)));
                const bool version = i == 4 || i == 5;
                QVERIFY(parsed.error().kind() ==
                        (version && flipped.mid(4, 2) != QByteArray(2, '\0')
                             ? ErrorKind::Unsupported
                             : ErrorKind::Damaged));
            }
        }
        for (qsizetype n = 0; n < good.size(); ++n)
            QVERIFY_ERROR(parseHeader(good.first(n)), ErrorKind::Damaged);
        QVERIFY_ERROR(parseHeader(good + '\0'), ErrorKind::Damaged);
        QVERIFY_ERROR(parseHeader(QByteArray("RVH1") + QByteArray(2 << 20, 'x')),
                      ErrorKind::Damaged);
    }

    void seesASignatureByAnotherOwner()
    {
        const auto forged = parseHeader(resigned(TestVectors::header()));
        QVERIFY(forged); // it is in order with itself ...
        QVERIFY_ERROR(unlock(*forged, TestVectors::passphrase()), ErrorKind::Damaged);
    }

    void seesKeysThatWereMovedOrTakenAway()
    {
        Header header = TestVectors::header();
        std::swap(header.slotList[0].wraps[0].blob, header.slotList[0].wraps[1].blob);
        QVERIFY_ERROR(unlock(header, TestVectors::passphrase()), ErrorKind::Damaged);
        header = TestVectors::header();
        header.slotList[0].wraps[0].name.epoch = 2;
        QVERIFY_ERROR(unlock(header, TestVectors::passphrase()), ErrorKind::Damaged);
        header = TestVectors::header();
        header.slotList[0].wraps.pop_back(); // the owner's seed
        QVERIFY_ERROR(unlock(header, TestVectors::passphrase()), ErrorKind::Damaged);
        header = TestVectors::header();
        header.vault = VaultId::random();
        QVERIFY_ERROR(unlock(header, TestVectors::passphrase()), ErrorKind::WrongKey);
    }

    void refusesTooMuchWorkBeforeDoingIt_data()
    {
        QTest::addColumn<int>("passes");
        QTest::addColumn<quint32>("memoryKiB");
        QTest::newRow("no pass") << 0 << 1024u;
        QTest::newRow("many passes") << 11 << 1024u;
        QTest::newRow("most passes") << 255 << 1024u;
        QTest::newRow("no memory") << 1 << 0u;
        QTest::newRow("little memory") << 1 << 1023u;
        QTest::newRow("much memory") << 1 << 1024u * 1024 + 1;
        QTest::newRow("most memory") << 1 << 0xffffffffu;
    }
    void refusesTooMuchWorkBeforeDoingIt()
    {
        QFETCH(int, passes);
        QFETCH(quint32, memoryKiB);
        Header header = TestVectors::header();
        header.slotList[0].passes = quint8(passes);
        header.slotList[0].memoryKiB = memoryKiB;
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Limit);
    }

    void refusesHeadersThatBreakTheLayout()
    {
        Header header = TestVectors::header();
        header.slotList.clear();
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged);
        header = TestVectors::header();
        for (int i = 0; i < 4; ++i)
            header.slotList.push_back(header.slotList[0]);
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged); // five passphrases
        header = TestVectors::header();
        header.slotList[0].wraps.push_back(header.slotList[0].wraps[0]);
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged); // a name twice
        header = TestVectors::header();
        header.slotList[0].label = QByteArray(1025, 'l');
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged);
        header = TestVectors::header();
        header.slotList[0].salt.append('s'); // every later field moves
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged);
        for (const quint32 epoch : {0u, kNoEpoch}) {
            header = TestVectors::header();
            header.epochs[3] = epoch;
            QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged);
        }
        header = TestVectors::header();
        header.generation = 0;
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged);
        header = TestVectors::header();
        header.kind = HeaderKind(2);
        QVERIFY_ERROR(parseHeader(resigned(header)), ErrorKind::Damaged);
    }

    void keepsSlotsOfALaterVersion()
    {
        Header header = TestVectors::header();
        Slot later;
        later.type = 77;
        later.unknownBody = "something new";
        header.slotList.push_back(later);
        const QByteArray bytes = header.serialize(TestVectors::seed());
        const auto parsed = parseHeader(bytes);
        QVERIFY(parsed);
        QVERIFY(unlock(*parsed, TestVectors::passphrase()));
        QCOMPARE(parsed->serialize(TestVectors::seed()), bytes);
    }

    void opensARecipientsSlotOnlyAsItWasMade()
    {
        const RecipientKey key = generateRecipient();
        const SecretBytes text = SecretBytes::copyOf(key.secretText.toUtf8());
        Header header = TestVectors::header();
        auto slot = makeRecipientSlot(header.vault, TestVectors::headerKeys(), {{0, 1}, {4, 1}},
                                      *parseRecipient(key.publicText));
        QVERIFY(slot);
        header.slotList.push_back(std::move(*slot));
        const auto parsed = parseHeader(header.serialize(TestVectors::seed()));
        QVERIFY(parsed);
        const auto unlocked = unlock(*parsed, text);
        QVERIFY(unlocked);
        QVERIFY(unlocked->access == SlotAccess::Grant);
        QCOMPARE(unlocked->keys.names().size(), size_t(2));
        QVERIFY(!unlocked->keys.find(KeyName::signing()));
        // A box may not serve under another name, or in another slot or vault.
        Header moved = *parsed;
        std::swap(moved.slotList[1].wraps[0].blob, moved.slotList[1].wraps[1].blob);
        QVERIFY_ERROR(unlock(moved, text), ErrorKind::Damaged);
        moved = *parsed;
        moved.slotList[1].id = QByteArray(16, 'x');
        QVERIFY_ERROR(unlock(moved, text), ErrorKind::Damaged);
        moved = *parsed;
        moved.vault = VaultId::random();
        QVERIFY_ERROR(unlock(moved, text), ErrorKind::Damaged);
        moved = *parsed;
        moved.slotList[1].access = SlotAccess::Full; // without the owner's seed
        QVERIFY_ERROR(unlock(moved, text), ErrorKind::Damaged);
        QVERIFY_ERROR(makeRecipientSlot(header.vault, TestVectors::ring(), {{0, 1}},
                                        *parseRecipient(key.publicText)),
                      ErrorKind::WrongKey); // nobody grants what they do not have
    }

    void seesEveryChangedBitOfAnObject_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<bool>("compressed");
        QTest::newRow("small") << QByteArray("abc") << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("compressed") << QByteArray(3000, 'a') << true;
    }
    void seesEveryChangedBitOfAnObject()
    {
        QFETCH(QByteArray, plain);
        QFETCH(bool, compressed);
        const QByteArray good =
            sealVector(plain, compressed ? Compression::Zstd : Compression::None);
        QCOMPARE(readVector(good), std::optional(plain));
        for (qsizetype i = 0; i < good.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = good;
                flipped[i] = char(flipped[i] ^ (1 << bit));
                QVERIFY2(!readVector(flipped), qPrintable(QString::number(i)));
            }
        }
        for (qsizetype n = 0; n < good.size(); ++n)
            QVERIFY(!readVector(good.first(n)));
        for (const int more : {1, 15, 16, 17, 65536})
            QVERIFY(!readVector(good + QByteArray(more, '\0')));
    }

    void seesChunksThatAreNotInTheirPlace()
    {
        const QByteArray plain = noise(4 * 65536 + 100);
        const QByteArray good = sealVector(plain);
        QVERIFY(readVector(good) == plain);
        const auto chunk = [&](int i) { return good.mid(256 + i * kSealedChunk, kSealedChunk); };
        const QByteArray head = good.first(256);
        QVERIFY(readVector(head + chunk(0) + chunk(1) + chunk(2) + chunk(3) + chunk(4)) == plain);
        QVERIFY(!readVector(head + chunk(1) + chunk(0) + chunk(2) + chunk(3) + chunk(4)));
        QVERIFY(!readVector(head + chunk(0) + chunk(0) + chunk(2) + chunk(3) + chunk(4)));
        QVERIFY(!readVector(head + chunk(1) + chunk(2) + chunk(3) + chunk(4)));
        QVERIFY(!readVector(good + chunk(4)));
        QVERIFY(!readVector(head));
        // Cut at a border of chunks: seen when it is opened, before a wrong length was told.
        for (int n = 1; n <= 4; ++n)
            QVERIFY_ERROR(openVector(good.first(256 + n * kSealedChunk)), ErrorKind::Damaged);
        for (qint64 n = 256; n < good.size(); n += 4099)
            QVERIFY_ERROR(openVector(good.first(n)), ErrorKind::Damaged);
    }

    void refusesAnObjectUnderAnotherNameOrKey()
    {
        const QByteArray good = sealVector("abc");
        const KeyRing keys = TestVectors::ring();
        QVERIFY_ERROR(
            openObject(memorySource(good), keys, TestVectors::vault(), ObjectId::random()),
            ErrorKind::Damaged);
        QVERIFY_ERROR(
            openObject(memorySource(good), keys, VaultId::random(), TestVectors::object()),
            ErrorKind::Damaged);
        QVERIFY_ERROR(
            openObject(memorySource(good), KeyRing(), TestVectors::vault(), TestVectors::object()),
            ErrorKind::WrongKey);
        KeyRing wrong;
        wrong.insert(TestVectors::name(), TestVectors::same('w'));
        QVERIFY_ERROR(
            openObject(memorySource(good), wrong, TestVectors::vault(), TestVectors::object()),
            ErrorKind::Damaged);
    }

    void tellsALaterVersionFromDamage()
    {
        QByteArray later = sealVector("abc");
        later[4] = 2;
        QVERIFY_ERROR(openVector(later), ErrorKind::Unsupported);
    }

    void passesOnFailuresOfTheDisk()
    {
        const QByteArray file = sealVector(noise(300000));
        for (qint64 at = 0; at < file.size(); at += 9973) {
            const auto source =
                openObject(std::make_unique<FaultySource>(file, at), TestVectors::ring(),
                           TestVectors::vault(), TestVectors::object());
            QVERIFY_ERROR(source, ErrorKind::Io); // the last chunk is always read
        }
    }
};

QTEST_GUILESS_MAIN(TestVaultFormat)
#include "tst_vaultformat.moc"
