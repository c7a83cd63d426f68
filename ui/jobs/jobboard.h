// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/jobgroup.h"
#include "core/jobs/workmeter.h"

#include <QAbstractListModel>
#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace redoubt::ui {

/// The running jobs of the window, with progress, time left and cancel: a list model, one row a
/// job. A job leaves the list when it ends. Threads: the window's.
class JobBoard : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        TitleRole = Qt::DisplayRole,
        ShareRole = Qt::UserRole, ///< 0..1
        RemainingRole,            ///< milliseconds, or -1 while unknown
        StoppingRole              ///< cancel was asked for
    };

    explicit JobBoard(QObject *parent = nullptr);
    /// Asks all jobs to stop and waits for them a moment; nothing is told of their ends. What hangs
    /// is left alone: jobs own what they touch.
    ~JobBoard() override;

    /// Shows the job and calls @a done with its result, Cancelled included, unless @a receiver is
    /// gone by then. Returns a number for cancel() and setTitle().
    template <typename T>
    int add(const QString &title, Job<T> job, QObject *receiver,
            std::function<void(Result<T>)> done);

    /// Shows work that was started otherwise, until remove(). Returns a number as add().
    int show(const QString &title, std::shared_ptr<const WorkMeter> meter, std::stop_source stop);
    /// Its meter moved on.
    void refresh(int number);
    void remove(int number);

    void setTitle(int number, const QString &title);
    void cancel(int number);
    void cancelRow(int row);
    void cancelAll();
    bool isEmpty() const { return m_rows.empty(); }
    int numberAt(int row) const { return m_rows[size_t(row)]->number; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void changed(); ///< any row came, went or moved on

private:
    struct Row
    {
        int number = 0;
        QString title;
        std::stop_source stop;
        std::shared_ptr<const WorkMeter> meter; // shared with the work
    };

    void refreshAll();
    int rowOf(int number) const;

    std::vector<std::unique_ptr<Row>> m_rows;
    JobGroup m_group;
    QTimer m_tick; ///< the time left goes on while nothing is reported
    int m_lastNumber = 0;
};

template <typename T>
int JobBoard::add(const QString &title, Job<T> job, QObject *receiver,
                  std::function<void(Result<T>)> done)
{
    const int number = show(title, job.meter, job.stop);
    m_group.add(job);
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this,
            [this, number] { refresh(number); });
    const QPointer<QObject> guard(receiver);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, number, watcher, guard, done = std::move(done)] {
                watcher->deleteLater();
                remove(number);
                if (guard && watcher->future().resultCount() > 0)
                    done(watcher->future().takeResult());
            });
    watcher->setFuture(job.future);
    return number;
}

} // namespace redoubt::ui
