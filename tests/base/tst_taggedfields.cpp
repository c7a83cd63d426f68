// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/taggedfields.h"

#include <QTest>

#include <cmath>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

enum class Colour { Red, Green };

QString toString(Colour colour)
{
    return colour == Colour::Red ? u"red"_s : u"green"_s;
}

std::optional<Colour> colourFromString(QStringView text)
{
    if (text == u"red")
        return Colour::Red;
    return text == u"green" ? std::optional(Colour::Green) : std::nullopt;
}

struct Dot
{
    int x = 0;
    bool operator==(const Dot &) const = default;
};
template <typename Io>
void taggedFields(Io &io, Dot &d)
{
    io(1, d.x);
}

struct Line
{
    qint64 from = 0;
    qint64 to = 0;
    bool operator==(const Line &) const = default;
};
template <typename Io>
void taggedFields(Io &io, Line &l)
{
    io.pair(1, l.from, l.to);
}

using Shape = std::variant<Dot, Line>;
constexpr std::array kShapeNames{"dot", "line"};

/// One field of each kind.
struct Everything
{
    bool flag = false;
    qint64 number = 0;
    quint64 large = 0;
    qint32 small = 0;
    double real = 0;
    QString text;
    QByteArray bytes;
    std::string raw;
    SensitiveText secret;
    ItemId id;
    Colour colour = Colour::Red;
    QList<Dot> dots;
    std::vector<qint64> numbers;
    QStringList words;
    std::optional<double> maybe;
    Shape shape;
    QList<Shape> shapes;
    bool note = false;
    bool operator==(const Everything &) const = default;
};
template <typename Io>
void taggedFields(Io &io, Everything &e)
{
    io(1, e.flag);
    io(2, e.number);
    io(3, e.large);
    io(4, e.small);
    io(5, e.real);
    io(6, e.text);
    io(7, e.bytes);
    io(8, e.raw);
    io(9, e.secret);
    io(10, e.id);
    io.named(11, e.colour, colourFromString);
    io.optional(12, e.dots);
    io.optional(13, e.numbers);
    io.optional(14, e.words);
    io.optional(15, e.maybe);
    io.choice(16, e.shape, kShapeNames);
    io.choices(17, e.shapes, kShapeNames);
    io.optional(-1, e.note);
}

/// What an older program knows of a record, and what this one does.
struct Older
{
    int number = 0;
    bool operator==(const Older &) const = default;
};
template <typename Io>
void taggedFields(Io &io, Older &o)
{
    io(2, o.number);
}
struct Newer
{
    QString first;
    int number = 0;
    QList<Dot> more;
    QString note;
    bool operator==(const Newer &) const = default;
};
template <typename Io>
void taggedFields(Io &io, Newer &n)
{
    io.optional(1, n.first);
    io(2, n.number);
    io.optional(3, n.more);
    io.optional(-3, n.note);
}

struct Many
{
    std::array<int, 30> numbers{};
    bool operator==(const Many &) const = default;
};
template <typename Io>
void taggedFields(Io &io, Many &m)
{
    for (int i = 0; i < int(m.numbers.size()); ++i)
        io.optional(i, m.numbers[size_t(i)]);
}

Everything full()
{
    Everything e;
    e.flag = true;
    e.number = std::numeric_limits<qint64>::min();
    e.large = std::numeric_limits<quint64>::max();
    e.small = std::numeric_limits<qint32>::max();
    e.real = -0.1;
    e.text = u"\ufeff\u540d \U0001F600"_s + QChar(0);
    e.bytes = QByteArray("a\0b", 3);
    e.raw = "caf\xe9";
    e.secret = SensitiveText(u"Jane"_s);
    e.id = ItemId::fromContent("x");
    e.colour = Colour::Green;
    e.dots = {{-1}, {23}, {24}, {255}, {256}, {65536}};
    e.numbers = {-24, -25, -256, -257, std::numeric_limits<qint64>::max()};
    e.words = QStringList{u"one"_s, QString()};
    e.maybe = HUGE_VAL;
    e.shape = Line{-5, 7};
    e.shapes = {Dot{4}, Line{}, Dot{}};
    e.note = true;
    return e;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

class TestTaggedFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas()
    {
        for (const Everything &e : {Everything(), full()}) {
            const QByteArray bytes = toTagged(e);
            const auto read = fromTagged<Everything>(bytes);
            QVERIFY(read && *read == e);
            QCOMPARE(toTagged(*read), bytes);
        }
    }

    void isCbor()
    {
        // As any reader of RFC 8949 sees it.
        QCOMPARE(toTagged(Dot{-500}).toHex(), QByteArray("a1013901f3"));
        QCOMPARE(toTagged(Line{24, 0x10000}).toHex(), QByteArray("a1018218181a00010000"));
        QCOMPARE(toTagged(Newer{u"\u00e9"_s, 1, {{2}}, u"n"_s}).toHex(), QByteArray("a4"
                                                                                    "01"
                                                                                    "62c3a9"
                                                                                    "02"
                                                                                    "01"
                                                                                    "03"
                                                                                    "81a10102"
                                                                                    "22"
                                                                                    "616e"));
    }

    void hasMoreFieldsThanFitIntoAHead()
    {
        Many many;
        for (const int last : {0, 22, 23, 29}) {
            for (int i = 0; i <= last; ++i)
                many.numbers[size_t(i)] = i + 1;
            const QByteArray bytes = toTagged(many);
            QCOMPARE(quint8(bytes[0]), quint8(last < 23 ? 0xA0 + last + 1 : 0xB8));
            QVERIFY(fromTagged<Many>(bytes) == many);
        }
    }

    void refusesTruncationAndTrailingBytes()
    {
        const QByteArray bytes = toTagged(full());
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!fromTagged<Everything>(QByteArrayView(bytes).first(size)));
        QVERIFY(!fromTagged<Everything>(bytes + '\0'));
    }

    void damagedBytesAreRefusedOrReadTheSameTwice()
    {
        const QByteArray bytes = toTagged(full());
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray damaged = bytes;
                damaged[at] = char(damaged[at] ^ (1 << bit));
                const auto read = fromTagged<Everything>(damaged);
                if (!read || std::isnan(read->real) || (read->maybe && std::isnan(*read->maybe)))
                    continue;
                const auto again = fromTagged<Everything>(toTagged(*read));
                QVERIFY(again && *again == *read);
            }
        }
    }

    void leavesOutNotesThatItDoesNotKnow()
    {
        const QByteArray bytes = toTagged(Newer{{}, 5, {}, u"of a newer version"_s});
        const auto read = fromTagged<Older>(bytes);
        QVERIFY(read && read->number == 5);
        // Of any type, and several of them.
        for (const char *note : {"2000", "20f4", "20fb3ff0000000000000", "2083010203",
                                 "20a2016161024162", "2000210022f5", "3903e700"}) {
            QByteArray more = hex("a10205") + hex(note);
            more[0] = char(0xA0 + (QByteArray(note) == "2000210022f5" ? 4 : 2));
            const auto known = fromTagged<Older>(more);
            QVERIFY2(known && known->number == 5, note);
        }
    }

    void refusesFieldsThatItMustNotLeaveOut()
    {
        QVERIFY(fromTagged<Older>(toTagged(Newer{{}, 5, {}, {}})));
        QVERIFY(!fromTagged<Older>(toTagged(Newer{u"x"_s, 5, {}, {}})));
        QVERIFY(!fromTagged<Older>(toTagged(Newer{{}, 5, {{1}}, {}})));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const char *digits) {
            QTest::newRow(name) << hex(digits);
        };
        row("nothing", "");
        row("another type than a record", "8101");
        row("a missing field", "a0");
        row("fields out of order", "a3020501616103f5");
        row("a field twice", "a202050205");
        row("a longer form of a number", "a1021805");
        row("a longer form of a head", "b8010205");
        row("a longer form of a tag", "a1180205");
        row("a text for a number", "a1026135");
        row("a number that does not fit", "a1021a80000000");
        row("a negative one", "a1023a80000000");
        row("a record without a length", "bf0205ff");
        row("a note without a length", "a20205205f4161ff");
        row("a note with a tag of CBOR", "a2020520c000");
        row("a note of another float", "a2020520f93c00");
        row("a note of null", "a2020520f6");
        row("a note that ends early", "a202052043ff");
        row("a note of endless depth",
            "a2020520818181818181818181818181818181818181818181818181818181818180");
        row("a tag that is no number", "a2020561610a");
        row("more fields than bytes", "bb7fffffffffffffff0205");
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!fromTagged<Older>(bytes));
        QVERIFY(fromTagged<Older>(hex("a10205")));
    }

    void refusesNamesThatItDoesNotKnow()
    {
        const QByteArray bytes = toTagged(full());
        for (const auto &[was, is] : {std::pair{"green", "brown"}, std::pair{"line", "lime"}}) {
            QByteArray changed = bytes;
            QVERIFY(changed.contains(was));
            changed.replace(was, is);
            QVERIFY(!fromTagged<Everything>(changed));
        }
    }

    void hostileLengthsDoNotAllocate()
    {
        for (const char *length : {"9a7fffffff", "9bffffffffffffffff", "5b7fffffffffffffff",
                                   "7bffffffffffffffff", "baffffffff"}) {
            for (const char *tag : {"01", "02", "03", "22", "20"}) {
                const QByteArray bytes = hex("a3") + hex(tag) + hex(length);
                QVERIFY(!fromTagged<Newer>(bytes));
                QVERIFY(!fromTagged<Older>(hex("a20205") + hex(tag) + hex(length)));
            }
        }
    }

    void refusesWhatIsNotUtf8()
    {
        QVERIFY(fromTagged<Newer>(hex("a20161410200")));
        QVERIFY(!fromTagged<Newer>(hex("a20161ff0200")));
        QVERIFY(!fromTagged<Newer>(hex("a20163eda0800200")));
    }
};

QTEST_GUILESS_MAIN(TestTaggedFields)
#include "tst_taggedfields.moc"
