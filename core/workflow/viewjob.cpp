// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/viewjob.h"

#include "core/media/audioreader.h"
#include "core/worker/desk.h"
#include "core/workflow/jobreply.h"
#include "core/workflow/tr.h"
#include "core/workflow/viewing.h"

namespace redoubt::workflow {

using worker::CborReader;
using worker::ViewKind;
using worker::ViewOrder;

namespace {

/// What was opened, one of three.
class View
{
public:
    View(ViewKind kind, worker::Desk &desk)
        : m_kind(kind)
        , m_desk(desk)
    {}

    Result<QByteArray> carryOut(const QByteArray &message)
    {
        ViewOrder order = ViewOrder::Open;
        QByteArray body;
        CborReader in(message);
        in(order, body);
        if (!in.finished())
            return worker::noJob();
        if (order == ViewOrder::Open)
            return open(body);
        if (m_pictures)
            return pictures(order, body);
        if (m_sound)
            return sound(order, body);
        if (m_pages)
            return pages(order, body);
        return worker::noJob();
    }

private:
    Result<QByteArray> open(const QByteArray &body)
    {
        if (m_kind == ViewKind::Pages) {
            ItemKind kind = ItemKind::Unknown;
            if (!readBody(body, kind))
                return worker::noJob();
            auto opened = openPagesOf(m_desk.source(), kind);
            if (!opened)
                return opened.error();
            m_pages = *std::move(opened);
            return worker::toCbor(m_pages->pageCount());
        }
        int stream = -1;
        if (m_kind == ViewKind::Sound) {
            media::AudioReadOptions options;
            if (!readBody(body, stream, options))
                return worker::noJob();
            auto opened = media::AudioReader::open(m_desk.source(), stream, options, {});
            if (!opened)
                return opened.error();
            m_sound = *std::move(opened);
            worker::CborWriter answer;
            answer(m_sound->info(), m_sound->sampleRate());
            return answer.bytes();
        }
        media::VideoReadOptions options;
        if (!readBody(body, stream, options))
            return worker::noJob();
        auto opened = media::VideoReader::open(m_desk.source(), stream, options, {});
        if (!opened)
            return opened.error();
        m_pictures = *std::move(opened);
        return QByteArray();
    }

    Result<QByteArray> pictures(ViewOrder order, const QByteArray &body)
    {
        switch (order) {
        case ViewOrder::Next:
            return sentBack(m_pictures->next(), m_desk.area());
        case ViewOrder::Skip:
            return sentBack(m_pictures->skip(), m_desk.area());
        case ViewOrder::Seek: {
            Ticks pts = 0;
            media::PictureStream::SeekTo to = media::PictureStream::SeekTo::Shown;
            return readBody(body, pts, to) ? sentBack(m_pictures->seek(pts, to)) : worker::noJob();
        }
        case ViewOrder::SetMaxSize: {
            QSize size;
            if (!readBody(body, size))
                return worker::noJob();
            m_pictures->setMaxSize(size);
            return QByteArray();
        }
        default:
            return worker::noJob();
        }
    }

    Result<QByteArray> sound(ViewOrder order, const QByteArray &body)
    {
        if (order == ViewOrder::Next)
            return sentBack(m_sound->next());
        Ticks pts = 0;
        if (order != ViewOrder::Seek || !readBody(body, pts))
            return worker::noJob();
        return sentBack(m_sound->seek(pts));
    }

    Result<QByteArray> pages(ViewOrder order, const QByteArray &body)
    {
        int page = 0;
        if (order == ViewOrder::PageSize)
            return readBody(body, page) ? sentBack(m_pages->pageSize(page)) : worker::noJob();
        double dpi = 72;
        if (order != ViewOrder::Render || !readBody(body, page, dpi))
            return worker::noJob();
        return sentBack(m_pages->render(page, dpi, {}), m_desk.area());
    }

    const ViewKind m_kind;
    worker::Desk &m_desk;
    std::unique_ptr<media::PictureStream> m_pictures;
    std::unique_ptr<media::SoundStream> m_sound;
    std::unique_ptr<document::PageRenderer> m_pages;
};

} // namespace

void takeViewOrders(ViewKind kind, worker::Desk &desk)
{
    View view(kind, desk);
    desk.takeOrders([&view](const QByteArray &order) { return view.carryOut(order); });
}

} // namespace redoubt::workflow
