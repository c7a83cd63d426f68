// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/document/picture.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

#include <thread>
#include <vector>

using namespace redoubt;
using namespace redoubt::document;

namespace {

constexpr qint64 kMiB = 1024 * 1024;

/// Some kilobytes of file for very many pixels.
std::unique_ptr<ByteSource> blankPng(int width, int height, QImage::Format format)
{
    QImage image(width, height, format);
    image.fill(0);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "png"))
        qFatal("a test picture cannot be written");
    return memorySource(bytes);
}

} // namespace

/// With 600 MB for pictures.
class tst_PictureMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("REDOUBT_PICTURE_MEMORY", "600");
        QCOMPARE(MemoryBudget::pictures().size(), 600 * kMiB);
    }

    void aPictureThatNeedsMoreIsTooLargeNotDamaged()
    {
        const auto source = blankPng(12'000, 12'000, QImage::Format_Mono);
        QVERIFY(source->size() < kMiB);
        QCOMPARE(probePicture(*source).error().kind(), ErrorKind::Limit);
        const auto decoded = decodePicture(*source);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().kind(), ErrorKind::Limit);
        const auto needed =
            QString::number((pictureWorkBytes(QSize(12'000, 12'000), false) + kMiB - 1) / kMiB);
        QVERIFY2(decoded.error().text().contains(needed), qPrintable(decoded.error().text()));
        const auto loaded = loadPicture(*source, {}, {});
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind(), ErrorKind::Limit);
        QCOMPARE(MemoryBudget::pictures().free(), MemoryBudget::pictures().size());
    }

    void thoseThatFitWaitForEachOther()
    {
        // Two of them at once would need more than there is.
        const auto source = blankPng(6'000, 6'000, QImage::Format_RGB32);
        LoadOptions options;
        options.ocr = Ocr::Never;
        std::vector<std::optional<ErrorKind>> failed(4);
        {
            std::vector<std::jthread> workers;
            for (auto &own : failed) {
                workers.emplace_back([&] {
                    const auto loaded = loadPicture(*source, options, {});
                    if (!loaded)
                        own = loaded.error().kind();
                });
            }
        }
        for (const auto &kind : failed)
            QVERIFY(!kind);
        QCOMPARE(MemoryBudget::pictures().free(), MemoryBudget::pictures().size());
    }

    void waitingForMemoryCanBeCancelled()
    {
        const auto source = blankPng(3'000, 3'000, QImage::Format_RGB32);
        const auto all =
            MemoryBudget::pictures().acquire(MemoryBudget::pictures().size(), "test", {});
        QVERIFY(all);
        std::stop_source stop;
        std::optional<ErrorKind> kind;
        {
            const std::jthread waiting([&] {
                const auto loaded = loadPicture(*source, {}, JobContext(stop.get_token()));
                if (!loaded)
                    kind = loaded.error().kind();
            });
            stop.request_stop();
        }
        QCOMPARE(kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_PictureMemory)
#include "tst_picturememory.moc"
