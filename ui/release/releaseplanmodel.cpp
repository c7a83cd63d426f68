// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/release/releaseplanmodel.h"

#include "ui/common/icons.h"

#include <QSize>

namespace redoubt::ui {

ReleasePlanModel::ReleasePlanModel(const Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    refresh();
}

void ReleasePlanModel::refresh()
{
    const release::ReleasePlan plan =
        release::planRelease(m_session.sheet(), m_session.profile(), {});
    beginResetModel();
    m_rows.clear();
    for (const release::PlannedItem &planned : plan.items) {
        PlannedRow row;
        row.item = planned.item.id;
        row.name = planned.item.name;
        row.kind = planned.item.kind;
        for (const int count : planned.plan.marksByType)
            row.marks += count;
        row.undecided = m_session.counts(row.item).undecided;
        row.machineOnly = planned.plan.machineOnly;
        row.seen = m_session.seenShare(row.item);
        row.blocked = planned.problem.has_value();
        if (planned.problem)
            row.problem = planned.problem->text();
        else if (!planned.item.notExamined.isEmpty())
            row.problem =
                tr("%n parts not examined", nullptr, int(planned.item.notExamined.size()));
        row.included = !m_leftOut.contains(row.item);
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

QList<ItemId> ReleasePlanModel::included() const
{
    QList<ItemId> items;
    for (const PlannedRow &row : m_rows) {
        if (row.included)
            items.append(row.item);
    }
    return items;
}

int ReleasePlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ReleasePlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ReleasePlanModel::text(const PlannedRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.name;
    case MarksColumn:
        return QString::number(row.marks);
    case UndecidedColumn:
        return QString::number(row.undecided);
    case MachineColumn:
        return QString::number(row.machineOnly);
    case SeenColumn:
        return tr("%1 %").arg(int(row.seen * 100));
    case ProblemColumn:
        return row.problem;
    default:
        return {};
    }
}

QVariant ReleasePlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const PlannedRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == ProblemColumn ? row.problem : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? tr("%1, %2 marks, %3 undecided, %4 by machine only")
                                                  .arg(row.name)
                                                  .arg(row.marks)
                                                  .arg(row.undecided)
                                                  .arg(row.machineOnly)
                                            : text(row, index.column());
    case Qt::DecorationRole:
        return index.column() == NameColumn ? QVariant(icon(iconName(row.kind))) : QVariant();
    case Qt::CheckStateRole:
        return index.column() == NameColumn
                   ? QVariant(int(row.included ? Qt::Checked : Qt::Unchecked))
                   : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() >= MarksColumn && index.column() <= SeenColumn
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    default:
        return {};
    }
}

bool ReleasePlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != NameColumn)
        return false;
    PlannedRow &row = m_rows[size_t(index.row())];
    row.included = value.toInt() == Qt::Checked;
    if (row.included)
        m_leftOut.remove(row.item);
    else
        m_leftOut.insert(row.item);
    Q_EMIT dataChanged(index, index);
    return true;
}

Qt::ItemFlags ReleasePlanModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == NameColumn)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant ReleasePlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("File");
    case MarksColumn:
        return tr("Marks");
    case UndecidedColumn:
        return tr("Undecided");
    case MachineColumn:
        return tr("Machine only");
    case SeenColumn:
        return tr("Seen");
    case ProblemColumn:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace redoubt::ui
