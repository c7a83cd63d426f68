// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"

#include "core/jobs/workmeter.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <condition_variable>
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
    const std::shared_ptr<WorkMeter> meter = std::make_shared<WorkMeter>(); // shared with the work
    std::mutex mutex; ///< what follows; workers report
    std::condition_variable_any ended;
    QElapsedTimer timer;
    qint64 lastShown = -1000;
    bool drawn = false;
    bool over = false;

    void show()
    {
        const std::lock_guard lock(mutex);
        const qint64 now = timer.elapsed();
        const qint64 pause = mode == ProgressMode::Json ? 500 : 100;
        if (over || (meter->share() < 1 && now - lastShown < pause))
            return;
        lastShown = now;
        if (mode == ProgressMode::Json)
            writeLine();
        else if (mode == ProgressMode::Bar)
            drawBar();
    }

    /// The time left goes on while nothing is reported.
    void keepShowing(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(mutex);
                ended.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
            }
            if (!stop.stop_requested() && timer.isValid() && meter->share() > 0)
                show();
        }
    }

    void writeLine() const
    {
        QJsonObject line{{u"step"_s, title}, {u"done"_s, meter->share()}};
        if (const auto left = meter->remaining())
            line.insert(u"eta_seconds"_s, double(left->count()) / 1000.0);
        std::cerr << QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString() << std::endl;
    }

    void drawBar()
    {
        constexpr int kWidth = 28;
        const int filled = int(meter->share() * kWidth);
        QString text = u"\r\x1b[K%1 "_s.arg(title, -11);
        text += QString(filled, u'█') + QString(kWidth - filled, u'░');
        text += u" %1 %"_s.arg(int(meter->share() * 100), 3);
        if (const auto left = meter->remaining())
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
    if (d->mode != ProgressMode::None)
        m_ticker = std::jthread([p = d](const std::stop_token &stop) { p->keepShowing(stop); });
}

ProgressScope::~ProgressScope()
{
    m_ticker = {};
    const std::lock_guard lock(d->mutex);
    d->over = true;
    if (d->drawn)
        std::cerr << "\r\x1b[K" << std::flush;
}

JobContext ProgressScope::context() const
{
    return meteredContext(d->token, d->meter, [p = d] { p->show(); });
}

} // namespace redoubt::cli
