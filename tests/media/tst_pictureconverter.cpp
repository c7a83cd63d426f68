// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paddedplanes.h"
#include "core/media/pictureconverter.h"

#include <QTest>

extern "C" {
#include <libavcodec/defs.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

using namespace redoubt;
using namespace redoubt::media;
using namespace Qt::StringLiterals;

namespace {

// Every way in which pixels lie: planes or not, sub-sampled or not, deep or not, with and without
// transparency and palette, full and narrow range.
constexpr std::array kFormats{
    AV_PIX_FMT_YUV420P,     AV_PIX_FMT_YUV422P,     AV_PIX_FMT_YUV444P,   AV_PIX_FMT_YUV410P,
    AV_PIX_FMT_YUV411P,     AV_PIX_FMT_YUV440P,     AV_PIX_FMT_YUVJ420P,  AV_PIX_FMT_YUVJ422P,
    AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P12, AV_PIX_FMT_P010LE,
    AV_PIX_FMT_NV12,        AV_PIX_FMT_NV21,        AV_PIX_FMT_YUYV422,   AV_PIX_FMT_UYVY422,
    AV_PIX_FMT_YUVA420P,    AV_PIX_FMT_GRAY8,       AV_PIX_FMT_GRAY16LE,  AV_PIX_FMT_MONOWHITE,
    AV_PIX_FMT_RGB24,       AV_PIX_FMT_BGR24,       AV_PIX_FMT_RGBA,      AV_PIX_FMT_BGRA,
    AV_PIX_FMT_RGB565LE,    AV_PIX_FMT_RGB48LE,     AV_PIX_FMT_RGBA64LE,  AV_PIX_FMT_GBRP,
    AV_PIX_FMT_GBRP10LE,    AV_PIX_FMT_GBRAP,       AV_PIX_FMT_PAL8,
};

/// Sizes at which vectors, chroma and lines end in every way.
std::vector<QSize> sizes()
{
    std::vector<QSize> all;
    for (int width = 1; width <= 70; ++width) {
        for (const int height : {1, 2, 3, 17, 46, 70})
            all.emplace_back(width, height);
    }
    for (const int width : {1, 2, 3, 17, 46}) {
        for (int height = 1; height <= 70; ++height)
            all.emplace_back(width, height);
    }
    for (int width = 72; width <= 720; width += 2)
        all.emplace_back(width, 3);
    all.insert(all.end(), {{426, 240}, {360, 640}, {568, 320}, {826, 540}, {854, 480}, {853, 7}});
    return all;
}

/// A grey frame whose lines lie one behind the other with nothing in between, as packets of
/// unpacked video give it: behind the last one is the room that FFmpeg promises, and no more.
struct Frame
{
    Frame(AVPixelFormat format, QSize size)
    {
        const int bytes = av_image_get_buffer_size(format, size.width(), size.height(), 1);
        const PaddedPlanes::Shape shape{bytes, 1};
        memory = PaddedPlanes::allocate({&shape, 1});
        frame->format = format;
        frame->width = size.width();
        frame->height = size.height();
        av_image_fill_arrays(frame->data, frame->linesize, memory.plane(0), format, size.width(),
                             size.height(), 1);
        const AVPixFmtDescriptor *about = av_pix_fmt_desc_get(format);
        const bool wide = about->comp[0].depth > 8 && !(about->flags & AV_PIX_FMT_FLAG_BITSTREAM);
        if (wide) // half of what fits, in every component
            std::fill_n(reinterpret_cast<uint16_t *>(memory.plane(0)), bytes / 2,
                        uint16_t(1 << (about->comp[0].depth + about->comp[0].shift - 1)));
        else
            std::fill_n(memory.plane(0), bytes,
                        uchar(about->flags & AV_PIX_FMT_FLAG_BITSTREAM ? 0xff : 0x80));
        if (format == AV_PIX_FMT_PAL8) {
            for (auto &colour : palette)
                colour = 0xff808080U;
            frame->data[1] = reinterpret_cast<uint8_t *>(palette.data());
        }
    }
    PaddedPlanes memory;
    std::array<uint32_t, 256> palette{};
    FramePtr frame = makeFrame();
};

bool isOneColour(const QImage &picture)
{
    const QImage pixels = picture.convertToFormat(QImage::Format_RGB32);
    const QRgb first = pixels.pixel(0, 0);
    for (int y = 0; y < pixels.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            for (const int shift : {0, 8, 16}) {
                if (std::abs(int(line[x] >> shift & 255) - int(first >> shift & 255)) > 2)
                    return false;
            }
        }
    }
    return true;
}

} // namespace

/// Built with AddressSanitizer, these also fail where a scaler writes or reads too far.
class tst_PictureConverter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { silenceFfmpeg(); }

    void convertsEveryFormatAtEverySize_data()
    {
        QTest::addColumn<int>("format");
        for (const AVPixelFormat format : kFormats)
            QTest::newRow(av_get_pix_fmt_name(format)) << int(format);
    }
    void convertsEveryFormatAtEverySize()
    {
        QFETCH(int, format);
        const std::vector<QSize> all = sizes();
        for (const auto target : {QImage::Format_BGR888, QImage::Format_RGB888,
                                  QImage::Format_RGB32, QImage::Format_Grayscale8}) {
            PictureConverter whole(target, {});
            PictureConverter reduced(target, QSize(37, 29));
            for (size_t i = 0; i < all.size(); ++i) {
                const Frame source(AVPixelFormat(format), all[i]);
                const Turn turn = i % 3 == 0 ? Turn::Quarter : Turn::None;
                const auto picture = whole.convert(*source.frame, turn);
                QVERIFY(picture.has_value());
                QCOMPARE(picture->size(), turn == Turn::None ? all[i] : all[i].transposed());
                QVERIFY2(isOneColour(*picture),
                         qPrintable(u"%1 x %2"_s.arg(all[i].width()).arg(all[i].height())));
                // Widths that are no multiple of anything, in both directions.
                if (i % 5 == 0) {
                    const auto small = reduced.convert(*source.frame, turn);
                    QVERIFY(small.has_value());
                    QVERIFY(small->width() <= 37 && small->height() <= 29);
                    QVERIFY2(isOneColour(*small),
                             qPrintable(u"%1 x %2"_s.arg(all[i].width()).arg(all[i].height())));
                }
            }
        }
    }

    void reducesBrightnessAtEverySize()
    {
        for (const QSize size : sizes()) {
            const Frame source(AV_PIX_FMT_YUV420P, size);
            for (const QSize fit : {QSize(), QSize(37, 29), QSize(size.width() / 2 + 1, 70)}) {
                for (const Turn turn : {Turn::None, Turn::ThreeQuarters}) {
                    const QImage luma = reducedLuma(*source.frame, turn, fit);
                    QVERIFY(!luma.isNull());
                    QVERIFY(isOneColour(luma));
                }
            }
        }
    }

    void framesToConvertIntoAreWrittenAtEverySize_data()
    {
        QTest::addColumn<int>("format");
        for (const AVPixelFormat format :
             {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE,
              AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P10LE})
            QTest::newRow(av_get_pix_fmt_name(format)) << int(format);
    }
    void framesToConvertIntoAreWrittenAtEverySize()
    {
        QFETCH(int, format);
        for (const QSize size : sizes()) {
            const FramePtr made = makePictureFrame(format, size);
            QVERIFY(made);
            for (const AVPixelFormat from :
                 {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV444P12, AV_PIX_FMT_BGRA, AV_PIX_FMT_GRAY8}) {
                const Frame source(from, size);
                const SwsPtr scaler(sws_getContext(size.width(), size.height(), from, size.width(),
                                                   size.height(), AVPixelFormat(format),
                                                   SWS_BICUBIC | SWS_ACCURATE_RND, nullptr, nullptr,
                                                   nullptr));
                QVERIFY(scaler);
                QCOMPARE(sws_scale(scaler.get(), source.frame->data, source.frame->linesize, 0,
                                   size.height(), made->data, made->linesize),
                         size.height());
            }
        }
    }

    void thereIsNoFrameOfWhatIsNoPicture()
    {
        QVERIFY(!makePictureFrame(AV_PIX_FMT_YUV420P, QSize(0, 4)));
        QVERIFY(!makePictureFrame(AV_PIX_FMT_YUV420P, QSize(-4, 4)));
        QVERIFY(!makePictureFrame(AV_PIX_FMT_NONE, QSize(4, 4)));
        QVERIFY(!makePictureFrame(AV_PIX_FMT_VAAPI, QSize(4, 4)));
        QVERIFY(!makePictureFrame(AV_PIX_FMT_YUV420P, QSize(400'000'000, 400'000'000)));
    }
};

QTEST_GUILESS_MAIN(tst_PictureConverter)
#include "tst_pictureconverter.moc"
