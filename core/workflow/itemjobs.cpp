// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/itemjobs.h"

#include "core/worker/desk.h"
#include "core/workflow/jobfields.h"
#include "core/workflow/jobreply.h"
#include "core/workflow/tr.h"
#include "core/workflow/viewing.h"
#include "core/workflow/viewjob.h"

#include <QImage>
#include <QImageReader>
#include <QPainter>

namespace redoubt::workflow {

using worker::CborReader;
using worker::CborWriter;
using worker::JobKind;

namespace {

/// Does the jobs of one message; each reads what it needs and nothing may be left.
class Job
{
public:
    Job(const QByteArray &message, worker::Desk &desk, const detect::Registry &registry)
        : m_in(message)
        , m_desk(desk)
        , m_detectors(detectorNames(registry))
        , m_here(hereWorker(registry))
        , m_context(desk.context())
    {}

    Result<QByteArray> run()
    {
        JobKind kind = JobKind::KindOf;
        QStringList detectors;
        QByteArray body;
        m_in(kind, detectors, body);
        if (!m_in.finished())
            return worker::noJob();
        if (!detectors.isEmpty() && detectors != m_detectors)
            return Error(ErrorKind::Missing, "workflow/job",
                         Tr::tr("The machine that reads the files has other detectors or models "
                                "than this one: install the same on both."));
        switch (kind) {
        case JobKind::KindOf:
            return worker::toCbor(m_here->kindOf(m_desk.source(), m_context));
        case JobKind::Examine:
            return examine(body);
        case JobKind::ResolveMarks:
            return resolveMarks(body);
        case JobKind::OutputSuffix:
            return outputSuffix(body);
        case JobKind::Redact:
            return redact(body);
        case JobKind::Verify:
            return verify(body);
        case JobKind::VerifyAgain:
            return verifyAgain(body);
        case JobKind::View:
            return view(body);
        case JobKind::IndexFrames:
        case JobKind::ReadWaveform:
            return readStream(kind, body);
        case JobKind::LoadDocument:
            return loadDocument(body);
        case JobKind::Details:
            return details(body);
        case JobKind::Whole:
            return whole(body);
        }
        return worker::noJob();
    }

private:
    Result<QByteArray> examine(const QByteArray &body)
    {
        ExamineRequest request;
        if (!readBody(body, request))
            return worker::noJob();
        request.options.answers = &m_desk.answers();
        return sentBack(m_here->examine(m_desk.source(), request, m_context));
    }
    Result<QByteArray> resolveMarks(const QByteArray &body)
    {
        detect::MarkRequest request;
        ItemKind kind = ItemKind::Unknown;
        ItemId item;
        if (!readBody(body, request, kind, item))
            return worker::noJob();
        request.answers = &m_desk.answers();
        const auto answers = m_here->resolveMarks(request, m_desk.source(), kind, item, m_context);
        if (!answers)
            return answers.error();
        std::vector<worker::SentFindings> sent;
        for (const Result<FindingList> &answer : *answers) {
            if (answer)
                sent.push_back({*answer, std::nullopt});
            else
                sent.push_back({{}, worker::SentError(answer.error())});
        }
        return worker::toCbor(sent);
    }
    Result<QByteArray> outputSuffix(const QByteArray &body)
    {
        ItemKind kind = ItemKind::Unknown;
        QString suffix;
        if (!readBody(body, kind, suffix))
            return worker::noJob();
        return sentBack(m_here->outputSuffix(m_desk.source(), kind, suffix, m_context));
    }
    Result<QByteArray> redact(const QByteArray &body)
    {
        redact::RedactionPlan plan;
        redact::RedactOptions options;
        QString name;
        if (!readBody(body, plan, options, name))
            return worker::noJob();
        const auto output = m_desk.output(name);
        return sentBack(m_here->redact(m_desk.source(), plan, options, *output, m_context));
    }
    Result<QByteArray> verify(const QByteArray &body)
    {
        verify::Expectation expectation;
        AttackRequest request;
        if (!readBody(body, expectation, request))
            return worker::noJob();
        return sentBack(m_here->verify(m_desk.source(), expectation, request, m_context));
    }
    Result<QByteArray> verifyAgain(const QByteArray &body)
    {
        QList<MarkSpec> marks;
        AttackRequest request;
        if (!readBody(body, marks, request))
            return worker::noJob();
        return sentBack(m_here->verifyAgain(m_desk.source(), marks, request, m_context));
    }

    Result<QByteArray> view(const QByteArray &body)
    {
        worker::ViewKind kind = worker::ViewKind::Pictures;
        if (!readBody(body, kind))
            return worker::noJob();
        takeViewOrders(kind, m_desk);
    }
    Result<QByteArray> readStream(JobKind kind, const QByteArray &body)
    {
        int stream = -1;
        if (!readBody(body, stream))
            return worker::noJob();
        return kind == JobKind::IndexFrames
                   ? sentBack(media::indexFrames(m_desk.source(), stream, m_context))
                   : sentBack(media::readWaveform(m_desk.source(), stream, m_context));
    }
    Result<QByteArray> loadDocument(const QByteArray &body)
    {
        ItemKind kind = ItemKind::Unknown;
        document::LoadOptions options;
        if (!readBody(body, kind, options))
            return worker::noJob();
        options.answers = &m_desk.answers();
        return sentBack(readDocument(m_desk.source(), kind, options, m_context));
    }

    Result<QByteArray> details(const QByteArray &body)
    {
        ItemKind kind;
        std::vector<medium::Detail> wanted;
        QSize size;
        if (!readBody(body, kind, wanted, size))
            return worker::noJob();
        auto made = detailsOf(m_desk.source(), kind, wanted, size, m_context);
        if (!made)
            return made.error();
        std::vector<worker::SentDetail> sent;
        for (auto &[id, image] : *made)
            sent.push_back({id, std::move(image)});
        return worker::toCbor(sent);
    }
    Result<QByteArray> whole(const QByteArray &body)
    {
        casefile::Item item; // no more of it than the picture needs
        int page = 0;
        Ticks pts = 0;
        if (!readBody(body, item.kind, item.streams, page, pts))
            return worker::noJob();
        return sentBack(wholeOf(m_desk.source(), item, page, pts, m_context));
    }

    CborReader m_in;
    worker::Desk &m_desk;
    const QStringList m_detectors;
    const std::shared_ptr<const ItemWorker> m_here;
    const JobContext m_context;
};

} // namespace

Result<QByteArray> doItemJob(const QByteArray &job, worker::Desk &desk,
                             const detect::Registry &registry)
{
    return Job(job, desk, registry).run();
}

void loadForJobs(const detect::Registry &registry, bool patterns)
{
    // What fails here fails again in the job that needs it, which tells.
    for (const detect::DetectorFactory &factory : registry.detectors) {
        if (patterns && factory.text)
            std::ignore = factory.text({});
    }
    std::ignore = QImageReader::supportedImageFormats(); // finds and loads the plugins
    // The first text that is painted looks for fonts all over the disk.
    QImage image(64, 32, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.drawText(image.rect(), QStringLiteral("(b)(6)"));
}

} // namespace redoubt::workflow
