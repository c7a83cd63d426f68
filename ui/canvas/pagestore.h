// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"

#include <QImage>
#include <QList>
#include <QSizeF>

#include <functional>
#include <memory>

namespace redoubt::ui {

/// A page as pixels.
struct RenderedPage
{
    int page = 0;
    int dpi = 72;
    QImage image;
    QSizeF size; ///< points; pixels for pictures
};

/// Renders the pages of one document on a thread of its own: the page in view first, the newest
/// wish replacing older ones, then the thumbnails that are visible. Keeps what was rendered within
/// a budget of bytes, the last used longest.
/// Threads: the functions from any one; the callbacks come from the store's thread, none after the
/// destructor has returned, which does not wait for a page that is being drawn. A callback must not
/// wait for the thread that destroys the store.
class PageStore
{
public:
    struct Callbacks
    {
        std::function<void(Result<int> pages)> opened; ///< once: number of pages
        std::function<void(int page, Result<RenderedPage> rendered)> pageReady;
        std::function<void(RenderedPage rendered)> thumbnailReady;
    };
    static constexpr qint64 kBudget = 256LL * 1024 * 1024;

    /// Called once, from the store's thread; owns what it uses.
    using Open =
        std::function<Result<std::unique_ptr<document::PageRenderer>>(const JobContext &context)>;
    PageStore(Open open, Callbacks callbacks, qint64 budget = kBudget);
    ~PageStore();
    PageStore(const PageStore &) = delete;
    PageStore &operator=(const PageStore &) = delete;

    /// The page when it is kept; else pageReady() follows, unless another page is wished for first.
    std::optional<RenderedPage> request(int page, int dpi);
    /// The thumbnails in view, in the order of wish; those that are kept come at once.
    QList<RenderedPage> requestThumbnails(const QList<int> &pages, int dpi);
    qint64 keptBytes() const;

private:
    struct Private;
    std::shared_ptr<Private> d; // shared with the thread, which may be left alone
};

} // namespace redoubt::ui
