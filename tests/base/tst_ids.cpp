// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/ids.h"
#include "core/base/itemkind.h"

#include <QSet>
#include <QTest>

#include <type_traits>

using namespace redoubt;
using namespace Qt::StringLiterals;

static_assert(!std::is_convertible_v<ItemId, FindingId>, "ids of different things must not mix");
static_assert(!std::is_constructible_v<ItemId, FindingId>);

class TestIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textAndBytesRoundTrip()
    {
        for (int i = 0; i < 500; ++i) {
            const ItemId id = ItemId::random();
            QVERIFY(!id.isNull());
            QCOMPARE(ItemId::fromString(id.toString()), id);
            QCOMPARE(ItemId::fromString(id.toString().toUpper()), id);
            QCOMPARE(ItemId::fromBytes(id.toBytes()), id);
        }
    }

    void refusesWhatIsNotAnId_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("short") << u"00112233445566778899aabbccddeef"_s;
        QTest::newRow("long") << u"00112233445566778899aabbccddeeff0"_s;
        QTest::newRow("not hexadecimal") << u"00112233445566778899aabbccddeefg"_s;
        QTest::newRow("a space") << u"00112233445566778899aabbccddee f"_s;
        QTest::newRow("full-width digits") << QString(32, u'０');
        // U+0130 and friends end in a byte that is a digit: the low byte must not be taken for it.
        QTest::newRow("low byte of a digit") << QString(32, QChar(0x0130));
    }
    void refusesWhatIsNotAnId()
    {
        QFETCH(QString, text);
        QVERIFY(!ItemId::fromString(text));
    }

    void refusesBytesOfAnotherLength()
    {
        for (int size = 0; size < 40; ++size)
            QCOMPARE(ItemId::fromBytes(QByteArray(size, 'x')).has_value(), size == 16);
    }

    void randomIdsDiffer()
    {
        QSet<ItemId> seen;
        for (int i = 0; i < 10'000; ++i)
            seen.insert(ItemId::random());
        QCOMPARE(seen.size(), 10'000);
    }

    void contentIdsDependOnContentOnly()
    {
        QCOMPARE(ItemId::fromContent("abc"), ItemId::fromContent(QByteArray("abc")));
        QVERIFY(ItemId::fromContent("abc") != ItemId::fromContent("abd"));
        QVERIFY(!ItemId::fromContent({}).isNull());
        // BLAKE2b-128 of "abc", computed elsewhere: saved ids must mean the same in years to come.
        QCOMPARE(ItemId::fromContent("abc").toString(), u"cf4ab791c62b8d2b2109c90275287816"_s);
    }

    void everyKindAndModalityHasAStableName()
    {
        for (const ItemKind kind :
             {ItemKind::Video, ItemKind::Audio, ItemKind::Image, ItemKind::Pdf, ItemKind::Text,
              ItemKind::Csv, ItemKind::Office, ItemKind::Mail, ItemKind::Html, ItemKind::Json,
              ItemKind::Dicom, ItemKind::Archive, ItemKind::Empty, ItemKind::Unknown}) {
            QCOMPARE(itemKindFromString(toString(kind)), std::optional(kind));
            QVERIFY(displayName(kind) != toString(kind));
        }
        QVERIFY(ItemKind() == ItemKind::Unknown);
        for (int i = 0; i <= int(Modality::Identity); ++i)
            QCOMPARE(modalityFromString(toString(Modality(i))), std::optional(Modality(i)));
        for (const QStringView wrong :
             {u"Video", u"", u"9a", u"a-b", u"abcdefghijklmnop", u"vidéo"})
            QVERIFY(!itemKindFromString(wrong));
        QVERIFY(!modalityFromString(u""));
        QCOMPARE(toString(ItemKind::Video), u"video"_s);
        QCOMPARE(toString(ItemKind::Dicom), u"dicom"_s);
    }

    void kindsThatNobodyKnowsKeepTheirNames()
    {
        const auto kind = itemKindFromString(u"zeppelin");
        QVERIFY(kind && *kind != ItemKind::Unknown);
        QCOMPARE(toString(*kind), u"zeppelin"_s);
        QCOMPARE(displayName(*kind), u"zeppelin"_s);
        QVERIFY(!isStill(*kind) && isStill(ItemKind::Image) && !isStill(ItemKind::Video));
        registerItemKind({*kind, [] { return Message::plain(u"Airship"_s); }, true});
        QCOMPARE(displayName(*kind), u"Airship"_s);
        QVERIFY(isStill(*kind));
    }
};

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
