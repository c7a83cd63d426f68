// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/releaseoutput.h"
#include "app/cli/tr.h"
#include "app/cli/workingcase.h"

#include "core/base/paths.h"
#include "core/medium/mediumtable.h"
#include "core/workflow/workflow.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

namespace {

struct RedactArguments
{
    std::vector<std::string> inputs;
    std::string out;
    std::string profile = "standard";
    std::string marks;
    std::string quality = "standard";
    std::vector<std::string> recipients;
    bool noDetect = false;
    bool keepCase = false;
};

/// An output folder inside an input folder must not be redacted itself.
void leaveOutOutputs(InputList &inputs, const fs::path &out)
{
    std::error_code code;
    const fs::path root = fs::weakly_canonical(out, code);
    if (code)
        return;
    std::erase_if(inputs.files, [&](const InputFile &file) {
        const fs::path path = fs::weakly_canonical(file.path, code);
        return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first ==
               root.end();
    });
}

/// Goes on with the case of a run that was killed, or makes a new one.
Result<std::unique_ptr<casefile::Case>>
openWorkingCase(const CliSession &session, const RedactArguments &arguments, const fs::path &folder)
{
    std::error_code code;
    const bool exists = fs::exists(folder / "vault.hdr", code);
    const auto passphrase = readPassphrase(session, exists ? Ask::Once : Ask::Twice);
    if (!passphrase)
        return passphrase.error();
    auto opened = exists ? casefile::Case::open(folder, *passphrase, vault::Access::ReadWrite)
                         : casefile::Case::create(folder, *passphrase);
    if (opened && !exists && !arguments.keepCase) {
        if (auto marked = markTemporary(folder); !marked)
            return marked.error();
    }
    if (opened && arguments.keepCase)
        keepForGood(folder);
    if (opened && !session.actor.empty())
        (*opened)->setActor(QString::fromStdString(session.actor));
    return opened;
}

/// The items of this run, by name: a kept case may hold others.
QList<ItemId> itemsOf(const casefile::ReviewSheet &sheet, const InputList &inputs)
{
    QHash<QByteArray, ItemId> newest;
    for (const casefile::Item &item : sheet.items())
        newest.insert(QByteArray::fromStdString(item.rawName), item.id);
    QList<ItemId> items;
    for (const InputFile &file : inputs.files) {
        const auto it = newest.constFind(QByteArray::fromStdString(file.relative.string()));
        if (it != newest.constEnd())
            items.append(*it);
    }
    return items;
}

class RedactRun
{
public:
    RedactRun(CliSession &session, const RedactArguments &arguments)
        : m_session(session)
        , m_arguments(arguments)
        , m_out(arguments.out)
    {}

    int run();

private:
    Result<void> readArguments();
    Result<int> work(casefile::Case &openCase);
    Result<void> ingest(casefile::Case &openCase);
    Result<void> analyze(casefile::Case &openCase);
    Result<void> mark(casefile::Case &openCase);
    Result<release::ReleaseResult> release(casefile::Case &openCase);
    QSet<ObjectId> releasedObjects(const casefile::Case &openCase) const;

    CliSession &m_session;
    const RedactArguments &m_arguments;
    fs::path m_out;
    std::shared_ptr<const workflow::ItemWorker> m_worker;
    casefile::Profile m_profile;
    QList<MarkSpec> m_marks;
    QList<QByteArray> m_recipients;
    InputList m_inputs;
    QList<ItemId> m_items;
    std::vector<workflow::MarkProblem> m_unapplied;
    QStringList m_markSentences; ///< of these, as they may be shown
};

Result<void> RedactRun::readArguments()
{
    auto profile = casefile::loadProfile(QString::fromStdString(m_arguments.profile));
    if (!profile)
        return profile.error();
    m_profile = *profile;
    if (m_arguments.noDetect)
        m_profile.detect = false;
    if (!m_arguments.marks.empty()) {
        auto marks = readMarks(m_arguments.marks);
        if (!marks)
            return marks.error();
        m_marks = *marks;
    }
    auto recipients = parseRecipients(m_arguments.recipients);
    if (!recipients)
        return recipients.error();
    m_recipients = *recipients;
    m_worker = m_session.itemWorker();
    return {};
}

Result<void> RedactRun::ingest(casefile::Case &openCase)
{
    const ProgressScope progress(m_session, Tr::tr("Sealing"));
    const casefile::IngestOptions options = workflow::ingestOptions(m_worker);
    auto ingested = openCase.ingest(m_inputs, options, progress.context());
    if (!ingested)
        return ingested.error();
    for (SkippedInput &skipped : ingested->skipped)
        m_inputs.skipped.push_back(std::move(skipped));
    m_items = itemsOf(openCase.sheet(), m_inputs);
    return {};
}

Result<void> RedactRun::analyze(casefile::Case &openCase)
{
    workflow::AnalysisSettings settings;
    settings.profile = m_profile;
    settings.quality = qualityFromString(m_arguments.quality);
    settings.worker = m_worker;
    const detect::Registry &registry = m_session.detectors();
    const QString version =
        workflow::analysisVersion(registry, settings, openCase.sheet().subjectNames());
    QList<ItemId> pending;
    for (const ItemId item : workflow::pendingItems(openCase.sheet(), version)) {
        if (m_items.contains(item))
            pending.append(item);
    }
    const ProgressScope progress(m_session, Tr::tr("Examining"));
    return workflow::analyzeCase(openCase, registry, settings, pending, m_session.scheduler(), {},
                                 progress.context());
}

Result<void> RedactRun::mark(casefile::Case &openCase)
{
    if (m_marks.isEmpty())
        return {};
    const ProgressScope progress(m_session, Tr::tr("Marking"));
    auto report = workflow::importMarks(openCase, m_marks, m_worker, progress.context());
    if (!report)
        return report.error();
    m_unapplied = std::move(report->problems);
    return {};
}

Result<release::ReleaseResult> RedactRun::release(casefile::Case &openCase)
{
    workflow::ReleaseSettings settings;
    settings.out = m_out;
    settings.profile = m_profile;
    settings.items = m_items;
    settings.unapplied = m_unapplied;
    settings.recipients = m_recipients;
    settings.scheduler = &m_session.scheduler();
    settings.worker = releaseWorker(m_worker);
    workflow::ReleaseJob job(openCase, m_session.detectors(), settings);
    const ProgressScope progress(m_session, Tr::tr("Redacting"));
    auto result = job.run({}, progress.context());
    for (const workflow::MarkProblem &problem : m_unapplied)
        m_markSentences.append(job.sentenceOf(problem));
    if (!result)
        return result;
    return job.finish(std::move(*result));
}

/// All items of a run are packed, those that were withheld too.
QSet<ObjectId> RedactRun::releasedObjects(const casefile::Case &openCase) const
{
    QSet<ObjectId> objects;
    for (const ItemId id : m_items)
        objects.insert(openCase.sheet().item(id)->object);
    return objects;
}

Result<int> RedactRun::work(casefile::Case &openCase)
{
    if (auto r = openCase.setProfile(m_profile.name); !r)
        return r.error();
    if (auto r = ingest(openCase); !r)
        return r.error();
    if (m_items.isEmpty()) {
        printSkipped(m_inputs.skipped);
        printError(Tr::tr("There is no readable file among the inputs."));
        return int(kSomeInputs);
    }
    if (auto r = analyze(openCase); !r)
        return r.error();
    if (auto r = mark(openCase); !r)
        return r.error();
    const auto result = release(openCase);
    if (!result)
        return result.error();
    printSkipped(m_inputs.skipped);
    for (const QString &sentence : std::as_const(m_markSentences))
        printError(sentence);
    if (auto r = printRelease(m_session, *result, m_out); !r)
        return r.error();
    return releaseExitCode(*result, !m_inputs.skipped.empty() || !m_unapplied.empty());
}

int RedactRun::run()
{
    if (auto read = readArguments(); !read)
        return report(read.error());
    std::vector<fs::path> paths(m_arguments.inputs.begin(), m_arguments.inputs.end());
    m_inputs = walkInputs(paths, [this] { return m_session.stop.stop_requested(); });
    leaveOutOutputs(m_inputs, m_out);
    if (auto fits = vault::checkOutput(m_out); !fits)
        return report(fits.error());
    std::error_code code;
    fs::create_directories(m_out, code);
    if (code)
        return report(errnoError(code.value(), "cli/redact", displayName(m_out)));
    const fs::path folder = m_out / "case.redoubt";
    finishRemoval(folder);
    Result<int> exitCode = int(kFailed);
    QString stays;
    {
        auto openCase = openWorkingCase(m_session, m_arguments, folder);
        if (!openCase)
            return report(openCase.error());
        exitCode = work(**openCase);
        tellOrphans(**openCase);
        stays = reasonToKeep(**openCase, releasedObjects(**openCase));
    }
    if (!exitCode)
        return report(exitCode.error()); // the case stays: the next run goes on
    if (m_arguments.keepCase)
        return *exitCode;
    if (stays.isEmpty())
        removeWorkingCase(folder);
    else
        printError(stays);
    return *exitCode;
}

} // namespace

void addRedactCommand(CLI::App &app, CliSession &session)
{
    auto arguments = std::make_shared<RedactArguments>();
    CLI::App *command = app.add_subcommand(
        "redact",
        Tr::tr("Redact files and folders into a release that was attacked.").toStdString());
    command->add_option("INPUT", arguments->inputs, Tr::tr("Files and folders.").toStdString())
        ->required()
        ->type_name("");
    command->add_option("--out", arguments->out, Tr::tr("Folder of the release.").toStdString())
        ->required()
        ->type_name("DIR");
    command
        ->add_option("--profile", arguments->profile,
                     Tr::tr("Profile name or file (see: redoubt-cli profiles).").toStdString())
        ->type_name("NAME|FILE");
    command
        ->add_option("--marks", arguments->marks,
                     Tr::tr("Marks to apply besides what is found.").toStdString())
        ->type_name("FILE");
    command
        ->add_option("--quality", arguments->quality,
                     Tr::tr("fast, standard or thorough.").toStdString())
        ->check(CLI::IsMember({"fast", "standard", "thorough"}).description(""))
        ->type_name("QUALITY");
    command
        ->add_option("--recipient", arguments->recipients,
                     Tr::tr("Key that may open the originals too (see: redoubt-cli vault keygen).")
                         .toStdString())
        ->type_name("KEY");
    command->add_flag("--no-detect", arguments->noDetect,
                      Tr::tr("Propose nothing; apply the marks only.").toStdString());
    command->add_flag("--keep-case", arguments->keepCase,
                      Tr::tr("Keep the case in DIR/case.redoubt for review.").toStdString());
    addPassphraseOption(*command, session);
    addJsonOption(*command, session);
    addProgressOptions(*command, session);
    command->footer(
        Tr::tr("Examples:\n"
               "  redoubt-cli redact evidence/ --out release --profile foia\n"
               "  redoubt-cli redact chart.pdf --out release --marks marks.json --no-detect")
            .toStdString());
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return RedactRun(session, *arguments).run(); };
    });
}

} // namespace redoubt::cli
