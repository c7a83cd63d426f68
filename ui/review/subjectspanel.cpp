// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/subjectspanel.h"

#include "ui/common/gestures.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    for (const QString &line : edit->toPlainText().split(u'\n')) {
        const QString text = line.simplified();
        if (!text.isEmpty() && !lines.contains(text))
            lines.append(text);
    }
    return lines;
}

QPushButton *makeButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    return button;
}

QPlainTextEdit *makeLines(const QString &name, const QString &title)
{
    auto *edit = new QPlainTextEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(title);
    edit->setTabChangesFocus(true);
    edit->setMaximumHeight(72);
    return edit;
}

} // namespace

QString displayName(casefile::SubjectRole role)
{
    switch (role) {
    case casefile::SubjectRole::ThirdParty:
        return SubjectsPanel::tr("third party");
    case casefile::SubjectRole::Requester:
        return SubjectsPanel::tr("requester");
    case casefile::SubjectRole::Staff:
        return SubjectsPanel::tr("staff");
    case casefile::SubjectRole::Minor:
        return SubjectsPanel::tr("minor");
    }
    return {};
}

SubjectsPanel::SubjectsPanel(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_commands(commands)
{
    setObjectName(u"subjectsPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
    layout->setSpacing(kGrid);
    m_empty = new QLabel(tr("Add the people of this case. Their names are searched for in every "
                            "file, and one decision counts for all that is theirs."));
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty);
    m_list = new QListWidget;
    m_list->setObjectName(u"subjectsList"_s);
    m_list->setAccessibleName(tr("Subjects"));
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_list, 2);

    auto *buttons = new QHBoxLayout;
    auto *add = makeButton(u"subjectAdd"_s, tr("Add…"));
    m_edit = makeButton(u"subjectEdit"_s, tr("Edit…"));
    m_remove = makeButton(u"subjectRemove"_s, tr("Remove"));
    for (QPushButton *button : {add, m_edit, m_remove})
        buttons->addWidget(button);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addWidget(buildForm());
    layout->addWidget(buildDetails(), 2);

    m_hint = new QFrame;
    m_hint->setObjectName(u"namesChanged"_s);
    m_hint->hide();
    auto *hint = new QHBoxLayout(m_hint);
    hint->setContentsMargins({});
    auto *words = new QLabel(tr("Names changed: analyse again to find them."));
    words->setWordWrap(true);
    hint->addWidget(words, 1);
    auto *analyze = makeButton(u"analyzeAgain"_s, tr("Analyse again"));
    hint->addWidget(analyze);
    layout->addWidget(m_hint);
    connect(analyze, &QPushButton::clicked, this, [this] {
        m_hint->hide();
        if (QAction *action = m_commands.action(u"case.analyze"_s))
            action->trigger();
    });

    connect(add, &QPushButton::clicked, this, [this] { edit(std::nullopt); });
    connect(m_edit, &QPushButton::clicked, this, [this] { edit(current()); });
    connect(m_list, &QListWidget::itemActivated, this, [this] { edit(current()); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto id = current())
            m_session.gestures().removeSubject(*id);
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &SubjectsPanel::showCurrent);
    connect(&session, &Session::subjectsChanged, this, &SubjectsPanel::refresh);
    connect(&session, &Session::itemMarksChanged, this, [this] {
        if (isVisible())
            showCurrent();
    });
    refresh();
}

QFrame *SubjectsPanel::buildForm()
{
    m_form = new QFrame;
    m_form->setObjectName(u"subjectForm"_s);
    m_form->hide();
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins({});
    m_names = makeLines(u"subjectNames"_s, tr("Names, one a line"));
    m_identifiers = makeLines(u"subjectIdentifiers"_s, tr("Numbers and addresses, one a line"));
    m_names->setPlaceholderText(tr("One name a line"));
    m_identifiers->setPlaceholderText(tr("Telephone, e-mail, case number…"));
    m_role = new QComboBox;
    m_role->setObjectName(u"subjectRole"_s);
    m_role->setAccessibleName(tr("Role"));
    using casefile::SubjectRole;
    for (const SubjectRole role :
         {SubjectRole::ThirdParty, SubjectRole::Requester, SubjectRole::Staff, SubjectRole::Minor})
        m_role->addItem(displayName(role), casefile::toString(role));
    form->addRow(tr("Names"), m_names);
    form->addRow(tr("Identifiers"), m_identifiers);
    form->addRow(tr("Role"), m_role);
    m_formProblem = new QLabel;
    m_formProblem->setObjectName(u"subjectProblem"_s);
    m_formProblem->hide();
    form->addRow(m_formProblem);
    auto *buttons = new QHBoxLayout;
    auto *save = makeButton(u"subjectSave"_s, tr("Save"));
    auto *cancel = makeButton(u"subjectCancel"_s, tr("Cancel"));
    buttons->addStretch();
    buttons->addWidget(save);
    buttons->addWidget(cancel);
    form->addRow(buttons);
    connect(save, &QPushButton::clicked, this, &SubjectsPanel::save);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_form->hide();
        m_list->setFocus();
    });
    return m_form;
}

QFrame *SubjectsPanel::buildDetails()
{
    m_details = new QFrame;
    m_details->setObjectName(u"subjectDetails"_s);
    auto *layout = new QVBoxLayout(m_details);
    layout->setContentsMargins({});
    auto *title = new QLabel(tr("Attached faces, voices and things"));
    title->setFont(secondaryFont());
    layout->addWidget(title);
    m_groups = new QListWidget;
    m_groups->setObjectName(u"subjectGroups"_s);
    m_groups->setAccessibleName(tr("Attached groups"));
    m_groups->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_groups, 1);
    m_detach = makeButton(u"subjectDetach"_s, tr("Detach"));
    layout->addWidget(m_detach, 0, Qt::AlignLeft);
    m_redact = makeButton(u"subjectRedact"_s, QString());
    m_keep = makeButton(u"subjectKeep"_s, QString());
    auto *decide = new QHBoxLayout;
    decide->addWidget(m_redact);
    decide->addWidget(m_keep);
    layout->addLayout(decide);
    connect(m_detach, &QPushButton::clicked, this, &SubjectsPanel::detach);
    connect(m_redact, &QPushButton::clicked, this, [this] { decideEverywhere(Verdict::Redact); });
    connect(m_keep, &QPushButton::clicked, this, [this] { decideEverywhere(Verdict::Keep); });
    return m_details;
}

std::optional<SubjectId> SubjectsPanel::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item != nullptr ? SubjectId::fromString(item->data(Qt::UserRole).toString())
                           : std::nullopt;
}

QList<FindingId> SubjectsPanel::findingsOf(SubjectId id) const
{
    QList<FindingId> ids;
    for (const casefile::Item &item : m_session.sheet().items()) {
        for (const Finding *finding : m_session.findings(item.id)) {
            const casefile::Subject *who = m_session.sheet().subjectOf(*finding);
            if (who != nullptr && who->id == id)
                ids.append(finding->id);
        }
    }
    return ids;
}

void SubjectsPanel::refresh()
{
    const auto before = current();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const casefile::Subject &subject : m_session.sheet().subjects()) {
            //: A subject and their role: "R. Alvarez (requester)"
            auto *item = new QListWidgetItem(tr("%1 (%2)").arg(
                subject.names.value(0, tr("No name")), displayName(subject.role)));
            item->setData(Qt::UserRole, subject.id.toString());
            item->setToolTip((subject.names + subject.identifiers).join(u'\n'));
            m_list->addItem(item);
            if (subject.id == before)
                m_list->setCurrentItem(item);
        }
        if (m_list->currentRow() < 0 && m_list->count() > 0)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    m_empty->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    showCurrent();
}

QString SubjectsPanel::groupTitle(const casefile::Subject::GroupRef &group) const
{
    const casefile::Item *item = m_session.sheet().item(group.item);
    QString title = group.group;
    for (const Finding *finding : m_session.findings(group.item)) {
        if (finding->group == group.group) {
            title =
                u"%1 %2"_s.arg(redoubt::displayName(finding->type), group.group.section(u'-', -1));
            break;
        }
    }
    return item != nullptr ? u"%1 · %2"_s.arg(title, item->name) : title;
}

void SubjectsPanel::showCurrent()
{
    const auto id = current();
    const casefile::Subject *subject = id ? m_session.sheet().subject(*id) : nullptr;
    m_edit->setEnabled(subject != nullptr);
    m_remove->setEnabled(subject != nullptr);
    m_details->setVisible(subject != nullptr);
    m_groups->clear();
    if (subject == nullptr)
        return;
    for (const auto &group : subject->groups)
        m_groups->addItem(groupTitle(group));
    m_detach->setEnabled(m_groups->count() > 0);
    const int count = int(findingsOf(*id).size());
    m_redact->setText(tr("Redact everywhere (%1)").arg(count));
    m_keep->setText(tr("Keep everywhere (%1)").arg(count));
    m_redact->setEnabled(count > 0);
    m_keep->setEnabled(count > 0);
}

void SubjectsPanel::edit(std::optional<SubjectId> id)
{
    const casefile::Subject *subject = id ? m_session.sheet().subject(*id) : nullptr;
    const casefile::Subject shown = subject != nullptr ? *subject : casefile::Subject();
    m_edited = shown.id;
    m_names->setPlainText(shown.names.join(u'\n'));
    m_identifiers->setPlainText(shown.identifiers.join(u'\n'));
    m_role->setCurrentIndex(m_role->findData(casefile::toString(shown.role)));
    m_formProblem->hide();
    m_form->show();
    m_names->setFocus();
}

void SubjectsPanel::save()
{
    const casefile::Subject *before = m_session.sheet().subject(m_edited);
    casefile::Subject subject = before != nullptr ? *before : casefile::Subject();
    const QStringList known = subject.names + subject.identifiers;
    subject.names = linesOf(m_names);
    subject.identifiers = linesOf(m_identifiers);
    subject.role = casefile::subjectRoleFromString(m_role->currentData().toString())
                       .value_or(casefile::SubjectRole::ThirdParty);
    if (subject.names.isEmpty()) {
        m_formProblem->setText(tr("Write at least one name."));
        m_formProblem->show();
        m_names->setFocus();
        return;
    }
    const bool named = known != subject.names + subject.identifiers;
    if (subject.id.isNull())
        subject.id = SubjectId::random();
    m_form->hide();
    m_session.gestures().setSubject(subject);
    refresh();
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == subject.id.toString())
            m_list->setCurrentRow(row);
    }
    m_list->setFocus();
    if (named)
        m_hint->show();
}

void SubjectsPanel::detach()
{
    const auto id = current();
    const casefile::Subject *subject = id ? m_session.sheet().subject(*id) : nullptr;
    const int row = std::max(0, m_groups->currentRow());
    if (subject == nullptr || row >= subject->groups.size())
        return;
    casefile::Subject changed = *subject;
    changed.groups.removeAt(row);
    m_session.gestures().setSubject(changed);
}

void SubjectsPanel::decideEverywhere(Verdict verdict)
{
    if (const auto id = current())
        m_session.gestures().decide(findingsOf(*id), verdict);
}

} // namespace redoubt::ui
