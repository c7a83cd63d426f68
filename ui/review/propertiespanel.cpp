// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/propertiespanel.h"

#include "core/finding/effects.h"
#include "ui/common/gestures.h"
#include "ui/common/theme.h"
#include "ui/review/findingsmodel.h"

#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

enum Fact { TypeFact, PlaceFact, ScoreFact, OriginFact, StateFact, DecidedFact, TextFact };

QLabel *valueLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // what was recognised is no markup
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

QList<Effect> effectsFor(const Finding &finding, ItemKind kind)
{
    return QList<Effect>{Effect::Default} + effectsOn(canvasOf(finding.place, kind), finding.type);
}

PropertiesPanel::PropertiesPanel(Session &session, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
{
    setObjectName(u"propertiesPanel"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    auto *outer = new QVBoxLayout(body);
    m_empty = new QLabel(tr("Select a finding to see where it comes from and to change how it is "
                            "redacted."));
    m_empty->setObjectName(u"propertiesEmpty"_s);
    m_empty->setWordWrap(true);
    outer->addWidget(m_empty);
    m_content = new QWidget;
    auto *form = new QFormLayout(m_content);
    form->setContentsMargins({});
    form->setHorizontalSpacing(2 * kGrid);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    const std::pair<QString, QString> facts[]{
        {u"propType"_s, tr("Type")},   {u"propPlace"_s, tr("Place")},
        {u"propScore"_s, tr("Score")}, {u"propOrigin"_s, tr("Origin")},
        {u"propState"_s, tr("State")}, {u"propDecided"_s, tr("Decided by")},
        {u"propText"_s, tr("Text")},
    };
    for (const auto &[name, title] : facts) {
        m_facts.append(valueLabel(name));
        form->addRow(title, m_facts.last());
    }
    m_effect = new QComboBox;
    m_effect->setObjectName(u"propEffect"_s);
    m_effect->setAccessibleName(tr("Effect"));
    form->addRow(tr("Effect"), m_effect);
    m_effectNote = new QLabel;
    m_effectNote->setObjectName(u"propEffectNote"_s);
    m_effectNote->setWordWrap(true);
    form->addRow(QString(), m_effectNote);
    m_subject = new QComboBox;
    m_subject->setObjectName(u"propSubject"_s);
    m_subject->setAccessibleName(tr("Subject"));
    form->addRow(tr("Subject"), m_subject);
    outer->addWidget(m_content);
    m_reasons = new QListWidget;
    m_reasons->setObjectName(u"propReasons"_s);
    m_reasons->setAccessibleName(tr("Reasons"));
    m_reasons->setMinimumHeight(6 * 22);
    m_reasons->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(m_reasons, 1);
    outer->addStretch();
    setWidget(body);

    connect(m_effect, &QComboBox::activated, this, [this](int index) {
        m_session.gestures().decide(m_session.selection(), Verdict::Redact, {},
                                    Effect(m_effect->itemData(index).toInt()));
    });
    connect(m_reasons, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling)
            m_session.gestures().toggleReason(m_session.selection(),
                                              item->data(Qt::UserRole).toString());
    });
    connect(m_subject, &QComboBox::activated, this, [this](int index) {
        const auto id = SubjectId::fromString(m_subject->itemData(index).toString());
        attach(id.value_or(SubjectId()));
    });
    connect(&session, &Session::selectionChanged, this, &PropertiesPanel::refresh);
    connect(&session, &Session::itemMarksChanged, this, &PropertiesPanel::refresh);
    connect(&session, &Session::profileChanged, this, &PropertiesPanel::refresh);
    connect(&session, &Session::subjectsChanged, this, &PropertiesPanel::refresh);
    refresh();
}

QList<const Finding *> PropertiesPanel::selected() const
{
    QList<const Finding *> list;
    for (const FindingId id : m_session.selection()) {
        if (const Finding *finding = m_session.sheet().finding(id))
            list.append(finding);
    }
    return list;
}

void PropertiesPanel::refresh()
{
    const QScopedValueRollback guard(m_filling, true);
    const QList<const Finding *> findings = selected();
    m_empty->setVisible(findings.isEmpty());
    m_content->setVisible(!findings.isEmpty());
    m_reasons->setVisible(!findings.isEmpty() && !m_session.reasons().isEmpty());
    if (findings.isEmpty())
        return;
    showFacts(findings);
    showEffect(findings);
    showReasons(findings);
    showSubject(findings);
}

void PropertiesPanel::showFacts(const QList<const Finding *> &findings)
{
    const Finding &first = *findings.first();
    const bool several = findings.size() > 1;
    const QString various =
        several ? tr("%n finding(s)", nullptr, int(findings.size())) : QString();
    m_facts[TypeFact]->setText(several ? various : displayName(first.type));
    m_facts[PlaceFact]->setText(several ? u"–"_s : findingPlace(m_session, first));
    m_facts[ScoreFact]->setText(
        several || first.provenance.byPerson() ? u"–"_s : QString::number(first.score, 'f', 2));
    QString origin = u"–"_s;
    if (!several && first.provenance.byPerson()) {
        origin = tr("Drawn by a person");
    } else if (!several) {
        origin = tr("Machine: %1 %2").arg(first.provenance.detector, first.provenance.version);
        if (first.supersedes)
            origin += u'\n' + tr("Moved or split by a person");
        if (!first.provenance.modelSha256.isEmpty())
            origin += u'\n' +
                      tr("Model %1")
                          .arg(QString::fromLatin1(first.provenance.modelSha256.toHex().left(12)));
    }
    m_facts[OriginFact]->setText(origin);
    QStringList states;
    for (const Finding *finding : findings) {
        const QString state = displayName(m_session.state(*finding));
        if (!states.contains(state))
            states.append(state);
    }
    m_facts[StateFact]->setText(states.join(u", "_s));
    QString decided = u"–"_s;
    if (const auto decision = m_session.sheet().decision(first.id); decision && !several) {
        const auto at = QDateTime::fromMSecsSinceEpoch(decision->atUs / 1000);
        decided = tr("%1, %2").arg(decision->by, QLocale().toString(at, QLocale::ShortFormat));
    }
    m_facts[DecidedFact]->setText(decided);
    m_facts[TextFact]->setText(several ? QString() : first.text.reveal());
}

void PropertiesPanel::showEffect(const QList<const Finding *> &findings)
{
    const auto kindOf = [this](const Finding &finding) {
        const casefile::Item *item = m_session.sheet().item(finding.item);
        return item ? item->kind : ItemKind::Unknown;
    };
    QList<Effect> effects = effectsFor(*findings.first(), kindOf(*findings.first()));
    std::optional<Effect> chosen;
    bool same = true;
    for (const Finding *finding : findings) {
        const QList<Effect> own = effectsFor(*finding, kindOf(*finding));
        effects.removeIf([&own](Effect effect) { return !own.contains(effect); });
        const auto decision = m_session.sheet().decision(finding->id);
        const Effect effect = decision ? decision->effect : Effect::Default;
        same = same && (!chosen || *chosen == effect);
        chosen = effect;
    }
    m_effect->clear();
    for (const Effect effect : std::as_const(effects)) {
        QString text = displayName(effect);
        if (effect == Effect::Default) {
            text = tr("As the profile says (%1)")
                       .arg(displayName(m_session.profile().effectFor(
                           findings.first()->type, findings.first()->place,
                           kindOf(*findings.first()), Effect::Default)));
        }
        m_effect->addItem(text, int(effect));
    }
    m_effect->setCurrentIndex(same && chosen ? m_effect->findData(int(*chosen)) : -1);
    const bool weak = same && chosen && isWeak(*chosen);
    m_effectNote->setText(weak ? tr("This can be undone by somebody with time and skill. Use it "
                                    "only where nobody is put at risk.")
                               : QString());
    m_effectNote->setVisible(weak);
}

void PropertiesPanel::showReasons(const QList<const Finding *> &findings)
{
    m_reasons->clear();
    for (const casefile::Reason &reason : m_session.reasons()) {
        int has = 0;
        for (const Finding *finding : findings) {
            const auto decision = m_session.sheet().decision(finding->id);
            has += decision && decision->reasons.contains(reason.code) ? 1 : 0;
        }
        auto *item = new QListWidgetItem(reason.label.isEmpty() || reason.label == reason.code
                                             ? u"%1  %2"_s.arg(reason.code, reason.text)
                                             : u"%1  %2"_s.arg(reason.code, reason.label));
        item->setData(Qt::UserRole, reason.code);
        item->setToolTip(reason.text);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(has == 0                ? Qt::Unchecked
                            : has < findings.size() ? Qt::PartiallyChecked
                                                    : Qt::Checked);
        m_reasons->addItem(item);
    }
}

void PropertiesPanel::showSubject(const QList<const Finding *> &findings)
{
    m_subject->clear();
    m_subject->addItem(tr("Nobody"), QString());
    for (const casefile::Subject &subject : m_session.sheet().subjects())
        m_subject->addItem(subject.names.value(0, tr("No name")), subject.id.toString());
    const casefile::Subject *who = m_session.sheet().subjectOf(*findings.first());
    m_subject->setCurrentIndex(who != nullptr ? m_subject->findData(who->id.toString()) : 0);
    const bool grouped = std::all_of(findings.begin(), findings.end(),
                                     [](const Finding *f) { return !f->group.isEmpty(); });
    m_subject->setEnabled(grouped && m_subject->count() > 1);
    m_subject->setToolTip(!grouped ? tr("Only groups of faces, voices and things can be attached.")
                          : m_subject->count() > 1
                              ? QString()
                              : tr("Add a subject in the Subjects tab first."));
}

void PropertiesPanel::attach(SubjectId id)
{
    QList<casefile::Subject::GroupRef> groups;
    for (const Finding *finding : selected()) {
        const casefile::Subject::GroupRef group{finding->item, finding->group};
        if (!finding->group.isEmpty() && !groups.contains(group))
            groups.append(group);
    }
    QList<casefile::Change> changes;
    for (casefile::Subject subject : m_session.sheet().subjects()) {
        const casefile::Subject before = subject;
        subject.groups.removeIf([&](const auto &group) { return groups.contains(group); });
        if (subject.id == id)
            subject.groups += groups;
        if (subject != before)
            changes.append(casefile::SetSubject{subject});
    }
    m_session.gestures().change(tr("Attach to a subject"), changes);
}

} // namespace redoubt::ui
