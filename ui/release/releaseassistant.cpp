// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/release/releaseassistant.h"

#include "core/base/paths.h"
#include "core/jobs/job.h"
#include "core/vault/vault.h"
#include "ui/common/errorlabel.h"
#include "ui/common/profiles.h"
#include "ui/common/theme.h"
#include "ui/release/releaseplanmodel.h"
#include "ui/release/releaseresultview.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

const QString kFolderKey = u"release/folder"_s;

QLabel *title(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = textFont();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QPushButton *button(const QString &name, const QString &text, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setAutoDefault(false);
    return made;
}

bool isEmptyFolder(const fs::path &folder)
{
    std::error_code code;
    return !fs::exists(folder, code) || fs::is_empty(folder, code);
}

} // namespace

ReleaseAssistant::ReleaseAssistant(Session &session, JobBoard &jobs, QSettings &settings,
                                   QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_pages(new QStackedWidget(this))
    , m_model(new ReleasePlanModel(session, this))
{
    setObjectName(u"releaseAssistant"_s);
    setWindowTitle(tr("Release"));
    resize(QSize(860, 600).boundedTo(screen()->availableSize() - QSize(16, 32)));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid * 2, kGrid * 2, kGrid * 2, kGrid * 2);
    layout->addWidget(m_pages);
    m_pages->addWidget(makeSetupPage());
    m_pages->addWidget(makeRunPage());
    m_pages->addWidget(makeResultPage());
    const QString last = m_settings.value(kFolderKey).toString();
    const fs::path place =
        last.isEmpty() ? session.openCase().folder().parent_path() : pathFromString(last);
    setOutputFolder(place / (session.openCase().folder().stem().string() + "-release-" +
                             std::to_string(session.openCase().lastRelease() + 1)));
    refreshSetup();
}

ReleaseAssistant::~ReleaseAssistant() = default;

QWidget *ReleaseAssistant::makeSetupPage()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(title(tr("What leaves, and what is removed"), page));
    m_summary = new QLabel(page);
    m_summary->setObjectName(u"releaseSummary"_s);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);

    m_table = new QTableView(page);
    m_table->setObjectName(u"releasePlan"_s);
    m_table->setAccessibleName(tr("Files of this release; uncheck one to leave it out"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    QHeaderView *head = m_table->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::ResizeToContents);
    head->setSectionResizeMode(ReleasePlanModel::NameColumn, QHeaderView::Stretch);
    head->setSectionResizeMode(ReleasePlanModel::ProblemColumn, QHeaderView::Stretch);
    layout->addWidget(m_table, 1);

    auto *form = new QFormLayout;
    m_profile = new QComboBox(page);
    m_profile->setObjectName(u"releaseProfile"_s);
    fillProfiles(*m_profile, m_session.profile().name);
    form->addRow(tr("&Profile and reasons"), m_profile);
    auto *row = new QWidget(page);
    auto *rowLayout = new QHBoxLayout(row);
    rowLayout->setContentsMargins(0, 0, 0, 0);
    m_folder = new QLineEdit(row);
    m_folder->setObjectName(u"releaseFolder"_s);
    m_folder->setAccessibleName(tr("Output folder"));
    rowLayout->addWidget(m_folder, 1);
    QPushButton *choose = button(u"chooseReleaseFolder"_s, tr("Choose…"), row);
    rowLayout->addWidget(choose);
    form->addRow(tr("Output &folder"), row);
    m_recipients = new QPlainTextEdit(page);
    m_recipients->setObjectName(u"releaseRecipients"_s);
    m_recipients->setAccessibleName(tr("Recipients of the sealed originals"));
    m_recipients->setPlaceholderText(
        tr("Optional: public keys (redoubt1…), one a line, of those who may open the originals "
           "besides you"));
    m_recipients->setTabChangesFocus(true);
    m_recipients->setMaximumHeight(56);
    form->addRow(tr("&Recipients"), m_recipients);
    layout->addLayout(form);

    m_problem = new ErrorLabel(page);
    m_problem->setObjectName(u"releaseProblem"_s);
    layout->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    QPushButton *close = button(u"releaseClose"_s, tr("Back to the review"), page);
    m_start = button(u"releaseStart"_s, tr("Redact, attack and release"), page);
    m_start->setProperty("primary", true);
    buttons->addWidget(close);
    buttons->addStretch(1);
    buttons->addWidget(m_start);
    layout->addLayout(buttons);

    connect(close, &QPushButton::clicked, this, &ReleaseAssistant::reject);
    connect(choose, &QPushButton::clicked, this, &ReleaseAssistant::chooseFolder);
    connect(m_start, &QPushButton::clicked, this, &ReleaseAssistant::start);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ReleaseAssistant::refreshSetup);
    connect(m_folder, &QLineEdit::textChanged, this, &ReleaseAssistant::refreshSetup);
    connect(m_recipients, &QPlainTextEdit::textChanged, this, &ReleaseAssistant::refreshSetup);
    connect(m_profile, &QComboBox::activated, this, [this] {
        const auto set = m_session.setProfile(m_profile->currentData().toString());
        m_failure = set ? QString() : set.error().text();
        m_model->refresh();
        refreshSetup();
    });
    return page;
}

QWidget *ReleaseAssistant::makeRunPage()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(title(tr("Redacting, then attacking every copy"), page));
    m_runText = new QLabel(page);
    m_runText->setObjectName(u"releaseRunning"_s);
    layout->addWidget(m_runText);
    m_progress = new QProgressBar(page);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the release"));
    layout->addWidget(m_progress);
    m_runLog = new QPlainTextEdit(page);
    m_runLog->setReadOnly(true);
    m_runLog->setAccessibleName(tr("Finished files"));
    m_runLog->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_runLog, 1);
    auto *buttons = new QHBoxLayout;
    QPushButton *stop = button(u"releaseCancel"_s, tr("Cancel"), page);
    buttons->addWidget(stop);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(stop, &QPushButton::clicked, this, [this] { m_jobs.cancel(m_job); });
    connect(&m_jobs, &JobBoard::changed, page, [this] {
        for (int i = 0; i < m_jobs.rowCount(); ++i) {
            if (m_jobs.numberAt(i) == m_job)
                m_progress->setValue(
                    int(m_jobs.index(i).data(JobBoard::ShareRole).toDouble() * 1000));
        }
    });
    return page;
}

QWidget *ReleaseAssistant::makeResultPage()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(title(tr("Result"), page));
    m_results = new ReleaseResultView(m_session, page);
    layout->addWidget(m_results, 1);
    auto *buttons = new QHBoxLayout;
    QPushButton *again = button(u"releaseAgain"_s, tr("Change and release again"), page);
    QPushButton *report = button(u"openReport"_s, tr("Open the report"), page);
    QPushButton *folder = button(u"openFolder"_s, tr("Open the folder"), page);
    QPushButton *done = button(u"releaseDone"_s, tr("Done"), page);
    done->setProperty("primary", true);
    buttons->addWidget(again);
    buttons->addStretch(1);
    buttons->addWidget(report);
    buttons->addWidget(folder);
    buttons->addWidget(done);
    layout->addLayout(buttons);
    connect(again, &QPushButton::clicked, this, [this] {
        m_model->refresh();
        m_pages->setCurrentIndex(0);
        refreshSetup();
    });
    connect(report, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(redoubt::displayName(m_out / "release.html")));
    });
    connect(folder, &QPushButton::clicked, this, &ReleaseAssistant::openFolder);
    connect(done, &QPushButton::clicked, this, &ReleaseAssistant::accept);
    connect(m_results, &ReleaseResultView::placeRequested, this,
            [this](ItemId item, int page_, Ticks pts, const PixelRect &) {
                m_session.setCurrentItem(item);
                if (page_ >= 0)
                    m_session.setPage(page_);
                m_session.setTime(pts);
                accept();
            });
    connect(m_results, &ReleaseResultView::markRequested, this, [this](FindingId mark) {
        m_session.select({mark}, Session::Reveal::Yes);
        accept();
    });
    return page;
}

void ReleaseAssistant::setOutputFolder(const fs::path &folder)
{
    m_folder->setText(redoubt::displayName(folder));
}

fs::path ReleaseAssistant::outputFolder() const
{
    return pathFromString(m_folder->text());
}

void ReleaseAssistant::chooseFolder()
{
    const QString chosen = QFileDialog::getExistingDirectory(
        this, tr("Where to write the release"), redoubt::displayName(outputFolder().parent_path()));
    if (!chosen.isEmpty())
        setOutputFolder(pathFromString(chosen) / outputFolder().filename());
}

Result<QList<QByteArray>> ReleaseAssistant::recipients() const
{
    QList<QByteArray> keys;
    for (const QString &line : m_recipients->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        const auto key = vault::parseRecipient(line.trimmed());
        if (!key)
            return key.error();
        keys.append(*key);
    }
    return keys;
}

QStringList ReleaseAssistant::setupProblems() const
{
    QStringList problems;
    if (m_model->included().isEmpty())
        problems.append(tr("Check at least one file."));
    if (m_folder->text().isEmpty() || !outputFolder().is_absolute())
        problems.append(tr("Choose an output folder."));
    else if (outputFolder() != m_out &&
             !isEmptyFolder(outputFolder())) // or a cancelled one goes on
        problems.append(tr("The output folder holds files already. Choose a new one, so that old "
                           "and new copies cannot be mixed up."));
    if (const auto keys = recipients(); !keys)
        problems.append(keys.error().text());
    return problems;
}

void ReleaseAssistant::refreshSetup()
{
    int marks = 0;
    int undecided = 0;
    int machine = 0;
    int files = 0;
    int blocked = 0;
    for (const PlannedRow &row : m_model->rows()) {
        if (!row.included)
            continue;
        ++files;
        marks += row.marks;
        undecided += row.undecided;
        machine += row.machineOnly;
        blocked += row.blocked ? 1 : 0;
    }
    QStringList words{tr("%n marks will be removed", nullptr, marks) + u' ' +
                      tr("from %n files.", nullptr, files)};
    if (undecided > 0)
        words.append(tr("%n of them nobody has decided; they are removed all the same, and the "
                        "release says so.",
                        nullptr, undecided));
    else if (machine > 0)
        words.append(tr("%n rest on the machine alone.", nullptr, machine));
    if (blocked > 0)
        words.append(tr("%n files cannot be redacted and yield no copy.", nullptr, blocked));
    m_summary->setText(words.join(u' '));
    const QStringList problems = setupProblems();
    QStringList lines = problems;
    if (!m_failure.isEmpty())
        lines.prepend(m_failure);
    m_problem->setError(lines.join(u'\n'));
    m_start->setEnabled(problems.isEmpty());
    m_start->setToolTip(problems.join(u'\n'));
}

void ReleaseAssistant::start()
{
    const auto keys = recipients();
    if (!setupProblems().isEmpty() || !keys)
        return;
    m_failure.clear();
    m_out = outputFolder();
    m_settings.setValue(kFolderKey, redoubt::displayName(m_out.parent_path()));
    workflow::ReleaseSettings settings;
    settings.out = m_out;
    settings.profile = m_session.profile();
    settings.items = m_model->included();
    settings.recipients = *keys;
    settings.scheduler = &m_session.scheduler();
    settings.worker = m_session.itemWorker();
    // Shared with the job: whoever is done with it last destroys it.
    m_release = std::make_shared<workflow::ReleaseJob>(m_session.openCase(), m_session.registry(),
                                                       std::move(settings));
    m_itemsDone = 0;
    m_runLog->clear();
    m_runText->setText(tr("%1 of %2 files done").arg(0).arg(m_model->included().size()));
    m_pages->setCurrentIndex(1);
    // It begins at once, beside analyses that are going on, and takes more places as they end.
    auto job = m_session.start<release::ReleaseResult>(
        m_session.scheduler().newLine(JobClass::Long, Scheduler::Places::Own),
        [release = m_release, this, address = m_postbox.address()](const JobContext &context) {
            // The address leads nowhere when the dialog is gone.
            return release->run(
                [this, &address](const release::ItemResult &item) {
                    address.post([this, item] { itemDone(item); });
                },
                context);
        });
    m_job = m_jobs.add<release::ReleaseResult>(
        tr("Releasing"), job, this,
        [this](Result<release::ReleaseResult> result) { finished(std::move(result)); });
}

void ReleaseAssistant::itemDone(const release::ItemResult &item)
{
    ++m_itemsDone;
    m_runText->setText(
        tr("%1 of %2 files done").arg(m_itemsDone).arg(m_release->plan().items.size()));
    m_runLog->appendPlainText(item.status == release::Status::Released
                                  ? tr("%1: released and verified").arg(item.input)
                                  : tr("%1: %2").arg(item.input, item.why));
}

void ReleaseAssistant::finished(Result<release::ReleaseResult> result)
{
    if (result)
        result = m_release->finish(*std::move(result));
    if (!result) {
        m_failure = result.error().kind() == ErrorKind::Cancelled
                        ? tr("Cancelled. Files that were finished stay in the folder; the "
                             "release has no report and was not recorded.")
                        : tr("The release stopped: it has no report and was not recorded. %1")
                              .arg(result.error().text());
        m_pages->setCurrentIndex(0);
        refreshSetup();
        m_start->setFocus();
        return;
    }
    m_result = *std::move(result);
    m_results->show(*m_result);
    m_pages->setCurrentIndex(2);
    if (QPushButton *done = findChild<QPushButton *>(u"releaseDone"_s))
        done->setFocus();
}

void ReleaseAssistant::openFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(redoubt::displayName(m_out)));
}

void ReleaseAssistant::reject()
{
    if (m_pages->currentIndex() == 1) {
        m_jobs.cancel(m_job); // and the first page comes back when it has stopped
        return;
    }
    QDialog::reject();
}

} // namespace redoubt::ui
