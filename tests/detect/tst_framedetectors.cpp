// SPDX-License-Identifier: AGPL-3.0-or-later
// What every detector of pictures must do, run for each one that this machine has.
#include "core/detect/haar.h"
#include "core/detect/yunet.h"
#include "tests/detect/drawnpictures.h"
#include "tests/support/shared.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTest>

#include <thread>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::shared_ptr<FrameDetector>)

class TestFrameDetectors : public QObject
{
    Q_OBJECT

private:
    static void addDetectors()
    {
        QTest::addColumn<std::shared_ptr<FrameDetector>>("detector");
        auto haar = HaarDetector::create(Message::plain(u"No model."_s));
        QVERIFY2(haar, "opencv-data is a build dependency");
        QTest::newRow("haar") << std::shared_ptr<FrameDetector>(std::move(*haar));
        auto folders = modelFolders();
        if (const auto shared = test::sharedFolder())
            folders.push_back(*shared / "models");
        for (const KnownModel &known : knownFaceModels()) {
            auto model = loadModel(known, folders);
            if (!model) {
                qWarning("%s is not on this machine: not tested", qPrintable(known.fileName));
                continue;
            }
            auto yunet = YuNetDetector::create(*model);
            QVERIFY(yunet);
            QTest::newRow(qPrintable(known.version))
                << std::shared_ptr<FrameDetector>(std::move(*yunet));
        }
    }
    static bool isFace(const Detection &d, const QRectF &face)
    {
        return overlap(d.rect, outward(face)) > 0.3;
    }

private Q_SLOTS:
    void initTestCase_data() { addDetectors(); }

    void sayWhoTheyAre()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        const DetectorInfo info = detector->info();
        QVERIFY(!info.provenance.detector.isEmpty());
        QVERIFY(!info.provenance.version.isEmpty());
        QVERIFY(!info.description.isEmpty());
        QVERIFY(info.types.contains(FindingType::Face));
        // Without a model the program says that it sees little.
        QCOMPARE(info.problem.isEmpty(), !info.provenance.modelSha256.isEmpty());
    }

    void findDrawnFaces_data()
    {
        QTest::addColumn<int>("person");
        for (int person = 0; person < 5; ++person)
            QTest::addRow("person %d", person) << person;
    }
    void findDrawnFaces()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        QFETCH(int, person);
        const QRectF face(400, 120, 62, 80);
        const QImage picture = test::drawnPeople({960, 540}, {face}, person);
        const auto found = detector->detect(picture, {});
        QVERIFY(found);
        QVERIFY(!found->empty());
        QVERIFY2(isFace(found->front(), face), "the best hit is somewhere else");
        QVERIFY(found->front().score >= (detector->info().problem.isEmpty() ? 0.8f : 0.45f));
        for (size_t i = 1; i < found->size(); ++i)
            QVERIFY(found->at(i - 1).score >= found->at(i).score);
    }

    void keepBoxesInsideThePicture()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        // Half of the face is outside, and 331 is no multiple of anything.
        const QImage picture =
            test::drawnPeople({331, 201}, {QRectF(-30, 60, 80, 100), QRectF(290, 30, 80, 100)});
        const auto found = detector->detect(picture, {});
        QVERIFY(found);
        for (const Detection &d : *found) {
            QVERIFY(!d.rect.isEmpty());
            QCOMPARE(d.rect.intersected({0, 0, 331, 201}), d.rect);
            QVERIFY(d.score >= float(kKeptScore) && d.score <= 1.f);
        }
    }

    void refuseWhatIsNoPicture()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        const auto none = detector->detect(QImage(), {});
        QVERIFY(!none);
        QCOMPARE(none.error().kind(), ErrorKind::Invalid);
        const auto grey = detector->detect(QImage(8, 8, QImage::Format_Grayscale8), {});
        QVERIFY(!grey);
        QCOMPARE(grey.error().kind(), ErrorKind::Invalid);
    }

    void seeNothingInTinyAndPlainPictures_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("one pixel") << QSize(1, 1);
        QTest::newRow("a row") << QSize(700, 1);
        QTest::newRow("a column") << QSize(1, 700);
        QTest::newRow("odd") << QSize(33, 65);
        QTest::newRow("plain") << QSize(640, 360);
    }
    void seeNothingInTinyAndPlainPictures()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        QFETCH(QSize, size);
        QImage picture(size, QImage::Format_BGR888);
        picture.fill(QColor(120, 130, 140));
        const auto found = detector->detect(picture, {});
        QVERIFY(found);
        QVERIFY(found->empty());
    }

    void surviveAHugePicture()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        QImage picture(9000, 4000, QImage::Format_BGR888);
        picture.fill(Qt::black);
        const auto found = detector->detect(picture, {});
        QVERIFY(found ? found->empty() : found.error().kind() == ErrorKind::Limit);
    }

    void answerForTurnedPicturesWithoutHarm()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        const QImage picture = test::drawnPeople({320, 240}, {QRectF(120, 60, 80, 100)});
        for (const int angle : {90, 180, 270}) {
            const QImage turned = picture.transformed(QTransform().rotate(angle))
                                      .convertToFormat(QImage::Format_BGR888);
            const auto found = detector->detect(turned, {});
            QVERIFY(found);
            for (const Detection &d : *found)
                QCOMPARE(d.rect.intersected({0, 0, turned.width(), turned.height()}), d.rect);
        }
    }

    void stopWhenCancelled()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        std::stop_source stop;
        stop.request_stop();
        const auto found =
            detector->detect(test::drawnPeople({320, 240}, {}), JobContext(stop.get_token()));
        QVERIFY(!found);
        QCOMPARE(found.error().kind(), ErrorKind::Cancelled);
    }

    void clonesAgreeInOtherThreads()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        const QImage picture =
            test::drawnPeople({640, 360}, {QRectF(80, 60, 62, 80), QRectF(400, 90, 40, 52)});
        const auto here = detector->detect(picture, {});
        auto clone = detector->clone();
        QVERIFY(here && clone);
        Result<std::vector<Detection>> there = Error(ErrorKind::Internal, "test");
        std::thread([&] { there = (*clone)->detect(picture, {}); }).join();
        QVERIFY(there);
        QCOMPARE(there->size(), here->size());
        for (size_t i = 0; i < here->size(); ++i) {
            QCOMPARE(there->at(i).rect, here->at(i).rect);
            QCOMPARE(there->at(i).score, here->at(i).score);
        }
    }

    void answerTheSameAfterAnotherSize()
    {
        QFETCH_GLOBAL(std::shared_ptr<FrameDetector>, detector);
        const QImage wide = test::drawnPeople({640, 360}, {QRectF(80, 60, 62, 80)});
        const auto before = detector->detect(wide, {});
        std::ignore = detector->detect(test::drawnPeople({200, 100}, {}), {}); // only disturbs
        const auto after = detector->detect(wide, {});
        QVERIFY(before && after);
        QCOMPARE(after->size(), before->size());
        for (size_t i = 0; i < before->size(); ++i)
            QCOMPARE(after->at(i).rect, before->at(i).rect);
    }
};

QTEST_MAIN(TestFrameDetectors)
#include "tst_framedetectors.moc"
