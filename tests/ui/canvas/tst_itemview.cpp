// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/canvas/canvascase.h"

#include "core/document/ocr.h"
#include "core/redact/plan/planner.h"
#include "tests/support/tinypdf.h"
#include "ui/canvas/canvasview.h"
#include "ui/canvas/itemview.h"
#include "ui/canvas/mediapane.h"
#include "ui/canvas/notice.h"
#include "ui/canvas/pagepane.h"
#include "ui/canvas/playersound.h"
#include "ui/canvas/textpane.h"

#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class tst_ItemView : public QObject
{
    Q_OBJECT

    std::unique_ptr<CanvasCase> m_case;
    std::unique_ptr<ItemView> m_view;

    Session &session() { return *m_case->session; }
    MediaPane &media() { return *m_view->findChild<MediaPane *>(u"mediaPane"_s); }
    void open(const char *item = nullptr)
    {
        m_case->open();
        m_view = std::make_unique<ItemView>(session(), m_case->commands);
        m_view->resize(800, 600);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        if (item != nullptr)
            session().setCurrentItem(m_case->item(item));
    }
    void trigger(const QString &id)
    {
        QAction *action = m_case->commands.action(id);
        QVERIFY2(action != nullptr && action->isEnabled(), qPrintable(id));
        action->trigger();
    }
    void drag(const QRectF &source)
    {
        CanvasView *canvas = m_view->canvas();
        const ViewMapping m = canvas->geometry().mapping();
        const QPoint from = m.toView(source.topLeft()).toPoint();
        const QPoint to = m.toView(source.bottomRight()).toPoint();
        QTest::mousePress(canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas, (from + to) / 2);
        QTest::mouseMove(canvas, to);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
    }
    /// 30 frames at uneven times.
    void addUnevenVideo() const
    {
        TinyVideo video;
        video.frames = 60;
        video.codecs << u"-vf"_s << u"select='not(mod(n\\,3))+not(mod(n\\,7))'"_s << u"-fps_mode"_s
                     << u"vfr"_s << u"-g"_s << u"8"_s;
        makeVideo(m_case->in("uneven.mp4"), video);
    }
    void waitForVideo()
    {
        QTRY_VERIFY_WITH_TIMEOUT(media().player().index() && media().frame(), 30000);
    }
    void waitForFrame()
    {
        QTRY_VERIFY_WITH_TIMEOUT(media().frame() && media().frame()->pts == session().time(),
                                 30000);
    }

    /// Requires: the first of two pages is in view.
    void tellsPagesThatNobodyLookedAt()
    {
        casefile::Item item = *session().item();
        const auto *why = m_view->findChild<QLabel *>(u"pageNotExamined"_s);
        const auto *strip = m_view->findChild<QWidget *>(u"pageStrip"_s);
        QVERIFY(!why->isVisible());
        item.notExamined = {{Portion::pages(1, {}), Message::plain(u"torn"_s)}};
        QVERIFY(session().openCase().setAnalysed(item));
        QVERIFY(!why->isVisible() && !strip->accessibleDescription().contains(u"torn"_s));
        trigger(u"page.next"_s);
        QTRY_VERIFY(why->isVisible() && why->text().contains(u"torn"_s));
        QVERIFY(strip->accessibleDescription().contains(u"torn"_s));
        trigger(u"page.previous"_s);
        QTRY_VERIFY(!why->isVisible());
    }

    /// Selects the words of a page along a drag, once they are there, and marks them.
    void markText(const QRectF &along, int timeout)
    {
        auto *pages = m_view->findChild<PagePane *>(u"pagePane"_s);
        const auto selects = [&] {
            drag(along);
            return pages->hasSelectedText();
        };
        QTRY_VERIFY_WITH_TIMEOUT(selects(), timeout);
        while (session().openCase().undoStack().canUndo())
            session().openCase().undoStack().undo(); // boxes drawn before the words were there
        trigger(u"mark.text"_s);
    }

private Q_SLOTS:
    void init() { m_case = std::make_unique<CanvasCase>(); }
    void cleanup()
    {
        m_view.reset();
        m_case.reset();
    }

    void anEmptyCaseSaysWhatToDo()
    {
        open();
        const auto *page = m_view->findChild<NoticePage *>(u"noticePage"_s);
        QVERIFY(page->isVisible());
        QVERIFY(page->notice().body.contains(u"Ctrl+O"_s));
        QVERIFY(!page->accessibleName().isEmpty());
    }
    void aProblemStandsThereWithItsCause()
    {
        m_case->write("a.txt", "hello\n");
        open("a.txt");
        casefile::Item item = *session().item();
        item.state = casefile::ItemState::Failed;
        item.kind = ItemKind::Unknown;
        item.problem = Message::plain(u"The cause."_s);
        QVERIFY(session().openCase().setAnalysed(item));
        const auto *page = m_view->findChild<NoticePage *>(u"noticePage"_s);
        QTRY_VERIFY(page->isVisible() && page->notice().body.contains(u"The cause."_s));
        QCOMPARE(page->notice().tone, Notice::Tone::Problem);
    }
    void severalTracksAreShownInTurn()
    {
        const auto input = [](const QString &graph) {
            return QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, graph};
        };
        QStringList arguments;
        for (const QString &colour : {u"blue"_s, u"red"_s})
            arguments << input(u"color=%1:size=160x120:rate=25:duration=1"_s.arg(colour));
        for (const int pitch : {440, 880})
            arguments << input(u"sine=%1:duration=1"_s.arg(pitch));
        for (const QString &number : {u"0"_s, u"1"_s, u"2"_s, u"3"_s})
            arguments << u"-map"_s << number;
        arguments << TinyVideo().codecs;
        runFfmpeg(arguments, m_case->in("two.mp4"));
        makeVideo(m_case->in("one.mp4"));
        open("one.mp4");
        waitForVideo();
        QVERIFY(!m_case->commands.action(u"play.nextSound"_s)->isEnabled());
        QVERIFY(!m_case->commands.action(u"play.nextPicture"_s)->isEnabled());

        session().setCurrentItem(m_case->item("two.mp4"));
        waitForVideo();
        const auto colour = [&] {
            return m_view->canvas()->image().isNull()
                       ? QColor()
                       : m_view->canvas()->image().pixelColor(20, 20);
        };
        const auto state = [&] { return m_view->findChild<QLabel *>(u"playerState"_s)->text(); };
        QTRY_VERIFY(colour().blue() > 200 && colour().red() < 60);
        QVERIFY(state().contains(u"video 1 of 2"_s) && state().contains(u"sound 1 of 2"_s));
        session().setTime(session().axis()->base.den / 2);
        trigger(u"play.nextPicture"_s);
        QTRY_VERIFY_WITH_TIMEOUT(colour().red() > 200 && colour().blue() < 60, 30000);
        QCOMPARE(session().time(), Ticks(session().axis()->base.den / 2));
        QTRY_VERIFY_WITH_TIMEOUT(media().player().index(), 30000);
        trigger(u"play.nextSound"_s);
        QVERIFY(media().player().index() && media().frame()); // the picture stays
        QVERIFY(state().contains(u"video 2 of 2"_s) && state().contains(u"sound 2 of 2"_s));
        // What was drawn on one is not on the other.
        m_case->addMachine(session().currentItem(),
                           Track{0, {{0, {10, 20, 50, 60}, BoxOrigin::Detected, 0.9f}}},
                           FindingType::Face);
        QCOMPARE(m_view->canvas()->marks().size(), 0u);
        trigger(u"play.nextPicture"_s);
        session().setTime(0);
        QTRY_COMPARE(m_view->canvas()->marks().size(), 1u);
        QTRY_VERIFY_WITH_TIMEOUT(colour().blue() > 200, 30000);
    }
    void stepsThroughTheExactTimesOfAVariableRate()
    {
        addUnevenVideo();
        open("uneven.mp4");
        waitForVideo();
        const auto index = media().player().index();
        QVERIFY(index->frames.size() > 20);
        for (size_t i = 1; i < index->frames.size(); ++i) {
            trigger(u"play.stepForward"_s);
            QCOMPARE(session().time(), index->frames[i].pts);
            waitForFrame();
        }
        trigger(u"play.farBack"_s);
        QCOMPARE(session().time(), index->frames[index->frames.size() - 11].pts);
        waitForFrame();
        trigger(u"play.stepBack"_s);
        waitForFrame();
        trigger(u"play.start"_s);
        QCOMPARE(session().time(), index->frames.front().pts);
        trigger(u"play.end"_s);
        QCOMPARE(session().time(), index->frames.back().pts);
        waitForFrame();
        // What was looked at is remembered.
        QTRY_VERIFY(!session().openCase().seen(session().currentItem(), 0).isEmpty());
    }
    void playsByItsClockAndShuttles()
    {
        addUnevenVideo();
        open("uneven.mp4");
        waitForVideo();
        Player &player = media().player();
        player.setSound(nullptr);
        qint64 now = 1000;
        player.setClock([&now] { return now; });
        trigger(u"play.toggle"_s);
        QVERIFY(player.isPlaying());
        const TimeAxis axis = *session().axis();
        now += 700;
        player.advance();
        const auto index = player.index();
        const Ticks expected =
            index
                ->frames[index->indexAt(index->frames.front().pts +
                                        fromSeconds(0.7, axis.base, Rounding::Down))]
                .pts;
        QCOMPARE(session().time(), expected);
        trigger(u"play.forward"_s);
        QCOMPARE(player.speed(), 2);
        trigger(u"play.forward"_s);
        trigger(u"play.forward"_s);
        trigger(u"play.forward"_s);
        QCOMPARE(player.speed(), 8);
        trigger(u"play.backward"_s);
        QCOMPARE(player.speed(), -1);
        now += 60000;
        player.advance();
        QVERIFY(!player.isPlaying());
        QCOMPARE(session().time(), index->frames.front().pts);
        // Repeating goes on from the begin.
        player.setLoop(true);
        trigger(u"play.toggle"_s);
        now += 600000;
        player.advance();
        QVERIFY(player.isPlaying());
        QCOMPARE(session().time(), index->frames.front().pts);
        // With in and out marks, what is between them is repeated.
        const Ticks in = index->frames[4].pts;
        const Ticks out = index->frames[9].pts;
        session().setInMark(in);
        session().setOutMark(out);
        QVERIFY(player.loopSpan() == TimeSpan({in, out}));
        now += 600000;
        player.advance();
        QCOMPARE(session().time(), in);
        session().setInMark(std::nullopt);
        QVERIFY(player.loopSpan() == TimeSpan({axis.begin, out}));
        trigger(u"play.pause"_s);
        QVERIFY(!player.isPlaying());
    }
    void aRecordingPlaysAndSaysWhenThereIsNoDevice()
    {
        makeTone(m_case->in("tone.wav"), 2.0);
        open("tone.wav");
        QVERIFY(session().axis());
        if (!PlayerSound::hasDevice())
            QVERIFY(!m_view->findChild<QLabel *>(u"playerSoundNote"_s)->text().isEmpty());
        media().player().setSound(nullptr);
        qint64 now = 0;
        media().player().setClock([&now] { return now; });
        trigger(u"play.toggle"_s);
        now = 500;
        media().player().advance();
        QCOMPARE(session().axis()->seconds(session().time()), 0.5);
        trigger(u"play.stepForward"_s);
        QCOMPARE(session().axis()->seconds(session().time()), 0.6);
        QVERIFY(!media().player().isPlaying());
    }
    void soundIsMixedToTwoChannelsAndGapsAreSilence()
    {
        media::AudioBlock block;
        block.firstSample = 10;
        block.channels = {{1, 2, 3}, {3, 4, 5}, {5, 6, 7}};
        qint64 from = 8;
        QCOMPARE(interleaved(block, from), (std::vector<float>{0, 0, 0, 0, 3, 3, 4, 4, 5, 5}));
        QCOMPARE(from, qint64(13));
        QVERIFY(interleaved(block, from).empty());
        from = 12;
        QCOMPARE(interleaved(block, from), (std::vector<float>{5, 5}));
    }
    void aBoxDrawnOnOneFrameExtendsWhenItIsDraggedOnAnother()
    {
        addUnevenVideo();
        open("uneven.mp4");
        waitForVideo();
        waitForFrame();
        drag({20, 20, 40, 30});
        QCOMPARE(session().selection().size(), 1);
        const FindingId first = session().selection().first();
        const auto track = std::get<Track>(m_case->finding(first).place);
        QCOMPARE(track.boxes.size(), size_t(1));
        QCOMPARE(track.boxes[0].pts, session().time());
        const auto index = media().player().index();
        media().player().step(6);
        waitForFrame();
        // The ghost of the selected box is dragged from where it was.
        QCOMPARE(m_view->canvas()->marks().size(), size_t(1));
        QVERIFY(m_view->canvas()->marks()[0].ghost);
        const QRectF ghost = m_view->canvas()->marks()[0].rect;
        drag({ghost.center(), ghost.center() + QPointF(50, 20)});
        const Finding &now = m_case->finding(session().selection().first());
        QCOMPARE(now.supersedes, std::optional(first));
        const auto longer = std::get<Track>(now.place);
        QCOMPARE(longer.boxes.size(), size_t(7));
        QCOMPARE(longer.boxes[0].rect, track.boxes[0].rect);
        QCOMPARE(longer.boxes[6].pts, session().time());
        QVERIFY(longer.boxes[6].rect.x > longer.boxes[3].rect.x);
        QCOMPARE(longer.boxes[3].origin, BoxOrigin::Interpolated);
        // One step of undo for the drag, one for the drawing.
        session().openCase().undoStack().undo();
        QVERIFY(!session().sheet().isSuperseded(first));
        session().openCase().undoStack().undo();
        QVERIFY(session().findings(session().currentItem()).empty());
    }
    void arrowsStepFramesAndWithAltNudgeTheMark()
    {
        addUnevenVideo();
        open("uneven.mp4");
        waitForVideo();
        waitForFrame();
        CanvasView *canvas = m_view->canvas();
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(session().time(), media().player().index()->frames[1].pts);
        waitForFrame();
        drag({20, 20, 40, 30});
        const auto x = [&] {
            return std::get<Track>(m_case->finding(session().selection().first()).place)
                .boxes[0]
                .rect.x;
        };
        const int before = x();
        const Ticks time = session().time();
        QTest::keyClick(canvas, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(x(), before + 1);
        QTest::keyClick(canvas, Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(x(), before + 11);
        QCOMPARE(session().time(), time);
        // With a mark drawn and selected they step all the same.
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(session().time(), media().player().index()->frames[2].pts);
        QTest::keyClick(canvas, Qt::Key_Left);
        QCOMPARE(session().time(), time);
        QCOMPARE(x(), before + 11);
        waitForFrame();
        QTRY_VERIFY(!canvas->marks().empty());
        trigger(u"mark.remove"_s);
        QTRY_VERIFY(canvas->marks().empty());
    }
    void thePreviewOfAFrameIsCoveredAsThePlanSays()
    {
        addUnevenVideo();
        open("uneven.mp4");
        waitForVideo();
        waitForFrame();
        drag({21, 31, 40, 30}); // off the grid of chroma samples
        const QImage original = media().frame()->image;
        trigger(u"view.preview"_s);
        QTRY_VERIFY(m_view->canvas()->image() != original);
        const auto plan =
            redact::makePlan(session().sheet(), session().currentItem(), session().profile(),
                             redact::LabelBook(session().sheet()));
        QVERIFY(plan);
        const auto rect = plan->masks.front().rectAt(media().frame()->pts);
        QVERIFY(rect);
        const PixelRect grid = alignedOutward(*rect, 2, 2, media().frame()->sourceSize);
        const QImage shown = m_view->canvas()->image();
        QCOMPARE(shown.size(), original.size());
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x) {
                const bool inside =
                    x >= grid.x && x < grid.right() && y >= grid.y && y < grid.bottom();
                const QRgb wanted = inside ? qRgb(0, 0, 0) : original.pixel(x, y) | 0xFF000000;
                if ((shown.pixel(x, y) | 0xFF000000) != wanted)
                    QFAIL(qPrintable(u"%1,%2"_s.arg(x).arg(y)));
            }
        }
        QVERIFY(m_view->canvas()->marks().empty());
        trigger(u"view.edit"_s);
        QCOMPARE(m_view->canvas()->marks().size(), size_t(1));
    }
    void peekingShowsTheOriginalWhileTheKeyIsDown()
    {
        QImage picture(200, 100, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(QString::fromStdString(m_case->in("p.png").string())));
        open("p.png");
        QTRY_VERIFY(m_view->canvas() != nullptr && !m_view->canvas()->image().isNull());
        drag({50, 20, 40, 40});
        QTest::keyClick(m_view->canvas(), Qt::Key_V);
        QCOMPARE(session().viewMode(), ViewMode::Preview);
        const auto middle = [&] { return m_view->canvas()->image().pixelColor(70, 40); };
        QTRY_COMPARE(middle(), QColor(Qt::black));
        QCOMPARE(m_view->canvas()->image().pixelColor(10, 10), QColor(Qt::red));
        QTest::keyPress(m_view->canvas(), Qt::Key_H);
        QCOMPARE(middle(), QColor(Qt::red));
        QTest::keyRelease(m_view->canvas(), Qt::Key_H);
        QCOMPARE(middle(), QColor(Qt::black));
        QTest::keyClick(m_view->canvas(), Qt::Key_V);
        QCOMPARE(session().viewMode(), ViewMode::Original);
    }
    void markOnALaterPageOfAPictureStaysThere()
    {
        // Two frames of an animation: red, then blue.
        runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=c=red:size=200x100:rate=1:duration=1"_s,
                   u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=c=blue:size=200x100:rate=1:duration=1"_s,
                   u"-filter_complex"_s, u"[0][1]concat=n=2"_s},
                  m_case->in("p.apng"));
        open("p.apng");
        QTRY_VERIFY(m_view->canvas() != nullptr && !m_view->canvas()->image().isNull());
        QTRY_VERIFY(m_view->findChild<QWidget *>(u"pageStrip"_s)->isVisible());
        const auto middle = [&] { return m_view->canvas()->image().pixelColor(70, 40); };
        QVERIFY(middle().red() > 200);
        trigger(u"page.next"_s);
        QTRY_VERIFY(middle().blue() > 200);
        drag({50, 20, 40, 40});
        QCOMPARE(m_view->canvas()->marks().size(), size_t(1));
        const auto area = std::get<Area>(m_case->finding(session().selection().first()).place);
        QCOMPARE(area.page, 1);
        QTest::keyClick(m_view->canvas(), Qt::Key_V);
        QCOMPARE(session().viewMode(), ViewMode::Preview);
        QTRY_COMPARE(middle(), QColor(Qt::black));
        trigger(u"page.previous"_s);
        QTRY_VERIFY(middle().red() > 200);
        QTest::keyClick(m_view->canvas(), Qt::Key_V);
        trigger(u"view.edit"_s);
        QVERIFY(m_view->canvas()->marks().empty());
        // A mark of a case in which pictures had one page only: it lies on the first.
        m_case->addMachine(session().currentItem(),
                           Track{0, {{0, {5, 5, 20, 20}, BoxOrigin::Detected, 1}}},
                           FindingType::Face);
        QTRY_COMPARE(m_view->canvas()->marks().size(), size_t(1));
        trigger(u"page.next"_s);
        QTRY_VERIFY(middle().blue() > 200);
        QCOMPARE(m_view->canvas()->marks().size(), size_t(1));
        QVERIFY(m_view->canvas()->marks()[0].id != FindingId());
    }
    void selectedTextOfAPageBecomesAMark()
    {
        TinyPdf pdf;
        pdf.addPage(TinyPdf::text(20, 100, "Jane Roe lives in Harbour Street"));
        pdf.addPage(TinyPdf::text(20, 100, "second page"));
        m_case->write("d.pdf", pdf.bytes());
        open("d.pdf");
        QTRY_VERIFY_WITH_TIMEOUT(m_view->canvas() && !m_view->canvas()->image().isNull(), 30000);
        QTRY_VERIFY(m_view->findChild<QWidget *>(u"pageStrip"_s)->isVisible());
        trigger(u"page.next"_s);
        QCOMPARE(session().page(), 1);
        trigger(u"page.previous"_s);
        QCOMPARE(session().page(), 0);
        tellsPagesThatNobodyLookedAt();
        // The words come from a worker; the page is 200 points high, text counts from below.
        markText({QPointF(25, 96), QPointF(60, 98)}, 30000);
        QCOMPARE(session().selection().size(), 1);
        const auto area = std::get<Area>(m_case->finding(session().selection().first()).place);
        QCOMPARE(area.page, 0);
        QCOMPARE(area.rects.size(), 1);
        QVERIFY(area.rects[0].x > 15 && area.rects[0].x < 25);
        QVERIFY(area.rects[0].right() > 45 && area.rects[0].right() < 100);
        QVERIFY(area.rects[0].y > 80 && area.rects[0].bottom() < 115);
        // A page that stood there for a second, large enough to be read, was seen.
        QTRY_COMPARE_WITH_TIMEOUT(
            session().openCase().seen(session().currentItem(), kStripStream).value(0),
            (TimeSpan{0, kStripsPerPage}), 10000);
    }
    void textOfAScannedPageBecomesAMark()
    {
        QImage paper(1250, 833, QImage::Format_Grayscale8); // 300 by 200 points
        paper.fill(Qt::white);
        QFont font;
        font.setPixelSize(60);
        QPainter painter(&paper);
        painter.setFont(font);
        painter.drawText(100, 400, u"Wonderful harbour street"_s);
        painter.end();
        TinyPdf pdf;
        pdf.addScan(paper);
        m_case->write("s.pdf", pdf.bytes());
        open("s.pdf");
        QTRY_VERIFY_WITH_TIMEOUT(m_view->canvas() && !m_view->canvas()->image().isNull(), 30000);
        if (!document::OcrEngine::create({u"eng"_s}))
            QSKIP("English text recognition is not installed");
        markText({QPointF(30, 90), QPointF(70, 92)}, 60000);
        QCOMPARE(session().selection().size(), 1);
        const Finding finding = m_case->finding(session().selection().first());
        const auto area = std::get<Area>(finding.place);
        QCOMPARE(area.rects.size(), 1);
        QVERIFY(area.rects[0].x > 18 && area.rects[0].right() < 120);
        QVERIFY(area.rects[0].y > 75 && area.rects[0].bottom() < 110);
        QVERIFY(!area.range); // the text that was analysed counts otherwise
        QVERIFY(finding.text.reveal().startsWith(u"Wonderful"_s));
    }
    void markedTextIsARangeAndThePreviewReplacesIt()
    {
        m_case->write("t.txt", "name:\r\nJane Roe \xF0\x9F\x98\x80 of Harbour Street\r\nend\r\n");
        open("t.txt");
        auto *pane = m_view->findChild<TextPane *>(u"textPane"_s);
        QPlainTextEdit *editor = pane->editor();
        QTRY_VERIFY(!editor->toPlainText().isEmpty());
        const QString text = *session().openCase().itemText(session().currentItem());
        const qsizetype at = text.indexOf(u"of Harbour"_s);
        QTextCursor cursor = editor->textCursor();
        cursor.setPosition(int(at) - 1); // with the blank before it, which is left out
        cursor.setPosition(int(at) + 10, QTextCursor::KeepAnchor);
        editor->setTextCursor(cursor);
        trigger(u"mark.text"_s);
        QCOMPARE(session().selection().size(), 1);
        const auto range =
            std::get<TextRange>(m_case->finding(session().selection().first()).place);
        QCOMPARE(range, (TextRange{at, at + 10}));
        QTRY_COMPARE(editor->extraSelections().size(), 1);
        trigger(u"view.preview"_s);
        QTRY_VERIFY(!editor->toPlainText().contains(u"of Harbour"_s));
        QVERIFY(editor->toPlainText().contains(u"Jane Roe"_s));
        QCOMPARE(editor->extraSelections().size(), 0);
    }
    void aTextIsSeenAsFarAsItStoodInView()
    {
        const qsizetype length = 60'000;
        m_case->write("minified.txt", QByteArray("word ").repeated(length / 5)); // no line end
        open("minified.txt");
        auto *editor = m_view->findChild<TextPane *>(u"textPane"_s)->editor();
        const auto seen = [&] { return session().openCase().seen(session().currentItem(), 0); };
        QTRY_COMPARE_WITH_TIMEOUT(seen().size(), 1, 30000);
        QCOMPARE(seen()[0].begin, 0);
        QVERIFY(seen()[0].end > 100 && seen()[0].end < length / 2);
        QVERIFY(session().seenShare() < 0.5);
        editor->verticalScrollBar()->setValue(editor->verticalScrollBar()->maximum());
        QTRY_COMPARE_WITH_TIMEOUT(seen().size(), 2, 10000);
        QCOMPARE(seen()[1].end, length);
        QVERIFY(seen()[1].begin > seen()[0].end);
    }
    void longTextsAreShownInPartsAndSaySo()
    {
        QByteArray bytes;
        while (bytes.size() < 3'000'000)
            bytes += "a line of a long log file\n";
        bytes += "needle\n";
        m_case->write("long.txt", bytes);
        open("long.txt");
        const FindingId needle =
            m_case->addMachine(session().currentItem(),
                               TextRange{bytes.size() - 7, bytes.size() - 1}, FindingType::Custom);
        auto *pane = m_view->findChild<TextPane *>(u"textPane"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!pane->editor()->toPlainText().isEmpty(), 30000);
        QVERIFY(pane->editor()->document()->characterCount() < 1'600'000);
        QVERIFY(!m_view->findChild<QLabel *>(u"textNote"_s)->text().isEmpty());
        session().select({needle}, Session::Reveal::Yes);
        QVERIFY(pane->editor()->toPlainText().contains(u"needle"_s));
        QTRY_COMPARE(pane->editor()->extraSelections().size(), 1);
    }
    void partsOfATextFollowEachOtherWithoutGap_data()
    {
        QTest::addColumn<QString>("text");
        QString lines;
        for (int i = 0; i < 50; ++i)
            lines += QString(i % 13, u'x') + u'\n';
        QTest::newRow("lines") << lines;
        QTest::newRow("one long line") << QString(500, u'x');
        QTest::newRow("surrogates") << u"😀"_s.repeated(200);
        QTest::newRow("empty") << QString();
    }
    void partsOfATextFollowEachOtherWithoutGap()
    {
        QFETCH(QString, text);
        qsizetype at = 0;
        while (at < text.size()) {
            const TextWindow window = TextWindow::around(text, at, 30);
            QCOMPARE(window.begin, at);
            QVERIFY(window.end > at && window.end - window.begin <= 60);
            QVERIFY(window.end == text.size() || !text[window.end].isLowSurrogate());
            QCOMPARE(TextWindow::around(text, (window.begin + window.end) / 2, 30), window);
            at = window.end;
        }
        QCOMPARE(displayable(u"a\r\nb\rc\0d"_s).size(), 8);
    }
};

QTEST_MAIN(tst_ItemView)
#include "tst_itemview.moc"
