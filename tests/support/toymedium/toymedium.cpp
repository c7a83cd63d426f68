// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/toymedium/toymedium.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"
#include "core/redact/plan/preview.h"
#include "core/verify/attacks.h"
#include "core/verify/verifier.h"

#include <QStringDecoder>

#include <algorithm>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace {

constexpr ItemKind kToy{"toy"};
constexpr QByteArrayView kBegin("TOY1\n");
constexpr qint64 kMostBytes = 16 * 1024 * 1024;

constexpr QByteArrayView kPart("\n=PART ");

struct Toy
{
    QString text;
    bool damaged = false;
    medium::Parts inside;
};

/// Takes parts off the end of the text.
medium::Parts partsIn(QByteArrayView bytes)
{
    medium::Parts inside;
    while (!bytes.isEmpty()) {
        const qsizetype lineEnd = bytes.indexOf('\n', kPart.size());
        const qsizetype blank = bytes.first(std::max<qsizetype>(0, lineEnd)).lastIndexOf(' ');
        bool isNumber = false;
        const qint64 length =
            blank < kPart.size()
                ? -1
                : bytes.sliced(blank + 1, lineEnd - blank - 1).toByteArray().toLongLong(&isNumber);
        if (!bytes.startsWith(kPart) || !isNumber || length < 0 ||
            length > bytes.size() - lineEnd - 1) {
            inside.notExamined.append(
                {Portion::of(Message::plain(u"parts"_s)), Message::plain(u"They are damaged."_s)});
            break;
        }
        inside.parts.push_back({QString::fromUtf8(bytes.sliced(kPart.size(), blank - kPart.size())),
                                bytes.sliced(lineEnd + 1, length).toByteArray()});
        bytes = bytes.sliced(lineEnd + 1 + length);
    }
    return inside;
}

Result<Toy> readToy(const ByteSource &source)
{
    const auto bytes = source.readAll(kMostBytes);
    if (!bytes)
        return bytes.error();
    if (!bytes->startsWith(kBegin))
        return Error(ErrorKind::Damaged, "toy/read", Message::plain(u"This is no toy."_s));
    QStringDecoder decoder(QStringDecoder::Utf8);
    Toy toy;
    const QByteArrayView body = QByteArrayView(*bytes).sliced(kBegin.size());
    const qsizetype parts = body.indexOf(kPart);
    toy.text = decoder.decode(parts < 0 ? body : body.first(parts));
    toy.damaged = decoder.hasError();
    if (parts >= 0)
        toy.inside = partsIn(body.sliced(parts));
    return toy;
}

Result<document::DocModel> loadToy(const ByteSource &source, const document::LoadOptions &,
                                   const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("toy/read");
    auto toy = readToy(source);
    if (!toy)
        return toy.error();
    document::DocModel model;
    model.kind = kToy;
    model.text = std::move(toy->text);
    model.encoding = u"UTF-8"_s;
    if (toy->damaged)
        model.notExamined.append(
            {Portion::of(Message::plain(u"text"_s)), Message::plain(u"Some of it is no UTF-8."_s)});
    return model;
}

Result<medium::Parts> takeOut(const ByteSource &source, const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("toy/parts");
    auto toy = readToy(source);
    if (!toy)
        return toy.error();
    return std::move(toy->inside);
}

const detect::DocumentReader kToyReader{.read = loadToy};

Result<detect::Analysis> analyzeToy(const ByteSource &source, ItemId item,
                                    const detect::Registry &registry,
                                    const detect::AnalysisOptions &options,
                                    const JobContext &context)
{
    return detect::analyzeDocument(source, kToyReader, item, registry, options, context);
}

std::unique_ptr<detect::MarkResolver> resolveToy(const detect::MarkRequest &request,
                                                 const ByteSource &source, ItemId item,
                                                 const JobContext &context)
{
    return detect::documentResolver(request, source, kToyReader, item, context);
}

Result<redact::RedactReport> redactToy(const ByteSource &source, const redact::RedactionPlan &plan,
                                       const redact::RedactOptions &, AtomicOutput &output,
                                       const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("toy/redact");
    const auto toy = readToy(source);
    if (!toy)
        return toy.error();
    QString anew;
    qsizetype at = 0;
    for (const redact::TextEdit &edit : plan.edits) {
        if (edit.range.begin < at || edit.range.end > toy->text.size())
            return Error(ErrorKind::Invalid, "toy/redact",
                         Message::plain(u"A mark does not fit."_s));
        anew += QStringView(toy->text).sliced(at, edit.range.begin - at);
        anew += edit.replacement;
        at = edit.range.end;
    }
    anew += QStringView(toy->text).sliced(at);
    if (auto written = output.write(kBegin.toByteArray() + anew.toUtf8()); !written)
        return written.error();
    redact::RedactReport report;
    report.kind = kToy;
    report.text = SensitiveText(toy->text);
    report.textEncoding = u"UTF-8"_s;
    report.done = redact::effectsOf(plan);
    return report;
}

/// Reads the copy by itself: not one word of the above.
Result<void> attackToy(const verify::Task &task, verify::CheckLog &log)
{
    const auto head = task.output.read(0, 5);
    if (!head)
        return head.error();
    if (*head == "TOY1\n")
        log.clean(verify::kStructure);
    else
        log.leak(verify::kStructure, Message::plain(u"the copy does not begin as a toy"_s));
    return verify::verifyText(task, log);
}

} // namespace

const medium::Medium &toyMedium()
{
    static const medium::Medium medium{
        .kind = kToy,
        .words = [] { return Message::plain(u"Toy"_s); },
        .view = medium::kTextView,
        .sniff =
            [](const medium::FileHead &head) {
                return head.bytes().startsWith(kBegin) ? medium::sure::kSignature
                                                       : medium::sure::kNot;
            },
        .document = &kToyReader,
        .analyze = analyzeToy,
        .parts = takeOut,
        .resolver = resolveToy,
        .suffix = [](const ByteSource &, const QString &, const JobContext &) -> Result<QString> {
            return u".toy"_s;
        },
        .redact = redactToy,
        .previewText = redact::previewText,
        .expect = medium::expectText,
        .analysisWeight = medium::smallWeight,
        .releaseWeight = medium::smallReleaseWeight,
    };
    return medium;
}

QByteArray toyBytes(const QByteArray &text, const std::vector<medium::Part> &parts)
{
    QByteArray bytes = kBegin.toByteArray() + text;
    for (const medium::Part &part : parts)
        bytes += kPart.toByteArray() + part.name.toUtf8() + ' ' +
                 QByteArray::number(part.bytes.size()) + '\n' + part.bytes;
    return bytes;
}

MediumSample toySample()
{
    const QString text = u"Seen with %1 on Monday, and with %2 later.\n"_s;
    return {kBegin.toByteArray() + text.arg(kFirstSecret, kSecondSecret).toUtf8(), u"thing.toy"_s,
            secretMarks(u"thing.toy"_s)};
}

void addToyMedium(medium::Table &table)
{
    table.add(toyMedium());
    verify::addVerifier({kToy, attackToy, true});
}

} // namespace redoubt::test
