// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/bytesource.h"
#include "core/detect/analysis.h"
#include "core/finding/decision.h"
#include "core/media/videoreader.h"
#include "core/medium/film/streams.h"
#include "core/medium/mediumtable.h"
#include "tests/detect/drawnpictures.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QTemporaryDir>
#include <QTest>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

namespace {

const auto kText = QStringLiteral("Report by Jane Roe \U0001F600.\nSSN 219-09-9999, mail "
                                  "jane.roe@example.org.\nJANE ROË was there.\n");

std::unique_ptr<ByteSource> textSource(const QString &text = kText)
{
    return memorySource(text.toUtf8());
}

FindingList ofType(const Analysis &analysis, FindingType type)
{
    FindingList out;
    for (const Finding &f : analysis.findings) {
        if (f.type == type)
            out.push_back(f);
    }
    return out;
}

} // namespace

class TestAnalyze : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::filesystem::path at(const char *name) const
    {
        return std::filesystem::path(m_dir.path().toStdString()) / name;
    }
    static Result<FindingList> resolve(const MarkSpec &mark, const ByteSource &source,
                                       ItemKind kind)
    {
        return medium::resolveMark(mark, source, kind, ItemId(), {});
    }
    std::unique_ptr<ByteSource> pdf()
    {
        const QString path = m_dir.filePath(u"page.pdf"_s);
        {
            QPdfWriter writer(path);
            writer.setTitle(u"Jane Roe file"_s);
            QPainter painter(&writer);
            painter.setFont(QFont(u"DejaVu Sans"_s, 14));
            painter.drawText(500, 1000, u"Patient Jane Roe, SSN 219-09-9999"_s);
            const QImage face = test::drawnPeople({600, 600}, {QRectF(200, 150, 200, 260)});
            painter.drawImage(QRect(1500, 3000, 4000, 4000), face);
        }
        auto source = openFileSource(path.toStdString());
        return source ? std::move(*source) : nullptr;
    }

private Q_SLOTS:
    void theRegistryMakesWhatItNames()
    {
        const Registry registry = standardRegistry();
        QVERIFY(registry.infos().size() >= 3);
        for (const DetectorFactory &factory : registry.detectors) {
            QCOMPARE(int(bool(factory.frame)) + int(bool(factory.sound)) + int(bool(factory.text)),
                     1);
            if (factory.frame)
                QVERIFY(factory.frame());
            if (factory.sound)
                QVERIFY(factory.sound(2));
            if (factory.text)
                QVERIFY(factory.text({u"Jane Roe"_s}));
        }
        for (const DetectorInfo &info : registry.infos())
            QVERIFY(!info.provenance.detector.isEmpty() && !info.types.isEmpty());
    }

    void findsPersonalDataInText()
    {
        for (const ItemKind kind : {ItemKind::Text, ItemKind::Json}) {
            const auto source = textSource();
            const auto analysis =
                medium::analyze(*source, kind, ItemId(), standardRegistry(), {}, {});
            QVERIFY(analysis);
            QCOMPARE(analysis->text, kText);
            const auto mails = ofType(*analysis, FindingType::EmailAddress);
            QCOMPARE(mails.size(), 1u);
            const TextRange range = std::get<TextRange>(mails[0].place);
            QCOMPARE(kText.mid(range.begin, range.length()), u"jane.roe@example.org"_s);
            QCOMPARE(mails[0].text.reveal(), u"jane.roe@example.org"_s);
            QVERIFY(mails[0].source == TextSource::Text);
        }
    }

    void typesAreRespected()
    {
        AnalysisOptions options;
        options.types = {FindingType::EmailAddress};
        const auto source = textSource();
        const auto analysis =
            medium::analyze(*source, ItemKind::Text, ItemId(), standardRegistry(), options, {});
        QVERIFY(analysis && analysis->findings.size() == 1);
        options.types = {};
        options.detect = false;
        const auto described =
            medium::analyze(*source, ItemKind::Text, ItemId(), standardRegistry(), options, {});
        QVERIFY(described && described->findings.empty());
        QCOMPARE(described->text, kText);
    }

    void textThatWasReadInPartIsNotExamined()
    {
        struct Tired : TextDetector
        {
            explicit Tired(Reading how)
                : reading(how)
            {}
            DetectorInfo info() const override { return {}; }
            Result<TextMatches> detect(QStringView, const JobContext &) const override
            {
                return TextMatches{{{{10, 14}, FindingType::PersonName, 0.9, {}}}, reading};
            }
            Reading reading;
        };
        for (const Reading reading : {Reading::Complete, Reading::Partial}) {
            Registry registry = standardRegistry();
            const auto words =
                std::find_if(registry.detectors.begin(), registry.detectors.end(),
                             [](const DetectorFactory &factory) { return bool(factory.text); });
            words->text =
                [reading](const QStringList &) -> Result<std::shared_ptr<const TextDetector>> {
                return std::shared_ptr<const TextDetector>(std::make_shared<Tired>(reading));
            };
            const auto source = textSource();
            const auto analysis =
                medium::analyze(*source, ItemKind::Text, ItemId(), registry, {}, {});
            QVERIFY(analysis);
            QVERIFY(!analysis->findings.empty()); // what was found is kept all the same
            QCOMPARE(analysis->notExamined.size(), reading == Reading::Partial ? 1 : 0);
        }
    }

    void otherKindsAreRefusedInWords()
    {
        const auto source = textSource();
        for (const ItemKind kind : {ItemKind::Archive, ItemKind::Unknown, ItemKind::Empty}) {
            const auto analysis =
                medium::analyze(*source, kind, ItemId(), standardRegistry(), {}, {});
            QCOMPARE(analysis.error().kind(), ErrorKind::Unsupported);
            QVERIFY(!analysis.error().text().isEmpty());
        }
    }

    void cancelledBeforeItStarts()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto source = textSource();
        for (const ItemKind kind : {ItemKind::Text, ItemKind::Video, ItemKind::Pdf}) {
            QCOMPARE(medium::analyze(*source, kind, ItemId(), standardRegistry(), {},
                                     JobContext(stop.get_token()))
                         .error()
                         .kind(),
                     ErrorKind::Cancelled);
        }
    }

    void termsMatchWithoutCaseAndAccents()
    {
        const auto source = textSource();
        MarkSpec mark;
        mark.file = u"n.txt"_s;
        mark.term = u"Jane Roe"_s;
        const auto found = resolve(mark, *source, ItemKind::Text);
        QVERIFY(found);
        QCOMPARE(found->size(), 3u); // the third is the name in the address
        for (const Finding &f : *found) {
            QVERIFY(f.provenance.byPerson());
            QCOMPARE(f.score, 1.0);
        }
        mark.term = u"Nobody"_s;
        const auto none = resolve(mark, *source, ItemKind::Text);
        QCOMPARE(none.error().kind(), ErrorKind::NoMatch);
        QVERIFY(!none.error().text().contains(u"Nobody"_s)); // errors are released and logged
    }

    void rangesCountCodePoints()
    {
        const auto source = textSource();
        MarkSpec mark;
        const qsizetype begin = kText.indexOf(u"219"_s) - 1; // the smiley is one code point
        mark.codePoints = TextRange{begin, begin + 11};
        const auto found = resolve(mark, *source, ItemKind::Text);
        QVERIFY(found && found->size() == 1);
        QCOMPARE(found->front().text.reveal(), u"219-09-9999"_s);
        mark.codePoints = TextRange{10000, 10010};
        QCOMPARE(resolve(mark, *source, ItemKind::Text).error().kind(), ErrorKind::NoMatch);
    }

    void pagesGiveAreasAndFaces()
    {
        const auto source = pdf();
        QVERIFY(source);
        const auto analysis =
            medium::analyze(*source, ItemKind::Pdf, ItemId(), standardRegistry(), {}, {});
        QVERIFY(analysis);
        const auto faces = ofType(*analysis, FindingType::Face);
        QVERIFY(!faces.empty());
        QCOMPARE(std::get<Area>(faces[0].place).page, 0);
        MarkSpec mark;
        mark.term = u"jane roe"_s;
        const auto terms = resolve(mark, *source, ItemKind::Pdf);
        QVERIFY(terms);
        int areas = 0, fields = 0;
        for (const Finding &f : *terms) {
            areas += std::holds_alternative<Area>(f.place);
            fields += std::holds_alternative<Field>(f.place);
        }
        QVERIFY(areas >= 1 && fields >= 1);
        MarkSpec box;
        box.page = 0;
        box.rect = PageRect{10, 10, 50, 50};
        QVERIFY(resolve(box, *source, ItemKind::Pdf));
        box.page = 7;
        QCOMPARE(resolve(box, *source, ItemKind::Pdf).error().kind(), ErrorKind::NoMatch);
        box.page = 0;
        box.rect = PageRect{9000, 9000, 5, 5};
        QCOMPARE(resolve(box, *source, ItemKind::Pdf).error().kind(), ErrorKind::NoMatch);
    }

    void picturesGiveFacesAndTakeRectangles()
    {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        test::drawnPeople({500, 400}, {QRectF(200, 100, 120, 156)}).save(&buffer, "PNG");
        const auto source = memorySource(png);
        AnalysisOptions options;
        options.types = {FindingType::Face};
        const auto analysis =
            medium::analyze(*source, ItemKind::Image, ItemId(), standardRegistry(), options, {});
        QVERIFY(analysis);
        QVERIFY(!analysis->findings.empty());
        const Track track = std::get<Track>(analysis->findings[0].place);
        QCOMPARE(track.boxes.size(), 1u);
        QCOMPARE(track.boxes[0].pts, 0);
        QCOMPARE(analysis->streams.value(0).size, QSize(500, 400));
        MarkSpec mark;
        mark.rect = PageRect{480, 380, 50, 50};
        const auto found = resolve(mark, *source, ItemKind::Image);
        QVERIFY(found && found->size() == 1);
        QCOMPARE(std::get<Track>(found->front().place).boxes[0].rect,
                 (PixelRect{480, 380, 20, 20}));
    }

    void everyPageOfAPictureGivesFacesAndTakesMarks()
    {
        const auto folder = test::TempFolder();
        const QImage empty = test::drawnPeople({500, 400}, {});
        const QImage one = test::drawnPeople({500, 400}, {QRectF(200, 100, 120, 156)});
        for (const QImage &frame : {empty, one, empty}) {
            static int number = 0;
            frame.save(QString::fromStdString(
                (folder / ("f" + std::to_string(number++) + ".png")).string()));
        }
        const auto path = test::runFfmpeg({u"-framerate"_s, u"5"_s, u"-i"_s,
                                           QString::fromStdString((folder / "f%d.png").string())},
                                          folder / "a.apng");
        const auto source = memorySource(test::readFile(path));
        AnalysisOptions options;
        options.types = {FindingType::Face};
        const auto analysis =
            medium::analyze(*source, ItemKind::Image, ItemId(), standardRegistry(), options, {});
        QVERIFY(analysis);
        QVERIFY(analysis->notExamined.isEmpty());
        QCOMPARE(analysis->extent, 3);
        QVERIFY(!analysis->findings.empty());
        for (const Finding &finding : analysis->findings)
            QCOMPARE(std::get<Area>(finding.place).page, 1);
        MarkSpec mark;
        mark.rect = PageRect{10, 20, 30, 40};
        const auto first = resolve(mark, *source, ItemKind::Image);
        QVERIFY(first && first->size() == 1);
        QCOMPARE(std::get<Area>(first->front().place).page, 0);
        mark.page = 2;
        const auto last = resolve(mark, *source, ItemKind::Image);
        QVERIFY(last && last->size() == 1);
        QCOMPARE(std::get<Area>(last->front().place),
                 (Area{2, {PageRect{10, 20, 30, 40}}, std::nullopt}));
        mark.page = 3;
        QCOMPARE(resolve(mark, *source, ItemKind::Image).error().kind(), ErrorKind::NoMatch);
    }

    void videoMarksCoverEveryFrameOfTheirTime()
    {
        const auto path = test::makeVideo(at("v.mp4"));
        auto source = openFileSource(path);
        QVERIFY(source);
        QVERIFY(medium::kindOfStreams(**source) == ItemKind::Video);
        const auto info = media::probe(**source, {});
        const media::StreamInfo *video = info->firstOf(media::StreamKind::Video);
        const auto index = media::indexFrames(**source, video->index, {});
        QVERIFY(index && index->frames.size() > 4);
        MarkSpec mark;
        mark.rect = PageRect{4, 4, 10, 10};
        const auto whole = resolve(mark, **source, ItemKind::Video);
        QVERIFY(whole && whole->size() == 1);
        QCOMPARE(std::get<Track>(whole->front().place).boxes.size(), index->frames.size());
        // From within the third frame to just after the fourth began.
        const double frame2 = toSeconds(index->frames[2].pts, video->timeBase);
        const double frame3 = toSeconds(index->frames[3].pts, video->timeBase);
        mark.begin = (frame2 + frame3) / 2;
        mark.end = frame3 + 0.001;
        const auto part = resolve(mark, **source, ItemKind::Video);
        QVERIFY(part && part->size() == 1);
        const Track track = std::get<Track>(part->front().place);
        QCOMPARE(track.boxes.size(), 2u);
        QCOMPARE(track.boxes[0].pts, index->frames[2].pts);
        mark.begin = 9999;
        mark.end = 10000;
        QCOMPARE(resolve(mark, **source, ItemKind::Video).error().kind(), ErrorKind::NoMatch);
    }

    void audioMarksAreSpans()
    {
        const auto path = test::makeTone(at("a.wav"), 3);
        auto source = openFileSource(path);
        QVERIFY(source);
        QVERIFY(medium::kindOfStreams(**source) == ItemKind::Audio);
        MarkSpec mark;
        mark.begin = 1;
        mark.end = 2;
        const auto found = resolve(mark, **source, ItemKind::Audio);
        QVERIFY(found && found->size() == 1);
        const Span span = std::get<Span>(found->front().place);
        QVERIFY(span.channels.isEmpty());
        const auto info = media::probe(**source, {});
        const Rational base = info->streams.front().timeBase;
        QVERIFY(std::abs(toSeconds(span.time.begin, base) - 1) < 0.001);
        QVERIFY(std::abs(toSeconds(span.time.end, base) - 2) < 0.001);
        mark.begin = 50;
        mark.end = 60;
        QCOMPARE(resolve(mark, **source, ItemKind::Audio).error().kind(), ErrorKind::NoMatch);
    }

    void speechIsHeardInTheTicksOfItsStream()
    {
        const auto path = test::makeSpeech(at("s.wav"), u"The officer asked for the name."_s);
        auto source = openFileSource(path);
        QVERIFY(source);
        const auto analysis =
            medium::analyze(**source, ItemKind::Audio, ItemId(), standardRegistry(), {}, {});
        QVERIFY(analysis);
        const auto voices = ofType(*analysis, FindingType::Voice);
        QVERIFY(!voices.empty());
        const double end = toSeconds(std::get<Span>(voices.back().place).time.end,
                                     analysis->streams.front().timeBase);
        QVERIFY(end > 0.5 && end <= analysis->streams.front().seconds + 0.01);
        for (const int threads : {2, 3}) {
            AnalysisOptions options;
            options.threads = threads;
            const auto again = medium::analyze(**source, ItemKind::Audio, ItemId(),
                                               standardRegistry(), options, {});
            QVERIFY(again && again->findings == analysis->findings);
        }
    }

    void metadataFieldsAreFoundAndMarked()
    {
        REDOUBT_REQUIRE_SHARED();
        auto source = openFileSource(*test::sharedFile("media/metadata/exif_gps_DSCN0010.jpg"));
        QVERIFY(source);
        AnalysisOptions options;
        options.types = {FindingType::GeoCoordinates};
        const auto analysis =
            medium::analyze(**source, ItemKind::Image, ItemId(), standardRegistry(), options, {});
        QVERIFY(analysis);
        QVERIFY(!ofType(*analysis, FindingType::GeoCoordinates).empty());
        MarkSpec mark;
        mark.field = u"Exif.GPSInfo"_s;
        const auto found = resolve(mark, **source, ItemKind::Image);
        QVERIFY(found && found->size() > 1);
        mark.field = u"Exif.GPSIn"_s; // half a name is no name
        QCOMPARE(resolve(mark, **source, ItemKind::Image).error().kind(), ErrorKind::NoMatch);
    }
};

QTEST_MAIN(TestAnalyze)
#include "tst_analyze.moc"
