// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunet.h"

#include "core/detect/opencvglue.h"
#include "core/detect/yunetdecode.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <QCoreApplication>

#include <array>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::detect::YuNetDetector)
};

constexpr int kGrid = 32; // the largest stride: sides of the input are multiples of it
constexpr qint64 kMostPixels = 16'000'000;
constexpr double kSamePlace = 0.3;
constexpr std::array kStrides{8, 16, 32};

int toGrid(int side)
{
    return (side + kGrid - 1) / kGrid * kGrid;
}

std::vector<std::string> outputNames()
{
    std::vector<std::string> names;
    for (const char *part : {"cls_", "obj_", "bbox_"}) {
        for (const int stride : kStrides)
            names.push_back(part + std::to_string(stride));
    }
    return names;
}

std::span<const float> values(const cv::Mat &output)
{
    if (output.depth() != CV_32F || !output.isContinuous())
        return {};
    return {output.ptr<float>(), output.total()};
}

} // namespace

struct YuNetDetector::Private
{
    LoadedModel model;
    cv::dnn::Net net;
    std::vector<std::string> names = outputNames();
    cv::Mat padded;
    cv::Mat blob;
    std::vector<cv::Mat> outputs;
};

YuNetDetector::YuNetDetector(std::unique_ptr<Private> state)
    : d(std::move(state))
{}

YuNetDetector::~YuNetDetector() = default;

Result<std::unique_ptr<FrameDetector>> YuNetDetector::create(const LoadedModel &model)
{
    useOneThreadInOpenCv();
    const auto failed = [&] {
        return Error(ErrorKind::Invalid, "detect/yunet",
                     Words::tr("The face model %1 could not be loaded. Fetch it again with "
                               "get-models.")
                         .arg(model.known.fileName));
    };
    auto state = std::make_unique<Private>();
    state->model = model;
    try {
        state->net = cv::dnn::readNetFromONNX(model.bytes.constData(), size_t(model.bytes.size()));
        if (state->net.empty())
            return failed();
        for (const std::string &name : state->names) {
            if (state->net.getLayerId(name) < 0)
                return failed();
        }
    } catch (const std::exception &) {
        return failed();
    }
    return std::unique_ptr<FrameDetector>(new YuNetDetector(std::move(state)));
}

DetectorInfo YuNetDetector::infoFor(const KnownModel &model)
{
    DetectorInfo info;
    info.provenance = {u"yunet"_s, model.version, model.sha256};
    info.types = {FindingType::Face};
    info.description = Words::tr("Finds faces with the neural network YuNet.");
    return info;
}

DetectorInfo YuNetDetector::info() const
{
    return infoFor(d->model.known);
}

Result<std::vector<Detection>> YuNetDetector::detect(const QImage &picture,
                                                     const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("detect/yunet");
    if (picture.isNull() || picture.format() != QImage::Format_BGR888)
        return Error(ErrorKind::Invalid, "detect/yunet");
    if (qint64(picture.width()) * picture.height() > kMostPixels)
        return Error(ErrorKind::Limit, "detect/yunet");
    try {
        const cv::Mat view = matView(picture);
        const int right = toGrid(picture.width()) - picture.width();
        const int bottom = toGrid(picture.height()) - picture.height();
        cv::copyMakeBorder(view, d->padded, 0, bottom, 0, right, cv::BORDER_CONSTANT);
        cv::dnn::blobFromImage(d->padded, d->blob);
        d->net.setInput(d->blob);
        d->net.forward(d->outputs, d->names);
        if (d->outputs.size() != d->names.size())
            return Error(ErrorKind::Internal, "detect/yunet");
        std::array<YuNetLevel, kStrides.size()> levels;
        for (size_t i = 0; i < kStrides.size(); ++i) {
            levels[i] = {kStrides[i],
                         d->padded.cols / kStrides[i],
                         d->padded.rows / kStrides[i],
                         values(d->outputs[i]),
                         values(d->outputs[i + kStrides.size()]),
                         values(d->outputs[i + 2 * kStrides.size()])};
        }
        auto boxes = decodeYuNet(levels, float(kKeptScore));
        if (!boxes)
            return boxes.error();
        return toDetections(suppressOverlaps(std::move(*boxes), kSamePlace), picture.size(),
                            FindingType::Face);
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "detect/yunet",
                     Words::tr("The face detector failed on a picture of %1 x %2 pixels.")
                         .arg(picture.width())
                         .arg(picture.height()));
    }
}

Result<std::unique_ptr<FrameDetector>> YuNetDetector::clone() const
{
    return create(d->model);
}

} // namespace redoubt::detect
