// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/document/pdfengine.h"
#include "core/document/picture.h"
#include "core/document/tr.h"

#include <new>

namespace redoubt::document {

namespace {

class PdfRenderer final : public PageRenderer
{
public:
    explicit PdfRenderer(std::unique_ptr<PdfEngine> engine)
        : m_engine(std::move(engine))
    {}
    int pageCount() const override { return m_engine->pageCount(); }
    Result<QSizeF> pageSize(int page) const override { return m_engine->pageSize(page); }
    Result<QImage> render(int page, double dpi, const JobContext &context) override
    {
        return m_engine->render(page, dpi, PageColour::Rgb, context);
    }

private:
    std::unique_ptr<PdfEngine> m_engine;
};

class PictureRenderer final : public PageRenderer
{
public:
    explicit PictureRenderer(std::unique_ptr<PictureReader> reader)
        : m_reader(std::move(reader))
    {}
    int pageCount() const override { return m_reader->info().frames; }
    Result<QSizeF> pageSize(int page) const override
    {
        const auto image = decode(page);
        if (!image)
            return image.error();
        return QSizeF(image->size());
    }
    Result<QImage> render(int page, double dpi, const JobContext &context) override
    {
        if (context.cancelled())
            return JobContext::cancelledError("document/renderer");
        const auto image = decode(page);
        if (!image)
            return image.error();
        const QSize size = PageMapping(QSizeF(image->size()), dpi).pixelSize();
        if (size.isEmpty() || qint64(size.width()) * size.height() > detail::kMaxPixels)
            return Error(ErrorKind::Limit, "document/renderer",
                         Tr::tr("The picture is too large to draw at this resolution."));
        QImage flat = overWhite(*image);
        if (size != flat.size())
            flat = flat.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        flat = flat.convertToFormat(QImage::Format_RGB888);
        if (flat.isNull())
            throw std::bad_alloc();
        return flat;
    }

private:
    // The last picture is kept: zooming asks for the same one again and again.
    Result<QImage> decode(int page) const
    {
        if (page != m_page) {
            auto image = m_reader->frame(page);
            if (!image)
                return image.error();
            m_image = *std::move(image);
            m_page = page;
        }
        return m_image;
    }

    std::unique_ptr<PictureReader> m_reader;
    mutable QImage m_image;
    mutable int m_page = -1;
};

} // namespace

Result<std::unique_ptr<PageRenderer>> PageRenderer::openPdf(const ByteSource &source)
{
    auto engine = PdfEngine::open(source, OptionalContent::AsSaved);
    if (!engine)
        return engine.error();
    return std::unique_ptr<PageRenderer>(std::make_unique<PdfRenderer>(*std::move(engine)));
}

Result<std::unique_ptr<PageRenderer>> PageRenderer::openPicture(const ByteSource &source)
{
    auto reader = PictureReader::open(source);
    if (!reader)
        return reader.error();
    return std::unique_ptr<PageRenderer>(std::make_unique<PictureRenderer>(*std::move(reader)));
}

} // namespace redoubt::document
