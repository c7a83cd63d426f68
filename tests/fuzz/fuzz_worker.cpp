// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that a worker may send, and every job that one may be sent. The first byte says which.
#include "core/workflow/jobfields.h"
#include "core/workflow/viewfields.h"
#include "tests/fuzz/seeds.h"

#include <array>
#include <cstdlib>

namespace {

using namespace redoubt;
using namespace redoubt::worker;

/// What was read is written again to the same bytes: nothing is taken for something else.
template <typename T>
void readOne(const QByteArray &bytes)
{
    const auto value = fromCbor<T>(bytes);
    if (!value)
        return;
    const QByteArray again = toCbor(*value);
    const auto second = fromCbor<T>(again);
    if (!second || toCbor(*second) != again)
        std::abort();
}

constexpr std::array kReaders{&readOne<workflow::Examination>,
                              &readOne<std::vector<SentFindings>>,
                              &readOne<redact::RedactReport>,
                              &readOne<verify::Verification>,
                              &readOne<document::DocModel>,
                              &readOne<std::optional<media::VideoFrame>>,
                              &readOne<std::optional<media::AudioBlock>>,
                              &readOne<media::Waveform>,
                              &readOne<media::FrameIndex>,
                              &readOne<std::vector<SentDetail>>,
                              &readOne<medium::WholePicture>,
                              &readOne<redact::RedactionPlan>,
                              &readOne<verify::Expectation>,
                              &readOne<workflow::ExamineRequest>,
                              &readOne<ItemKind>,
                              &readOne<QString>};

template <typename T>
std::string seed(size_t reader, const T &value)
{
    return std::string(1, char(reader)) + toCbor(value).toStdString();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    kReaders[data[0] % kReaders.size()](
        QByteArray(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1));
    return 0;
}

std::vector<std::string> redoubt::fuzz::seeds()
{
    workflow::Examination examination;
    Finding finding;
    finding.place = Track{0, {{0, {1, 2, 3, 4}}, {40, {2, 2, 3, 4}}}};
    finding.text = SensitiveText(QStringLiteral("Jane"));
    examination.analysis.findings = {finding};
    examination.analysis.text = QStringLiteral("Jane Roe, 202-555-0142");
    examination.problem =
        Error(ErrorKind::Damaged, "fuzz", Message::plain(QStringLiteral("It is damaged.")));
    examination.parts.parts = {{QStringLiteral("a.txt"), "abc"}};
    redact::RedactReport report;
    report.framePts = {0, 40, 80};
    report.notes = {Message::plain(QStringLiteral("A note."))};
    report.pageSizes = {{640, 480}};
    verify::Verification verification;
    verification.checks = {{QStringLiteral("text"), verify::Outcome::Clean, {}}};
    verification.suspects = {{QStringLiteral("faces"), 1, 0, {1, 2, 3, 4}, {}, 0}};
    document::DocModel model;
    model.text = QStringLiteral("Jane Roe");
    model.pages = {{{300, 200}, 0, 8, {{0, 4, {1, 1, 20, 10}}}, true}};
    media::VideoFrame frame;
    frame.image = QImage(4, 3, QImage::Format_RGB32);
    frame.image.fill(Qt::blue);
    media::AudioBlock block{48000, {{0.f, 1.f}, {0.5f, -1.f}}};
    media::WaveformBuilder builder(48000);
    builder.add(block);
    redact::RedactionPlan plan;
    plan.masks = {{0, {{0, {1, 2, 3, 4}}}, Effect::Fill, QStringLiteral("(b)(6)")}};
    plan.edits = {{{0, 4}, QStringLiteral("[x]")}};
    plan.withheld = {SensitiveText(QStringLiteral("Jane"))};
    verify::Expectation expectation;
    expectation.withheld = plan.withheld;
    expectation.boxes.push_back({0, {1, 2, 3, 4}, {}, true, qRgb(0, 0, 0)});
    workflow::ExamineRequest request;
    request.name = QStringLiteral("a.txt");
    request.options.types = {FindingType::PersonName};
    SentFindings findings{{finding}, SentError(*examination.problem)};
    return {seed(0, examination),
            seed(1, std::vector{findings}),
            seed(2, report),
            seed(3, verification),
            seed(4, model),
            seed(5, std::optional(frame)),
            seed(6, std::optional(block)),
            seed(7, builder.finish()),
            seed(8, media::FrameIndex{{{0, true}, {40, false}}}),
            seed(9, std::vector{SentDetail{{}, frame.image}}),
            seed(10, medium::WholePicture{frame.image, 2}),
            seed(11, plan),
            seed(12, expectation),
            seed(13, request),
            seed(14, ItemKind::Pdf),
            seed(15, QStringLiteral(".pdf"))};
}
