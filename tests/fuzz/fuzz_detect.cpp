// SPDX-License-Identifier: AGPL-3.0-or-later
// What a network file may make the face detector read: any number of values, NaN and infinity
// among them, for any grid. Every box that comes out can be used as one, or there is none.
#include "core/detect/yunetdecode.h"
#include "tests/fuzz/seeds.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

using namespace redoubt;
using namespace redoubt::detect;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Takes the input apart, from the front.
class Reader
{
public:
    Reader(const uint8_t *data, size_t size)
        : m_data(data)
        , m_left(size)
    {}
    int8_t number()
    {
        if (m_left == 0)
            return 0;
        --m_left;
        return int8_t(*m_data++);
    }
    /// At most @a count values; fewer when the input ends.
    std::vector<float> values(size_t count)
    {
        std::vector<float> out(std::min(count, m_left / sizeof(float)));
        if (!out.empty())
            std::memcpy(out.data(), m_data, out.size() * sizeof(float));
        m_data += out.size() * sizeof(float);
        m_left -= out.size() * sizeof(float);
        return out;
    }

private:
    const uint8_t *m_data;
    size_t m_left;
};

template <typename... Values>
std::string bytesOf(Values... values)
{
    std::string bytes;
    const auto add = [&](auto value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        bytes.append(raw, sizeof value);
    };
    (add(values), ...);
    return bytes;
}

void checkBox(const ScoredBox &box)
{
    require(std::isfinite(box.x) && std::isfinite(box.y));
    require(std::isfinite(box.w) && std::isfinite(box.h) && box.w >= 0 && box.h >= 0);
    require(box.score >= 0.3f && box.score <= 1.f);
}

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    // Stride, columns, rows, how many values are missing; then cls, obj and bbox of the level.
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float inf = std::numeric_limits<float>::infinity();
    const auto head = [](int stride, int columns, int rows, int missing) {
        return bytesOf(int8_t(stride), int8_t(columns), int8_t(rows), int8_t(missing));
    };
    const std::string face = head(8, 1, 1, 0) + bytesOf(0.9f, 0.8f, 0.5f, 0.5f, 1.f, 1.2f);
    return {face,
            face + head(16, 2, 1, 0) +
                bytesOf(0.9f, 0.4f, 0.9f, 0.9f, 0.f, 0.f, 2.f, 2.f, 1.f, 1.f, 7.9f, -80.f),
            head(32, 1, 1, 0) + bytesOf(nan, 1.f, 0.f, 0.f, 0.f, 0.f),
            head(32, 1, 1, 0) + bytesOf(1.f, 1.f, inf, -inf, nan, 3e38f),
            head(8, 1, 1, 0) + bytesOf(1.f, 1.f, 3e38f, -3e38f, 8.f, 8.f),
            head(8, 1, 1, 1) + bytesOf(1.f, 1.f, 0.f, 0.f, 0.f, 0.f),
            head(-8, 2, -1, 0),
            head(0, 127, 127, 0)};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Reader reader(data, size);
    std::array<std::array<std::vector<float>, 3>, 3> values;
    std::array<YuNetLevel, 3> levels;
    size_t count = 0;
    for (; count < levels.size(); ++count) {
        YuNetLevel &level = levels[count];
        level.stride = reader.number();
        if (count > 0 && level.stride == 0)
            break;
        level.columns = reader.number();
        level.rows = reader.number();
        const int missing = reader.number();
        const auto cells = size_t(std::abs(level.columns * level.rows));
        auto &[cls, obj, bbox] = values[count];
        cls = reader.values(cells);
        obj = reader.values(cells);
        bbox = reader.values(cells * 4 - std::min(size_t(std::abs(missing)), cells * 4));
        level.cls = cls;
        level.obj = obj;
        level.bbox = bbox;
    }
    const auto boxes = decodeYuNet(std::span(levels).first(count), 0.3f);
    if (!boxes) {
        require(boxes.error().kind() == ErrorKind::Damaged);
        return 0;
    }
    for (const ScoredBox &box : *boxes)
        checkBox(box);
    const auto kept = suppressOverlaps(*boxes, 0.3);
    require(kept.size() <= boxes->size() && kept.empty() == boxes->empty());
    for (size_t i = 0; i < kept.size(); ++i) {
        checkBox(kept[i]);
        require(i == 0 || kept[i].score <= kept[i - 1].score);
        for (size_t j = 0; j < i; ++j)
            require(!(overlap(kept[i], kept[j]) > 0.3));
    }
    const QSize picture(640, 360);
    for (const Detection &d : toDetections(kept, picture, FindingType::Face)) {
        require(!d.rect.isEmpty());
        require(d.rect.intersected({0, 0, picture.width(), picture.height()}) == d.rect);
    }
    return 0;
}
