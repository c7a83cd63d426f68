// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/media/audioreader.h"

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

// A gap in the time stamps is heard as silence up to here; a longer one can only be damage, and
// zeros for it would cost memory and time without end.
constexpr qint64 kLongestGapSeconds = 600;

} // namespace

Result<void> analyzeAudioStream(Result<std::unique_ptr<media::AudioReader>> reader,
                                std::unique_ptr<AudioDetector> first,
                                const media::StreamInfo &stream, ItemId item,
                                const DetectorFactory &hearing, Analysis &analysis,
                                const JobContext &context)
{
    const auto notExamined = [&](const Portion &part, const Message &why) {
        analysis.notExamined.append({part, why});
    };
    const Portion all = Portion::stream(stream.index);
    Result<std::unique_ptr<AudioDetector>> detector = std::move(first);
    const Result<void> prepared = reader ? (*reader)->prepare() : Result<void>(reader.error());
    if (!prepared) {
        if (prepared.error().kind() == ErrorKind::Cancelled)
            return prepared.error();
        notExamined(all, prepared.error().message());
        return {};
    }
    const int rate = (*reader)->sampleRate();
    // Stretches that follow each other without a leap: sample positions of the detector begin at
    // the offset.
    std::optional<qint64> offset;
    qint64 fed = 0;
    const Provenance provenance = (*detector)->info().provenance;
    const auto finish = [&]() -> Result<void> {
        auto heard = (*detector)->finish();
        if (!heard)
            return heard.error();
        for (const HeardSpan &span : *heard) {
            Finding finding;
            finding.item = item;
            finding.type = span.type;
            finding.score = double(std::round(span.score * 1000) / 1000);
            const TimeSpan samples{offset.value_or(0) + span.beginSample,
                                   offset.value_or(0) + span.endSample};
            finding.place =
                Span{stream.index, rescaleOutward(samples, Rational{1, rate}, stream.timeBase),
                     span.channel < 0 ? QList<int>() : QList<int>{span.channel}};
            finding.provenance = provenance;
            finding.group = span.group;
            finding.id = stableFindingId(finding);
            analysis.findings.push_back(std::move(finding));
        }
        return {};
    };
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError("detect/audio");
        auto block = (*reader)->next();
        if (!block) {
            if (block.error().kind() == ErrorKind::Cancelled)
                return block.error();
            notExamined(Portion::time(stream.index, {offset.value_or(0) + fed, Portion::kToEnd},
                                      Rational{1, rate}, analysis.start),
                        block.error().message());
            break;
        }
        if (!*block)
            break;
        media::AudioBlock &b = **block;
        if (b.sampleCount() == 0)
            continue;
        if (!offset)
            offset = b.firstSample;
        const qint64 gap = b.firstSample - (*offset + fed);
        if (gap > kLongestGapSeconds * rate || gap < -rate) {
            // The clock leaps: what follows is heard on its own.
            if (auto done = finish(); !done)
                return done;
            detector = hearing.sound(stream.channels);
            if (!detector)
                return detector.error();
            offset = b.firstSample;
            fed = 0;
        } else if (gap > 0) {
            const std::vector<std::vector<float>> zeros(
                b.channels.size(), std::vector<float>(size_t(std::min<qint64>(gap, rate))));
            for (qint64 left = gap; left > 0; left -= rate) {
                auto part = zeros;
                for (auto &channel : part)
                    channel.resize(size_t(std::min<qint64>(left, rate)));
                if (auto done = (*detector)->feed(part, context); !done)
                    return done;
            }
            fed += gap;
        }
        if (auto done = (*detector)->feed(b.channels, context); !done)
            return done;
        fed += b.sampleCount();
        if (stream.duration > 0)
            context.progress(
                qint64(double(fed) / rate * 1000),
                std::max<qint64>(1, qint64(toSeconds(stream.duration, stream.timeBase) * 1000)));
    }
    if (!offset) {
        if (analysis.notExamined.isEmpty() || analysis.notExamined.back().portion != all)
            notExamined(all, Tr::tr("No sound of it could be decoded."));
        return {};
    }
    return finish();
}

} // namespace redoubt::detect
