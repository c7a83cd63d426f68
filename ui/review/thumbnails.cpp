// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/thumbnails.h"

#include "core/jobs/job.h"
#include "ui/review/soundpicture.h"

#include <QFutureWatcher>

#include <algorithm>
#include <tuple>

namespace redoubt::ui {

namespace {

using workflow::ItemViewer;

constexpr int kBatch = 12;
constexpr qsizetype kMaxAsked = 64; ///< older requests are for rows that were scrolled past
constexpr double kPageDpi = 110;
constexpr QSize kVideoSize{1280, 1280};

/// One picture to make: from which frame or page, and what of it.
struct Want
{
    FindingId id;
    Ticks pts = 0;
    int page = 0;
    int stream = 0;
    QRectF rect;              ///< displayed pixels, or points of a page
    std::optional<Span> span; ///< of sound: instead of all that
};

using Pictures = std::vector<std::pair<FindingId, QImage>>;

/// @a rect with its surroundings, in the shape of a thumbnail, cut to @a bounds.
QRectF around(const QRectF &rect, QSizeF bounds, double room)
{
    QRectF out = rect.adjusted(-rect.width() * room, -rect.height() * room, rect.width() * room,
                               rect.height() * room);
    const double shape = double(Thumbnails::kSize.width()) / Thumbnails::kSize.height();
    const double grow = out.height() * shape - out.width();
    if (grow > 0)
        out.adjust(-grow / 2, 0, grow / 2, 0);
    else
        out.adjust(0, grow / shape / 2, 0, -grow / shape / 2);
    return out.intersected(QRectF(QPointF(), bounds));
}

QImage cropped(const QImage &picture, QSizeF space, const QRectF &rect, double room)
{
    const QRectF part = around(rect, space, room);
    if (picture.isNull() || part.isEmpty() || space.isEmpty())
        return {};
    const double sx = picture.width() / space.width();
    const double sy = picture.height() / space.height();
    const QRect pixels = QRectF(part.x() * sx, part.y() * sy, part.width() * sx, part.height() * sy)
                             .toAlignedRect()
                             .intersected(picture.rect());
    return picture.copy(pixels)
        .scaled(Thumbnails::kSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

/// Pictures of what lies in streams, in the order in which they have it: one reader that @a open
/// gives serves all of a stream.
template <typename Open, typename Make>
Result<Pictures> fromStreams(std::vector<Want> wants, const JobContext &context, Open open,
                             Make make)
{
    std::sort(wants.begin(), wants.end(), [](const Want &a, const Want &b) {
        return std::tie(a.stream, a.pts) < std::tie(b.stream, b.pts);
    });
    Pictures pictures;
    typename decltype(open(0))::value_type reader;
    int opened = -1;
    for (const Want &want : wants) {
        if (context.cancelled())
            return JobContext::cancelledError("review/thumbnails");
        if (want.stream != opened) {
            auto next = open(want.stream);
            if (!next)
                return next.error();
            reader = *std::move(next);
            opened = want.stream;
        }
        auto picture = make(*reader, want);
        if (!picture)
            return picture.error();
        pictures.emplace_back(want.id, *std::move(picture));
    }
    return pictures;
}

Result<Pictures> fromVideo(const ItemViewer &viewer, const ItemViewer::Source &source,
                           std::vector<Want> wants, const JobContext &context)
{
    const auto open = [&](int stream) {
        media::VideoReadOptions options;
        options.maxSize = kVideoSize;
        return viewer.openPictures(source, stream, options, context);
    };
    return fromStreams(std::move(wants), context, open,
                       [](media::PictureStream &reader, const Want &want) -> Result<QImage> {
                           if (auto sought = reader.seek(want.pts); !sought)
                               return sought.error();
                           const auto frame = reader.next();
                           return frame && frame->has_value()
                                      ? cropped((*frame)->image, (*frame)->sourceSize, want.rect,
                                                0.35)
                                      : QImage();
                       });
}

Result<Pictures> fromSound(const ItemViewer &viewer, const ItemViewer::Source &source,
                           std::vector<Want> wants, const JobContext &context)
{
    const auto open = [&](int stream) { return viewer.openSound(source, stream, {}, context); };
    return fromStreams(std::move(wants), context, open,
                       [&](media::SoundStream &reader, const Want &want) {
                           return soundPicture(reader, *want.span, Thumbnails::kSize, context);
                       });
}

/// Of pages, or of the pictures of a file, which are pages at 72 dpi.
Result<Pictures> fromPages(const ItemViewer &viewer, const ItemViewer::Source &source,
                           ItemKind kind, std::vector<Want> wants, const JobContext &context)
{
    std::sort(wants.begin(), wants.end(),
              [](const Want &a, const Want &b) { return a.page < b.page; });
    const auto renderer = viewer.openPages(source, kind, context);
    if (!renderer)
        return renderer.error();
    const bool isPdf = kind == ItemKind::Pdf;
    Pictures pictures;
    int rendered = -1;
    QImage page;
    QSizeF size;
    for (const Want &want : wants) {
        if (context.cancelled())
            return JobContext::cancelledError("review/thumbnails");
        if (want.page != rendered) {
            page = {};
            const auto points = (*renderer)->pageSize(want.page);
            auto image = (*renderer)->render(want.page, isPdf ? kPageDpi : 72, context);
            if (points && image) {
                size = *points;
                page = *std::move(image);
            }
            rendered = want.page;
        }
        // A word is read in its line.
        const QRectF shown = isPdf ? want.rect.adjusted(-30, -2, 30, 2) : want.rect;
        pictures.emplace_back(want.id, cropped(page, size, shown, isPdf ? 0.1 : 0.35));
    }
    return pictures;
}

std::optional<Want> wantFor(const Finding &finding)
{
    Want want;
    want.id = finding.id;
    if (const auto *track = std::get_if<Track>(&finding.place)) {
        const TrackBox *box = bestBox(*track);
        if (box == nullptr)
            return std::nullopt;
        want.stream = track->stream;
        want.pts = box->pts;
        want.rect = QRectF(box->rect.x, box->rect.y, box->rect.w, box->rect.h);
        return want;
    }
    if (const auto *span = std::get_if<Span>(&finding.place)) {
        want.stream = span->stream;
        want.pts = span->time.begin;
        want.span = *span;
        return want;
    }
    if (const auto *area = std::get_if<Area>(&finding.place); area && !area->rects.isEmpty()) {
        want.page = area->page;
        const PageRect &rect = area->rects.first();
        want.rect = QRectF(rect.x, rect.y, rect.w, rect.h);
        return want;
    }
    return std::nullopt;
}

/// What is seen and what is heard of one item.
Result<Pictures> picturesOf(const ItemViewer &viewer, const ItemViewer::Source &source,
                            ItemKind kind, const std::vector<Want> &wants,
                            const JobContext &context)
{
    switch (kind) {
    case ItemKind::Video:
    case ItemKind::Audio: {
        std::vector<Want> seen = wants;
        const auto border = std::stable_partition(seen.begin(), seen.end(),
                                                  [](const Want &want) { return !want.span; });
        const std::vector<Want> heard(border, seen.end());
        seen.erase(border, seen.end());
        auto pictures = fromVideo(viewer, source, std::move(seen), context);
        auto sounds = fromSound(viewer, source, heard, context);
        if (!pictures || !sounds)
            return pictures ? sounds : pictures;
        std::move(sounds->begin(), sounds->end(), std::back_inserter(*pictures));
        return pictures;
    }
    default:
        return fromPages(viewer, source, kind, wants, context);
    }
}

} // namespace

const TrackBox *bestBox(const Track &track)
{
    const auto better = [](const TrackBox &a, const TrackBox &b) {
        const auto rank = [](const TrackBox &box) {
            const bool seen = box.origin == BoxOrigin::Detected || box.origin == BoxOrigin::Drawn;
            return std::tuple(seen, box.confidence, box.rect.area());
        };
        return rank(a) < rank(b);
    };
    const auto it = std::max_element(track.boxes.begin(), track.boxes.end(), better);
    return it == track.boxes.end() ? nullptr : &*it;
}

Thumbnails::Thumbnails(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_kept(kBudget)
{
    m_start.setSingleShot(true);
    m_start.setInterval(0);
    connect(&m_start, &QTimer::timeout, this, &Thumbnails::startBatch);
}

Thumbnails::~Thumbnails()
{
    m_stop.request_stop();
}

bool Thumbnails::hasPicture(const Finding &finding, ItemKind kind)
{
    if (std::holds_alternative<Track>(finding.place))
        return kind == ItemKind::Video || kind == ItemKind::Image;
    if (std::holds_alternative<Span>(finding.place))
        return kind == ItemKind::Video || kind == ItemKind::Audio;
    return std::holds_alternative<Area>(finding.place) &&
           (kind == ItemKind::Pdf || kind == ItemKind::Image);
}

QImage Thumbnails::image(const Finding &finding)
{
    if (const QImage *kept = m_kept.object(finding.id))
        return *kept;
    if (!m_failed.contains(finding.id) && !m_asked.contains(finding.id)) {
        m_asked.append(finding.id);
        if (m_asked.size() > kMaxAsked)
            m_asked.removeFirst();
        if (!m_running)
            m_start.start();
    }
    return {};
}

void Thumbnails::startBatch()
{
    if (m_running || m_asked.isEmpty())
        return;
    std::vector<Want> wants;
    const Finding *last = m_session.sheet().finding(m_asked.last());
    const casefile::Item *item = last != nullptr ? m_session.sheet().item(last->item) : nullptr;
    for (qsizetype i = m_asked.size(); i-- > 0 && int(wants.size()) < kBatch;) {
        const Finding *finding = m_session.sheet().finding(m_asked[i]);
        if (finding != nullptr && item != nullptr && finding->item != item->id)
            continue;
        const auto want = finding != nullptr ? wantFor(*finding) : std::nullopt;
        if (want && item != nullptr)
            wants.push_back(*want);
        else
            m_failed.insert(m_asked[i]);
        m_asked.removeAt(i);
    }
    if (wants.empty())
        return;
    auto source = m_session.source(item->id);
    if (!source) {
        for (const Want &want : wants)
            m_failed.insert(want.id);
        return;
    }
    m_running = true;
    auto job = m_session.start<Pictures>(
        m_session.pools().cpu(), [viewer = m_session.itemWorker()->viewer(), source = *source,
                                  kind = item->kind, wants](const JobContext &context) {
            return picturesOf(*viewer, source, kind, wants, context);
        });
    m_stop = job.stop;
    auto *watcher = new QFutureWatcher<Result<Pictures>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, wants] {
        watcher->deleteLater();
        m_running = false;
        for (const Want &want : wants)
            m_failed.insert(want.id);
        if (watcher->future().resultCount() > 0) {
            if (auto pictures = watcher->future().takeResult()) {
                for (auto &[id, image] : *pictures) {
                    if (image.isNull())
                        continue;
                    m_failed.remove(id);
                    const auto cost = int(image.sizeInBytes());
                    m_kept.insert(id, new QImage(std::move(image)), cost);
                }
            }
        }
        Q_EMIT ready();
        if (!m_asked.isEmpty())
            m_start.start();
    });
    watcher->setFuture(job.future);
}

} // namespace redoubt::ui
