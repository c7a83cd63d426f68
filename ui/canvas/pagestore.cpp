// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/pagestore.h"

#include "core/jobs/guarded.h"
#include "core/jobs/rundetached.h"

#include <condition_variable>
#include <list>
#include <mutex>
#include <new>

namespace redoubt::ui {

namespace {

/// The few pages kept are searched in order of use.
class PageCache
{
public:
    explicit PageCache(qint64 budget)
        : m_budget(budget)
    {}
    std::optional<RenderedPage> find(int page, int dpi)
    {
        for (auto it = m_pages.begin(); it != m_pages.end(); ++it) {
            if (it->page == page && it->dpi == dpi) {
                m_pages.splice(m_pages.begin(), m_pages, it);
                return *it;
            }
        }
        return std::nullopt;
    }
    void add(const RenderedPage &page)
    {
        m_pages.push_front(page);
        m_bytes += page.image.sizeInBytes();
        while (m_bytes > m_budget && m_pages.size() > 1) {
            m_bytes -= m_pages.back().image.sizeInBytes();
            m_pages.pop_back();
        }
    }
    qint64 bytes() const { return m_bytes; }

private:
    qint64 m_budget;
    qint64 m_bytes = 0;
    std::list<RenderedPage> m_pages;
};

struct Wish
{
    int page = 0;
    int dpi = 72;
};

} // namespace

struct PageStore::Private
{
    Private(Open o, Callbacks c, qint64 budget)
        : open(std::move(o))
        , callbacks(std::move(c))
        , cache(budget)
    {}

    const Open open;
    const Callbacks callbacks;
    mutable std::mutex mutex;
    std::condition_variable_any wake;
    PageCache cache;
    std::optional<Wish> wish;
    QList<Wish> thumbnails;
    std::stop_source stop;
    std::mutex callMutex; ///< held during callbacks, and to end them

    void run(const std::stop_token &token);
    template <typename Call>
    void tell(Call call)
    {
        const std::lock_guard lock(callMutex);
        if (!stop.stop_requested())
            call();
    }
    Result<RenderedPage> render(document::PageRenderer &renderer, const Wish &what,
                                const JobContext &context);
};

Result<RenderedPage> PageStore::Private::render(document::PageRenderer &renderer, const Wish &what,
                                                const JobContext &context)
{
    const auto size = renderer.pageSize(what.page);
    if (!size)
        return size.error();
    auto image = renderer.render(what.page, what.dpi, context);
    if (!image)
        return image.error();
    RenderedPage page{what.page, what.dpi, image->convertToFormat(QImage::Format_RGB32), *size};
    if (page.image.isNull())
        throw std::bad_alloc();
    const std::lock_guard lock(mutex);
    cache.add(page);
    return page;
}

void PageStore::Private::run(const std::stop_token &token)
{
    const JobContext context(token);
    auto opened = guarded("canvas/pagestore", [&] { return open(context); });
    if (token.stop_requested())
        return;
    if (!opened) {
        tell([&] { callbacks.opened(opened.error()); });
        return;
    }
    tell([&] { callbacks.opened((*opened)->pageCount()); });
    while (!token.stop_requested()) {
        std::optional<Wish> page;
        std::optional<Wish> thumbnail;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, token, [this] { return wish || !thumbnails.isEmpty(); });
            if (token.stop_requested())
                return;
            page = std::exchange(wish, std::nullopt);
            if (!page)
                thumbnail = thumbnails.takeFirst();
        }
        const auto rendered = guarded("canvas/pagestore", [&] {
            return render(**opened, page ? *page : *thumbnail, context);
        });
        if (token.stop_requested())
            return;
        if (page)
            tell([&] { callbacks.pageReady(page->page, rendered); });
        else if (rendered)
            tell([&] { callbacks.thumbnailReady(*rendered); });
    }
}

PageStore::PageStore(Open open, Callbacks callbacks, qint64 budget)
    : d(std::make_shared<Private>(std::move(open), std::move(callbacks), budget))
{
    startDetached([p = d] { p->run(p->stop.get_token()); });
}

PageStore::~PageStore()
{
    const std::lock_guard lock(d->callMutex);
    d->stop.request_stop();
}

std::optional<RenderedPage> PageStore::request(int page, int dpi)
{
    std::optional<RenderedPage> kept;
    {
        const std::lock_guard lock(d->mutex);
        kept = d->cache.find(page, dpi);
        if (kept)
            d->wish.reset();
        else
            d->wish = Wish{page, dpi};
    }
    d->wake.notify_all();
    return kept;
}

QList<RenderedPage> PageStore::requestThumbnails(const QList<int> &pages, int dpi)
{
    QList<RenderedPage> kept;
    {
        const std::lock_guard lock(d->mutex);
        d->thumbnails.clear();
        for (const int page : pages) {
            if (auto found = d->cache.find(page, dpi))
                kept.append(*std::move(found));
            else
                d->thumbnails.append({page, dpi});
        }
    }
    d->wake.notify_all();
    return kept;
}

qint64 PageStore::keptBytes() const
{
    const std::lock_guard lock(d->mutex);
    return d->cache.bytes();
}

} // namespace redoubt::ui
