// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunetengine.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <new>

namespace redoubt::detect {

namespace {

constexpr int kGrid = 32;
constexpr int kColours = 3;
constexpr int kChannelStep = 16;
constexpr int kLevels = 3;
constexpr size_t kBackbone = 11; // pairs: each pixel by itself, then 3 x 3
constexpr size_t kNeck = 3;
constexpr size_t kHeads = 12; // cls, bbox, obj and points, each at three strides
constexpr float kNoFloor = std::numeric_limits<float>::lowest();

/// Memory that begins where a line of the cache begins, so that no vector lies across two.
template <typename T>
struct LineAllocator
{
    using value_type = T;
    static constexpr std::align_val_t kLine{64};
    LineAllocator() = default;
    template <typename U>
    LineAllocator(const LineAllocator<U> &)
    {}
    T *allocate(size_t count) { return static_cast<T *>(::operator new(count * sizeof(T), kLine)); }
    void deallocate(T *memory, size_t) { ::operator delete(memory, kLine); }
    bool operator==(const LineAllocator &) const { return true; }
};
using Floats = std::vector<float, LineAllocator<float>>;

} // namespace

/// A 1 x 1 convolution of all channels and a 3 x 3 one of each channel behind it: the brick that
/// these networks are built of.
struct YuNetPair
{
    int from = 0;
    int to = 0; // a multiple of kChannelStep
    float least = 0;
    Floats point;     // [from][to]
    Floats pointBias; // [to]
    Floats depth;     // [9][to]
    Floats depthBias; // [to]
};

struct YuNetWeights
{
    Floats head; // [9 * 3][16]
    Floats headBias;
    std::vector<YuNetPair> backbone;
    std::array<YuNetPair, kNeck> neck;    // at strides 8, 16, 32
    std::vector<YuNetPair> shared;        // the same, or empty
    std::array<YuNetPair, kLevels> heads; // channels: cls, obj, bbox (4), nothing
};

namespace {

bool isSound(const YuNetConvolution &c)
{
    return c.outputs > 0 && c.outputs <= 64 && c.inputs > 0 && c.inputs <= 64 &&
           (c.side == 1 || c.side == 3) &&
           c.weights.size() == size_t(c.outputs) * size_t(c.inputs) * size_t(c.side * c.side) &&
           c.bias.size() == size_t(c.outputs);
}

/// Puts the outputs of a pair behind the first @a at channels of @a out.
void append(YuNetPair &out, int at, const YuNetConvolution &point, const YuNetConvolution &depth)
{
    const auto to = size_t(out.to);
    for (int n = 0; n < point.outputs; ++n) {
        const auto column = size_t(at + n);
        for (int k = 0; k < point.inputs; ++k)
            out.point[size_t(k) * to + column] = point.weights[size_t(n * point.inputs + k)];
        out.pointBias[column] = point.bias[size_t(n)];
        for (int k = 0; k < 9; ++k)
            out.depth[size_t(k) * to + column] = depth.weights[size_t(n * 9 + k)];
        out.depthBias[column] = depth.bias[size_t(n)];
    }
}

YuNetPair emptyPair(int from, int to, float least)
{
    YuNetPair pair;
    pair.from = from;
    pair.to = to;
    pair.least = least;
    pair.point.resize(size_t(from * to));
    pair.pointBias.resize(size_t(to));
    pair.depth.resize(size_t(9 * to));
    pair.depthBias.resize(size_t(to));
    return pair;
}

} // namespace

std::shared_ptr<const YuNetWeights> yunetWeights(const std::vector<YuNetConvolution> &all)
{
    constexpr size_t kFewest = 1 + 2 * (kBackbone + kNeck + kHeads);
    if ((all.size() != kFewest && all.size() != kFewest + 2 * kLevels) ||
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
    weights->headBias.assign(first.bias.begin(), first.bias.end());
    weights->head.resize(size_t(9 * kColours * kChannelStep));
    for (size_t n = 0; n < kChannelStep; ++n) {
        for (size_t c = 0; c < kColours; ++c) {
            for (size_t k = 0; k < 9; ++k)
                weights->head[(k * kColours + c) * kChannelStep + n] =
                    first.weights[(n * kColours + c) * 9 + k];
        }
    }
    size_t at = 1;
    const auto takePair = [&](int from) -> YuNetPair {
        const YuNetConvolution &point = all[at];
        if (point.inputs != from || point.outputs % kChannelStep != 0)
            return {};
        YuNetPair pair = emptyPair(from, point.outputs, 0);
        append(pair, 0, point, all[at + 1]);
        at += 2;
        return pair;
    };
    int channels = kChannelStep;
    for (size_t i = 0; i < kBackbone; ++i) {
        weights->backbone.push_back(takePair(channels));
        channels = weights->backbone.back().to;
        if (channels == 0)
            return nullptr;
    }
    // From the smallest picture up, as the network applies them; the levels are added to each other
    // and so have the same channels.
    const auto &b = weights->backbone;
    if (b[6].to != channels || b[8].to != channels)
        return nullptr;
    for (size_t level = kLevels; level-- > 0;) {
        weights->neck[level] = takePair(channels);
        if (weights->neck[level].to != channels)
            return nullptr;
    }
    if (all.size() != kFewest) {
        for (size_t level = 0; level < kLevels; ++level) {
            weights->shared.push_back(takePair(channels));
            if (weights->shared.back().to != channels)
                return nullptr;
        }
    }
    for (size_t level = 0; level < kLevels; ++level) {
        YuNetPair &pair = weights->heads[level];
        pair = emptyPair(channels, kChannelStep, kNoFloor);
        constexpr std::array kPlaces{std::pair(0, 1), std::pair(2, 4), std::pair(1, 1)};
        for (size_t part = 0; part < kPlaces.size(); ++part) { // cls, bbox, obj
            const size_t i = at + 2 * (part * kLevels + level);
            if (all[i].inputs != channels || all[i].outputs != kPlaces[part].second)
                return nullptr;
            append(pair, kPlaces[part].first, all[i], all[i + 1]);
        }
    }
    return weights;
}

namespace {

/// Takes the rows of a picture one after the other.
struct RowSink
{
    virtual ~RowSink() = default;
    /// A new picture. Channels do not change between pictures.
    virtual void begin(int width, int height) = 0;
    virtual void row(const float *pixels) = 0;
};

/// The last two rows and the one before them, for windows of 3 x 3: gives each row with its
/// neighbours as soon as they are known. Outside of the picture everything is 0.
class Window
{
public:
    /// @a channels of one pixel; a pixel of zeros stands at both ends of each row.
    void begin(int width, int height, int channels)
    {
        m_width = width;
        m_height = height;
        m_channels = channels;
        m_count = 0;
        const size_t size = size_t(width + 2) * size_t(channels);
        if (m_zeros.size() != size) {
            m_zeros.assign(size, 0.f);
            for (auto &line : m_lines)
                line.assign(size, 0.f);
        }
    }
    /// Where the first pixel of the next row is to be written.
    float *next() { return m_lines[size_t(m_count % 3)].data() + m_channels; }
    /// The row at next() is written. Calls @a give(above, middle, below, index of the middle one).
    template <typename Give>
    void written(Give give)
    {
        ++m_count;
        if (m_count >= 2)
            give(line(m_count - 3), line(m_count - 2), line(m_count - 1), m_count - 2);
        if (m_count == m_height)
            give(line(m_count - 2), line(m_count - 1), m_zeros.data(), m_count - 1);
    }

private:
    const float *line(int index) const
    {
        return index < 0 ? m_zeros.data() : m_lines[size_t(index % 3)].data();
    }
    int m_width = 0;
    int m_height = 0;
    int m_channels = 0;
    int m_count = 0;
    std::array<Floats, 3> m_lines;
    Floats m_zeros;
};

/// The first convolution: bytes to rows of half the width and height.
class Head
{
public:
    Head(const YuNetKernels &kernels, const YuNetWeights &weights, RowSink &to)
        : m_kernels(kernels)
        , m_weights(weights)
        , m_to(to)
    {}
    void run(const unsigned char *pixels, qsizetype bytesPerLine, int width, int height)
    {
        const int fullWidth = (width + kGrid - 1) / kGrid * kGrid;
        const int fullHeight = (height + kGrid - 1) / kGrid * kGrid;
        m_window.begin(fullWidth, fullHeight, kColours);
        m_out.resize(size_t(fullWidth / 2) * kChannelStep);
        m_to.begin(fullWidth / 2, fullHeight / 2);
        const auto used = qsizetype(width) * kColours;
        for (int y = 0; y < fullHeight; ++y) {
            float *line = m_window.next();
            if (y < height)
                m_kernels.fromBytes(pixels + y * bytesPerLine, line, int(used));
            std::fill(line + (y < height ? used : 0), line + qsizetype(fullWidth) * kColours, 0.f);
            m_window.written(
                [&](const float *above, const float *middle, const float *below, int at) {
                    if (at % 2 != 0)
                        return;
                    m_kernels.head(above, middle, below, m_weights.head.data(),
                                   m_weights.headBias.data(), m_out.data(), fullWidth / 2);
                    m_to.row(m_out.data());
                });
        }
    }

private:
    const YuNetKernels &m_kernels;
    const YuNetWeights &m_weights;
    RowSink &m_to;
    Window m_window;
    Floats m_out;
};

class PairStage : public RowSink
{
public:
    PairStage(const YuNetKernels &kernels, const YuNetPair &pair, RowSink &to)
        : m_kernels(kernels)
        , m_pair(pair)
        , m_to(to)
    {}
    void begin(int width, int height) override
    {
        m_width = width;
        m_window.begin(width, height, m_pair.to);
        m_out.resize(size_t(width) * size_t(m_pair.to));
        m_to.begin(width, height);
    }
    void row(const float *pixels) override
    {
        m_kernels.pointwise(pixels, m_pair.point.data(), m_pair.pointBias.data(), m_window.next(),
                            m_width, m_pair.from, m_pair.to);
        m_window.written([this](const float *above, const float *middle, const float *below, int) {
            m_kernels.depthwise(above, middle, below, m_pair.depth.data(), m_pair.depthBias.data(),
                                m_out.data(), m_width, m_pair.to, m_pair.least);
            m_to.row(m_out.data());
        });
    }

private:
    const YuNetKernels &m_kernels;
    const YuNetPair &m_pair;
    RowSink &m_to;
    int m_width = 0;
    Window m_window;
    Floats m_out;
};

class PoolStage : public RowSink
{
public:
    PoolStage(const YuNetKernels &kernels, int channels, RowSink &to)
        : m_kernels(kernels)
        , m_channels(channels)
        , m_to(to)
    {}
    void begin(int width, int height) override
    {
        m_width = width;
        m_odd = false;
        m_above.resize(size_t(width) * size_t(m_channels));
        m_out.resize(m_above.size() / 2);
        m_to.begin(width / 2, height / 2);
    }
    void row(const float *pixels) override
    {
        if (m_odd) {
            m_kernels.pool(m_above.data(), pixels, m_out.data(), m_width / 2, m_channels);
            m_to.row(m_out.data());
        } else {
            std::copy_n(pixels, m_above.size(), m_above.data());
        }
        m_odd = !m_odd;
    }

private:
    const YuNetKernels &m_kernels;
    int m_channels;
    RowSink &m_to;
    int m_width = 0;
    bool m_odd = false;
    Floats m_above;
    Floats m_out;
};

/// Keeps a whole picture, and hands its rows on.
class Plane : public RowSink
{
public:
    explicit Plane(int channels, RowSink *to = nullptr)
        : m_channels(channels)
        , m_to(to)
    {}
    void begin(int width, int height) override
    {
        m_width = width;
        m_height = height;
        m_rows = 0;
        m_values.resize(size_t(width) * size_t(height) * size_t(m_channels));
        if (m_to)
            m_to->begin(width, height);
    }
    void row(const float *pixels) override
    {
        std::copy_n(pixels, lineSize(), line(m_rows++));
        if (m_to)
            m_to->row(pixels);
    }
    void runThrough(RowSink &to)
    {
        to.begin(m_width, m_height);
        for (int y = 0; y < m_height; ++y)
            to.row(line(y));
    }
    /// Adds a picture of half the width and height.
    void addEnlarged(Plane &half, const YuNetKernels &kernels)
    {
        for (int y = 0; y < m_height; ++y) {
            float *to = line(y);
            const float *from = half.line(y / 2);
            for (int x = 0; x < m_width; ++x, to += m_channels)
                kernels.add(from + qsizetype(x / 2) * m_channels, to, m_channels);
        }
    }
    int width() const { return m_width; }
    int height() const { return m_height; }
    const Floats &values() const { return m_values; }

private:
    size_t lineSize() const { return size_t(m_width) * size_t(m_channels); }
    float *line(int y) { return m_values.data() + size_t(y) * lineSize(); }
    int m_channels;
    RowSink *m_to;
    int m_width = 0;
    int m_height = 0;
    int m_rows = 0;
    Floats m_values;
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
        std::unique_ptr<Plane> found; // by the backbone
        std::unique_ptr<Plane> said;  // by the heads
        std::unique_ptr<PairStage> heads;
        std::unique_ptr<PairStage> shared;
        std::unique_ptr<Plane> joined; // behind the neck
        std::unique_ptr<PairStage> neck;
        std::vector<float> cls;
        std::vector<float> obj;
        std::vector<float> bbox;
    };

    Private(std::shared_ptr<const YuNetWeights> w, const YuNetKernels &k)
        : weights(std::move(w))
        , kernels(k)
    {
        const int channels = weights->backbone.back().to;
        for (size_t i = 0; i < levels.size(); ++i) {
            Level &level = levels[i];
            level.said = std::make_unique<Plane>(kChannelStep);
            level.heads = std::make_unique<PairStage>(kernels, weights->heads[i], *level.said);
            RowSink *next = level.heads.get();
            if (!weights->shared.empty()) {
                level.shared = std::make_unique<PairStage>(kernels, weights->shared[i], *next);
                next = level.shared.get();
            }
            level.joined = std::make_unique<Plane>(channels, next);
            level.neck = std::make_unique<PairStage>(kernels, weights->neck[i], *level.joined);
        }
        // Built from the end, each stage knows the one behind it. The picture is halved before
        // these pairs of the backbone; levels end after the pair before the last two halvings and
        // the end.
        RowSink *next = nullptr;
        const auto &pairs = weights->backbone;
        for (size_t i = pairs.size(); i-- > 0;) {
            const size_t ended = i == 10 ? 2 : i == 8 ? 1 : i == 6 ? 0 : kLevels;
            if (ended < kLevels) {
                levels[ended].found = std::make_unique<Plane>(pairs[i].to, next);
                next = levels[ended].found.get();
            }
            stages.push_back(std::make_unique<PairStage>(kernels, pairs[i], *next));
            next = stages.back().get();
            if (i == 1 || i == 5 || i == 7 || i == 9) {
                stages.push_back(std::make_unique<PoolStage>(kernels, pairs[i].from, *next));
                next = stages.back().get();
            }
        }
        head = std::make_unique<Head>(kernels, *weights, *next);
    }

    std::shared_ptr<const YuNetWeights> weights;
    const YuNetKernels &kernels;
    std::array<Level, kLevels> levels;
    std::vector<std::unique_ptr<RowSink>> stages;
    std::unique_ptr<Head> head;
};

YuNetEngine::YuNetEngine(std::shared_ptr<const YuNetWeights> weights, const YuNetKernels &kernels)
    : d(std::make_unique<Private>(std::move(weights), kernels))
{}

YuNetEngine::~YuNetEngine() = default;

std::vector<YuNetLevel> YuNetEngine::run(const unsigned char *pixels, qsizetype bytesPerLine,
                                         int width, int height)
{
    d->head->run(pixels, bytesPerLine, width, height);
    for (size_t i = kLevels; i-- > 0;) {
        Private::Level &level = d->levels[i];
        if (i + 1 < kLevels)
            level.found->addEnlarged(*d->levels[i + 1].joined, d->kernels);
        level.found->runThrough(*level.neck);
    }
    std::vector<YuNetLevel> out;
    int stride = 8;
    for (Private::Level &level : d->levels) {
        const Floats &said = level.said->values();
        const size_t cells = said.size() / kChannelStep;
        level.cls.resize(cells);
        level.obj.resize(cells);
        level.bbox.resize(cells * 4);
        for (size_t i = 0; i < cells; ++i) {
            const float *cell = said.data() + i * kChannelStep;
            level.cls[i] = sigmoid(cell[0]);
            level.obj[i] = sigmoid(cell[1]);
            std::copy_n(cell + 2, 4, level.bbox.data() + i * 4);
        }
        out.push_back(
            {stride, level.said->width(), level.said->height(), level.cls, level.obj, level.bbox});
        stride *= 2;
    }
    return out;
}

} // namespace redoubt::detect
