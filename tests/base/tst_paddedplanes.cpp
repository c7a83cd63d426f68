// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paddedplanes.h"

#include <QTest>

#include <cstring>

using namespace redoubt;

class tst_PaddedPlanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreAlignedAndFollowedByRoom()
    {
        for (const int width : {1, 2, 3, 17, 46, 63, 64, 65, 202, 426, 854}) {
            const std::array shapes{PaddedPlanes::Shape{width, 7},
                                    PaddedPlanes::Shape{width * 3, 2}, PaddedPlanes::Shape{1, 1}};
            const PaddedPlanes made = PaddedPlanes::allocate(shapes);
            QVERIFY(!made.isNull());
            QCOMPARE(made.count(), 3);
            qint64 bytes = 0;
            for (int i = 0; i < made.count(); ++i) {
                const auto &shape = shapes[size_t(i)];
                QCOMPARE(quintptr(made.plane(i)) % PaddedPlanes::kAlignment, quintptr(0));
                QCOMPARE(made.stride(i) % PaddedPlanes::kAlignment, 0);
                QVERIFY(made.stride(i) >= shape.lineBytes + PaddedPlanes::kAlignment);
                const qint64 room = qint64(made.stride(i)) * shape.lines;
                std::memset(made.plane(i), i + 1, size_t(room));
                bytes += room;
            }
            QCOMPARE(made.bytes(), bytes);
            for (int i = 0; i < made.count(); ++i) // nobody wrote into another one
                QCOMPARE(int(made.plane(i)[0]), i + 1);
            QCOMPARE(made.planes()[3], nullptr);
            QCOMPARE(made.strides()[3], 0);
        }
    }

    void refusesWhatIsNoPicture()
    {
        using Shape = PaddedPlanes::Shape;
        const auto isRefused = [](std::initializer_list<Shape> shapes) {
            return PaddedPlanes::allocate({shapes.begin(), shapes.size()}).isNull();
        };
        QVERIFY(isRefused({}));
        QVERIFY(isRefused({Shape{0, 1}}));
        QVERIFY(isRefused({Shape{1, 0}}));
        QVERIFY(isRefused({Shape{-1, 1}}));
        QVERIFY(isRefused({Shape{1, -1}}));
        QVERIFY(isRefused({Shape{1, 1}, Shape{1, 1}, Shape{1, 1}, Shape{1, 1}, Shape{1, 1}}));
        QVERIFY(isRefused({Shape{std::numeric_limits<int>::max(), 1}}));
        QVERIFY(isRefused({Shape{1, std::numeric_limits<qint64>::max()}}));
        QVERIFY(isRefused({Shape{std::numeric_limits<qint64>::max(), 1}}));
        QVERIFY(isRefused({Shape{1 << 30, 2}, Shape{1 << 30, 2}, Shape{1 << 30, 2}}));
        QVERIFY(paddedImage(QSize(), QImage::Format_RGB888).isNull());
        QVERIFY(paddedImage(QSize(-3, 4), QImage::Format_RGB888).isNull());
        QVERIFY(paddedImage(QSize(400'000'000, 400'000'000), QImage::Format_RGB888).isNull());
        QVERIFY(paddedCopy(QImage(), QImage::Format_RGB888).isNull());
    }

    void aPictureKeepsItsMemory()
    {
        QImage picture;
        {
            const PaddedPlanes::Shape shape{5 * 4, 3};
            const PaddedPlanes made = PaddedPlanes::allocate({&shape, 1});
            std::memset(made.plane(0), 0x7f, size_t(made.bytes()));
            picture = made.image(QSize(5, 3), QImage::Format_RGB32);
        }
        QCOMPARE(picture.size(), QSize(5, 3));
        QCOMPARE(picture.pixel(4, 2), qRgb(0x7f, 0x7f, 0x7f));
        QVERIFY(PaddedPlanes().image(QSize(5, 3), QImage::Format_RGB32).isNull());
    }

    void copiesAreThePictureInAnotherFormat_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const auto from : {QImage::Format_RGB888, QImage::Format_ARGB32,
                                QImage::Format_Grayscale8, QImage::Format_Indexed8}) {
            for (const auto to :
                 {QImage::Format_BGR888, QImage::Format_RGB32, QImage::Format_Grayscale8})
                QTest::addRow("%d to %d", int(from), int(to)) << int(from) << int(to);
        }
    }
    void copiesAreThePictureInAnotherFormat()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        for (const QSize size : {QSize(1, 1), QSize(3, 65), QSize(17, 64), QSize(426, 131)}) {
            QImage drawn(size, QImage::Format_RGB888);
            for (int y = 0; y < size.height(); ++y) {
                for (int x = 0; x < size.width(); ++x)
                    drawn.setPixel(x, y, qRgb(x * 5 & 255, y * 3 & 255, (x + y) & 255));
            }
            const QImage source = drawn.convertToFormat(QImage::Format(from));
            const QImage copy = paddedCopy(source, QImage::Format(to));
            QCOMPARE(copy.bytesPerLine() % PaddedPlanes::kAlignment, 0);
            QVERIFY(copy == source.convertToFormat(QImage::Format(to)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_PaddedPlanes)
#include "tst_paddedplanes.moc"
