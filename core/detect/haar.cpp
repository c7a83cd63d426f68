// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/haar.h"

#include "core/detect/models.h"
#include "core/detect/opencvglue.h"
#include "core/detect/tr.h"
#include "core/detect/yunetdecode.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <cmath>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

// Cost grows with pixels times sizes; above this a frame would take seconds and cancelling as long.
constexpr double kHaarPixels = 960.0 * 540.0;
constexpr int kSmallestFace = 24;

/// Cascades give no probability, only how many neighbours agreed. These steps keep a lone frontal
/// hit a candidate and make well supported ones certain.
float scoreOf(int neighbours, bool profile)
{
    const float base = profile ? 0.35f : 0.45f;
    return std::min(0.9f, base + 0.02f * float(neighbours));
}

Error loadError()
{
    return Error(ErrorKind::Invalid, "detect/haar",
                 Tr::tr("OpenCV could not load its face cascades. Reinstall opencv-data."));
}

Result<void> load(cv::CascadeClassifier &cascade, const QByteArray &xml)
{
    try {
        const cv::FileStorage storage(xml.toStdString(),
                                      cv::FileStorage::READ | cv::FileStorage::MEMORY);
        if (!cascade.read(storage.getFirstTopLevelNode()) || cascade.empty())
            return loadError();
    } catch (const std::exception &) {
        return loadError();
    }
    return {};
}

} // namespace

struct HaarDetector::Private
{
    Message why;
    QByteArray frontalXml;
    QByteArray profileXml;
    cv::CascadeClassifier frontal;
    cv::CascadeClassifier profile;

    /// One cascade, one octave of sizes at a time, so that cancelling does not wait for all.
    Result<void> look(cv::CascadeClassifier &cascade, const cv::Mat &grey, bool isProfile,
                      bool mirrored, std::vector<ScoredBox> &out, const JobContext &context)
    {
        const int largest = std::min(grey.cols, grey.rows);
        for (int size = kSmallestFace; size <= largest; size *= 2) {
            if (context.cancelled())
                return JobContext::cancelledError("detect/haar");
            std::vector<cv::Rect> rects;
            std::vector<int> neighbours;
            cascade.detectMultiScale(grey, rects, neighbours, 1.15, 2, 0, cv::Size(size, size),
                                     cv::Size(2 * size - 1, 2 * size - 1));
            for (size_t i = 0; i < rects.size(); ++i) {
                const cv::Rect &r = rects[i];
                const int x = mirrored ? grey.cols - r.x - r.width : r.x;
                out.push_back({double(x), double(r.y), double(r.width), double(r.height),
                               scoreOf(neighbours[i], isProfile)});
            }
        }
        return {};
    }
};

HaarDetector::HaarDetector(std::unique_ptr<Private> state)
    : d(std::move(state))
{}

HaarDetector::~HaarDetector() = default;

Result<std::unique_ptr<FrameDetector>> HaarDetector::create(const Message &why)
{
    useOneThreadInOpenCv();
    auto frontal = loadCascade(u"haarcascade_frontalface_alt2.xml"_s);
    if (!frontal)
        return frontal.error();
    auto profile = loadCascade(u"haarcascade_profileface.xml"_s);
    if (!profile)
        return profile.error();
    auto state = std::make_unique<Private>();
    state->why = why;
    state->frontalXml = std::move(*frontal);
    state->profileXml = std::move(*profile);
    if (auto done = load(state->frontal, state->frontalXml); !done)
        return done.error();
    if (auto done = load(state->profile, state->profileXml); !done)
        return done.error();
    return std::unique_ptr<FrameDetector>(new HaarDetector(std::move(state)));
}

DetectorInfo HaarDetector::infoFor(const Message &why)
{
    DetectorInfo info;
    info.provenance = {u"haar"_s, u"1"_s, {}};
    info.types = {FindingType::Face};
    info.description = Tr::tr("Finds faces with the Haar cascades of OpenCV.");
    info.problem =
        Tr::tr("Faces are found by a weak detector, because the model for them is missing: "
               "about half of the faces are overlooked. Look through every picture "
               "and video yourself, or install the model. %1")
            .arg(why);
    return info;
}

DetectorInfo HaarDetector::info() const
{
    return infoFor(d->why);
}

Result<std::vector<Detection>> HaarDetector::detect(const QImage &picture,
                                                    const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("detect/haar");
    if (picture.isNull() || picture.format() != QImage::Format_BGR888)
        return Error(ErrorKind::Invalid, "detect/haar");
    try {
        cv::Mat grey;
        cv::cvtColor(matView(picture), grey, cv::COLOR_BGR2GRAY);
        const double shrink =
            std::min(1.0, std::sqrt(kHaarPixels / (double(grey.cols) * grey.rows)));
        if (shrink < 1)
            cv::resize(grey, grey, cv::Size(), shrink, shrink, cv::INTER_AREA);
        cv::equalizeHist(grey, grey);
        std::vector<ScoredBox> boxes;
        if (auto done = d->look(d->frontal, grey, false, false, boxes, context); !done)
            return done.error();
        if (auto done = d->look(d->profile, grey, true, false, boxes, context); !done)
            return done.error();
        cv::Mat mirrored;
        cv::flip(grey, mirrored, 1);
        if (auto done = d->look(d->profile, mirrored, true, true, boxes, context); !done)
            return done.error();
        const double growX = double(picture.width()) / grey.cols;
        const double growY = double(picture.height()) / grey.rows;
        for (ScoredBox &b : boxes)
            b = {b.x * growX, b.y * growY, b.w * growX, b.h * growY, b.score};
        return toDetections(suppressOverlaps(std::move(boxes), kSamePlace), picture.size(),
                            FindingType::Face);
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "detect/haar",
                     Tr::tr("The face detector failed on a picture of %1 x %2 pixels.")
                         .arg(picture.width())
                         .arg(picture.height()));
    }
}

Result<std::unique_ptr<FrameDetector>> HaarDetector::clone() const
{
    return create(d->why);
}

} // namespace redoubt::detect
