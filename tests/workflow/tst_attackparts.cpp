// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/attackparts.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostPixels = 16'000'000;

/// Takes red squares for faces, and refuses pictures that are too large, as real nets do.
class RedSquares : public detect::FrameDetector
{
public:
    detect::DetectorInfo info() const override
    {
        return {{u"red"_s, u"1"_s, QByteArray(32, 'x')}, {FindingType::Face}, {}, true, {}};
    }
    Result<std::vector<detect::Detection>> detect(const QImage &picture,
                                                  const JobContext &) override
    {
        if (qint64(picture.width()) * picture.height() > kMostPixels)
            return Error(ErrorKind::Limit, "test/red", Message::plain(u"too large"_s));
        const QImage rgb = picture.convertToFormat(QImage::Format_RGB32);
        QRect red;
        for (int y = 0; y < rgb.height(); ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(rgb.constScanLine(y));
            for (int x = 0; x < rgb.width(); ++x) {
                if (qRed(line[x]) > 200 && qGreen(line[x]) < 60)
                    red |= QRect(x, y, 1, 1);
            }
        }
        std::vector<detect::Detection> found;
        if (red.width() > 8)
            found.push_back(
                {FindingType::Face, {red.x(), red.y(), red.width(), red.height()}, 0.9f});
        return found;
    }
    Result<std::unique_ptr<FrameDetector>> clone() const override
    {
        return std::unique_ptr<FrameDetector>(std::make_unique<RedSquares>());
    }
};

} // namespace

class TestAttackParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void looksForFacesInPicturesOfAnySize_data();
    void looksForFacesInPicturesOfAnySize();
};

void TestAttackParts::looksForFacesInPicturesOfAnySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("a frame") << QSize(640, 360);
    QTest::newRow("what a net takes at once") << QSize(4000, 3000);
    QTest::newRow("more than it takes") << QSize(5600, 4000);
}

void TestAttackParts::looksForFacesInPicturesOfAnySize()
{
    QFETCH(QSize, size);
    detect::DetectorFactory red;
    red.info = RedSquares().info();
    red.frame = [] {
        return Result<std::unique_ptr<detect::FrameDetector>>(std::make_unique<RedSquares>());
    };
    detect::Registry registry{{red}};
    QVERIFY(outputSearches(registry).empty()); // it does not say that it is good for that
    registry.detectors.front().profile.outputCheck = u"squares"_s;
    const release::OutputSearches searches = outputSearches(registry);
    QCOMPARE(searches.size(), size_t(1));
    QCOMPARE(searches.front().name, u"squares"_s);
    const auto &check = searches.front().find;
    QImage picture(size, QImage::Format_BGR888);
    picture.fill(Qt::white);
    const QRect face(size.width() - 260, size.height() - 240, 200, 200);
    for (int y = face.top(); y <= face.bottom(); ++y) {
        for (int x = face.left(); x <= face.right(); ++x)
            picture.setPixelColor(x, y, Qt::red);
    }
    const auto found = check(picture);
    QVERIFY2(found, found ? "" : qPrintable(found.error().text()));
    QVERIFY(std::any_of(found->begin(), found->end(), [&](const PixelRect &r) {
        return QRect(r.x, r.y, r.w, r.h).intersects(face.adjusted(20, 20, -20, -20));
    }));
}

QTEST_APPLESS_MAIN(TestAttackParts)
#include "tst_attackparts.moc"
