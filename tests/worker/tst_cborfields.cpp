// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/cborfields.h"

#include <QTest>

#include <limits>

namespace redoubt::worker {

enum class Fruit { Apple, Pear, Plum };
template <>
inline constexpr Fruit kLastEnumerator<Fruit> = Fruit::Plum;

struct Inner
{
    qint64 number = 0;
    QString text;
    bool operator==(const Inner &) const = default;
};
template <typename Io>
void fields(Io &io, Inner &i)
{
    io(i.number, i.text);
}

struct Everything
{
    bool flag = false;
    double real = 0;
    quint64 large = 0;
    qint8 small = 0;
    Fruit fruit = Fruit::Apple;
    QByteArray bytes;
    std::string raw;
    std::optional<Inner> maybe;
    std::optional<Inner> never;
    std::vector<Inner> list;
    QMap<QString, int> map;
    ItemId id;
    SensitiveText secret;
    bool operator==(const Everything &) const = default;
};
template <typename Io>
void fields(Io &io, Everything &e)
{
    io(e.flag, e.real, e.large, e.small, e.fruit, e.bytes, e.raw, e.maybe, e.never, e.list, e.map,
       e.id, e.secret);
}

} // namespace redoubt::worker

using namespace redoubt;
using namespace redoubt::worker;
using namespace Qt::StringLiterals;

namespace {

Everything sample()
{
    Everything all;
    all.flag = true;
    all.real = 0.1;
    all.large = std::numeric_limits<quint64>::max();
    all.small = -128;
    all.fruit = Fruit::Plum;
    all.bytes = QByteArray("\0\xff\x80", 3);
    all.raw = std::string("na\xffme\0x", 7);
    all.maybe =
        Inner{std::numeric_limits<qint64>::min(), u"\ufeffA mark first, \U0001F600 and 你好"_s};
    all.list = {{1, u"one"_s}, {-2, QString(QChar(u'\0'))}};
    all.map = {{u"face"_s, 3}, {u"voice"_s, -1}};
    all.id = ItemId::fromContent("item");
    all.secret = SensitiveText(u"Jane Roe"_s);
    return all;
}

} // namespace

class tst_CborFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatWasWritten();
    void isCbor();
    void refusesEveryCut();
    void refusesEveryFlipThatChangesAType();
    void refusesNumbersOutOfRange();
    void allocatesNothingByAPromise();
};

void tst_CborFields::readsWhatWasWritten()
{
    const auto read = fromCbor<Everything>(toCbor(sample()));
    QVERIFY(read);
    QCOMPARE(*read, sample());
    QCOMPARE(*fromCbor<Everything>(toCbor(Everything())), Everything());
}

void tst_CborFields::isCbor()
{
    // RFC 8949: an array of one array of two: 1, and "one" as bytes.
    QCOMPARE(toCbor(Inner{1, u"one"_s}), QByteArray("\x81\x82\x01\x43one"));
}

void tst_CborFields::refusesEveryCut()
{
    const QByteArray whole = toCbor(sample());
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!fromCbor<Everything>(whole.first(size)), qPrintable(QString::number(size)));
    QVERIFY(!fromCbor<Everything>(whole + '\0'));
}

void tst_CborFields::refusesEveryFlipThatChangesAType()
{
    const QByteArray whole = toCbor(sample());
    int taken = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = whole;
            flipped[at] = char(flipped[at] ^ (1 << bit));
            // A flip inside of a string or a number is another value; none may end the program.
            taken += fromCbor<Everything>(flipped) ? 1 : 0;
        }
    }
    QVERIFY(taken < whole.size() * 8);
    QByteArray noArray = whole;
    noArray[0] = char(0x01);
    QVERIFY(!fromCbor<Everything>(noArray));
}

void tst_CborFields::refusesNumbersOutOfRange()
{
    const auto read = [](const QByteArray &bytes, auto value) {
        CborReader reader(bytes);
        reader(value);
        return reader.finished();
    };
    QVERIFY(read(QByteArray("\x81\x18\x7f", 3), qint8()));
    QVERIFY(!read(QByteArray("\x81\x18\x80", 3), qint8()));
    QVERIFY(read(QByteArray("\x81\x38\x7f", 3), qint8())); // -128
    QVERIFY(!read(QByteArray("\x81\x38\x80", 3), qint8()));
    QVERIFY(!read(QByteArray("\x81\x20", 2), quint64())); // -1
    QVERIFY(read(QByteArray("\x81\x3b\x7f\xff\xff\xff\xff\xff\xff\xff", 10), qint64()));
    QVERIFY(!read(QByteArray("\x81\x3b\x80\x00\x00\x00\x00\x00\x00\x00", 10), qint64()));
    QVERIFY(!read(QByteArray("\x81\x3b\xff\xff\xff\xff\xff\xff\xff\xff", 10), qint64()));
    QVERIFY(read(QByteArray("\x81\x02", 2), Fruit()));
    QVERIFY(!read(QByteArray("\x81\x03", 2), Fruit()));
}

void tst_CborFields::allocatesNothingByAPromise()
{
    // An array of 2^60 elements, a string of 2^60 bytes.
    std::vector<Inner> list;
    CborReader array(QByteArray("\x81\x9b\x10\x00\x00\x00\x00\x00\x00\x00", 10));
    array(list);
    QVERIFY(!array.finished());
    QVERIFY(list.empty());
    QByteArray bytes;
    CborReader text(QByteArray("\x81\x5b\x10\x00\x00\x00\x00\x00\x00\x00", 10));
    text(bytes);
    QVERIFY(!text.finished());
}

QTEST_APPLESS_MAIN(tst_CborFields)
#include "tst_cborfields.moc"
