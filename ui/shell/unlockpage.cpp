// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/unlockpage.h"

#include "core/base/paths.h"
#include "core/casefile/profile.h"
#include "core/jobs/job.h"
#include "ui/common/errorlabel.h"
#include "ui/common/profiles.h"
#include "ui/common/theme.h"
#include "ui/shell/passphrase.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QFutureWatcher>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

/// The form at its narrowest fits into the smallest window, beside a scroll bar.
constexpr int kNarrowForm = 340;

QLineEdit *passphraseField(const QString &name, const QString &accessible, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(accessible);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    return field;
}

/// Takes away what making a vault put there, one by one: a folder goes only when it is empty. Where
/// something stays another name works all the same.
void discardEmptyVault(const fs::path &folder)
{
    std::error_code ignored;
    for (const char *name : {"vault.hdr", "vault.hdr.bak", "vault.lock", "objects", ""})
        fs::remove(folder / name, ignored);
}

} // namespace

UnlockPage::UnlockPage(Scheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
{
    setObjectName(u"unlockPage"_s);
    // A small screen shows a part; what has the focus scrolls into view.
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"unlockScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    m_inner = new QWidget;
    scroll->setWidget(m_inner);
    m_viewport = scroll->viewport();
    m_inner->installEventFilter(this);
    m_viewport->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this, scroll](QWidget *, QWidget *now) {
        if (now != nullptr && m_inner->isAncestorOf(now))
            scroll->ensureWidgetVisible(now, kGrid, kGrid);
    });
    auto *outer = new QHBoxLayout(m_inner);
    outer->addStretch(1);
    auto *box = new QWidget(m_inner);
    box->setMaximumWidth(480);
    box->setMinimumWidth(kNarrowForm);
    outer->addWidget(box, 2);
    outer->addStretch(1);
    auto *column = new QVBoxLayout(box);
    column->addStretch(2);
    column->setSpacing(kGrid + kHalfGrid);

    m_title = new QLabel(box);
    QFont large = textFont();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_subtitle = new QLabel(box);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_subtitle->setWordWrap(true);
    column->addWidget(m_subtitle);

    m_form = new QFormLayout;
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setSpacing(kHalfGrid);
    column->addLayout(m_form);
    m_name = new QLineEdit(box);
    m_name->setObjectName(u"caseName"_s);
    m_form->addRow(tr("Name of the &case"), m_name);
    m_placeRow = new QWidget(box);
    auto *placeLayout = new QHBoxLayout(m_placeRow);
    placeLayout->setContentsMargins(0, 0, 0, 0);
    m_place = new QLineEdit(m_placeRow);
    m_place->setObjectName(u"casePlace"_s);
    m_place->setAccessibleName(tr("Folder for the case"));
    placeLayout->addWidget(m_place, 1);
    auto *choose = new QPushButton(tr("Choose…"), m_placeRow);
    choose->setObjectName(u"choosePlace"_s);
    choose->setAccessibleName(tr("Choose the folder for the case"));
    placeLayout->addWidget(choose);
    m_form->addRow(tr("&Folder"), m_placeRow);
    m_profileRow = new QWidget(box);
    auto *profileLayout = new QVBoxLayout(m_profileRow);
    profileLayout->setContentsMargins(0, 0, 0, 0);
    m_profile = new QComboBox(m_profileRow);
    m_profile->setObjectName(u"caseProfile"_s);
    m_profile->setAccessibleName(tr("Profile of the case"));
    profileLayout->addWidget(m_profile);
    m_profileText = new QLabel(m_profileRow);
    m_profileText->setObjectName(u"caseProfileText"_s);
    m_profileText->setFont(secondaryFont());
    m_profileText->setWordWrap(true);
    profileLayout->addWidget(m_profileText);
    m_form->addRow(tr("Pr&ofile: what is looked for and withheld"), m_profileRow);
    m_passphrase = passphraseField(u"passphrase"_s, tr("Passphrase"), box);
    m_form->addRow(tr("&Passphrase"), m_passphrase);

    m_strengthRow = new QWidget(box);
    auto *strengthLayout = new QVBoxLayout(m_strengthRow);
    strengthLayout->setContentsMargins(0, 0, 0, 0);
    m_strength = new QProgressBar(m_strengthRow);
    m_strength->setObjectName(u"strength"_s);
    m_strength->setAccessibleName(tr("Strength of the passphrase"));
    m_strength->setRange(0, 90);
    m_strength->setTextVisible(false);
    strengthLayout->addWidget(m_strength);
    m_strengthText = new QLabel(m_strengthRow);
    m_strengthText->setObjectName(u"strengthText"_s);
    m_strengthText->setFont(secondaryFont());
    m_strengthText->setWordWrap(true);
    strengthLayout->addWidget(m_strengthText);
    m_form->addRow(m_strengthRow);

    m_again = passphraseField(u"passphraseAgain"_s, tr("Passphrase once more"), box);
    m_form->addRow(tr("Once &more"), m_again);

    m_recovery = new QLineEdit(box);
    m_recovery->setObjectName(u"recoveryKey"_s);
    m_recovery->setPlaceholderText(tr("redoubt1…"));
    m_recovery->setToolTip(tr("Who holds the secret key that belongs to it can open the case when "
                              "the passphrase is lost. “redoubt-cli vault keygen” makes such "
                              "keys."));
    m_form->addRow(tr("&Recovery key of your organisation (optional)"), m_recovery);

    m_warning = new QLabel(tr("Keep the passphrase in a safe place. Nobody can recover it: without "
                              "it the originals in this case are lost."),
                           box);
    m_warning->setObjectName(u"passphraseWarning"_s);
    m_warning->setWordWrap(true);
    column->addWidget(m_warning);
    m_error = new ErrorLabel(box);
    m_error->setObjectName(u"unlockError"_s);
    column->addWidget(m_error);
    m_restored = new QCheckBox(tr("I &restored this case from a copy: open it as it is"), box);
    m_restored->setObjectName(u"acceptRestored"_s);
    column->addWidget(m_restored);
    m_progress = new QProgressBar(box);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Opening"));
    column->addWidget(m_progress);

    auto *buttons = new QHBoxLayout;
    m_cancel = new QPushButton(tr("Back"), box);
    m_cancel->setObjectName(u"unlockCancel"_s);
    m_go = new QPushButton(box);
    m_go->setObjectName(u"unlockGo"_s);
    m_go->setProperty("primary", true);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_go);
    column->addLayout(buttons);
    column->addStretch(3);

    connect(choose, &QPushButton::clicked, this, &UnlockPage::chooseFolder);
    connect(m_profile, &QComboBox::currentIndexChanged, this, [this] {
        const auto chosen = casefile::loadProfile(profile());
        m_profileText->setText(chosen ? chosen->description : chosen.error().text());
        m_profile->setAccessibleDescription(m_profileText->text());
    });
    connect(m_go, &QPushButton::clicked, this, &UnlockPage::submit);
    connect(m_cancel, &QPushButton::clicked, this, &UnlockPage::cancelled);
    for (QLineEdit *field : {m_name, m_place, m_passphrase, m_again, m_recovery}) {
        connect(field, &QLineEdit::textChanged, this, &UnlockPage::updateState);
        connect(field, &QLineEdit::returnPressed, this, &UnlockPage::submit);
    }
    setMode(Mode::Open);
    setBusy(false);
}

UnlockPage::~UnlockPage() = default;

bool UnlockPage::eventFilter(QObject *watched, QEvent *event)
{
    // A scroll area asks for the least height of what it shows, which knows nothing of lines that
    // wrap: without this the form is squeezed instead of scrolled.
    const bool changed = (watched == m_inner && event->type() == QEvent::LayoutRequest) ||
                         (watched == m_viewport && event->type() == QEvent::Resize);
    if (changed)
        m_inner->setMinimumHeight(
            std::max(0, m_inner->layout()->totalHeightForWidth(m_viewport->width())));
    return QWidget::eventFilter(watched, event);
}

void UnlockPage::setMode(Mode mode)
{
    m_mode = mode;
    const bool create = mode == Mode::Create;
    for (QWidget *row : {static_cast<QWidget *>(m_name), m_placeRow, m_profileRow,
                         static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_recovery)}) {
        row->setVisible(create);
        if (QWidget *label = m_form->labelForField(row))
            label->setVisible(create);
    }
    m_strengthRow->setVisible(create);
    m_warning->setVisible(create);
    m_go->setText(create ? tr("Make the case") : tr("Open"));
    m_error->setError({});
    m_restored->setChecked(false);
    m_restored->hide();
    m_passphrase->setAccessibleDescription({});
    m_passphrase->clear();
    m_again->clear();
    updateState();
}

void UnlockPage::askToOpen(const fs::path &folder, bool locked)
{
    m_folder = folder;
    setMode(Mode::Open);
    m_title->setText(locked ? tr("%1 is locked").arg(redoubt::displayName(folder.stem()))
                            : tr("Open %1").arg(redoubt::displayName(folder.stem())));
    m_subtitle->setText(locked ? tr("The keys were wiped from memory. Give the passphrase to go on "
                                    "where you were.")
                               : redoubt::displayName(folder));
    m_passphrase->setFocus();
}

void UnlockPage::askToCreate(const QString &name, const fs::path &place)
{
    setMode(Mode::Create);
    m_title->setText(tr("New case"));
    m_subtitle->setText(tr("A case is a folder that holds the originals, sealed, and everything "
                           "you decide."));
    m_name->setText(name);
    m_place->setText(redoubt::displayName(place));
    fillProfiles(*m_profile, u"standard"_s);
    if (name.isEmpty())
        m_name->setFocus();
    else
        m_passphrase->setFocus();
}

void UnlockPage::chooseFolder()
{
    const QString chosen =
        QFileDialog::getExistingDirectory(this, tr("Folder for the case"), m_place->text());
    if (!chosen.isEmpty())
        m_place->setText(chosen);
}

fs::path UnlockPage::newFolder() const
{
    // What a person types as a name may hold a slash; it is a name all the same.
    QString name = m_name->text().trimmed();
    name.replace(u'/', u'-');
    return pathFromString(m_place->text()) / pathFromString(name + u".redoubt"_s);
}

void UnlockPage::updateState()
{
    if (m_mode == Mode::Open) {
        m_go->setEnabled(!m_busy && !m_passphrase->text().isEmpty());
        return;
    }
    const PassphraseStrength strength = passphraseStrength(m_passphrase->text());
    m_strength->setValue(int(std::min(90.0, strength.bits)));
    m_strengthText->setText(strength.sentence);
    QString missing;
    if (m_name->text().trimmed().isEmpty())
        missing = tr("Give the case a name.");
    else if (m_place->text().isEmpty())
        missing = tr("Choose a folder for the case.");
    else if (strength.bits < kMinimumBits)
        missing = tr("Choose a passphrase that is harder to guess.");
    else if (m_passphrase->text() != m_again->text())
        missing = tr("Type the same passphrase once more.");
    else if (const QString key = m_recovery->text().trimmed();
             !key.isEmpty() && !vault::parseRecipient(key))
        missing = tr("The recovery key is not a public key (redoubt1…), or has a typing error.");
    m_go->setEnabled(!m_busy && missing.isEmpty());
    m_go->setToolTip(missing);
}

void UnlockPage::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    for (QWidget *each : {static_cast<QWidget *>(m_name), m_placeRow, m_profileRow,
                          static_cast<QWidget *>(m_passphrase), static_cast<QWidget *>(m_again)})
        each->setEnabled(!busy);
    updateState();
}

void UnlockPage::showError(const QString &sentence)
{
    m_error->setError(sentence);
    m_passphrase->setAccessibleDescription(sentence);
    m_passphrase->setFocus();
}

void UnlockPage::showError(const Error &error)
{
    showError(error.text());
    m_restored->setVisible(error.kind() == ErrorKind::OtherHistory);
}

casefile::Rollback UnlockPage::rollback() const
{
    const bool said = !m_restored->isHidden() && m_restored->isChecked();
    return said ? casefile::Rollback::Accept : casefile::Rollback::Refuse;
}

QString UnlockPage::profile() const
{
    return m_profile->currentData().toString();
}

template <typename Work>
void UnlockPage::start(Work work, bool create)
{
    using Vaults = std::unique_ptr<vault::Vault>;
    showError(QString());
    setBusy(true);
    auto job = startJob<Vaults>(m_scheduler, JobClass::Interactive, std::move(work));
    auto *watcher = new QFutureWatcher<Result<Vaults>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, create] {
        watcher->deleteLater();
        setBusy(false);
        auto made = watcher->future().takeResult();
        if (!made) {
            showError(made.error().kind() == ErrorKind::WrongKey
                          ? tr("This passphrase does not open the case. Look whether Caps Lock is "
                               "on and which language the keyboard has, and type it again.")
                          : made.error().text());
            return;
        }
        m_passphrase->clear();
        m_again->clear();
        const auto shared = std::make_shared<Vaults>(*std::move(made));
        if (create)
            Q_EMIT created(shared);
        else
            Q_EMIT opened(shared);
    });
    watcher->setFuture(job.future);
}

void UnlockPage::open(const fs::path &folder, SecretBytes passphrase)
{
    m_folder = folder;
    // Shared, because std::function copies what it holds; the last one wipes it.
    const auto secret = std::make_shared<SecretBytes>(std::move(passphrase));
    start(
        [folder, secret](const JobContext &) {
            return vault::Vault::open(folder, *secret, vault::Access::ReadWrite);
        },
        false);
}

void UnlockPage::submit()
{
    if (!m_go->isEnabled())
        return;
    if (m_mode == Mode::Open) {
        open(m_folder, takePassphrase(*m_passphrase));
        return;
    }
    const fs::path folder = newFolder();
    m_folder = folder;
    m_again->clear();
    const auto secret = std::make_shared<SecretBytes>(takePassphrase(*m_passphrase));
    const auto recovery = vault::parseRecipient(m_recovery->text().trimmed());
    start(
        [folder, secret, key = recovery ? *recovery : QByteArray()](const JobContext &) {
            auto made = vault::Vault::create(folder, *secret);
            if (!made || key.isEmpty())
                return made;
            if (auto added = (*made)->addRecovery(key); !added) {
                made = added.error(); // closes the vault
                discardEmptyVault(folder);
            }
            return made;
        },
        true);
}

} // namespace redoubt::ui
