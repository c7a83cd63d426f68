// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunetengine.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.hpp>
#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace redoubt::detect {

using dnnl::memory;

namespace {

constexpr int kColours = 3;
constexpr int kChannelStep = 16;
constexpr size_t kOutputLevels = 3;
constexpr size_t kBackbone = 11; // pairs: each pixel by itself, then 3 x 3
constexpr size_t kNeck = 3;
constexpr size_t kHeads = 12; // cls, bbox, obj and points, each at three strides
constexpr memory::data_type kFloat = memory::data_type::f32;

} // namespace

/// A 1 x 1 convolution of all channels and a 3 x 3 one of each channel behind it: the brick that
/// these networks are built of.
struct YuNetPair
{
    YuNetConvolution point;
    YuNetConvolution depth;
};

struct YuNetWeights
{
    YuNetConvolution head;
    std::vector<YuNetPair> backbone;
    std::array<YuNetPair, kNeck> neck;          // at strides 8, 16, 32
    std::vector<YuNetPair> shared;              // the same, or empty
    std::array<YuNetPair, kOutputLevels> heads; // channels: cls, obj, bbox (4), nothing
};

namespace {

bool isSound(const YuNetConvolution &c)
{
    return c.outputs > 0 && c.outputs <= 64 && c.inputs > 0 && c.inputs <= 64 &&
           (c.side == 1 || c.side == 3) &&
           c.weights.size() == size_t(c.outputs) * size_t(c.inputs) * size_t(c.side * c.side) &&
           c.bias.size() == size_t(c.outputs);
}

/// Puts the outputs of @a part behind the first @a at of @a whole.
void append(YuNetConvolution &whole, int at, const YuNetConvolution &part)
{
    const size_t each = part.weights.size() / size_t(part.outputs);
    std::copy(part.weights.begin(), part.weights.end(),
              whole.weights.begin() + qptrdiff(size_t(at) * each));
    std::copy(part.bias.begin(), part.bias.end(), whole.bias.begin() + at);
}

YuNetConvolution emptyConvolution(int outputs, int inputs, int side)
{
    return {outputs, inputs, side, std::vector<float>(size_t(outputs * inputs * side * side)),
            std::vector<float>(size_t(outputs))};
}

} // namespace

std::shared_ptr<const YuNetWeights> yunetWeights(const std::vector<YuNetConvolution> &all)
{
    constexpr size_t kFewest = 1 + 2 * (kBackbone + kNeck + kHeads);
    if ((all.size() != kFewest && all.size() != kFewest + 2 * kOutputLevels) ||
        !std::all_of(all.begin(), all.end(), isSound))
        return nullptr;
    const YuNetConvolution &first = all.front();
    if (first.outputs != kChannelStep || first.inputs != kColours || first.side != 3)
        return nullptr;
    for (size_t i = 1; i < all.size(); i += 2) {
        const YuNetConvolution &point = all[i];
        const YuNetConvolution &depth = all[i + 1];
        if (point.side != 1 || depth.side != 3 || depth.inputs != 1 ||
            depth.outputs != point.outputs)
            return nullptr;
    }
    auto weights = std::make_shared<YuNetWeights>();
    weights->head = first;
    size_t at = 1;
    const auto takePair = [&](int from) -> YuNetPair {
        const YuNetConvolution &point = all[at];
        if (point.inputs != from || point.outputs % kChannelStep != 0)
            return {};
        YuNetPair pair{point, all[at + 1]};
        at += 2;
        return pair;
    };
    int channels = kChannelStep;
    for (size_t i = 0; i < kBackbone; ++i) {
        weights->backbone.push_back(takePair(channels));
        channels = weights->backbone.back().point.outputs;
        if (channels == 0)
            return nullptr;
    }
    // From the smallest picture up, as the network applies them; the levels are added to each other
    // and so have the same channels.
    const auto &b = weights->backbone;
    if (b[6].point.outputs != channels || b[8].point.outputs != channels)
        return nullptr;
    for (size_t level = kOutputLevels; level-- > 0;) {
        weights->neck[level] = takePair(channels);
        if (weights->neck[level].point.outputs != channels)
            return nullptr;
    }
    if (all.size() != kFewest) {
        for (size_t level = 0; level < kOutputLevels; ++level) {
            weights->shared.push_back(takePair(channels));
            if (weights->shared.back().point.outputs != channels)
                return nullptr;
        }
    }
    for (size_t level = 0; level < kOutputLevels; ++level) {
        YuNetPair &pair = weights->heads[level];
        pair.point = emptyConvolution(kChannelStep, channels, 1);
        pair.depth = emptyConvolution(kChannelStep, 1, 3);
        constexpr std::array kPlaces{std::pair(0, 1), std::pair(2, 4), std::pair(1, 1)};
        for (size_t part = 0; part < kPlaces.size(); ++part) { // cls, bbox, obj
            const size_t i = at + 2 * (part * kOutputLevels + level);
            if (all[i].inputs != channels || all[i].outputs != kPlaces[part].second)
                return nullptr;
            append(pair.point, kPlaces[part].first, all[i]);
            append(pair.depth, kPlaces[part].first, all[i + 1]);
        }
    }
    return weights;
}

namespace {

enum class Floor { None, Zero };

/// Lets the calling thread's oneDNN calls stay on it: our workers are the parallelism. OpenMP keeps
/// this number for each thread, so nobody else is disturbed.
class OneThread
{
public:
    OneThread() { omp_set_num_threads(1); }
    ~OneThread() { omp_set_num_threads(m_before); }
    Q_DISABLE_COPY_MOVE(OneThread)

private:
    int m_before = omp_get_max_threads();
};

/// The network for pictures of one size. Channels lie in blocks of as many as a vector holds: the
/// only order of which all processors have fast code for all steps.
class Plan
{
public:
    /// Throws dnnl::error, also when this processor has only plain loops for one of the steps.
    Plan(const YuNetWeights &weights, int width, int height)
        : m_width(width)
        , m_height(height)
    {
        memory picture({{1, kColours, height, width}, kFloat, memory::format_tag::nchw}, m_engine);
        m_input = picture;
        std::memset(m_input.get_data_handle(), 0, m_input.get_desc().get_size());
        memory t = convolved(picture, weights.head, 2, Floor::Zero, Keep::No);
        std::array<memory, kOutputLevels> found;
        for (size_t i = 0; i < weights.backbone.size(); ++i) {
            // The picture is halved before these pairs; levels end after the pair before the last
            // two halvings and the end.
            if (i == 1 || i == 5 || i == 7 || i == 9)
                t = halved(t);
            const bool ends = i == 6 || i == 8 || i == 10;
            t = paired(t, weights.backbone[i], Floor::Zero, ends ? Keep::Yes : Keep::No);
            if (ends)
                found[i / 2 - 3] = t;
        }
        for (size_t level = kOutputLevels; level-- > 0;) {
            if (level + 1 < kOutputLevels)
                addEnlarged(t, found[level]);
            t = paired(found[level], weights.neck[level], Floor::Zero, Keep::Yes);
            const memory joined = t;
            if (!weights.shared.empty())
                t = paired(t, weights.shared[level], Floor::Zero, Keep::No);
            m_said[level] = paired(t, weights.heads[level], Floor::None, Keep::Yes);
            t = joined;
        }
        giveRoom();
    }
    int width() const { return m_width; }
    int height() const { return m_height; }
    int blockSize() const { return m_block; }
    const memory &said(size_t level) const { return m_said[level]; }
    void run(const cv::Mat &view)
    {
        std::array<cv::Mat, kColours> planes;
        cv::split(view, planes.data());
        auto *input = static_cast<float *>(m_input.get_data_handle());
        for (size_t c = 0; c < planes.size(); ++c) {
            cv::Mat plane(m_height, m_width, CV_32F,
                          input + c * size_t(m_width) * size_t(m_height));
            // A smaller picture than the last one leaves nothing of it behind.
            plane.rowRange(view.rows, m_height).setTo(0);
            plane.colRange(view.cols, m_width).setTo(0);
            cv::Mat used = plane(cv::Rect(0, 0, view.cols, view.rows));
            planes[c].convertTo(used, CV_32F);
        }
        for (const Step &step : m_steps)
            step.primitive.execute(m_stream, step.arguments);
        m_stream.wait();
    }

private:
    enum class Keep { No, Yes };
    struct Step
    {
        dnnl::primitive primitive;
        std::unordered_map<int, memory> arguments;
    };

    memory::desc blocked(memory::dims size) const
    {
        return {std::move(size), kFloat,
                m_block == 16 ? memory::format_tag::nChw16c : memory::format_tag::nChw8c};
    }
    /// Where a step writes to. What need not be kept shares two rooms in turn: each step reads what
    /// the one before it wrote.
    memory result(const memory::desc &desc, Keep keep)
    {
        if (keep == Keep::Yes)
            return memory(desc, m_engine);
        memory out(desc, m_engine, DNNL_MEMORY_NONE);
        m_turn = 1 - m_turn;
        m_shared[m_turn].push_back(out);
        return out;
    }
    memory loaded(const std::vector<float> &values, const memory::desc &from,
                  const memory::desc &to)
    {
        memory plain(from, m_engine);
        std::memcpy(plain.get_data_handle(), values.data(), values.size() * sizeof(float));
        if (from == to)
            return plain;
        memory out(to, m_engine);
        dnnl::reorder(plain, out).execute(m_stream, plain, out);
        m_stream.wait();
        return out;
    }
    static memory::desc plainBias(const YuNetConvolution &by)
    {
        return {{by.outputs}, kFloat, memory::format_tag::x};
    }
    static memory::dims weightSize(const YuNetConvolution &by)
    {
        return by.side == 3 && by.inputs == 1
                   ? memory::dims{by.outputs, 1, 1, 3, 3}
                   : memory::dims{by.outputs, by.inputs, by.side, by.side};
    }
    static memory::desc plainWeights(const YuNetConvolution &by)
    {
        const auto size = weightSize(by);
        return {size, kFloat,
                size.size() == 5 ? memory::format_tag::goihw : memory::format_tag::oihw};
    }
    static dnnl::primitive_attr attributes(dnnl::post_ops after, Floor floor)
    {
        if (floor == Floor::Zero)
            after.append_eltwise(1.f, dnnl::algorithm::eltwise_relu, 0.f, 0.f);
        dnnl::primitive_attr out;
        out.set_post_ops(after);
        // Its own room would belong to the thread that made the step.
        out.set_scratchpad_mode(dnnl::scratchpad_mode::user);
        return out;
    }
    dnnl::convolution_forward::primitive_desc convolution(const memory::desc &from,
                                                          const YuNetConvolution &by, int step,
                                                          const dnnl::primitive_attr &how)
    {
        const auto size = from.dims();
        const memory::dim reach = by.side / 2;
        const dnnl::convolution_forward::primitive_desc out(
            {dnnl::prop_kind::forward_inference,
             dnnl::algorithm::convolution_direct,
             from,
             {weightSize(by), kFloat, memory::format_tag::any},
             plainBias(by),
             blocked({1, by.outputs, size[2] / step, size[3] / step}),
             {step, step},
             {reach, reach},
             {reach, reach}},
            how, m_engine);
        if (std::string_view(out.impl_info_str()).starts_with("ref"))
            throw dnnl::error(dnnl_unimplemented, "no fast convolution");
        return out;
    }
    template <typename Description>
    void add(dnnl::primitive primitive, const Description &pd,
             std::unordered_map<int, memory> arguments)
    {
        const memory room(pd.scratchpad_desc(), m_engine, DNNL_MEMORY_NONE);
        arguments.insert({DNNL_ARG_SCRATCHPAD, room});
        m_scratch.push_back(room);
        m_steps.push_back({std::move(primitive), std::move(arguments)});
    }
    memory convolved(const memory &from, const YuNetConvolution &by, int step, Floor floor,
                     Keep keep)
    {
        const auto pd = convolution(from.get_desc(), by, step, attributes({}, floor));
        const memory out = result(pd.dst_desc(), keep);
        add(dnnl::convolution_forward(pd), pd,
            {{DNNL_ARG_SRC, from},
             {DNNL_ARG_WEIGHTS, loaded(by.weights, plainWeights(by), pd.weights_desc())},
             {DNNL_ARG_BIAS, loaded(by.bias, plainBias(by), pd.bias_desc())},
             {DNNL_ARG_DST, out}});
        return out;
    }
    /// Both convolutions in one step, so that the rows between them stay in the cache. Nothing
    /// where oneDNN does not offer it: for small pictures, which stay there anyway.
    std::optional<memory> pairedInOne(const memory &from, const YuNetPair &by, Floor floor,
                                      Keep keep)
    try {
        constexpr int kDepth = DNNL_ARG_ATTR_POST_OP_DW;
        dnnl::post_ops depth;
        depth.append_dw(kFloat, kFloat, kFloat, 3, 1, 1, 0, {});
        const auto pd = convolution(from.get_desc(), by.point, 1, attributes(depth, floor));
        const auto depthWeights = pd.query_md(dnnl::query::exec_arg_md, kDepth | DNNL_ARG_WEIGHTS);
        const memory out = result(pd.dst_desc(), keep);
        add(dnnl::convolution_forward(pd), pd,
            {{DNNL_ARG_SRC, from},
             {DNNL_ARG_WEIGHTS,
              loaded(by.point.weights, plainWeights(by.point), pd.weights_desc())},
             {DNNL_ARG_BIAS, loaded(by.point.bias, plainBias(by.point), pd.bias_desc())},
             {kDepth | DNNL_ARG_WEIGHTS,
              loaded(by.depth.weights, plainWeights(by.depth), depthWeights)},
             {kDepth | DNNL_ARG_BIAS,
              loaded(by.depth.bias, plainBias(by.depth), plainBias(by.depth))},
             {DNNL_ARG_DST, out}});
        return out;
    } catch (const dnnl::error &error) {
        if (error.status != dnnl_unimplemented)
            throw;
        return std::nullopt;
    }
    memory paired(const memory &from, const YuNetPair &by, Floor floor, Keep keep)
    {
        if (auto out = pairedInOne(from, by, floor, keep))
            return *out;
        return convolved(convolved(from, by.point, 1, Floor::None, Keep::No), by.depth, 1, floor,
                         keep);
    }
    memory halved(const memory &from)
    {
        const auto size = from.get_desc().dims();
        const dnnl::pooling_forward::primitive_desc pd(
            {dnnl::prop_kind::forward_inference,
             dnnl::algorithm::pooling_max,
             from.get_desc(),
             blocked({1, size[1], size[2] / 2, size[3] / 2}),
             {2, 2},
             {2, 2},
             {0, 0},
             {0, 0}},
            attributes({}, Floor::None), m_engine);
        const memory out = result(pd.dst_desc(), Keep::No);
        add(dnnl::pooling_forward(pd), pd, {{DNNL_ARG_SRC, from}, {DNNL_ARG_DST, out}});
        return out;
    }
    /// Adds a picture of half the width and height to @a to.
    void addEnlarged(const memory &half, const memory &to)
    {
        dnnl::post_ops sum;
        sum.append_sum(1.f);
        const dnnl::resampling_forward::primitive_desc pd({dnnl::prop_kind::forward_inference,
                                                           dnnl::algorithm::resampling_nearest,
                                                           half.get_desc(), to.get_desc()},
                                                          attributes(sum, Floor::None), m_engine);
        add(dnnl::resampling_forward(pd), pd, {{DNNL_ARG_SRC, half}, {DNNL_ARG_DST, to}});
    }
    /// Gives memories that need nothing of their own a place in one that is large enough for each.
    void share(std::vector<memory> &all)
    {
        size_t most = 0;
        for (const memory &one : all)
            most = std::max(most, one.get_desc().get_size());
        if (most == 0)
            return;
        const memory room({{memory::dim(most)}, memory::data_type::u8, memory::format_tag::x},
                          m_engine);
        for (memory &one : all)
            one.set_data_handle(room.get_data_handle());
        m_rooms.push_back(room);
    }
    void giveRoom()
    {
        for (auto &all : m_shared)
            share(all);
        share(m_scratch);
    }

    int m_width;
    int m_height;
    int m_block = dnnl::get_effective_cpu_isa() >= dnnl::cpu_isa::avx512_core ? 16 : 8;
    dnnl::engine m_engine{dnnl::engine::kind::cpu, 0};
    dnnl::stream m_stream{m_engine};
    memory m_input;
    std::array<memory, kOutputLevels> m_said;
    std::vector<Step> m_steps;
    std::array<std::vector<memory>, 2> m_shared;
    size_t m_turn = 0;
    std::vector<memory> m_scratch;
    std::vector<memory> m_rooms;
};

float sigmoid(float x)
{
    return 1.f / (1.f + std::exp(-x));
}

} // namespace

struct YuNetEngine::Private
{
    struct Level
    {
        std::vector<float> cls;
        std::vector<float> obj;
        std::vector<float> bbox;
    };

    /// Small videos are looked at in two sizes in turn, so two are kept.
    Plan &planFor(int width, int height)
    {
        const auto fits = [&](const std::unique_ptr<Plan> &plan) {
            return plan->width() == width && plan->height() == height;
        };
        auto at = std::find_if(plans.begin(), plans.end(), fits);
        if (at == plans.end()) {
            if (plans.size() == kPlans)
                plans.pop_back();
            plans.push_back(std::make_unique<Plan>(*weights, width, height));
            at = std::prev(plans.end());
        }
        std::rotate(plans.begin(), at, std::next(at)); // the latest one first
        return *plans.front();
    }

    static constexpr size_t kPlans = 2;
    std::shared_ptr<const YuNetWeights> weights;
    std::vector<std::unique_ptr<Plan>> plans;
    std::array<Level, kOutputLevels> levels;
};

YuNetEngine::YuNetEngine(std::shared_ptr<const YuNetWeights> weights)
    : d(std::make_unique<Private>())
{
    d->weights = std::move(weights);
}

YuNetEngine::~YuNetEngine() = default;

Result<std::vector<YuNetLevel>> YuNetEngine::run(const unsigned char *pixels,
                                                 qsizetype bytesPerLine, int width, int height)
try {
    const OneThread oneThread;
    Plan &plan = d->planFor(toYuNetGrid(width), toYuNetGrid(height));
    // OpenCV has no read-only matrix; nobody writes through this one.
    plan.run(
        cv::Mat(height, width, CV_8UC3, const_cast<unsigned char *>(pixels), size_t(bytesPerLine)));
    std::vector<YuNetLevel> out;
    for (size_t i = 0; i < kOutputLevels; ++i) {
        Private::Level &level = d->levels[i];
        const int stride = 8 << i;
        const int columns = plan.width() / stride;
        const int rows = plan.height() / stride;
        const auto *said = static_cast<const float *>(plan.said(i).get_data_handle());
        const size_t cells = size_t(columns) * size_t(rows);
        level.cls.resize(cells);
        level.obj.resize(cells);
        level.bbox.resize(cells * 4);
        for (size_t n = 0; n < cells; ++n) {
            const float *cell = said + n * size_t(plan.blockSize()); // all within the first block
            level.cls[n] = sigmoid(cell[0]);
            level.obj[n] = sigmoid(cell[1]);
            std::copy_n(cell + 2, 4, level.bbox.data() + n * 4);
        }
        out.push_back({stride, columns, rows, level.cls, level.obj, level.bbox});
    }
    return out;
} catch (const std::exception &) { // dnnl::error is one, too
    return Error(ErrorKind::Internal, "detect/yunetengine");
}

} // namespace redoubt::detect
