// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunet.h"

#include "core/detect/opencvglue.h"
#include "core/detect/tr.h"
#include "core/detect/yunetdecode.h"
#include "core/detect/yunetengine.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kYuNetPixels = 16'000'000;
constexpr std::array kStrides{8, 16, 32};

constexpr float kSameNumber = 1e-3f; // of sums that were rounded in another order

bool saysTheSame(std::span<const float> a, std::span<const float> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float x, float y) {
        return std::abs(x - y) <= kSameNumber * std::max(1.f, std::abs(x));
    });
}

bool saysTheSame(const std::vector<YuNetLevel> &a, const std::vector<YuNetLevel> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const YuNetLevel &x, const YuNetLevel &y) {
                          return x.stride == y.stride && x.columns == y.columns &&
                                 x.rows == y.rows && saysTheSame(x.cls, y.cls) &&
                                 saysTheSame(x.obj, y.obj) && saysTheSame(x.bbox, y.bbox);
                      });
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

/// The numbers of all convolutions, in order. None when one of them is of an unknown kind.
std::vector<YuNetConvolution> convolutionsOf(cv::dnn::Net &net)
{
    std::vector<YuNetConvolution> all;
    for (const std::string &name : net.getLayerNames()) {
        const cv::Ptr<cv::dnn::Layer> layer = net.getLayer(net.getLayerId(name));
        if (layer->type != "Convolution")
            continue;
        const auto &blobs = layer->blobs;
        if (blobs.size() != 2 || blobs[0].dims != 4 || blobs[0].size[2] != blobs[0].size[3] ||
            values(blobs[0]).empty() || values(blobs[1]).empty())
            return {};
        YuNetConvolution one;
        one.outputs = blobs[0].size[0];
        one.inputs = blobs[0].size[1];
        one.side = blobs[0].size[2];
        one.weights.assign(values(blobs[0]).begin(), values(blobs[0]).end());
        one.bias.assign(values(blobs[1]).begin(), values(blobs[1]).end());
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace

struct YuNetDetector::Private
{
    LoadedModel model;
    std::shared_ptr<const YuNetWeights> weights; // null: the general engine runs the network
    std::unique_ptr<YuNetEngine> engine;
    cv::dnn::Net net;
    std::vector<std::string> names = outputNames();
    cv::Mat padded;
    cv::Mat blob;
    std::vector<cv::Mat> outputs;

    /// By OpenCV's engine. Empty when it did not give what was asked for.
    std::vector<YuNetLevel> runNet(const cv::Mat &view)
    {
        const int right = toYuNetGrid(view.cols) - view.cols;
        const int bottom = toYuNetGrid(view.rows) - view.rows;
        cv::copyMakeBorder(view, padded, 0, bottom, 0, right, cv::BORDER_CONSTANT);
        cv::dnn::blobFromImage(padded, blob);
        net.setInput(blob);
        net.forward(outputs, names);
        std::vector<YuNetLevel> levels;
        for (size_t i = 0; i < kStrides.size() && outputs.size() == names.size(); ++i) {
            levels.push_back({kStrides[i], padded.cols / kStrides[i], padded.rows / kStrides[i],
                              values(outputs[i]), values(outputs[i + kStrides.size()]),
                              values(outputs[i + 2 * kStrides.size()])});
        }
        return levels;
    }
    Result<std::vector<YuNetLevel>> run(const cv::Mat &view)
    {
        if (engine)
            return engine->run(view.ptr(), qsizetype(view.step), view.cols, view.rows);
        return runNet(view);
    }
    void chooseEngine();
};

/// Takes the fast engine when it runs on this processor, the network is one that it knows, and both
/// engines say the same of a picture that stirs all of the network.
void YuNetDetector::Private::chooseEngine()
{
    auto known = yunetWeights(convolutionsOf(net));
    if (!known)
        return;
    cv::Mat probe(97, 161, CV_8UC3);
    for (int y = 0; y < probe.rows; ++y) {
        for (int i = 0; i < probe.cols * 3; ++i)
            probe.ptr(y)[i] = uchar((y * y / 3 + i * (y + 7) + (i % 3) * 40) ^ (i / 24 * 50));
    }
    auto fast = std::make_unique<YuNetEngine>(known);
    const auto said = fast->run(probe.ptr(), qsizetype(probe.step), probe.cols, probe.rows);
    if (!said || !saysTheSame(runNet(probe), *said))
        return;
    weights = std::move(known);
    engine = std::move(fast);
    net = cv::dnn::Net();
}

YuNetDetector::YuNetDetector(std::unique_ptr<Private> state)
    : d(std::move(state))
{}

YuNetDetector::~YuNetDetector() = default;

Result<std::unique_ptr<FrameDetector>> YuNetDetector::create(const LoadedModel &model)
{
    useOneThreadInOpenCv();
    const auto failed = [&] {
        return Error(ErrorKind::Invalid, "detect/yunet",
                     Tr::tr("The face model %1 could not be loaded. Fetch it again with "
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
        state->chooseEngine();
    } catch (const std::exception &) {
        return failed();
    }
    return std::unique_ptr<FrameDetector>(new YuNetDetector(std::move(state)));
}

DetectorInfo YuNetDetector::infoFor(const KnownModel &model)
{
    DetectorInfo info;
    // The revision: of how the model is run, which decides the last digits of what it says.
    info.provenance = {u"yunet"_s, model.version + u"-r4"_s, model.sha256};
    info.types = {FindingType::Face};
    info.description = Tr::tr("Finds faces with the neural network YuNet.");
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
    if (qint64(picture.width()) * picture.height() > kYuNetPixels)
        return Error(ErrorKind::Limit, "detect/yunet");
    try {
        const cv::Mat view = matView(picture);
        const auto levels = d->run(view);
        if (!levels)
            return levels.error();
        if (levels->size() != kStrides.size())
            return Error(ErrorKind::Internal, "detect/yunet");
        auto boxes = decodeYuNet(*levels, float(kKeptScore));
        if (!boxes)
            return boxes.error();
        return toDetections(suppressOverlaps(std::move(*boxes), kSamePlace), picture.size(),
                            FindingType::Face);
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "detect/yunet",
                     Tr::tr("The face detector failed on a picture of %1 x %2 pixels.")
                         .arg(picture.width())
                         .arg(picture.height()));
    }
}

Result<std::unique_ptr<FrameDetector>> YuNetDetector::clone() const
{
    if (!d->engine)
        return create(d->model);
    auto state = std::make_unique<Private>();
    state->model = d->model;
    state->weights = d->weights;
    state->engine = std::make_unique<YuNetEngine>(d->weights);
    return std::unique_ptr<FrameDetector>(new YuNetDetector(std::move(state)));
}

} // namespace redoubt::detect
