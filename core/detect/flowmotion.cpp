// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/flowmotion.h"

#include "core/detect/opencvglue.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include <QImage>

#include <cmath>

namespace redoubt::detect {

namespace {

constexpr int kPointsPerSide = 5;
constexpr int kPyramidLevels = 2;     // besides the picture itself
constexpr double kLargestError = 1.5; // pixels of the small picture
constexpr double kInner = 0.7;        // of the box: its corners show what is behind
constexpr int kFewestPoints = 8;
constexpr double kSmallestSide = 6;
// Large boxes are followed on a smaller picture: the shift of a face is known well enough when the
// face is this wide, and the cost then does not depend on how close it is to the camera.
constexpr double kLargestSide = 48;
constexpr size_t kMostHalvings = 4;
// Pixels around the box that its points may move to: as far as the flow finds them at all.
constexpr int kReach = 36;
const cv::Size kWindow(11, 11);

float median(std::vector<float> &values)
{
    const auto middle = values.begin() + qptrdiff(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

struct FlowMotion::Private
{
    struct Frame
    {
        QImage luma;
        std::vector<cv::Mat>
            halved; // the picture itself, then each half as large as the one before
    };
    QSize source;
    std::deque<Frame> frames;
    qint64 first = 0;

    /// The picture of a frame, halved @a times; empty when it is not kept.
    cv::Mat picture(qint64 number, size_t times)
    {
        if (number < first || number >= first + qint64(frames.size()))
            return {};
        Frame &found = frames[size_t(number - first)];
        if (found.luma.isNull())
            return {};
        if (found.halved.empty()) {
            // OpenCV has no read-only matrix; nobody writes through this one.
            found.halved.emplace_back(found.luma.height(), found.luma.width(), CV_8UC1,
                                      const_cast<uchar *>(found.luma.constBits()),
                                      size_t(found.luma.bytesPerLine()));
        }
        while (found.halved.size() <= times) {
            const cv::Mat &last = found.halved.back();
            const cv::Size half(std::max(1, last.cols / 2), std::max(1, last.rows / 2));
            cv::Mat next;
            cv::resize(last, next, half, 0, 0, cv::INTER_AREA);
            found.halved.push_back(next);
        }
        return found.halved[times];
    }
};

FlowMotion::FlowMotion(QSize source)
    : d(std::make_unique<Private>())
{
    useOneThreadInOpenCv();
    d->source = source;
}

FlowMotion::~FlowMotion() = default;

void FlowMotion::addFrame(const QImage &luma)
{
    Private::Frame frame;
    if (luma.format() == QImage::Format_Grayscale8)
        frame.luma = luma;
    d->frames.push_back(std::move(frame));
}

void FlowMotion::dropBefore(qint64 frame)
{
    while (d->first < frame && !d->frames.empty()) {
        d->frames.pop_front();
        ++d->first;
    }
}

std::optional<ScoredBox> FlowMotion::follow(qint64 from, qint64 to, const ScoredBox &box)
try {
    cv::Mat a = d->picture(from, 0);
    if (a.empty() || d->source.isEmpty())
        return std::nullopt;
    size_t halvings = 0;
    double smaller =
        std::min(box.w * a.cols / d->source.width(), box.h * a.rows / d->source.height());
    if (smaller < kSmallestSide)
        return std::nullopt;
    for (; smaller > kLargestSide && halvings < kMostHalvings; smaller /= 2)
        ++halvings;
    a = d->picture(from, halvings);
    const cv::Mat b = d->picture(to, halvings);
    if (a.size() != b.size())
        return std::nullopt;
    const double scaleX = double(a.cols) / d->source.width();
    const double scaleY = double(a.rows) / d->source.height();
    const QRect around = QRectF(box.x * scaleX, box.y * scaleY, box.w * scaleX, box.h * scaleY)
                             .toAlignedRect()
                             .adjusted(-kReach, -kReach, kReach, kReach) &
                         QRect(0, 0, a.cols, a.rows);
    if (around.isEmpty())
        return std::nullopt;
    const cv::Rect part(around.x(), around.y(), around.width(), around.height());
    std::vector<cv::Point2f> points;
    for (int row = 0; row < kPointsPerSide; ++row) {
        for (int column = 0; column < kPointsPerSide; ++column) {
            const auto place = [](int i) {
                return (1 - kInner) / 2 + kInner * i / (kPointsPerSide - 1);
            };
            const cv::Point2f p(float((box.x + box.w * place(column)) * scaleX),
                                float((box.y + box.h * place(row)) * scaleY));
            if (p.x >= 0 && p.y >= 0 && p.x < float(a.cols) && p.y < float(a.rows))
                points.emplace_back(p.x - float(part.x), p.y - float(part.y));
        }
    }
    if (int(points.size()) < kFewestPoints)
        return std::nullopt;
    std::vector<cv::Point2f> there;
    std::vector<cv::Point2f> again;
    std::vector<uchar> found;
    std::vector<uchar> foundAgain;
    const cv::TermCriteria enough(cv::TermCriteria::COUNT | cv::TermCriteria::EPS, 15, 0.03);
    // With the slopes in them, which both directions use.
    std::vector<cv::Mat> before;
    std::vector<cv::Mat> after;
    cv::buildOpticalFlowPyramid(a(part), before, kWindow, kPyramidLevels, true);
    cv::buildOpticalFlowPyramid(b(part), after, kWindow, kPyramidLevels, true);
    cv::calcOpticalFlowPyrLK(before, after, points, there, found, cv::noArray(), kWindow,
                             kPyramidLevels, enough);
    cv::calcOpticalFlowPyrLK(after, before, there, again, foundAgain, cv::noArray(), kWindow,
                             kPyramidLevels, enough);
    std::vector<float> dx;
    std::vector<float> dy;
    for (size_t i = 0; i < points.size(); ++i) {
        const cv::Point2f miss = again[i] - points[i];
        if (!found[i] || !foundAgain[i] ||
            !(std::hypot(double(miss.x), double(miss.y)) < kLargestError))
            continue;
        dx.push_back(there[i].x - points[i].x);
        dy.push_back(there[i].y - points[i].y);
    }
    if (int(dx.size()) < std::max(kFewestPoints, int(points.size()) / 3))
        return std::nullopt;
    return ScoredBox{box.x + double(median(dx)) / scaleX, box.y + double(median(dy)) / scaleY,
                     box.w, box.h, box.score};
} catch (const std::exception &) {
    return std::nullopt; // the builder then treats the frame as uncertain and covers more
}

} // namespace redoubt::detect
