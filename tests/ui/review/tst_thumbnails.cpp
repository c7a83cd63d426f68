// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tinymedia.h"
#include "tests/ui/canvas/canvascase.h"
#include "ui/review/findingdelegate.h"
#include "ui/review/thumbnails.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QTest>

using namespace redoubt;
using namespace redoubt::ui;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

/// How much of the left and right half of a picture is painted, 0 to 255 each.
std::pair<double, double> halves(const QImage &picture)
{
    double left = 0;
    double right = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            (x < picture.width() / 2 ? left : right) += picture.pixelColor(x, y).alpha();
    }
    const double half = picture.width() * picture.height() / 2.0;
    return {left / half, right / half};
}

} // namespace

/// Pictures for rows, of real files in a real vault.
class TestThumbnails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_case = std::make_unique<CanvasCase>();
        m_input = std::make_unique<TempFolder>();
    }
    void cleanup()
    {
        m_thumbnails.reset();
        m_case.reset();
    }

    void aVoiceIsAsLoudAsItIs()
    {
        // Soft for two seconds, then loud for two; the right channel the other way round.
        const auto file = runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                                     u"aevalsrc=if(lt(t\\,2)\\,0.05\\,0.5)*sin(2764*t)|"
                                     "if(lt(t\\,2)\\,0.5\\,0.05)*sin(2764*t):s=16000:d=4"_s},
                                    *m_input / "call.wav");
        open("call.wav", file);
        const Finding &left = voice({0, 64000}, {0});
        const Finding &right = voice({0, 64000}, {1});
        const Finding &both = voice({0, 64000}, {});
        const Finding &soft = voice({0, 32000}, {0});
        const auto [leftSoft, leftLoud] = halves(picture(left));
        QVERIFY(leftLoud > 3 * leftSoft);
        const auto [rightLoud, rightSoft] = halves(picture(right));
        QVERIFY(rightLoud > 3 * rightSoft);
        const auto [begin, end] = halves(picture(both));
        QVERIFY(std::abs(begin - end) < 0.2 * end);
        // Scaled to itself: what is soft all the time is no flat line.
        QVERIFY(halves(picture(soft)).first > 2 * leftSoft);
    }
    void aSpanBehindTheSoundHasNoPicture()
    {
        open("tone.wav", makeTone(*m_input / "tone.wav", 1));
        const Finding &behind = voice({160'000, 320'000}, {});
        const Finding &there = voice({0, 16'000}, {});
        QVERIFY(!picture(there).isNull());
        QVERIFY(m_thumbnails->image(behind).isNull());
    }
    void aVideoHasFacesAndVoices()
    {
        open("clip.mp4", makeVideo(*m_input / "clip.mp4"));
        const casefile::Item &item = *m_case->session->sheet().item(m_item);
        QCOMPARE(item.streams.size(), 2);
        const FindingId face = m_case->addMachine(
            m_item,
            Track{item.streams[0].index, {{0, {10, 20, 50, 60}, BoxOrigin::Detected, 0.9f}}},
            FindingType::Face);
        const FindingId spoken = m_case->addMachine(
            m_item, Span{item.streams[1].index, {0, item.streams[1].timeBase.den / 2}, {}},
            FindingType::Voice);
        const QImage seen = picture(m_case->finding(face));
        QVERIFY(seen.format() != QImage::Format_Alpha8);
        QCOMPARE(picture(m_case->finding(spoken)).format(), QImage::Format_Alpha8);
    }
    void theRowPaintsSoundInTheColourOfVoices()
    {
        FindingRowLook look;
        look.picture = QImage(Thumbnails::kSize, QImage::Format_Alpha8);
        look.picture.fill(255);
        QImage row(300, kListRow, QImage::Format_RGB32);
        row.fill(theme().panel);
        QPainter painter(&row);
        paintFindingRow(painter, row.rect(), look);
        painter.end();
        QCOMPARE(row.pixelColor(40, row.height() / 2), theme().voice);
    }

private:
    void open(const char *name, const std::filesystem::path &file)
    {
        m_case->write(name, readFile(file));
        m_case->open();
        m_item = m_case->item(name);
        m_thumbnails = std::make_unique<Thumbnails>(*m_case->session);
    }
    const Finding &voice(TimeSpan time, const QList<int> &channels)
    {
        return m_case->finding(
            m_case->addMachine(m_item, Span{0, time, channels}, FindingType::Voice));
    }
    QImage picture(const Finding &finding)
    {
        QImage made;
        if (!QTest::qWaitFor([&] { return !(made = m_thumbnails->image(finding)).isNull(); },
                             30000))
            qFatal("no picture came");
        return made;
    }

    std::unique_ptr<CanvasCase> m_case;
    std::unique_ptr<TempFolder> m_input;
    std::unique_ptr<Thumbnails> m_thumbnails;
    ItemId m_item;
};

QTEST_MAIN(TestThumbnails)
#include "tst_thumbnails.moc"
