// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/referencepicture.h"
#include "ui/canvas/canvaspaint.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/review/findingdelegate.h"
#include "ui/timeline/lanepainter.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

#include <array>
#include <cmath>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

/// What the painters paint, against pictures in reference/ that were looked at. No words are in
/// them: fonts differ from computer to computer.
class TestPictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksAsBefore_data();
    void looksAsBefore();
    void aDifferenceIsSeen();

private:
    static constexpr std::array kStates{MarkState::Proposed, MarkState::Candidate,
                                        MarkState::Redact, MarkState::Keep,
                                        MarkState::KeptByProfile};
    using Paint = void (*)(QPainter &, const QRectF &);
    static QImage paint(Paint paint, QSize size, const QColor &ground)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(ground);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter, QRectF({0, 0}, size));
        return image;
    }
    static QImage scenery(QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x)
                image.setPixel(x, y, qRgb(90 + x * 100 / size.width(), 120, 200 - y / 2));
        }
        return image;
    }
    static QImage picture(const QString &name);
};

void TestPictures::looksAsBefore_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("dark");
    for (const char *name : {"canvas", "lanes", "findings", "glyphs"}) {
        QTest::addRow("%s dark", name) << QString::fromLatin1(name) << true;
        QTest::addRow("%s light", name) << QString::fromLatin1(name) << false;
    }
}

QImage TestPictures::picture(const QString &name)
{
    if (name == u"canvas")
        return paint(
            [](QPainter &painter, const QRectF &rect) {
                CanvasScene scene;
                scene.image = scenery({320, 180});
                scene.focus = true;
                scene.geometry = {{320, 180},
                                  viewFor(ZoomMode::Fit, {320, 180}, rect.size(), {}),
                                  CanvasGeometry::Grid::Pixels};
                for (size_t i = 0; i < kStates.size(); ++i) {
                    CanvasMark mark;
                    mark.id = FindingId::fromContent(QByteArray::number(int(i)));
                    mark.rect = QRectF(8 + 62 * double(i), 30, 50, 60);
                    mark.state = kStates[i];
                    scene.marks.push_back(mark);
                }
                CanvasMark chosen;
                chosen.id = FindingId::fromContent("chosen");
                chosen.rect = QRectF(40, 110, 80, 50);
                chosen.selected = true;
                scene.marks.push_back(chosen);
                chosen.id = FindingId::fromContent("ghost");
                chosen.rect = QRectF(160, 110, 60, 50);
                chosen.ghost = true;
                scene.marks.push_back(chosen);
                scene.drawing = QRectF(240, 110, 60, 50);
                paintCanvas(painter, scene, rect);
            },
            {420, 240}, theme().canvas);
    if (name == u"lanes")
        return paint(
            [](QPainter &painter, const QRectF &rect) {
                const TimelineScale scale({0, 10000}, {1, 1000}, rect.width());
                double y = 0;
                const auto next = [&](double height) {
                    const QRectF row(0, y, rect.width(), height);
                    y += height;
                    return row;
                };
                paintShots(painter, next(20), {{0, 3000}, {3000, 7500}, {7500, 10000}}, scale);
                for (const LaneKind kind : {LaneKind::Marks, LaneKind::Sound}) {
                    const QRectF row = next(20);
                    for (size_t i = 0; i < kStates.size(); ++i)
                        paintBar(painter,
                                 {10 + 80.0 * double(i), row.top() + 2, 60, row.height() - 4},
                                 kStates[i], kind, {}, i == 2);
                }
                media::WaveformBuilder builder(1000);
                media::AudioBlock block;
                block.channels = {std::vector<float>(10000)};
                for (size_t i = 0; i < block.channels[0].size(); ++i)
                    block.channels[0][i] =
                        float(std::sin(double(i) / 900) * (i % 2 == 0 ? 0.8 : -0.8));
                builder.add(block);
                paintWaveform(painter, next(54), builder.finish(), scale, {{4000, 5200}});
                LaneModel missed;
                missed.gaps = {{{2000, 2100}, 3, {}}, {{8000, 8100}, 3, {}}};
                missed.notExamined = {{Portion::stream(7), Message::plain(u"why"_s)}};
                paintGaps(painter, next(20), missed, scale);
                paintSeen(painter, next(20), {{0, 4000}, {6000, 6500}}, scale);
                paintInOut(painter, {0, 0, rect.width(), y}, 1000, 2500, scale);
                paintPlayhead(painter, scale.x(5600), y);
            },
            {420, 160}, theme().panel);
    if (name == u"findings")
        return paint(
            [](QPainter &painter, const QRectF &rect) {
                for (size_t i = 0; i < kStates.size(); ++i) {
                    FindingRowLook look;
                    look.state = kStates[i];
                    if (i % 2 == 0)
                        look.picture = scenery({64, 64});
                    else
                        look.iconName = i == 1 ? u"sound"_s : u"person"_s;
                    look.selected = i == 1;
                    look.current = i == 1;
                    look.hovered = i == 3;
                    paintFindingRow(painter, {0, double(i) * kListRow, rect.width(), kListRow},
                                    look);
                }
            },
            {240, int(kStates.size()) * kListRow}, theme().panel);
    return paint(
        [](QPainter &painter, const QRectF &) {
            const Theme &t = theme();
            for (size_t i = 0; i < kStates.size(); ++i) {
                paintStateGlyph(painter, {8 + 32.0 * double(i), 8, 16, 16}, kStates[i]);
                paintMarkBox(painter, {8 + 64.0 * double(i), 40, 56, 40}, kStates[i]);
            }
            const std::pair<const char *, QColor> signs[]{
                {"running", t.voice}, {"undecided", t.proposed},  {"check", t.keep},
                {"gap", t.danger},    {"not-examined", t.danger}, {"lock", t.secondary}};
            double x = 8;
            for (const auto &[icon, color] : signs) {
                paintIcon(painter, {x, 88, 24, 24}, QString::fromLatin1(icon), color);
                x += 32;
            }
        },
        {330, 120}, theme().panel);
}

void TestPictures::looksAsBefore()
{
    QFETCH(QString, name);
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    const QString wrong = compareWithReference(picture(name), QStringLiteral(REDOUBT_REFERENCES),
                                               name + (dark ? u"-dark"_s : u"-light"_s));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void TestPictures::aDifferenceIsSeen()
{
    // The tolerance is not so wide that a state could change its look.
    applyTheme(*qApp, ThemeChoice::Dark);
    const QImage before = picture(u"glyphs"_s);
    QCOMPARE(difference(before, before).worst, 0.0);
    QImage other = before;
    QPainter painter(&other);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(8, 8, 16, 16), theme().panel);
    paintStateGlyph(painter, {8, 8, 16, 16}, MarkState::Keep);
    painter.end();
    QVERIFY(difference(before, other).worst > 40);
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
