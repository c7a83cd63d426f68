// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/thumbnails.h"

#include "core/jobs/job.h"
#include "core/medium/mediumtable.h"

#include <QFutureWatcher>

#include <algorithm>
#include <tuple>

namespace redoubt::ui {

namespace {

using workflow::ItemViewer;

constexpr int kBatch = 12;
constexpr qsizetype kMaxAsked = 64; ///< older requests are for rows that were scrolled past

std::optional<medium::Detail> wantFor(const Finding &finding)
{
    medium::Detail want;
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
    return medium::of(kind).details != nullptr && (std::holds_alternative<Track>(finding.place) ||
                                                   std::holds_alternative<Span>(finding.place) ||
                                                   std::holds_alternative<Area>(finding.place));
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
    std::vector<medium::Detail> wants;
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
        for (const medium::Detail &want : wants)
            m_failed.insert(want.id);
        return;
    }
    m_running = true;
    auto job = m_session.start<medium::DetailPictures>(
        JobClass::Interactive, [viewer = m_session.itemWorker()->viewer(), source = *source,
                                kind = item->kind, wants](const JobContext &context) {
            return viewer->details(source, kind, wants, kSize, context);
        });
    m_stop = job.stop;
    auto *watcher = new QFutureWatcher<Result<medium::DetailPictures>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, wants] {
        watcher->deleteLater();
        m_running = false;
        for (const medium::Detail &want : wants)
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
