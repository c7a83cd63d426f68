// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/jobs/jobboard.h"

#include <algorithm>

namespace redoubt::ui {

namespace {

constexpr std::chrono::milliseconds kLastWait(100);
constexpr std::chrono::milliseconds kTick(1000);

} // namespace

JobBoard::JobBoard(QObject *parent)
    : QAbstractListModel(parent)
{
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &JobBoard::refreshAll);
}

JobBoard::~JobBoard()
{
    m_group.requestStop();
    std::ignore = m_group.waitFor(kLastWait); // what hangs owns what it hangs on
}

int JobBoard::show(const QString &title, std::shared_ptr<const WorkMeter> meter,
                   std::stop_source stop)
{
    auto row = std::make_unique<Row>();
    row->number = ++m_lastNumber;
    row->title = title;
    row->stop = std::move(stop);
    row->meter = std::move(meter);
    const int at = int(m_rows.size());
    beginInsertRows({}, at, at);
    m_rows.push_back(std::move(row));
    endInsertRows();
    m_tick.start();
    Q_EMIT changed();
    return m_lastNumber;
}

int JobBoard::rowOf(int number) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [number](const auto &row) { return row->number == number; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void JobBoard::refresh(int number)
{
    const int at = rowOf(number);
    if (at < 0)
        return;
    Q_EMIT dataChanged(index(at), index(at));
    Q_EMIT changed();
}

void JobBoard::refreshAll()
{
    if (m_rows.empty())
        return;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
}

void JobBoard::remove(int number)
{
    const int at = rowOf(number);
    if (at < 0)
        return;
    beginRemoveRows({}, at, at);
    m_rows.erase(m_rows.begin() + at);
    endRemoveRows();
    if (m_rows.empty())
        m_tick.stop();
    Q_EMIT changed();
}

void JobBoard::setTitle(int number, const QString &title)
{
    const int at = rowOf(number);
    if (at < 0)
        return;
    m_rows[size_t(at)]->title = title;
    Q_EMIT dataChanged(index(at), index(at));
    Q_EMIT changed();
}

void JobBoard::cancel(int number)
{
    cancelRow(rowOf(number));
}

void JobBoard::cancelRow(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    m_rows[size_t(row)]->stop.request_stop();
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT changed();
}

void JobBoard::cancelAll()
{
    for (int row = 0; row < rowCount(); ++row)
        cancelRow(row);
}

int JobBoard::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant JobBoard::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = *m_rows[size_t(index.row())];
    switch (role) {
    case TitleRole:
    case Qt::AccessibleTextRole:
        return row.title;
    case ShareRole:
        return row.meter->share();
    case RemainingRole: {
        const auto left = row.meter->remaining();
        return left ? qint64(left->count()) : qint64(-1);
    }
    case StoppingRole:
        return row.stop.stop_requested();
    default:
        return {};
    }
}

} // namespace redoubt::ui
