// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/jobs/progressclock.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <iostream>
#include <mutex>
#include <unistd.h>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

struct ProgressScope::Private
{
    QString title;
    ProgressMode mode = ProgressMode::None;
    std::stop_token token;
    std::mutex mutex; // workers report
    ProgressClock clock;
    QElapsedTimer timer;
    qint64 lastShown = -1000;
    bool drawn = false;

    void update(qint64 done, qint64 total)
    {
        const std::lock_guard lock(mutex);
        const qint64 now = timer.elapsed();
        clock.update(done, total, ProgressClock::Duration(now));
        const bool last = total > 0 && done >= total;
        const qint64 pause = mode == ProgressMode::Json ? 500 : 100;
        if (!last && now - lastShown < pause)
            return;
        lastShown = now;
        if (mode == ProgressMode::Json)
            writeLine();
        else if (mode == ProgressMode::Bar)
            drawBar();
    }

    void writeLine() const
    {
        QJsonObject line{{u"step"_s, title}, {u"done"_s, clock.share()}};
        if (const auto left = clock.remaining())
            line.insert(u"eta_seconds"_s, double(left->count()) / 1000.0);
        std::cerr << QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString() << std::endl;
    }

    void drawBar()
    {
        constexpr int kWidth = 28;
        const int filled = int(clock.share() * kWidth);
        QString text = u"\r\x1b[K%1 "_s.arg(title, -11);
        text += QString(filled, u'█') + QString(kWidth - filled, u'░');
        text += u" %1 %"_s.arg(int(clock.share() * 100), 3);
        if (const auto left = clock.remaining())
            text += u"  %1"_s.arg(shortTime(double(left->count()) / 1000.0));
        std::cerr << text.toStdString() << std::flush;
        drawn = true;
    }
};

ProgressScope::ProgressScope(const CliSession &session, const QString &title)
    : d(std::make_shared<Private>())
{
    d->title = title;
    d->token = session.stop.get_token();
    d->mode = session.progress;
    if (d->mode == ProgressMode::Auto)
        d->mode = ::isatty(STDERR_FILENO) ? ProgressMode::Bar : ProgressMode::None;
    d->timer.start();
}

ProgressScope::~ProgressScope()
{
    const std::lock_guard lock(d->mutex);
    if (d->drawn)
        std::cerr << "\r\x1b[K" << std::flush;
}

JobContext ProgressScope::context() const
{
    return JobContext(d->token, [p = d](qint64 done, qint64 total) { p->update(done, total); });
}

} // namespace redoubt::cli
