// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/casetree.h"

#include "ui/common/commands.h"
#include "ui/common/gestures.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/shell/casejobs.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIndent = 18;       // pixels for each item that a part is in
constexpr int kDeepestIndent = 4; // names need room

struct Look
{
    QString icon;
    QColor color;
};

Look lookOf(ItemStatus::Kind kind)
{
    const Theme &t = theme();
    switch (kind) {
    case ItemStatus::Kind::Waiting:
        return {u"running"_s, t.secondary};
    case ItemStatus::Kind::Analysing:
        return {u"running"_s, t.voice};
    case ItemStatus::Kind::Undecided:
        return {u"undecided"_s, t.proposed};
    case ItemStatus::Kind::Reviewed:
        return {u"check"_s, t.keep};
    case ItemStatus::Kind::NotExamined:
    case ItemStatus::Kind::Unsupported:
    case ItemStatus::Kind::Failed:
        return {u"not-examined"_s, t.danger};
    }
    return {};
}

} // namespace

ItemStatus itemStatus(const casefile::Item &item, const ItemCounts &counts, bool waiting,
                      bool analysing, double share, double seen)
{
    ItemStatus status;
    status.undecided = counts.undecided;
    status.seen = seen;
    if (analysing) {
        status.kind = ItemStatus::Kind::Analysing;
        status.share = share;
        return status;
    }
    switch (item.state) {
    case casefile::ItemState::Sealed:
        status.kind = waiting ? ItemStatus::Kind::Waiting : ItemStatus::Kind::NotExamined;
        break;
    case casefile::ItemState::Unsupported:
        status.kind = ItemStatus::Kind::Unsupported;
        status.detail = item.problem;
        break;
    case casefile::ItemState::Failed:
        status.kind = ItemStatus::Kind::Failed;
        status.detail = item.problem;
        break;
    case casefile::ItemState::Analysed:
        status.kind = counts.undecided > 0         ? ItemStatus::Kind::Undecided
                      : item.notExamined.isEmpty() ? ItemStatus::Kind::Reviewed
                                                   : ItemStatus::Kind::NotExamined;
        for (const NotExamined &part : item.notExamined)
            status.detail += (status.detail.isEmpty() ? QString() : u"\n"_s) + part.portion.what() +
                             u": "_s + part.why.text();
        break;
    }
    return status;
}

QString statusText(const ItemStatus &status)
{
    switch (status.kind) {
    case ItemStatus::Kind::Waiting:
        return CaseTree::tr("waiting");
    case ItemStatus::Kind::Analysing:
        return CaseTree::tr("analysing, %1 %").arg(int(status.share * 100));
    case ItemStatus::Kind::Undecided:
        return status.detail.isEmpty()
                   ? CaseTree::tr("%n undecided", nullptr, status.undecided)
                   : CaseTree::tr("%n undecided, parts not examined", nullptr, status.undecided);
    case ItemStatus::Kind::Reviewed:
        // Nothing to decide is not the same as looked at.
        return status.seen > 0.99 ? CaseTree::tr("reviewed")
                                  : CaseTree::tr("decided, %1 % seen").arg(int(status.seen * 100));
    case ItemStatus::Kind::NotExamined:
        return status.detail.isEmpty() ? CaseTree::tr("not examined")
                                       : CaseTree::tr("parts not examined");
    case ItemStatus::Kind::Unsupported:
        return CaseTree::tr("cannot be redacted");
    case ItemStatus::Kind::Failed:
        return CaseTree::tr("could not be examined");
    }
    return {};
}

CaseModel::CaseModel(Session &session, const CaseJobs &works, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_works(works)
{
    m_rows = ordered();
    connect(&session, &Session::itemAdded, this, &CaseModel::follow);
    // Also before the session looks at another item.
    connect(&session, &Session::itemRemoved, this, &CaseModel::follow);
    connect(&session, &Session::itemMarksChanged, this, &CaseModel::refresh);
    connect(&works, &CaseJobs::itemProgress, this, &CaseModel::refresh);
    connect(&session, &Session::seenChanged, this, [this] { refresh(m_session.currentItem()); });
}

int CaseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

ItemStatus CaseModel::status(const casefile::Item &item) const
{
    ItemStatus status = itemStatus(item, m_session.counts(item.id), m_works.isWaiting(item.id),
                                   m_works.isAnalyzing(item.id), m_works.share(item.id),
                                   m_session.seenShare(item.id));
    if (const QString obstacle = m_session.obstacle(item.id);
        !obstacle.isEmpty() && !m_works.isWaiting(item.id) && !m_works.isAnalyzing(item.id)) {
        status.kind = ItemStatus::Kind::Failed;
        status.detail = obstacle;
    }
    return status;
}

QVariant CaseModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const casefile::Item *found = m_session.sheet().item(row.item);
    if (found == nullptr)
        return {};
    const casefile::Item &item = *found;
    switch (role) {
    case NameRole:
        return row.depth > 0 && !item.part.isEmpty() ? item.part : item.name;
    case KindRole:
        return toString(item.kind);
    case StatusKindRole:
        return int(status(item).kind);
    case StatusTextRole:
        return statusText(status(item));
    case ItemRole:
        return item.id.toBytes();
    case DepthRole:
        return row.depth;
    case Qt::ToolTipRole: {
        const QString detail = status(item).detail;
        return detail.isEmpty() ? item.name : item.name + u"\n"_s + detail;
    }
    case Qt::AccessibleDescriptionRole:
        return status(item).detail;
    case Qt::AccessibleTextRole:
        if (const casefile::Item *parent =
                item.parent ? m_session.sheet().item(*item.parent) : nullptr)
            return tr("%1, part of %2, %3, %4")
                .arg(item.part, parent->name, displayName(item.kind), statusText(status(item)));
        return tr("%1, %2, %3").arg(item.name, displayName(item.kind), statusText(status(item)));
    default:
        return {};
    }
}

std::vector<CaseModel::Row> CaseModel::ordered() const
{
    const auto &items = m_session.sheet().items();
    QHash<ItemId, std::vector<ItemId>> parts;
    std::vector<Row> waiting; // the next one last
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (item->parent && m_session.sheet().item(*item->parent) != nullptr)
            parts[*item->parent].push_back(item->id);
        else
            waiting.push_back({item->id, 0});
    }
    std::vector<Row> rows;
    while (!waiting.empty()) {
        const Row row = waiting.back();
        waiting.pop_back();
        rows.push_back(row);
        for (const ItemId part : parts.value(row.item))
            waiting.push_back({part, row.depth + 1});
    }
    return rows;
}

/// What was added may stand anywhere: a part below its item, what was put back where it stood.
void CaseModel::follow()
{
    std::vector<Row> now = ordered();
    if (now == m_rows)
        return;
    const auto begins = std::mismatch(m_rows.begin(), m_rows.end(), now.begin(), now.end());
    const auto first = begins.first - m_rows.begin();
    const auto more = std::ssize(now) - std::ssize(m_rows);
    if (more > 0 && std::equal(begins.first, m_rows.end(), begins.second + more, now.end())) {
        beginInsertRows({}, int(first), int(first + more - 1));
        m_rows = std::move(now);
        endInsertRows();
        return;
    }
    beginResetModel();
    m_rows = std::move(now);
    endResetModel();
}

int CaseModel::rowOf(ItemId item) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [item](const Row &each) { return each.item == item; });
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

ItemId CaseModel::itemAt(int row) const
{
    return row >= 0 && size_t(row) < m_rows.size() ? m_rows[size_t(row)].item : ItemId();
}

void CaseModel::refresh(ItemId item)
{
    if (const int row = rowOf(item); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

void CaseDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &t = theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const int depth = std::min(index.data(CaseModel::DepthRole).toInt(), kDeepestIndent);
    const QRectF row = QRectF(option.rect).adjusted(6 + depth * kIndent, 1, -6, -1);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? t.selection : t.raised);
        painter->drawRoundedRect(row, 5, 5);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter->setPen(QPen(t.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const QRectF badge(row.left() + 8, row.center().y() - 11, 22, 22);
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.dark ? t.line : t.raised);
    painter->drawRoundedRect(badge, 4, 4);
    paintIcon(*painter, badge.adjusted(4, 4, -4, -4),
              iconName(itemKindFromString(index.data(CaseModel::KindRole).toString())
                           .value_or(ItemKind::Unknown)),
              t.text);

    const double left = badge.right() + 9;
    const double width = row.right() - left - 6;
    QFont name = textFont();
    name.setWeight(option.state & QStyle::State_Selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(name);
    painter->setPen(t.text);
    painter->drawText(
        QRectF(left, row.top() + 3, width, row.height() / 2 - 2), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(name).elidedText(index.data().toString(), Qt::ElideMiddle, int(width)));
    const Look look = lookOf(ItemStatus::Kind(index.data(CaseModel::StatusKindRole).toInt()));
    const QRectF second(left, row.center().y() + 1, width, row.height() / 2 - 4);
    const QRectF glyph(second.left(), second.center().y() - 5.5, 11, 11);
    paintIcon(*painter, glyph, look.icon, look.color);
    painter->setFont(secondaryFont());
    painter->setPen(look.color);
    painter->drawText(second.adjusted(16, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(secondaryFont())
                          .elidedText(index.data(CaseModel::StatusTextRole).toString(),
                                      Qt::ElideRight, int(width) - 16));
    painter->restore();
}

QSize CaseDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Grows with the font of people who need larger text.
    const int text = QFontMetrics(textFont()).height() + QFontMetrics(secondaryFont()).height();
    return {option.rect.width(), std::max(kTreeRow, text + 10)};
}

CaseTree::CaseTree(Session &session, CaseJobs &works, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_works(works)
    , m_commands(commands)
    , m_model(new CaseModel(session, works, this))
    , m_view(new QListView(this))
    , m_empty(new QLabel(this))
{
    setObjectName(u"caseTree"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QLabel(tr("Case"), this);
    head->setFont(headFont());
    head->setForegroundRole(QPalette::PlaceholderText);
    head->setContentsMargins(16, 12, 8, 8);
    layout->addWidget(head);

    m_view->setObjectName(u"caseItems"_s);
    m_view->setAccessibleName(tr("Files of the case"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CaseDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    head->setBuddy(m_view);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);

    m_empty->setText(tr("Nothing here yet.\nDrop files or folders anywhere in the window, or "
                        "press Ctrl+O."));
    m_empty->setWordWrap(true);
    m_empty->setFont(secondaryFont());
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setContentsMargins(16, 4, 16, 8);
    m_empty->setAlignment(Qt::AlignTop);
    layout->addWidget(m_empty);
    const auto showEmpty = [this] { m_empty->setVisible(m_model->rowCount() == 0); };
    showEmpty();
    connect(m_model, &QAbstractItemModel::rowsInserted, this, showEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, showEmpty);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    m_session.setCurrentItem(m_model->itemAt(current.row()));
            });
    connect(m_view, &QWidget::customContextMenuRequested, this, &CaseTree::showMenu);
    connect(&session, &Session::currentItemChanged, this, &CaseTree::followSession);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &CaseTree::followSession);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CaseTree::followSession);

    const auto step = [this](int by) {
        const int row = m_model->rowOf(m_session.currentItem()) + by;
        if (const ItemId id = m_model->itemAt(row); row >= 0 && row < m_model->rowCount())
            m_session.setCurrentItem(id);
    };
    connect(commands.add(this, {u"case.nextItem"_s,
                                tr("Next file"),
                                {Qt::CTRL | Qt::Key_PageDown},
                                MenuGroup::View,
                                u"forward"_s}),
            &QAction::triggered, this, [step] { step(1); });
    connect(commands.add(this, {u"case.previousItem"_s,
                                tr("Previous file"),
                                {Qt::CTRL | Qt::Key_PageUp},
                                MenuGroup::View,
                                u"back"_s}),
            &QAction::triggered, this, [step] { step(-1); });
    connect(commands.add(this, {u"case.analyzeItem"_s,
                                tr("Analyse this file again"),
                                {Qt::CTRL | Qt::SHIFT | Qt::Key_R},
                                MenuGroup::Case,
                                {}}),
            &QAction::triggered, this, [this] {
                if (m_session.item() != nullptr)
                    m_works.analyzeAgain(m_session.currentItem());
            });
    connect(
        commands.add(
            this,
            {u"case.removeItem"_s, tr("Remove this file from the case"), {}, MenuGroup::Case, {}}),
        &QAction::triggered, this, [this] { remove(m_session.currentItem()); });
    followSession();
}

/// Nothing is asked: the original stays sealed, and undo brings the file back.
void CaseTree::remove(ItemId item)
{
    m_works.skip(item);
    m_session.gestures().removeItem(item);
}

void CaseTree::followSession()
{
    const int row = m_model->rowOf(m_session.currentItem());
    if (row >= 0 && row != m_view->currentIndex().row())
        m_view->setCurrentIndex(m_model->index(row));
}

void CaseTree::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    if (!index.isValid())
        return;
    const ItemId item = m_model->itemAt(index.row());
    QMenu menu(this);
    if (m_works.isAnalyzing(item) || m_works.isWaiting(item))
        menu.addAction(tr("Skip this file"), this, [this, item] { m_works.skip(item); });
    else
        menu.addAction(tr("Analyse this file again"), this,
                       [this, item] { m_works.analyzeAgain(item); });
    menu.addAction(tr("Remove this file from the case"), this, [this, item] { remove(item); });
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

} // namespace redoubt::ui
