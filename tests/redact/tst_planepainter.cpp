// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effects.h"
#include "core/media/avhandles.h"
#include "core/redact/film/planepainter.h"

#include <QRandomGenerator>
#include <QtTest>

#include <set>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
}

using namespace redoubt;
using namespace redoubt::redact;

namespace {

media::FramePtr noise(AVPixelFormat format, QSize size, quint32 seed)
{
    media::FramePtr frame = media::makeFrame();
    frame->format = format;
    frame->width = size.width();
    frame->height = size.height();
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        qFatal("no memory for a frame");
    QRandomGenerator random(seed);
    const bool deep = av_pix_fmt_desc_get(format)->comp[0].depth > 8;
    for (int p = 0; p < 3; ++p) {
        const int shift = p ? av_pix_fmt_desc_get(format)->log2_chroma_h : 0;
        for (int y = 0; y < AV_CEIL_RSHIFT(size.height(), shift); ++y) {
            for (int x = 0; x < frame->linesize[p] / (deep ? 2 : 1); ++x) {
                if (deep)
                    reinterpret_cast<uint16_t *>(frame->data[p] + y * frame->linesize[p])[x] =
                        uint16_t(100 + random.bounded(800));
                else
                    frame->data[p][y * frame->linesize[p] + x] = uint8_t(30 + random.bounded(190));
            }
        }
    }
    return frame;
}

int valueAt(const AVFrame &frame, int plane, int x, int y)
{
    const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(AVPixelFormat(frame.format));
    if (plane > 0) {
        x >>= format->log2_chroma_w;
        y >>= format->log2_chroma_h;
    }
    const uint8_t *row = frame.data[plane] + y * frame.linesize[plane];
    return format->comp[0].depth > 8 ? reinterpret_cast<const uint16_t *>(row)[x] : row[x];
}

} // namespace

class tst_PlanePainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversAtLeastTheDisplayedRectangle_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<bool>("interlaced");
        for (const AVPixelFormat format :
             {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE,
              AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P10LE}) {
            QTest::addRow("%s", av_get_pix_fmt_name(format)) << int(format) << false;
            QTest::addRow("%s, fields", av_get_pix_fmt_name(format)) << int(format) << true;
        }
    }
    void coversAtLeastTheDisplayedRectangle()
    {
        QFETCH(int, format);
        QFETCH(bool, interlaced);
        QVERIFY(canPaint(format));
        QRandomGenerator random(quint32(format) * 2 + interlaced);
        for (int round = 0; round < 60; ++round) {
            const QSize size(20 + random.bounded(60), 20 + random.bounded(60));
            const Turn turn = Turn(random.bounded(4) * 90);
            const DisplayMapping mapping(size, turn);
            const PixelRect rect{random.bounded(-20, 90), random.bounded(-20, 90),
                                 random.bounded(1, 50), random.bounded(1, 50)};
            const auto frame = noise(AVPixelFormat(format), size, quint32(round));
            const auto before = noise(AVPixelFormat(format), size, quint32(round));
            frame->interlaced_frame = interlaced;
            const bool full = random.bounded(2) == 1;
            frame->color_range = full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
            paintMasks(*frame, {{rect, Effect::Fill}}, turn, 0);
            const int deep = av_pix_fmt_desc_get(AVPixelFormat(format))->comp[0].depth - 8;
            const PixelRect covered = coveredOnFrame(*frame, rect, turn, 0);
            for (int y = 0; y < size.height(); ++y) {
                for (int x = 0; x < size.width(); ++x) {
                    const PixelRect shown = mapping.toDisplayed({x, y, 1, 1});
                    const bool inside = !shown.intersected(rect).isEmpty();
                    const bool painted = !PixelRect{x, y, 1, 1}.intersected(covered).isEmpty();
                    QVERIFY(!inside || painted);
                    for (int p = 0; p < 3; ++p) {
                        const int expected = p ? 128 << deep : full ? 0 : 16 << deep;
                        if (painted)
                            QCOMPARE(valueAt(*frame, p, x, y), expected);
                        else if (p == 0)
                            QCOMPARE(valueAt(*frame, p, x, y), valueAt(*before, p, x, y));
                    }
                }
            }
        }
    }

    void makesEveryEffectOfTheTable()
    {
        const PixelRect box{16, 16, 32, 32};
        for (const Effect effect : effectsOn(Canvas::Film, FindingType::Face)) {
            QVERIFY2(paintedOnFrame(effect) == effect, qPrintable(toString(effect)));
            const auto before = noise(AV_PIX_FMT_YUV420P, {64, 64}, 1);
            const auto frame = noise(AV_PIX_FMT_YUV420P, {64, 64}, 1);
            paintMasks(*frame, {{box, effect}}, Turn::None, 0);
            int same = 0;
            bool black = true;
            for (int y = box.y; y < box.bottom(); ++y) {
                for (int x = box.x; x < box.right(); ++x) {
                    const int value = valueAt(*frame, 0, x, y);
                    same += value == valueAt(*before, 0, x, y);
                    const bool rim = x < box.x + 4 || x >= box.right() - 4 || y < box.y + 4 ||
                                     y >= box.bottom() - 4;
                    black = black && (value == 16 || (rim && isOutlined(effect)));
                }
            }
            QCOMPARE(black, isSolid(effect));
            QVERIFY(same < box.w * box.h / 10);
        }
        QVERIFY(paintedOnFrame(Effect::Label) == Effect::Fill);
    }

    void blursFromTheSurroundingsOnly()
    {
        // Two pictures that differ inside of the masks only must come out equal.
        for (const Effect beside : {Effect::Blur, Effect::Fill}) {
            const auto one = noise(AV_PIX_FMT_YUV420P, {64, 64}, 1);
            const auto two = noise(AV_PIX_FMT_YUV420P, {64, 64}, 1);
            const std::vector<FrameMask> masks{{{16, 16, 16, 16}, Effect::Blur},
                                               {{32, 16, 16, 16}, beside}};
            paintMasks(*two, {{{16, 16, 32, 16}, Effect::Fill}}, Turn::None, 0);
            paintMasks(*one, masks, Turn::None, 0);
            paintMasks(*two, masks, Turn::None, 0);
            for (int y = 0; y < 64; ++y) {
                for (int x = 0; x < 64; ++x) {
                    for (int p = 0; p < 3; ++p)
                        QCOMPARE(valueAt(*one, p, x, y), valueAt(*two, p, x, y));
                }
            }
        }
    }

    void pixelatesToFewRoundedValues()
    {
        const auto frame = noise(AV_PIX_FMT_YUV420P, {128, 128}, 5);
        paintMasks(*frame, {{{0, 0, 120, 120}, Effect::Pixelate}}, Turn::None, 0);
        std::set<int> levels;
        for (int y = 0; y < 120; ++y) {
            for (int x = 0; x < 120; ++x)
                levels.insert(valueAt(*frame, 0, x, y));
        }
        QVERIFY(levels.size() <= 36);
        for (const int level : levels)
            QCOMPARE(level % 16, 8);
    }

    void keepsSolidMasksSolidBesideBlurs()
    {
        const auto frame = noise(AV_PIX_FMT_YUV444P, {64, 64}, 2);
        paintMasks(*frame, {{{10, 10, 20, 20}, Effect::Fill}, {{20, 20, 20, 20}, Effect::Blur}},
                   Turn::None, 0);
        for (int y = 10; y < 30; ++y) {
            for (int x = 10; x < 30; ++x)
                QCOMPARE(valueAt(*frame, 0, x, y), 16);
        }
    }
};

QTEST_GUILESS_MAIN(tst_PlanePainter)
#include "tst_planepainter.moc"
