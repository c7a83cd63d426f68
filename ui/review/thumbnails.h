// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <stop_token>

namespace redoubt::ui {

/// Small pictures of findings: what is under the best box of a track, an area of a picture or a
/// page, how a voice sounds (Format_Alpha8, to be painted in a colour). Made on a worker, a batch
/// of one item at a time, newest asked first; kept within a budget of bytes. Threads: the window's.
class Thumbnails : public QObject
{
    Q_OBJECT
public:
    static constexpr QSize kSize{112, 88}; ///< pixels, twice what a row shows
    static constexpr int kBudget = 32 * 1024 * 1024;

    explicit Thumbnails(Session &session, QObject *parent = nullptr);
    /// Asks the worker to stop.
    ~Thumbnails() override;

    /// Whether there can be a picture of such a finding.
    static bool hasPicture(const Finding &finding, ItemKind kind);
    /// The picture, or a null image until it is made; then ready() follows.
    QImage image(const Finding &finding);

Q_SIGNALS:
    void ready();

private:
    void startBatch();

    Session &m_session;
    QCache<FindingId, QImage> m_kept;
    QSet<FindingId> m_failed;
    QList<FindingId> m_asked; ///< newest last
    QTimer m_start;
    bool m_running = false;
    std::stop_source m_stop;
};

/// The box in which a thing is seen best: detected before filled in, sure before unsure, large
/// before small. Null for an empty track.
const TrackBox *bestBox(const Track &track);

} // namespace redoubt::ui
