// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/findingspanel.h"

#include "ui/common/gestures.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/review/findingdelegate.h"
#include "ui/review/thumbnails.h"

#include <QActionGroup>
#include <QApplication>
#include <QButtonGroup>
#include <QFrame>
#include <QGridLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRoomForKeys = 320;

constexpr int kReasonKeys = 9;
constexpr int kChipColumns = 3;

} // namespace

FindingsPanel::FindingsPanel(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_commands(commands)
    , m_model(session)
    , m_filter(m_model)
    , m_thumbnails(new Thumbnails(session, this))
{
    setObjectName(u"findingsPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid, kGrid, kHalfGrid);
    layout->setSpacing(kGrid);
    buildChips(layout);

    auto *tools = new QHBoxLayout;
    m_search = new QLineEdit;
    m_search->setObjectName(u"findingsSearch"_s);
    m_search->setAccessibleName(tr("Search the findings"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    tools->addWidget(m_search);
    auto *menu = new QToolButton;
    menu->setObjectName(u"findingsMenu"_s);
    menu->setAccessibleName(tr("Filter and order"));
    menu->setToolTip(tr("Filter and order"));
    menu->setIcon(icon(u"filter"));
    menu->setPopupMode(QToolButton::InstantPopup);
    menu->setMenu(buildMenu());
    tools->addWidget(menu);
    layout->addLayout(tools);

    m_list = new QListView;
    m_list->setObjectName(u"findingsList"_s);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setModel(&m_filter);
    Commands::setFindingPlace(m_list);
    m_list->setItemDelegate(new FindingDelegate([this](int row) { return look(row); }, m_list));
    layout->addWidget(m_list, 1);
    m_empty = new QLabel(m_list->viewport());
    m_empty->setObjectName(u"findingsEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    auto *over = new QVBoxLayout(m_list->viewport());
    over->addSpacing(3 * kGrid);
    over->addWidget(m_empty, 0, Qt::AlignTop);

    layout->addWidget(buildBulk());
    auto *foot = new QHBoxLayout;
    m_keys = new QLabel;
    m_keys->setObjectName(u"findingsKeys"_s);
    m_keys->setFont(secondaryFont());
    m_keys->setEnabled(false); // secondary text
    m_keys->setWordWrap(true);
    foot->addWidget(m_keys, 1);
    m_decideAll = new QPushButton(tr("Decide all shown…"));
    m_decideAll->setObjectName(u"decideShown"_s);
    foot->addWidget(m_decideAll);
    layout->addLayout(foot);
    connect(m_decideAll, &QPushButton::clicked, this, [this] {
        m_bulk->setVisible(!m_bulk->isVisible());
        refresh();
        if (m_bulk->isVisible())
            m_bulk->findChild<QPushButton *>(u"bulkCancel"_s)->setFocus();
    });

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        FindingsSpec spec = m_filter.spec();
        spec.text = text;
        m_filter.setSpec(spec);
    });
    connect(&m_filter, &FindingsFilter::updated, this, &FindingsPanel::refresh);
    // While rows come and go the view moves its selection; the session's is the true one.
    const auto quiet = [this] { m_syncing = true; };
    connect(&m_filter, &QAbstractItemModel::modelAboutToBeReset, this, quiet);
    connect(&m_filter, &QAbstractItemModel::rowsAboutToBeRemoved, this, quiet);
    connect(&m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this, quiet);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FindingsPanel::takeSelection);
    connect(&session, &Session::selectionChanged, this, &FindingsPanel::showSelection);
    connect(&session, &Session::profileChanged, this, &FindingsPanel::nameReasons);
    connect(m_thumbnails, &Thumbnails::ready, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(&commands, &Commands::changed, this, [this] { m_keys->setText(keysText()); });
    addCommands();
    layout->insertLayout(layout->indexOf(m_bulk), buildButtons());
    setFocusProxy(m_list);
    refresh();
}

void FindingsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Where it would take rows from the list it gives way; tooltips and "?" name the keys, too.
    m_keys->setVisible(event->size().width() >= kRoomForKeys);
}

QLayout *FindingsPanel::buildButtons()
{
    auto *row = new QHBoxLayout;
    for (const QString &id : {u"review.redact"_s, u"review.keep"_s})
        row->addWidget(m_commands.makeButton(id, this), 1);
    return row;
}

void FindingsPanel::buildChips(QVBoxLayout *layout)
{
    m_chips = new QButtonGroup(this);
    auto *grid = new QGridLayout;
    grid->setSpacing(kHalfGrid);
    for (int bin = 0; bin < kFindingsBins; ++bin) {
        auto *chip = new QPushButton;
        chip->setObjectName(u"chip%1"_s.arg(bin));
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setChecked(FindingsBin(bin) == m_filter.spec().bin);
        m_chips->addButton(chip, bin);
        grid->addWidget(chip, bin / kChipColumns, bin % kChipColumns);
    }
    layout->addLayout(grid);
    connect(m_chips, &QButtonGroup::idClicked, this, [this](int bin) { setBin(FindingsBin(bin)); });
}

QMenu *FindingsPanel::buildMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"findingsFilterMenu"_s);
    const auto change = [this](auto &&edit) {
        FindingsSpec spec = m_filter.spec();
        edit(spec);
        m_filter.setSpec(spec);
    };
    const auto choice = [](QMenu *into, QActionGroup *group, const QString &text, bool on) {
        QAction *action = into->addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        group->addAction(action);
        return action;
    };
    auto *order = new QActionGroup(menu);
    connect(choice(menu, order, tr("In order of place"), true), &QAction::triggered, this,
            [change] { change([](FindingsSpec &s) { s.order = FindingsOrder::Place; }); });
    connect(choice(menu, order, tr("Riskiest first"), false), &QAction::triggered, this,
            [change] { change([](FindingsSpec &s) { s.order = FindingsOrder::Risk; }); });
    menu->addSeparator();

    QMenu *types = menu->addMenu(tr("Type"));
    // Filled when it opens: only types that are there.
    connect(types, &QMenu::aboutToShow, this, [this, types, choice, change] {
        types->clear();
        auto *group = new QActionGroup(types);
        const auto now = m_filter.spec().type;
        connect(choice(types, group, tr("All types"), !now), &QAction::triggered, this,
                [change] { change([](FindingsSpec &s) { s.type.reset(); }); });
        QSet<FindingType> there;
        for (const FindingRow &row : m_model.rows())
            there.insert(row.finding->type);
        for (const FindingType type : allFindingTypes()) {
            if (!there.contains(type))
                continue;
            connect(choice(types, group, displayName(type), now == type), &QAction::triggered, this,
                    [change, type] { change([type](FindingsSpec &s) { s.type = type; }); });
        }
    });
    QMenu *sources = menu->addMenu(tr("Where it was read"));
    auto *group = new QActionGroup(sources);
    connect(choice(sources, group, tr("Anywhere"), true), &QAction::triggered, this,
            [change] { change([](FindingsSpec &s) { s.source.reset(); }); });
    const std::pair<TextSource, QString> words[]{{TextSource::None, tr("Seen or heard, no text")},
                                                 {TextSource::Text, tr("Text")},
                                                 {TextSource::Ocr, tr("In pictures")},
                                                 {TextSource::Speech, tr("Speech")},
                                                 {TextSource::Metadata, tr("Metadata")},
                                                 {TextSource::Hidden, tr("Hidden parts")}};
    for (const auto &[source, text] : words) {
        connect(choice(sources, group, text, false), &QAction::triggered, this,
                [change, wanted = source] {
                    change([wanted](FindingsSpec &s) { s.source = wanted; });
                });
    }
    menu->addSeparator();
    QAction *whole = menu->addAction(tr("Findings of the whole case"));
    whole->setObjectName(u"wholeCase"_s);
    whole->setCheckable(true);
    connect(whole, &QAction::toggled, this, [this](bool on) {
        m_model.setScope(on ? FindingsScope::WholeCase : FindingsScope::CurrentItem);
    });
    m_goOn = menu->addAction(tr("Go on to the next after deciding"));
    m_goOn->setObjectName(u"goOn"_s);
    m_goOn->setCheckable(true);
    m_goOn->setChecked(true);
    return menu;
}

QFrame *FindingsPanel::buildBulk()
{
    m_bulk = new QFrame;
    m_bulk->setObjectName(u"bulkBar"_s);
    m_bulk->setVisible(false);
    auto *layout = new QVBoxLayout(m_bulk);
    layout->setContentsMargins({});
    m_bulkText = new QLabel;
    m_bulkText->setObjectName(u"bulkText"_s);
    m_bulkText->setWordWrap(true);
    layout->addWidget(m_bulkText);
    auto *buttons = new QHBoxLayout;
    const auto add = [&](const QString &name, const QString &text, auto &&call) {
        auto *button = new QPushButton(text);
        button->setObjectName(name);
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, call);
    };
    add(u"bulkRedact"_s, tr("Redact all"), [this] { decideShown(Verdict::Redact); });
    add(u"bulkKeep"_s, tr("Keep all"), [this] { decideShown(Verdict::Keep); });
    add(u"bulkCancel"_s, tr("Cancel"), [this] {
        m_bulk->hide();
        m_list->setFocus();
    });
    layout->addLayout(buttons);
    return m_bulk;
}

void FindingsPanel::addCommands()
{
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         auto &&call, bool decides = false) {
        CommandSpec spec{id, text, keys, MenuGroup::Mark, {}};
        spec.decides = decides;
        QAction *action = m_commands.add(this, spec);
        connect(action, &QAction::triggered, this, call);
        return action;
    };
    const auto decide = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                            auto &&call) { return add(id, text, keys, call, true); };
    decide(u"review.redact"_s, tr("Redact"), {Qt::Key_Return, Qt::Key_Enter},
           [this] { decideSelection(Verdict::Redact); });
    decide(u"review.keep"_s, tr("Keep"), {Qt::Key_Backspace},
           [this] { decideSelection(Verdict::Keep); });
    decide(u"review.undecide"_s, tr("Take the decision back"), {Qt::Key_U},
           [this] { m_session.gestures().undecide(m_session.selection()); });
    add(u"review.next"_s, tr("Next finding"), {Qt::Key_N}, [this] { go(Go::Next); });
    add(u"review.previous"_s, tr("Previous finding"), {Qt::Key_P}, [this] { go(Go::Previous); });
    add(u"review.nextUndecided"_s, tr("Next undecided finding"), {Qt::SHIFT | Qt::Key_N},
        [this] { go(Go::NextUndecided); });
    add(u"review.previousUndecided"_s, tr("Previous undecided finding"), {Qt::SHIFT | Qt::Key_P},
        [this] { go(Go::PreviousUndecided); });
    add(u"review.remove"_s, tr("Remove the mark"), {},
        [this] { m_session.gestures().remove(m_session.selection()); });
    for (int n = 1; n <= kReasonKeys; ++n) {
        m_reasonActions.append(decide(
            u"review.reason%1"_s.arg(n), tr("Reason %1").arg(n), {QKeySequence(Qt::Key_0 + n)},
            [this, n] {
                const auto &reasons = m_session.reasons();
                if (n <= reasons.size() && !m_session.selection().isEmpty())
                    m_session.gestures().toggleReason(m_session.selection(), reasons[n - 1].code);
            }));
    }
    nameReasons();
}

void FindingsPanel::nameReasons()
{
    const auto &reasons = m_session.reasons();
    for (int n = 0; n < m_reasonActions.size(); ++n) {
        const bool there = n < reasons.size();
        QAction *action = m_reasonActions[n];
        action->setEnabled(there);
        //: A key of the keyboard that withholds a mark for a reason: "Reason (b)(6)"
        action->setText(there ? tr("Reason %1").arg(reasons[n].code) : tr("Reason %1").arg(n + 1));
        if (there)
            action->setStatusTip(reasons[n].text);
    }
}

void FindingsPanel::setBin(FindingsBin bin)
{
    FindingsSpec spec = m_filter.spec();
    spec.bin = bin;
    m_filter.setSpec(spec);
}

QString FindingsPanel::shortCount(int count)
{
    constexpr int kThousand = 1000;
    if (count < kThousand)
        return QString::number(count);
    const QLocale locale;
    //: Thousands, shortened: "1.2k", "12k"
    return tr("%1k").arg(count < 10 * kThousand ? locale.toString(count / 100 / 10.0, 'f', 1)
                                                : locale.toString(count / kThousand));
}

void FindingsPanel::refresh()
{
    m_syncing = false;
    const casefile::Item *item = m_session.item();
    const bool pages = item != nullptr && !m_session.axis();
    const QString names[kFindingsBins]{tr("Undecided"),
                                       tr("Candidates"),
                                       tr("Brief"),
                                       tr("Tiny"),
                                       pages ? tr("This page") : tr("This frame"),
                                       tr("All")};
    for (int bin = 0; bin < kFindingsBins; ++bin) {
        const int count = m_filter.count(FindingsBin(bin));
        QAbstractButton *chip = m_chips->button(bin);
        //: A bin of findings and how many are in it: "Undecided 14"
        chip->setText(tr("%1 %2").arg(names[bin], shortCount(count)));
        const QString exact = tr("%1 %2").arg(names[bin], QLocale().toString(count));
        chip->setToolTip(exact);
        chip->setAccessibleName(exact);
    }
    const int count = m_filter.rowCount();
    m_decideAll->setEnabled(count > 0);
    if (count == 0)
        m_bulk->hide();
    m_bulkText->setText(tr("Decide the %n finding(s) of this list in one step?", nullptr, count));
    m_empty->setText(count == 0 ? emptyText() : QString());
    m_empty->setVisible(count == 0);
    m_keys->setText(keysText());
    showSelection();
}

QString FindingsPanel::emptyText() const
{
    if (m_session.item() == nullptr)
        return tr("Add files to the case to see findings here.");
    if (m_model.rowCount() > 0)
        return m_filter.spec().bin == FindingsBin::Undecided && m_filter.spec().text.isEmpty()
                   ? tr("Nothing is undecided here.")
                   : tr("No finding fits this filter.");
    if (m_session.item()->state == casefile::ItemState::Unsupported ||
        m_session.item()->state == casefile::ItemState::Failed ||
        !m_session.obstacle(m_session.currentItem()).isEmpty())
        return tr("This file was not examined: nobody knows what is in it.");
    if (m_session.item()->state == casefile::ItemState::Sealed)
        return tr("This file has not been analysed yet. Analyse it, or draw marks yourself.");
    if (!m_session.profile().detect)
        return tr("Nothing was looked for in this file, by its profile. Look through it, and draw "
                  "marks where something is to be removed.");
    return tr("The analysis found nothing in this file. Look through it, and draw marks where "
              "something was missed.");
}

QString FindingsPanel::keysText() const
{
    const auto key = [this](const QString &id) {
        const QAction *action = m_commands.action(id);
        return action == nullptr || action->shortcut().isEmpty()
                   ? u"–"_s
                   : action->shortcut().toString(QKeySequence::NativeText);
    };
    //: Keys of the list: redact, keep, next, reasons; two blanks between them
    const QString text =
        tr("%1 redact  %2 keep  1–9 reason  %3 next")
            .arg(key(u"review.redact"_s), key(u"review.keep"_s), key(u"review.next"_s));
    // A narrow panel breaks the line between keys, not between a key and what it does.
    constexpr char16_t kWordJoiner = 0x2060;
    QStringList keys = text.split(u"  "_s);
    for (QString &each : keys)
        each.replace(u' ', QChar(QChar::Nbsp))
            .replace(u'–', QString(QChar(kWordJoiner)) + u'–' + QChar(kWordJoiner));
    return keys.join(u"  "_s);
}

FindingRowLook FindingsPanel::look(int row)
{
    const FindingRow &shown = m_filter.row(row);
    const Finding &finding = *shown.finding;
    FindingRowLook look;
    look.title = findingTitle(m_session, finding);
    look.state = shown.state;
    QStringList parts;
    const casefile::Item *item = m_session.sheet().item(finding.item);
    if (m_model.scope() == FindingsScope::WholeCase && item != nullptr)
        parts.append(item->name);
    if (const QString place = findingSummary(m_session, finding); !place.isEmpty())
        parts.append(place);
    if (!finding.provenance.byPerson())
        parts.append(QString::number(finding.score, 'f', 2));
    const QStringList reasons = m_session.outcome(finding).reasons;
    if (shown.state == MarkState::Redact && !reasons.isEmpty())
        parts.append(reasons.join(u", "_s));
    look.secondary = parts.join(u" · "_s);
    const ItemKind kind = item != nullptr ? item->kind : ItemKind::Unknown;
    if (Thumbnails::hasPicture(finding, kind))
        look.picture = m_thumbnails->image(finding);
    look.card = finding.text.reveal().simplified();
    look.iconName = std::holds_alternative<Span>(finding.place) ? u"sound"_s : iconName(kind);
    return look;
}

// ---- Selection

void FindingsPanel::showSelection()
{
    if (m_syncing)
        return;
    const QScopedValueRollback guard(m_syncing, true);
    QItemSelection selection;
    QModelIndex first;
    for (const FindingId id : m_session.selection()) {
        const int row = m_filter.rowOf(id);
        if (row < 0)
            continue;
        const QModelIndex index = m_filter.index(row);
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    auto *model = m_list->selectionModel();
    model->select(selection, QItemSelectionModel::ClearAndSelect);
    if (first.isValid() && !model->isSelected(model->currentIndex()))
        model->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    if (first.isValid() && m_session.selection().size() == 1)
        m_list->scrollTo(first);
}

void FindingsPanel::takeSelection()
{
    if (m_syncing)
        return;
    const QScopedValueRollback guard(m_syncing, true);
    QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    QList<FindingId> ids;
    ItemId item;
    for (const QModelIndex &index : std::as_const(rows)) {
        const Finding *finding = m_filter.row(index.row()).finding;
        if (ids.isEmpty())
            item = finding->item;
        if (finding->item == item) // a selection is of one item
            ids.append(finding->id);
    }
    m_session.select(ids, Session::Reveal::Yes);
}

int FindingsPanel::currentRow() const
{
    return m_session.selection().isEmpty() ? -1 : m_filter.rowOf(m_session.selection().last());
}

void FindingsPanel::go(Go where)
{
    const int count = m_filter.rowCount();
    if (count == 0)
        return;
    const int now = currentRow();
    int to = -1;
    switch (where) {
    case Go::Next:
        to = std::min(now + 1, count - 1);
        break;
    case Go::Previous:
        to = now < 0 ? count - 1 : std::max(now - 1, 0);
        break;
    case Go::NextUndecided:
        to = m_filter.nextUndecided(now, 1);
        break;
    case Go::PreviousUndecided:
        to = m_filter.nextUndecided(now < 0 ? count : now, -1);
        break;
    }
    if (to < 0)
        return;
    // The next key may decide on it, and what it decides on has the focus.
    if (!Commands::isFindingPlace(QApplication::focusWidget()))
        m_list->setFocus();
    m_session.select({m_filter.row(to).finding->id}, Session::Reveal::Yes);
}

void FindingsPanel::decideSelection(Verdict verdict)
{
    const QList<FindingId> ids = m_session.selection();
    if (ids.isEmpty()) {
        go(Go::NextUndecided); // the first press brings one up
        return;
    }
    std::optional<FindingId> next;
    if (ids.size() == 1 && m_goOn->isChecked()) {
        const int to = m_filter.nextUndecided(currentRow(), 1);
        if (to >= 0)
            next = m_filter.row(to).finding->id;
    }
    m_session.gestures().decide(ids, verdict);
    if (next)
        m_session.select({*next}, Session::Reveal::Yes);
}

void FindingsPanel::decideShown(Verdict verdict)
{
    m_session.gestures().decide(m_filter.shown(), verdict);
    m_bulk->hide();
    m_list->setFocus();
}

} // namespace redoubt::ui
