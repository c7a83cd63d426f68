// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/frameanswers.h"

#include "core/base/fieldcodec.h"

namespace redoubt::detect {

namespace {

constexpr qint64 kLeastDetection = 4 + 4 * 4 + 8;
constexpr quint32 kLongestType = 64;

} // namespace

QByteArray FrameAnswers::question(qint64 frame, Ticks pts) const
{
    return LittleEndianWriter()
        .raw("seen")
        .number(m_stream)
        .number(frame)
        .number(pts)
        .text(m_detector)
        .result();
}

std::optional<FrameSight> FrameAnswers::find(qint64 frame, Ticks pts) const
{
    const auto bytes = m_answers ? m_answers->find(question(frame, pts)) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    LittleEndianReader reader(*bytes);
    FrameSight sight;
    sight.picture.rwidth() = reader.number<qint32>();
    sight.picture.rheight() = reader.number<qint32>();
    for (quint32 n = reader.count(kLeastDetection); n > 0 && reader.ok(); --n) {
        Detection d;
        const auto type = findingTypeFromString(reader.text(kLongestType));
        if (!type)
            reader.refuse();
        d.type = type.value_or(FindingType::Custom);
        for (int *side : {&d.rect.x, &d.rect.y, &d.rect.w, &d.rect.h})
            *side = reader.number<qint32>();
        d.score = float(reader.real());
        sight.seen.push_back(d);
    }
    return reader.finished() ? std::optional(std::move(sight)) : std::nullopt;
}

void FrameAnswers::keep(qint64 frame, Ticks pts, const FrameSight &sight) const
{
    if (!m_answers)
        return;
    LittleEndianWriter writer;
    writer.number(qint32(sight.picture.width())).number(qint32(sight.picture.height()));
    writer.u32(quint32(sight.seen.size()));
    for (const Detection &d : sight.seen) {
        writer.text(toString(d.type));
        for (const int side : {d.rect.x, d.rect.y, d.rect.w, d.rect.h})
            writer.number(qint32(side));
        writer.real(double(d.score));
    }
    m_answers->keep(question(frame, pts), writer.result());
}

} // namespace redoubt::detect
