// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/flowmotion.h"

#include "core/detect/opencvglue.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include <QImage>

#include <cmath>

namespace redoubt::detect {

namespace {

constexpr int kPointsPerSide = 6;
constexpr int kLevels = 2;            // besides the picture itself
constexpr double kLargestError = 1.5; // pixels of the small picture
constexpr double kInner = 0.7;        // of the box: its corners show what is behind
constexpr int kFewestPoints = 8;
constexpr double kSmallestSide = 6;
const cv::Size kWindow(15, 15);

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
        cv::Mat luma;
        std::vector<cv::Mat> pyramid; // made when first asked for
    };
    QSize source;
    std::deque<Frame> frames;
    qint64 first = 0;

    Frame *frame(qint64 number)
    {
        if (number < first || number >= first + qint64(frames.size()))
            return nullptr;
        Frame &found = frames[size_t(number - first)];
        if (found.luma.empty())
            return nullptr;
        if (found.pyramid.empty())
            cv::buildOpticalFlowPyramid(found.luma, found.pyramid, kWindow, kLevels, false);
        return &found;
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
    if (luma.format() == QImage::Format_Grayscale8 && !luma.isNull()) {
        frame.luma = cv::Mat(luma.height(), luma.width(), CV_8UC1,
                             const_cast<uchar *>(luma.constBits()), size_t(luma.bytesPerLine()))
                         .clone();
    }
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
    Private::Frame *a = d->frame(from);
    Private::Frame *b = d->frame(to);
    if (!a || !b || a->luma.size() != b->luma.size() || d->source.isEmpty())
        return std::nullopt;
    const double scaleX = double(a->luma.cols) / d->source.width();
    const double scaleY = double(a->luma.rows) / d->source.height();
    if (box.w * scaleX < kSmallestSide || box.h * scaleY < kSmallestSide)
        return std::nullopt;
    std::vector<cv::Point2f> points;
    for (int row = 0; row < kPointsPerSide; ++row) {
        for (int column = 0; column < kPointsPerSide; ++column) {
            const auto place = [](int i) {
                return (1 - kInner) / 2 + kInner * i / (kPointsPerSide - 1);
            };
            const cv::Point2f p(float((box.x + box.w * place(column)) * scaleX),
                                float((box.y + box.h * place(row)) * scaleY));
            if (p.x >= 0 && p.y >= 0 && p.x < float(a->luma.cols) && p.y < float(a->luma.rows))
                points.push_back(p);
        }
    }
    if (int(points.size()) < kFewestPoints)
        return std::nullopt;
    std::vector<cv::Point2f> there;
    std::vector<cv::Point2f> again;
    std::vector<uchar> found;
    std::vector<uchar> foundAgain;
    const cv::TermCriteria enough(cv::TermCriteria::COUNT | cv::TermCriteria::EPS, 15, 0.03);
    cv::calcOpticalFlowPyrLK(a->pyramid, b->pyramid, points, there, found, cv::noArray(), kWindow,
                             kLevels, enough);
    cv::calcOpticalFlowPyrLK(b->pyramid, a->pyramid, there, again, foundAgain, cv::noArray(),
                             kWindow, kLevels, enough);
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
