// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/icons.h"
#include "ui/common/markstate.h"
#include "ui/common/theme.h"
#include "ui/common/timeaxis.h"

#include <QApplication>
#include <QDirIterator>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestLook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsReadableInBothThemes_data();
    void textIsReadableInBothThemes();
    void everyIconPaintsInItsColour();
    void statesDifferInShape();
    void redactIsOpaque();
    void writesTimes_data();
    void writesTimes();
    void findsTheAxis();
    void putsSpansOnTheAxisOutward();
};

namespace {

/// Relative luminance and contrast of WCAG 2.1.
double luminance(const QColor &color)
{
    const auto part = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) +
           0.0722 * part(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QImage box(MarkState state)
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintMarkBox(painter, QRectF(4, 4, 56, 40), state);
    return image;
}

} // namespace

void TestLook::textIsReadableInBothThemes_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

void TestLook::textIsReadableInBothThemes()
{
    QFETCH(bool, dark);
    const Theme &t = dark ? Theme::darkTheme() : Theme::lightTheme();
    QVERIFY(contrast(t.text, t.panel) >= 7);
    for (const QColor &color : {t.secondary, t.proposed, t.keep, t.danger, t.voice, t.accent}) {
        QVERIFY2(contrast(color, t.panel) >= 4.5, qPrintable(color.name()));
        QVERIFY2(contrast(color, t.ground) >= 4.0, qPrintable(color.name()));
    }
    QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
    QVERIFY(contrast(t.text, t.selection) >= 4.5);
}

void TestLook::everyIconPaintsInItsColour()
{
    std::ignore = icon(u"play").pixmap(16, 16); // the resource is there from the first use on
    int count = 0;
    for (QDirIterator it(u":/icons"_s); it.hasNext();) {
        it.next();
        QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintIcon(painter, QRectF(0, 0, 32, 32), it.fileInfo().completeBaseName(), Qt::red);
        painter.end();
        int red = 0;
        for (int y = 0; y < 32; ++y) {
            for (int x = 0; x < 32; ++x) {
                const QColor c = image.pixelColor(x, y);
                red += c.alpha() > 200 && c.red() > 200 && c.green() < 40 ? 1 : 0;
            }
        }
        QVERIFY2(red > 8, qPrintable(it.fileName()));
        ++count;
    }
    QVERIFY(count > 30);
    for (const ItemKind kind :
         {ItemKind::Video, ItemKind::Audio, ItemKind::Image, ItemKind::Pdf, ItemKind::Text,
          ItemKind::Csv, ItemKind::Mail, ItemKind::Archive, ItemKind::Unknown})
        QVERIFY(QFile::exists(u":/icons/%1.svg"_s.arg(iconName(kind))));
}

void TestLook::statesDifferInShape()
{
    // In grey, so that nobody needs to see colours.
    QSet<QByteArray> shapes;
    for (const MarkState state : {MarkState::Proposed, MarkState::Candidate, MarkState::Redact,
                                  MarkState::Keep, MarkState::KeptByProfile}) {
        QImage grey = box(state).convertToFormat(QImage::Format_Grayscale8);
        QByteArray dark;
        for (int x = 4; x < 60; ++x) { // the upper edge, as drawn or not, over what is inside
            const int edge = std::min(grey.pixelColor(x, 4).value(), grey.pixelColor(x, 5).value());
            dark.append(char('0' + edge / 26)); // the pattern and how strong it is
        }
        dark.append(char('0' + grey.pixelColor(32, 24).value() / 32));
        shapes.insert(dark);
        QVERIFY(!displayName(state).isEmpty());
    }
    QCOMPARE(shapes.size(), 5);
}

void TestLook::redactIsOpaque()
{
    const QImage image = box(MarkState::Redact);
    QCOMPARE(image.pixelColor(32, 24), QColor(Qt::black));
    QCOMPARE(image.pixelColor(8, 8), QColor(Qt::black));
    QCOMPARE(image.pixelColor(4, 20).value(), 255); // the white edge
}

void TestLook::writesTimes_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"00:00.000"_s;
    QTest::newRow("rounds") << 252.3671 << u"04:12.367"_s;
    QTest::newRow("carries") << 59.9996 << u"01:00.000"_s;
    QTest::newRow("hours") << 3852.5 << u"1:04:12.500"_s;
    QTest::newRow("negative") << -1.5 << u"−00:01.500"_s;
}

void TestLook::writesTimes()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(timeText(seconds), text);
}

void TestLook::findsTheAxis()
{
    casefile::Item item;
    item.kind = ItemKind::Video;
    QVERIFY(!timeAxis(item));
    item.streams = {{0, Modality::Audio, u"aac"_s, {}, {1, 48000}, 12.0, 48000, 2},
                    {1, Modality::Video, u"h264"_s, {640, 480}, {1, 1000}, 10.0, 0, 0}};
    const auto axis = timeAxis(item);
    QVERIFY(axis);
    QCOMPARE(axis->stream, 1);
    QCOMPARE(axis->end, Ticks(12000)); // the longest stream
    QVERIFY(axis->video);
    item.shots = {{500, 20000}};
    QCOMPARE(timeAxis(item)->end, Ticks(20000));
    item.streams.append({2, Modality::Video, u"h264"_s, {640, 480}, {1, 100}, 10.0, 0, 0});
    QCOMPARE(timeAxis(item)->stream, 1);
    QCOMPARE(timeAxis(item, 0)->stream, 1); // it does not count in its sound
    QCOMPARE(timeAxis(item, 2)->stream, 2);
    QCOMPARE(timeAxis(item, 2)->end, Ticks(1200)); // the shots are those of the first one
    QVERIFY(shotsOn(*timeAxis(item, 2), item).isEmpty());
    item.kind = ItemKind::Audio;
    QCOMPARE(timeAxis(item)->stream, 0);
    item.kind = ItemKind::Text;
    QVERIFY(!timeAxis(item));
}

void TestLook::putsSpansOnTheAxisOutward()
{
    casefile::Item item;
    item.kind = ItemKind::Video;
    item.streams = {{0, Modality::Video, u"h264"_s, {640, 480}, {1, 1000}, 10.0, 0, 0},
                    {1, Modality::Audio, u"aac"_s, {}, {1, 44100}, 10.0, 44100, 1}};
    const TimeAxis axis = *timeAxis(item);
    Finding voice;
    voice.place = Span{1, {44101, 88199}, {}};
    QCOMPARE(*spanOn(axis, item, voice), (TimeSpan{1000, 2000}));
    Finding face;
    face.place = Track{0, {{40, {}, BoxOrigin::Detected, 1}, {80, {}, BoxOrigin::Detected, 1}}};
    QCOMPARE(*spanOn(axis, item, face), (TimeSpan{40, 81}));
    Finding word;
    word.place = TextRange{0, 3};
    QVERIFY(!spanOn(axis, item, word));
    voice.place = Span{9, {0, 1}, {}};
    QVERIFY(!spanOn(axis, item, voice));
}

QTEST_MAIN(TestLook)
#include "tst_look.moc"
