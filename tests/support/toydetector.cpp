// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/toydetector.h"

#include <algorithm>
#include <cstdlib>

namespace redoubt::test {

namespace {

constexpr int kNear = 70; // of a colour that was compressed
constexpr int kLeastSide = 6;

class SquareDetector final : public detect::FrameDetector
{
public:
    SquareDetector(detect::DetectorInfo info, const QColor &colour, std::shared_ptr<ToyLooks> looks)
        : m_info(std::move(info))
        , m_colour(colour)
        , m_looks(std::move(looks))
    {}
    detect::DetectorInfo info() const override { return m_info; }
    Result<std::vector<detect::Detection>> detect(const QImage &picture,
                                                  const JobContext &context) override
    {
        if (context.cancelled())
            return JobContext::cancelledError("squares/detect");
        if (m_looks)
            m_looks->add(picture);
        QRect found;
        for (int y = 0; y < picture.height(); ++y) {
            const uchar *line = picture.constScanLine(y);
            for (int x = 0; x < picture.width(); ++x) {
                if (isNear(line + x * 3))
                    found |= QRect(x, y, 1, 1);
            }
        }
        if (found.width() < kLeastSide || found.height() < kLeastSide)
            return std::vector<detect::Detection>();
        return std::vector<detect::Detection>{
            {m_info.types.first(), {found.x(), found.y(), found.width(), found.height()}, 0.9f}};
    }
    Result<std::unique_ptr<FrameDetector>> clone() const override
    {
        return std::unique_ptr<FrameDetector>(
            std::make_unique<SquareDetector>(m_info, m_colour, m_looks));
    }

private:
    bool isNear(const uchar *bgr) const
    {
        return std::abs(bgr[0] - m_colour.blue()) < kNear &&
               std::abs(bgr[1] - m_colour.green()) < kNear &&
               std::abs(bgr[2] - m_colour.red()) < kNear;
    }

    detect::DetectorInfo m_info;
    QColor m_colour;
    std::shared_ptr<ToyLooks> m_looks; // shared with the test that reads it
};

} // namespace

detect::DetectorFactory toyDetector(const QString &id, const QColor &colour, FindingType type,
                                    std::shared_ptr<ToyLooks> looks)
{
    detect::DetectorFactory factory;
    factory.info.provenance.detector = id;
    factory.info.provenance.version = QStringLiteral("1");
    factory.info.types = {type};
    factory.frame = [info = factory.info, colour, looks = std::move(looks)] {
        return Result<std::unique_ptr<detect::FrameDetector>>(
            std::make_unique<SquareDetector>(info, colour, looks));
    };
    return factory;
}

} // namespace redoubt::test
