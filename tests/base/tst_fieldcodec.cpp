// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/fieldcodec.h"

#include <QTest>

#include <cmath>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

enum class Colour { Red, Green, Blue };

template <typename Writer>
QByteArray oneOfEach()
{
    Writer out;
    out.u8(1).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0f).number(qint32(-2));
    out.real(-0.0).flag(true).raw("raw").block("block").text(u"\uFEFFnäme😀"_s);
    out.texts({u"a"_s, QString(), u"c"_s}).zeros(3).id(ItemId::fromContent("x"));
    return out.result();
}

template <typename Reader>
bool readsOneOfEach(Reader &in)
{
    const bool same = in.u8() == 1 && in.u16() == 0x0203 && in.u32() == 0x04050607 &&
                      in.u64() == 0x08090a0b0c0d0e0f && in.template number<qint32>() == -2 &&
                      std::signbit(in.real()) && in.flag() && in.take(3) == QByteArrayView("raw") &&
                      in.block() == QByteArrayView("block") && in.text() == u"\uFEFFnäme😀"_s &&
                      in.texts() == QStringList{u"a"_s, QString(), u"c"_s} && in.zeros(3) &&
                      in.template id<ItemId>() == ItemId::fromContent("x");
    return same && in.finished();
}

} // namespace

class tst_FieldCodec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWroteInBothOrders();
    void ordersBytesAsNamed();
    void refusesEveryTruncation();
    void refusesAValueThatTheFormatDoesNotHave();
    void believesNoCountThatTheBytesCannotHold();
    void failsForGood();
};

void tst_FieldCodec::readsWhatItWroteInBothOrders()
{
    const QByteArray little = oneOfEach<LittleEndianWriter>();
    LittleEndianReader fromLittle(little);
    QVERIFY(readsOneOfEach(fromLittle));
    const QByteArray big = oneOfEach<BigEndianWriter>();
    BigEndianReader fromBig(big);
    QVERIFY(readsOneOfEach(fromBig));
    QVERIFY(little != big);
}

void tst_FieldCodec::ordersBytesAsNamed()
{
    QCOMPARE(LittleEndianWriter().u32(0x01020304).result(), "\x04\x03\x02\x01"_ba);
    QCOMPARE(BigEndianWriter().u32(0x01020304).result(), "\x01\x02\x03\x04"_ba);
    QCOMPARE(BigEndianWriter().block("ab").result(), QByteArray("\0\0\0\2ab", 6));
}

void tst_FieldCodec::refusesEveryTruncation()
{
    const QByteArray whole = oneOfEach<LittleEndianWriter>();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        LittleEndianReader in(QByteArrayView(whole).first(size));
        QVERIFY2(!readsOneOfEach(in), qPrintable(QString::number(size)));
    }
}

void tst_FieldCodec::refusesAValueThatTheFormatDoesNotHave()
{
    LittleEndianReader flag("\x02");
    QVERIFY(!flag.flag());
    QVERIFY(!flag.ok());
    LittleEndianReader colour("\x02\x03");
    QCOMPARE(colour.enumerator(Colour::Blue), Colour::Blue);
    QCOMPARE(colour.enumerator(Colour::Blue), Colour::Red);
    QVERIFY(!colour.ok());
    const QByteArray latin1 = LittleEndianWriter().block("n\xe4me").result();
    LittleEndianReader text(latin1);
    std::ignore = text.text();
    QVERIFY(!text.ok());
    const QByteArray notZero("\0\0\1", 3);
    QVERIFY(!LittleEndianReader(notZero).zeros(3));
}

void tst_FieldCodec::believesNoCountThatTheBytesCannotHold()
{
    const QByteArray huge = LittleEndianWriter().u32(0xffffffff).raw("xxxx").result();
    LittleEndianReader block(huge);
    QVERIFY(block.block().isEmpty());
    QVERIFY(!block.ok());
    LittleEndianReader list(huge);
    QVERIFY(list.texts().isEmpty());
    QVERIFY(!list.ok());
    const QByteArray two = LittleEndianWriter().u32(2).zeros(8).result();
    QCOMPARE(LittleEndianReader(two).count(4), 2u);
    QCOMPARE(LittleEndianReader(two).count(5), 0u);
    QCOMPARE(LittleEndianReader(two).count(4, 1), 0u);
    const QByteArray words = LittleEndianWriter().text(u"words"_s).result();
    QCOMPARE(LittleEndianReader(words).text(5), u"words"_s);
    LittleEndianReader tooLong(words);
    QVERIFY(tooLong.text(4).isEmpty());
    QVERIFY(!tooLong.ok());
    LittleEndianReader negative(two);
    QVERIFY(negative.take(-1).isEmpty());
    QVERIFY(!negative.ok());
}

void tst_FieldCodec::failsForGood()
{
    LittleEndianReader in("\x01\x01");
    QCOMPARE(in.u8(), 1);
    QCOMPARE(in.u32(), 0u);
    QCOMPARE(in.u8(), 0); // a byte is left, but what it means is not known any more
    QVERIFY(!in.ok());
    QVERIFY(!in.finished());
    LittleEndianReader refused("");
    QVERIFY(refused.finished());
    refused.refuse();
    QVERIFY(!refused.finished());
}

QTEST_GUILESS_MAIN(tst_FieldCodec)
#include "tst_fieldcodec.moc"
