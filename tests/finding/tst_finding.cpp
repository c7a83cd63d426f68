// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/finding.h"

#include "core/finding/textoffsets.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>
#include <random>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

class RandomFindings
{
public:
    Finding finding()
    {
        Finding f;
        f.id = FindingId::random();
        f.item = ItemId::random();
        f.type = allFindingTypes()[pick(int(allFindingTypes().size()))];
        f.score = pick(1001) / 1000.0;
        f.place = place();
        f.provenance = {text(12), text(5),
                        pick(2) ? QByteArray(32, char(pick(256))) : QByteArray()};
        f.group = text(8);
        f.source = TextSource(pick(6));
        f.text = SensitiveText(text(30));
        if (pick(3) == 0)
            f.supersedes = FindingId::random();
        return f;
    }

    int pick(int below) { return int(m_engine() % unsigned(below)); }

private:
    QString text(int longest)
    {
        static const QString parts[] = {
            u"a"_s, u"é"_s, u"名"_s, u"😀"_s, u"\uFEFF"_s, QString(QChar(0)), u" "_s, u"e\u0301"_s};
        QString result;
        for (int i = pick(longest + 1); i > 0; --i)
            result += parts[pick(int(std::size(parts)))];
        return result;
    }
    qint64 number() { return qint64(m_engine()) >> pick(64); }
    int coordinate() { return pick(1 << 20) - (1 << 19); }

    Place place()
    {
        switch (pick(5)) {
        case 0: {
            Track track{pick(10), {}};
            Ticks pts = -5000;
            for (int i = pick(40); i > 0; --i) {
                pts += pick(4000);
                track.boxes.push_back({pts,
                                       {coordinate(), coordinate(), coordinate(), coordinate()},
                                       BoxOrigin(pick(4)),
                                       float(pick(65536)) / 65535.f});
            }
            return track;
        }
        case 1: {
            Span span{pick(10), {number(), number()}, {}};
            for (int i = pick(4); i > 0; --i)
                span.channels.append(pick(8));
            return span;
        }
        case 2: {
            Area area{pick(500), {}, {}};
            for (int i = pick(5); i > 0; --i)
                area.rects.append({coordinate() / 7.0, coordinate() / 3.0, 1.0 / 3, 1e-300});
            if (pick(2))
                area.range = TextRange{pick(1000), pick(1000)};
            return area;
        }
        case 3:
            return TextRange{number(), number()};
        default:
            return Field{text(20)};
        }
    }

    std::mt19937_64 m_engine{99};
};

Finding plain()
{
    Finding f;
    f.item = *ItemId::fromString(u"00112233445566778899aabbccddeeff");
    f.type = FindingType::UsSsn;
    f.score = 0.85;
    f.place = TextRange{4, 15};
    f.provenance = {u"patterns"_s, u"1"_s, {}};
    f.source = TextSource::Text;
    f.text = SensitiveText(u"078-05-1120"_s);
    f.id = stableFindingId(f);
    return f;
}

} // namespace

class TestFinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesOfOlderJournalsAreRead()
    {
        const QByteArray track = QByteArray::fromHex(
            "011240a4684403b160e6597a653a88f56c7c5c10f0934f2cdaaa9adf86cb961a740000000466"
            "6163653fe8000000000000000000000200000002fffffffffffffffb00000001fffffffe0000"
            "0003000000040266660000000000015f900000000700000008000000090000000a03ffff0000"
            "00016400000003312e3200000020787878787878787878787878787878787878787878787878"
            "787878787878787800000006666163652d310400000007efbbbf5a6fc3ab01442a4445713767"
            "2b3218c1007dc8f76a");
        const QByteArray area = QByteArray::fromHex(
            "014129e2a8044a57ce7635fd6023661cd67c5c10f0934f2cdaaa9adf86cb961a740000000466"
            "6163653fe80000000000000200000002000000013ff80000000000004002000000000000c008"
            "00000000000041cdcd6500000000010000000000000003000000000000000900000001640000"
            "0003312e32000000207878787878787878787878787878787878787878787878787878787878"
            "78787800000006666163652d310400000007efbbbf5a6fc3ab01442a44457137672b3218c100"
            "7dc8f76a");
        for (const QByteArray &bytes : {track, area}) {
            const auto finding = findingFromBytes(bytes);
            QVERIFY(finding);
            const auto again = findingFromBytes(toBytes(*finding));
            QVERIFY(again && *again == *finding);
            for (qsizetype size = 0; size < bytes.size(); ++size)
                QVERIFY(!findingFromBytes(QByteArrayView(bytes).first(size)));
            QVERIFY(!findingFromBytes(bytes + '\0'));
            QCOMPARE(finding->text.reveal(), u"\ufeffZo\u00eb"_s);
            QCOMPARE(finding->group, u"face-1"_s);
            QCOMPARE(finding->score, 0.75);
            QVERIFY(finding->source == TextSource::Metadata && finding->supersedes);
        }
        const Track boxes{2,
                          {{-5, {1, -2, 3, 4}, BoxOrigin::Padded, 0x6666 / 65535.f},
                           {90000, {7, 8, 9, 10}, BoxOrigin::Drawn, 1.f}}};
        QVERIFY(findingFromBytes(track)->place == Place(boxes));
        const Area rects{2, {{1.5, 2.25, -3, 1e9}}, TextRange{3, 9}};
        QVERIFY(findingFromBytes(area)->place == Place(rects));
    }

    void bytesRoundTrip()
    {
        RandomFindings random;
        for (int i = 0; i < 5000; ++i) {
            const Finding finding = random.finding();
            const QByteArray bytes = toBytes(finding);
            const auto back = findingFromBytes(bytes);
            QVERIFY2(back, "what was written could not be read");
            QVERIFY(*back == finding);
            QCOMPARE(toBytes(*back), bytes);
        }
    }

    void refusesEveryTruncationAndTrailingBytes()
    {
        RandomFindings random;
        for (int i = 0; i < 60; ++i) {
            const QByteArray bytes = toBytes(random.finding());
            for (qsizetype size = 0; size < bytes.size(); ++size)
                QVERIFY(!findingFromBytes(QByteArrayView(bytes).first(size)));
            QVERIFY(!findingFromBytes(bytes + '\0'));
            QVERIFY(!findingFromBytes(bytes + bytes));
        }
    }

    void damagedBytesAreRefusedOrReadTheSameTwice()
    {
        RandomFindings random;
        for (int i = 0; i < 40; ++i) {
            const QByteArray bytes = toBytes(random.finding());
            for (qsizetype at = 0; at < bytes.size(); ++at) {
                for (const char mask : {char(1), char(0x80), char(0xFF)}) {
                    QByteArray damaged = bytes;
                    damaged[at] = char(damaged.at(at) ^ mask);
                    const auto read = findingFromBytes(damaged);
                    if (!read)
                        continue;
                    QVERIFY(read->score >= 0 && read->score <= 1);
                    // Reading settles it: what was accepted is written and read as itself.
                    const QByteArray again = toBytes(*read);
                    const auto twice = findingFromBytes(again);
                    QVERIFY(twice);
                    QCOMPARE(toBytes(*twice), again);
                }
            }
        }
    }

    void hostileCountsDoNotAllocate()
    {
        Finding finding = plain();
        finding.place = Track{0, {{0, {1, 2, 3, 4}, BoxOrigin::Detected, 1}}};
        const QByteArray bytes = toBytes(finding);
        // The record of the track: its stream, then the times of one box.
        const QByteArray times("\x02\x81\x00", 3);
        QCOMPARE(bytes.count(times), 1);
        for (const char *count : {"9a01000000", "9a7fffffff", "9affffffff", "9b7fffffffffffffff",
                                  "9bffffffffffffffff"}) {
            QByteArray damaged = bytes;
            damaged.replace(times, "\x02" + QByteArray::fromHex(count) + '\0');
            QVERIFY(!findingFromBytes(damaged));
        }
        // One origin for more boxes than there are.
        QByteArray run = QByteArray("\x01\x68") + "detected" + "\x02\x01";
        QCOMPARE(bytes.count(run), 1);
        QByteArray damaged = bytes;
        run.chop(1);
        damaged.replace(run + '\x01', run + QByteArray::fromHex("1affffffff"));
        QVERIFY(!findingFromBytes(damaged));
    }

    void refusesBoxesThatArithmeticWouldOverflowWith()
    {
        Finding finding = plain();
        constexpr int big = std::numeric_limits<int>::max();
        for (const PixelRect rect : {PixelRect{big, 0, big, 1}, PixelRect{0, -big, 1, -big}}) {
            finding.place = Track{0, {{0, rect, BoxOrigin::Detected, 1}}};
            QVERIFY(!findingFromBytes(toBytes(finding)));
        }
    }

    void refusesBoxesOutOfOrder()
    {
        Finding finding = plain();
        finding.place = Track{
            0,
            {{5, {0, 0, 1, 1}, BoxOrigin::Detected, 1}, {4, {0, 0, 1, 1}, BoxOrigin::Detected, 1}}};
        QVERIFY(!findingFromBytes(toBytes(finding)));
    }

    void aTypeOfANewerVersionIsStillAFinding()
    {
        QByteArray bytes = toBytes(plain());
        bytes.replace("us_ssn", "xx_ssn");
        const auto read = findingFromBytes(bytes);
        QVERIFY(read);
        QVERIFY(read->type == FindingType::Custom);
        QCOMPARE(read->text.reveal(), u"078-05-1120"_s);
    }

    void idsStayWhatTheyWereInTheFirstVersion()
    {
        Finding finding = plain();
        QCOMPARE(finding.id.toString(), u"df3d59f119fb19f48cea2ae68336cc73"_s);
        finding.place = Span{1, {4800, 96000}, {0, 1}};
        QCOMPARE(stableFindingId(finding).toString(), u"09acd3440de5d70e8751e132879dafda"_s);
        finding.place = Field{u"Exif.Image.Artist"_s};
        QCOMPARE(stableFindingId(finding).toString(), u"870526b4630328112f624a170954c066"_s);
    }

    void nothingIsSavedByNumber()
    {
        Finding finding = plain();
        const auto has = [&finding](const char *name) { return toBytes(finding).contains(name); };
        QVERIFY(has("us_ssn") && has("range") && has("text"));
        finding.source = TextSource::Speech;
        finding.place = Track{0,
                              {{1, {}, BoxOrigin::Padded, 0},
                               {2, {}, BoxOrigin::Padded, 0},
                               {3, {}, BoxOrigin::Drawn, 0}}};
        QVERIFY(has("track") && has("padded") && has("drawn") && has("speech"));
        QCOMPARE(toBytes(finding).count("padded"), 1);
        for (const auto &[was, is] : {std::pair{"track", "trick"}, std::pair{"padded", "bedded"},
                                      std::pair{"speech", "screen"}}) {
            QByteArray bytes = toBytes(finding);
            bytes.replace(was, is);
            QVERIFY(!findingFromBytes(bytes));
        }
    }

    void fieldsOfANewerVersionAreLeftOutOrRefused()
    {
        // A record of 10 fields; one more behind them.
        const Finding finding = plain();
        const QByteArray bytes = toBytes(finding);
        const auto with = [&bytes](const char *hex) {
            QByteArray more = bytes + QByteArray::fromHex(hex);
            more[0] = char(more[0] + 1);
            return more;
        };
        for (const char *note : {"2063616263", "20f5", "2082010203a10120", "38ff00"}) {
            const QByteArray more = with(note);
            const auto read = findingFromBytes(more);
            QCOMPARE(bool(read), QByteArray(note) != "2082010203a10120");
            if (read)
                QVERIFY(*read == finding);
        }
        QVERIFY(!findingFromBytes(with("1863f5"))); // what a newer version needs to be understood
        QVERIFY(!findingFromBytes(with("0cf5")));   // another type than that of the field
    }

    void theSameDetectionHasTheSameIdInEveryRun()
    {
        const Finding one = plain();
        Finding two = plain();
        two.id = FindingId::random();
        two.group = u"renumbered"_s;
        QCOMPARE(stableFindingId(two), one.id);
        // A saved id must mean the same to a later build.
        QCOMPARE(one.id.toString(), stableFindingId(one).toString());
        for (const auto &change : std::initializer_list<std::function<void(Finding &)>>{
                 [](Finding &f) { f.item = ItemId::random(); },
                 [](Finding &f) { f.type = FindingType::UsItin; },
                 [](Finding &f) {
                     f.place = TextRange{4, 16};
                 },
                 [](Finding &f) { f.provenance.version = u"2"_s; },
                 [](Finding &f) { f.text = SensitiveText(u"078-05-1121"_s); }}) {
            Finding other = plain();
            change(other);
            QVERIFY(stableFindingId(other) != one.id);
        }
    }

    void jsonCountsCodePoints()
    {
        Finding finding = plain();
        const QString text = u"😀 : 078-05-1120"_s;
        finding.place = TextRange{5, 16};
        const QJsonObject range =
            findingToJson(finding, {}, TextOffsets(text))[u"place"][u"range"].toObject();
        QCOMPARE(range[u"begin"].toInt(), 4);
        QCOMPARE(range[u"end"].toInt(), 15);
    }

    void jsonHasTheWordsOfTheCommandLine()
    {
        Finding finding = plain();
        finding.type = FindingType::Face;
        finding.text = {};
        finding.source = TextSource::None;
        finding.group = u"face-1"_s;
        finding.provenance = {u"yunet"_s, u"2023jan"_s, QByteArray::fromHex("ab01")};
        finding.place = Track{0, {{45000, {1, 2, 3, 4}, BoxOrigin::Detected, 1}}};
        const QJsonObject json = findingToJson(finding, {{1, 90000}}, TextOffsets({}));
        QCOMPARE(json[u"type"].toString(), u"face"_s);
        QCOMPARE(json[u"group"].toString(), u"face-1"_s);
        QCOMPARE(json[u"id"].toString(), finding.id.toString());
        QCOMPARE(json[u"detector"][u"id"].toString(), u"yunet"_s);
        QCOMPARE(json[u"detector"][u"model_sha256"].toString(), u"ab01"_s);
        QVERIFY(!json.contains(u"text") && !json.contains(u"source"));
        const QJsonValue box = json[u"place"][u"track"][u"boxes"][0];
        QCOMPARE(box[u"pts"].toInt(), 45000);
        QCOMPARE(box[u"time"].toDouble(), 0.5);
        QCOMPARE(box[u"rect"].toArray(), (QJsonArray{1, 2, 3, 4}));

        finding.place = Span{1, {16000, 32000}, {0}};
        const QJsonValue span =
            findingToJson(finding, {{1, 1}, {1, 16000}}, TextOffsets({}))[u"place"][u"span"];
        QCOMPARE(span[u"begin"].toDouble(), 1.0);
        QCOMPARE(span[u"end"].toDouble(), 2.0);
        QCOMPARE(span[u"stream"].toInt(), 1);
        // Of a film whose clock does not begin at 0.
        const QJsonValue late =
            findingToJson(finding, {{1, 1}, {1, 16000}}, TextOffsets({}), 0.5)[u"place"][u"span"];
        QCOMPARE(late[u"begin"].toDouble(), 0.5);
        QCOMPARE(late[u"end"].toDouble(), 1.5);

        finding.place = Area{2, {{1.5, 2, 3, 4}}, TextRange{0, 3}};
        const QJsonObject area =
            findingToJson(finding, {}, TextOffsets(u"abc"))[u"place"].toObject();
        QCOMPARE(area[u"area"][u"page"].toInt(), 2);
        QCOMPARE(area[u"area"][u"rects"][0].toArray(), (QJsonArray{1.5, 2, 3, 4}));
        QCOMPARE(area[u"range"][u"end"].toInt(), 3);

        finding.place = Field{u"Exif.GPSInfo.GPSLatitude"_s};
        QCOMPARE(findingToJson(finding, {}, TextOffsets({}))[u"place"][u"field"].toString(),
                 u"Exif.GPSInfo.GPSLatitude"_s);
    }

    void sortingGivesOneOrderWhateverTheInput()
    {
        RandomFindings random;
        FindingList list;
        for (int i = 0; i < 300; ++i)
            list.push_back(random.finding());
        std::sort(list.begin(), list.end(), placeLess);
        FindingList other = list;
        std::mt19937 engine(1);
        for (int round = 0; round < 5; ++round) {
            std::shuffle(other.begin(), other.end(), engine);
            std::sort(other.begin(), other.end(), placeLess);
            QVERIFY(other == list);
        }
        for (size_t i = 1; i < list.size(); ++i)
            QVERIFY(!placeLess(list[i], list[i - 1]));
    }

    void binsSplitAtTheCertainScore()
    {
        QCOMPARE(scoreBin(0.6), ScoreBin::Certain);
        QCOMPARE(scoreBin(0.5999), ScoreBin::Candidate);
        QCOMPARE(scoreBin(1.0), ScoreBin::Certain);
    }

    void sourcesHaveStableNames()
    {
        for (int i = 0; i <= int(TextSource::Hidden); ++i)
            QCOMPARE(textSourceFromString(toString(TextSource(i))), std::optional(TextSource(i)));
        QCOMPARE(toString(TextSource::Ocr), u"ocr"_s);
        QVERIFY(!textSourceFromString(u"OCR"));
    }

    void peopleAreToldFromMachines()
    {
        QVERIFY(Provenance::person().byPerson());
        QVERIFY(!(Provenance{u"yunet"_s, u"1"_s, {}}).byPerson());
    }
};

QTEST_GUILESS_MAIN(TestFinding)
#include "tst_finding.moc"
