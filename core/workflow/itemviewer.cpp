// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/itemviewer.h"

#include "core/media/audioreader.h"
#include "core/medium/mediumtable.h"
#include "core/worker/workers.h"
#include "core/workflow/apartviewer.h"
#include "core/workflow/rememberingviewer.h"
#include "core/workflow/tr.h"
#include "core/workflow/viewfields.h"
#include "core/workflow/viewing.h"

namespace redoubt::workflow {

using worker::CborWriter;
using worker::JobKind;
using worker::ViewKind;
using worker::ViewOrder;

namespace {

/// Keeps a source as long as what reads it.
template <typename Reader>
class Keeping : public Reader
{
protected:
    explicit Keeping(ItemViewer::Source source)
        : m_source(std::move(source))
    {}
    const ItemViewer::Source m_source; // shared with who opened it
};

class PicturesHere final : public Keeping<media::PictureStream>
{
public:
    PicturesHere(ItemViewer::Source source, std::unique_ptr<media::VideoReader> reader)
        : Keeping(std::move(source))
        , m_reader(std::move(reader))
    {}
    Result<std::optional<media::VideoFrame>> next() override { return m_reader->next(); }
    Result<std::optional<media::VideoFrame>> skip() override { return m_reader->skip(); }
    Result<void> seek(Ticks pts, SeekTo to) override { return m_reader->seek(pts, to); }
    void setMaxSize(QSize maxSize) override { m_reader->setMaxSize(maxSize); }

private:
    std::unique_ptr<media::VideoReader> m_reader;
};

class SoundHere final : public Keeping<media::SoundStream>
{
public:
    SoundHere(ItemViewer::Source source, std::unique_ptr<media::AudioReader> reader)
        : Keeping(std::move(source))
        , m_reader(std::move(reader))
    {}
    const media::StreamInfo &info() const override { return m_reader->info(); }
    int sampleRate() const override { return m_reader->sampleRate(); }
    Result<std::optional<media::AudioBlock>> next() override { return m_reader->next(); }
    Result<void> seek(Ticks pts) override { return m_reader->seek(pts); }

private:
    std::unique_ptr<media::AudioReader> m_reader;
};

class PagesHere final : public Keeping<document::PageRenderer>
{
public:
    PagesHere(ItemViewer::Source source, std::unique_ptr<document::PageRenderer> renderer)
        : Keeping(std::move(source))
        , m_renderer(std::move(renderer))
    {}
    int pageCount() const override { return m_renderer->pageCount(); }
    Result<QSizeF> pageSize(int page) const override { return m_renderer->pageSize(page); }
    Result<QImage> render(int page, double dpi, const JobContext &context) override
    {
        return m_renderer->render(page, dpi, context);
    }

private:
    std::unique_ptr<document::PageRenderer> m_renderer;
};

class HereViewer final : public RememberingViewer
{
public:
    Result<std::unique_ptr<media::PictureStream>>
    openPictures(const Source &source, int stream, const media::VideoReadOptions &options,
                 const JobContext &context) const override
    {
        auto reader = media::VideoReader::open(*source, stream, options, context);
        if (!reader)
            return reader.error();
        return std::unique_ptr<media::PictureStream>(
            std::make_unique<PicturesHere>(source, *std::move(reader)));
    }
    Result<std::unique_ptr<media::SoundStream>> openSound(const Source &source, int stream,
                                                          const media::AudioReadOptions &options,
                                                          const JobContext &context) const override
    {
        auto reader = media::AudioReader::open(*source, stream, options, context);
        if (!reader)
            return reader.error();
        return std::unique_ptr<media::SoundStream>(
            std::make_unique<SoundHere>(source, *std::move(reader)));
    }
    Result<std::unique_ptr<document::PageRenderer>> openPages(const Source &source, ItemKind kind,
                                                              const JobContext &) const override
    {
        auto renderer = openPagesOf(*source, kind);
        if (!renderer)
            return renderer.error();
        return std::unique_ptr<document::PageRenderer>(
            std::make_unique<PagesHere>(source, *std::move(renderer)));
    }
    Result<medium::WholePicture> whole(const Source &source, const casefile::Item &item, int page,
                                       Ticks pts, const JobContext &context) const override
    {
        return wholeOf(*source, item, page, pts, context);
    }

protected:
    Result<media::FrameIndex> makeIndex(const ByteSource &source, int stream,
                                        const JobContext &context) const override
    {
        return media::indexFrames(source, stream, context);
    }
    Result<media::Waveform> makeWaveform(const ByteSource &source, int stream,
                                         const JobContext &context) const override
    {
        return media::readWaveform(source, stream, context);
    }
    Result<document::DocModel> readPages(const ByteSource &source, ItemKind kind,
                                         const document::LoadOptions &options,
                                         const JobContext &context) const override
    {
        return readDocument(source, kind, options, context);
    }
    Result<medium::DetailPictures> drawDetails(const ByteSource &source, ItemKind kind,
                                               const std::vector<medium::Detail> &details,
                                               QSize size, const JobContext &context) const override
    {
        return detailsOf(source, kind, details, size, context);
    }
};

/// One worker with one thing open.
class OpenView
{
public:
    OpenView(std::unique_ptr<worker::WorkerSession> session, JobContext context)
        : m_session(std::move(session))
        , m_context(std::move(context))
    {}
    const JobContext &context() const { return m_context; }
    template <typename... Values>
    Result<QByteArray> order(const JobContext &context, ViewOrder order, const Values &...values)
    {
        CborWriter body;
        body(values...);
        CborWriter message;
        message(order, body.bytes());
        return m_session->ask(message.bytes(), context);
    }
    template <typename T, typename... Values>
    Result<T> ask(const JobContext &context, ViewOrder what, const Values &...values)
    {
        const auto answer = order(context, what, values...);
        if (!answer)
            return answer.error();
        auto value = worker::fromCbor<T>(*answer, m_session->area());
        if (!value)
            return worker::notBelieved();
        return *std::move(value);
    }
    template <typename... Values>
    Result<void> tell(ViewOrder what, const Values &...values)
    {
        const auto answer = order(m_context, what, values...);
        return answer ? Result<void>() : Result<void>(answer.error());
    }

private:
    std::unique_ptr<worker::WorkerSession> m_session;
    const JobContext m_context;
};

class PicturesApart final : public media::PictureStream
{
public:
    explicit PicturesApart(std::unique_ptr<OpenView> view)
        : m_view(std::move(view))
    {}
    Result<std::optional<media::VideoFrame>> next() override { return frame(ViewOrder::Next); }
    Result<std::optional<media::VideoFrame>> skip() override { return frame(ViewOrder::Skip); }
    Result<void> seek(Ticks pts, SeekTo to) override
    {
        return m_view->tell(ViewOrder::Seek, pts, to);
    }
    void setMaxSize(QSize maxSize) override
    {
        // A worker that is lost says so at the next frame.
        std::ignore = m_view->tell(ViewOrder::SetMaxSize, maxSize);
    }

private:
    Result<std::optional<media::VideoFrame>> frame(ViewOrder order)
    {
        return m_view->ask<std::optional<media::VideoFrame>>(m_view->context(), order);
    }
    std::unique_ptr<OpenView> m_view;
};

class SoundApart final : public media::SoundStream
{
public:
    SoundApart(std::unique_ptr<OpenView> view, media::StreamInfo info, int sampleRate)
        : m_view(std::move(view))
        , m_info(std::move(info))
        , m_sampleRate(sampleRate)
    {}
    const media::StreamInfo &info() const override { return m_info; }
    int sampleRate() const override { return m_sampleRate; }
    Result<std::optional<media::AudioBlock>> next() override
    {
        return m_view->ask<std::optional<media::AudioBlock>>(m_view->context(), ViewOrder::Next);
    }
    Result<void> seek(Ticks pts) override { return m_view->tell(ViewOrder::Seek, pts); }

private:
    std::unique_ptr<OpenView> m_view;
    const media::StreamInfo m_info;
    const int m_sampleRate;
};

class PagesApart final : public document::PageRenderer
{
public:
    PagesApart(std::unique_ptr<OpenView> view, int pages)
        : m_view(std::move(view))
        , m_pages(pages)
    {}
    int pageCount() const override { return m_pages; }
    Result<QSizeF> pageSize(int page) const override
    {
        return m_view->ask<QSizeF>(m_view->context(), ViewOrder::PageSize, page);
    }
    Result<QImage> render(int page, double dpi, const JobContext &context) override
    {
        return m_view->ask<QImage>(context, ViewOrder::Render, page, dpi);
    }

private:
    std::unique_ptr<OpenView> m_view;
    const int m_pages;
};

class ApartViewer final : public RememberingViewer
{
public:
    explicit ApartViewer(std::shared_ptr<worker::Workers> workers)
        : m_workers(std::move(workers))
    {}
    Result<std::unique_ptr<media::PictureStream>>
    openPictures(const Source &source, int stream, const media::VideoReadOptions &options,
                 const JobContext &context) const override
    {
        auto view = open(ViewKind::Pictures, source, context);
        if (!view)
            return view.error();
        if (auto opened = (*view)->tell(ViewOrder::Open, stream, options); !opened)
            return opened.error();
        return std::unique_ptr<media::PictureStream>(
            std::make_unique<PicturesApart>(*std::move(view)));
    }
    Result<std::unique_ptr<media::SoundStream>> openSound(const Source &source, int stream,
                                                          const media::AudioReadOptions &options,
                                                          const JobContext &context) const override
    {
        auto view = open(ViewKind::Sound, source, context);
        if (!view)
            return view.error();
        const auto answer = (*view)->order(context, ViewOrder::Open, stream, options);
        if (!answer)
            return answer.error();
        media::StreamInfo info;
        int rate = 0;
        worker::CborReader in(*answer);
        in(info, rate);
        if (!in.finished() || rate <= 0)
            return worker::notBelieved();
        return std::unique_ptr<media::SoundStream>(
            std::make_unique<SoundApart>(*std::move(view), info, rate));
    }
    Result<std::unique_ptr<document::PageRenderer>>
    openPages(const Source &source, ItemKind kind, const JobContext &context) const override
    {
        auto view = open(ViewKind::Pages, source, context);
        if (!view)
            return view.error();
        const auto pages = (*view)->ask<int>(context, ViewOrder::Open, kind);
        if (!pages)
            return pages.error();
        if (*pages < 0)
            return worker::notBelieved();
        return std::unique_ptr<document::PageRenderer>(
            std::make_unique<PagesApart>(*std::move(view), *pages));
    }
    Result<medium::WholePicture> whole(const Source &source, const casefile::Item &item, int page,
                                       Ticks pts, const JobContext &context) const override
    {
        return once<medium::WholePicture>(JobKind::Whole, *source, context, item.kind, item.streams,
                                          page, pts);
    }

protected:
    Result<media::FrameIndex> makeIndex(const ByteSource &source, int stream,
                                        const JobContext &context) const override
    {
        return once<media::FrameIndex>(JobKind::IndexFrames, source, context, stream);
    }
    Result<media::Waveform> makeWaveform(const ByteSource &source, int stream,
                                         const JobContext &context) const override
    {
        return once<media::Waveform>(JobKind::ReadWaveform, source, context, stream);
    }
    Result<document::DocModel> readPages(const ByteSource &source, ItemKind kind,
                                         const document::LoadOptions &options,
                                         const JobContext &context) const override
    {
        return askWorker<document::DocModel>(
            *m_workers, worker::Workers::Need::Nothing, worker::Workers::Turn::First,
            JobKind::LoadDocument, {}, {&source, options.answers, nullptr}, context, kind, options);
    }
    Result<medium::DetailPictures> drawDetails(const ByteSource &source, ItemKind kind,
                                               const std::vector<medium::Detail> &details,
                                               QSize size, const JobContext &context) const override
    {
        auto sent = once<std::vector<worker::SentDetail>>(JobKind::Details, source, context, kind,
                                                          details, size);
        if (!sent)
            return sent.error();
        medium::DetailPictures pictures;
        for (worker::SentDetail &each : *sent)
            pictures.emplace_back(each.id, std::move(each.image));
        return pictures;
    }

private:
    Result<std::unique_ptr<OpenView>> open(ViewKind kind, const Source &source,
                                           const JobContext &context) const
    {
        CborWriter body;
        body(kind);
        CborWriter job;
        job(JobKind::View, QStringList(), body.bytes());
        auto session = m_workers->open(job.bytes(), source.bytes, context);
        if (!session)
            return session.error();
        return std::make_unique<OpenView>(*std::move(session), context);
    }
    template <typename T, typename... Values>
    Result<T> once(JobKind kind, const ByteSource &source, const JobContext &context,
                   const Values &...values) const
    {
        return askWorker<T>(*m_workers, worker::Workers::Need::Nothing,
                            worker::Workers::Turn::First, kind, {}, {&source, nullptr, nullptr},
                            context, values...);
    }

    const std::shared_ptr<worker::Workers> m_workers; // shared with whoever made them
};

} // namespace

Result<std::unique_ptr<document::PageRenderer>> openPagesOf(const ByteSource &source, ItemKind kind)
{
    const detect::DocumentReader *reader = medium::of(kind).document;
    if (!reader || !reader->openPages)
        return Error(ErrorKind::Unsupported, "workflow/pages",
                     Tr::tr("Files of this kind have no pages to draw."));
    return reader->openPages(source);
}

Result<document::DocModel> readDocument(const ByteSource &source, ItemKind kind,
                                        const document::LoadOptions &options,
                                        const JobContext &context)
{
    const detect::DocumentReader *reader = medium::of(kind).document;
    if (!reader)
        return Error(ErrorKind::Unsupported, "workflow/document",
                     Tr::tr("Files of this kind have no text to read."));
    return reader->read(source, options, context);
}

Result<medium::DetailPictures> detailsOf(const ByteSource &source, ItemKind kind,
                                         const std::vector<medium::Detail> &details, QSize size,
                                         const JobContext &context)
{
    const auto make = medium::of(kind).details;
    if (!make)
        return medium::DetailPictures();
    return make(source, details, size, context);
}

Result<medium::WholePicture> wholeOf(const ByteSource &source, const casefile::Item &item, int page,
                                     Ticks pts, const JobContext &context)
{
    const auto look = medium::of(item.kind).whole;
    if (!look)
        return Error(ErrorKind::Unsupported, "workflow/whole",
                     Tr::tr("There is no picture of this kind of file."));
    return look(source, item, page, pts, context);
}

std::shared_ptr<const ItemViewer> hereViewer()
{
    return std::make_shared<HereViewer>();
}

std::shared_ptr<const ItemViewer> apartViewer(std::shared_ptr<worker::Workers> workers)
{
    return std::make_shared<ApartViewer>(std::move(workers));
}

} // namespace redoubt::workflow
