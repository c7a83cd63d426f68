// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/mediacase.h"
#include "ui/common/gestures.h"
#include "ui/review/findingsfilter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

QList<FindingId> idsOf(const FindingsModel &model)
{
    QList<FindingId> ids;
    for (const FindingRow &row : model.rows())
        ids.append(row.finding->id);
    return ids;
}

QList<FindingId> shownIds(MediaCase &c)
{
    QList<FindingId> ids;
    for (const Finding *finding : c.shown())
        ids.append(finding->id);
    return ids;
}

} // namespace

class TestFindingsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsHereInEveryStream()
    {
        MediaCase c;
        casefile::Item item = *c.session().item();
        casefile::ItemStream second = item.streams.front();
        second.index = 7;
        second.timeBase = {1, 1000};
        item.streams.append(second);
        QVERIFY(c.session().openCase().setAnalysed(item));
        const FindingId early = c.track(0, 9, u"face-1"_s);
        c.track(30, 39, u"face-2"_s);
        FindingsModel model(c.session());
        FindingsFilter filter(model);
        QTRY_COMPARE(filter.rowCount(), 2);
        FindingsSpec spec;
        spec.bin = FindingsBin::Here;
        filter.setSpec(spec);
        c.session().setTime(c.pts(5));
        QTRY_COMPARE(filter.rowCount(), 1);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        c.session().showStream(7);
        QCOMPARE(c.session().pictureStream(), 7);
        c.session().setTime(240); // the sixth frame still, in the ticks of the other stream
        QTest::qWait(300);
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.row(0).finding->id, early);
        c.session().setTime(1300);
        QTRY_VERIFY(filter.rowCount() == 1 && filter.row(0).finding->id != early);
        QVERIFY(resets.isEmpty());
    }

    void followsFindingsWithoutReset()
    {
        MediaCase c;
        FindingsModel model(c.session());
        const QAbstractItemModelTester tester(&model);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        const FindingId b = c.track(20, 30, u"face-2"_s);
        QTRY_COMPARE(model.rowCount(), 1);
        c.track(1, 9, u"face-1"_s);
        c.track(40, 50, u"face-3"_s);
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(inserts.size(), 3); // one before and one behind what was there
        QCOMPARE(idsOf(model), shownIds(c));

        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        c.session().gestures().decide({b}, Verdict::Redact);
        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
        QCOMPARE(changes[0][1].toModelIndex().row(), 1);
        QCOMPARE(model.data(model.index(1), FindingsModel::StateRole).toInt(),
                 int(MarkState::Redact));
        QVERIFY(resets.isEmpty());
    }

    void staysEqualToTheSheetUnderRandomEdits()
    {
        MediaCase c;
        FindingsModel model(c.session());
        FindingsFilter filter(model);
        const QAbstractItemModelTester modelTester(&model);
        const QAbstractItemModelTester filterTester(&filter);
        FindingsSpec spec;
        spec.bin = FindingsBin::Undecided;
        spec.order = FindingsOrder::Risk;
        filter.setSpec(spec);
        std::mt19937 random(5);
        for (int i = 0; i < 12; ++i)
            c.track(i * 4, i * 4 + 3, u"face-%1"_s.arg(i), FindingType::Face,
                    0.3 + (i * 7 % 10) * 0.07);
        for (int round = 0; round < 60; ++round) {
            const auto shown = c.shown();
            const Finding &one = *shown[random() % shown.size()];
            switch (random() % 5) {
            case 0:
                c.session().gestures().decide({one.id}, Verdict::Keep);
                break;
            case 1:
                c.session().gestures().undecide({one.id});
                break;
            case 2: {
                Track track = std::get<Track>(one.place);
                for (TrackBox &box : track.boxes)
                    box.pts = c.pts(int(random() % 20)) + box.pts % 7;
                track.boxes.resize(1);
                c.session().gestures().editPlace(one.id, track, Gestures::next());
                break;
            }
            case 3:
                c.session().openCase().undoStack().undo();
                break;
            default:
                c.session().openCase().undoStack().redo();
                break;
            }
            QTRY_COMPARE(idsOf(model), shownIds(c));
            int undecided = 0;
            for (const Finding *finding : c.shown())
                undecided += isUndecided(c.session().state(*finding)) ? 1 : 0;
            QCoreApplication::processEvents();
            QTRY_COMPARE(filter.rowCount(), undecided);
            double last = 0;
            for (int row = 0; row < filter.rowCount(); ++row) {
                QVERIFY(isUndecided(c.session().state(*filter.row(row).finding)));
                QVERIFY(filter.row(row).finding->score >= last);
                last = filter.row(row).finding->score;
            }
            QCOMPARE(filter.count(FindingsBin::Undecided), undecided);
        }
    }

    void sortsIntoBins()
    {
        MediaCase c;
        const FindingId brief = c.track(0, 3, u"face-1"_s);
        const FindingId unsure = c.track(10, 35, u"face-2"_s, FindingType::Face, 0.4);
        const FindingId plate = c.track(20, 50, {}, FindingType::LicencePlate);
        FindingsModel model(c.session());
        FindingsFilter filter(model);
        const auto in = [&](FindingsBin bin) {
            FindingsSpec spec;
            spec.bin = bin;
            filter.setSpec(spec);
            return filter.shown();
        };
        QCOMPARE(in(FindingsBin::Brief), QList<FindingId>({brief}));
        QCOMPARE(in(FindingsBin::Candidates), QList<FindingId>({unsure}));
        QCOMPARE(in(FindingsBin::Tiny), QList<FindingId>());
        QCOMPARE(in(FindingsBin::All).size(), 3);
        c.session().setTime(c.pts(25) + 3); // between two frames: the one before is shown
        in(FindingsBin::All);
        QCOMPARE(in(FindingsBin::Here), QList<FindingId>({unsure, plate}));
        c.session().setTime(c.pts(3) + 3);
        QTRY_COMPARE(filter.shown(), QList<FindingId>({brief}));
        FindingsSpec spec;
        spec.type = FindingType::LicencePlate;
        filter.setSpec(spec);
        QCOMPARE(filter.shown(), QList<FindingId>({plate}));
        spec = {};
        spec.text = u"FACE 2"_s;
        filter.setSpec(spec);
        QCOMPARE(filter.shown(), QList<FindingId>({unsure}));
    }

    void walksAroundTheUndecided()
    {
        MediaCase c;
        const FindingId a = c.track(0, 3, u"face-1"_s);
        c.track(10, 13, u"face-2"_s);
        const FindingId third = c.track(20, 23, u"face-3"_s);
        c.session().gestures().decide({a}, Verdict::Keep);
        FindingsModel model(c.session());
        const FindingsFilter filter(model);
        QCOMPARE(filter.nextUndecided(-1, 1), 1);
        QCOMPARE(filter.nextUndecided(1, 1), 2);
        QCOMPARE(filter.nextUndecided(2, 1), 1);
        QCOMPARE(filter.nextUndecided(1, -1), 2);
        c.session().gestures().decide({third}, Verdict::Redact);
        QTRY_COMPARE(filter.nextUndecided(1, 1), -1); // no other
    }

    void readsRowsAloud()
    {
        MediaCase c;
        const FindingId id = c.track(5, 30, u"face-7"_s, FindingType::Face, 0.81);
        FindingsModel model(c.session());
        const auto text = [&] {
            return model.data(model.index(0), FindingsModel::AccessibleRole).toString();
        };
        for (const QString &part : {u"Face 7"_s, u"0.2 seconds to 1.2 seconds"_s, u"score 0.81"_s,
                                    displayName(MarkState::Proposed)})
            QVERIFY2(text().contains(part), qPrintable(text()));
        c.session().gestures().decide({id}, Verdict::Redact, QStringList({u"(b)(6)"_s}));
        QTRY_VERIFY(text().contains(u"reason (b)(6)"_s));
    }
};

QTEST_MAIN(TestFindingsModel)
#include "tst_findingsmodel.moc"
