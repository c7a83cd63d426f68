// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/releaseoutput.h"

#include "app/cli/tr.h"
#include "core/base/paths.h"
#include "core/workflow/releasecheck.h"
#include "core/workflow/reverify.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

struct VerifyArguments
{
    std::string path;
    std::string marks;
    std::string theCase;
    std::string profile;
    std::string key;
    std::string languages = "eng";
    bool noOcr = false;
};

QJsonObject toJson(const workflow::ReleaseSignature &signature)
{
    return {{u"state"_s, toString(signature.state)},
            {u"key"_s, signature.fingerprint},
            {u"owner"_s, toString(signature.owner)}};
}

QJsonObject toJson(const workflow::ReleasedFile &file)
{
    QJsonArray checks;
    for (const verify::Check &check : file.verification.checks)
        checks.append(QJsonObject{{u"name"_s, check.name},
                                  {u"verdict"_s, toString(check.outcome)},
                                  {u"detail"_s, check.detail.text()}});
    QJsonObject object{{u"input"_s, file.input},
                       {u"output"_s, file.output},
                       {u"hash_matches"_s, file.hashMatches},
                       {u"verdict"_s, toString(file.verification.verdict)},
                       {u"checks"_s, checks}};
    if (file.error)
        object.insert(u"error"_s, file.error->text());
    return object;
}

void printFile(const workflow::ReleasedFile &file)
{
    QString state = toString(file.verification.verdict);
    if (file.error)
        state = file.error->text();
    else if (!file.hashMatches)
        state += u", "_s + Tr::tr("but the file is not the one that was released");
    print(u"%1  %2"_s.arg(file.output, state));
    for (const verify::Check &check : file.verification.checks) {
        // Whose key it is says nobody but the one who reads it.
        if (check.outcome != verify::Outcome::Clean || check.name == u"signature"_s)
            print(u"    %1: %2: %3"_s.arg(check.name, toString(check.outcome), check.detail));
    }
}

int exitCodeOf(const QList<workflow::ReleasedFile> &files)
{
    int code = kDone;
    for (const workflow::ReleasedFile &file : files) {
        if (file.error || !file.hashMatches ||
            file.verification.verdict == verify::Outcome::Incomplete)
            code = std::max(code, int(kSomeInputs));
        if (file.verification.verdict == verify::Outcome::Leak)
            return kLeak;
    }
    return code;
}

Result<workflow::ReleaseCheck> verifyFile(const std::filesystem::path &path,
                                          const QList<MarkSpec> &marks,
                                          const workflow::AttackRequest &request,
                                          const std::shared_ptr<const workflow::ItemWorker> &worker,
                                          const JobContext &context)
{
    auto source = openFileSource(path);
    if (!source)
        return source.error();
    auto verification = workflow::verifyApart(*std::move(source), marks, request, worker, context);
    if (!verification)
        return verification.error();
    if (marks.isEmpty())
        workflow::tellUnknown(*verification);
    workflow::ReleaseCheck check;
    check.files.append({displayName(path), displayName(path), true, std::move(*verification), {}});
    return check;
}

/// Marks, case, profile and key, as far as they were given. @a opened keeps the case.
Result<workflow::ReleaseKnowledge> readKnowledge(CliSession &session,
                                                 const VerifyArguments &arguments,
                                                 std::unique_ptr<casefile::Case> &opened)
{
    workflow::ReleaseKnowledge knowledge;
    knowledge.ownerFingerprint = QString::fromStdString(arguments.key);
    knowledge.worker = session.itemWorker();
    if (!arguments.marks.empty()) {
        auto marks = readMarks(arguments.marks);
        if (!marks)
            return marks.error();
        knowledge.marks = *marks;
    }
    if (!arguments.profile.empty()) {
        auto profile = casefile::loadProfile(QString::fromStdString(arguments.profile));
        if (!profile)
            return profile.error();
        knowledge.profile = *profile;
    }
    if (!arguments.theCase.empty()) {
        auto found = openCase(session, arguments.theCase, vault::Access::ReadOnly);
        if (!found)
            return found.error();
        opened = *std::move(found);
        knowledge.openCase = opened.get();
    }
    return knowledge;
}

int runVerify(CliSession &session, const VerifyArguments &arguments)
{
    std::error_code code;
    const std::filesystem::path path(arguments.path);
    const bool folder = std::filesystem::is_directory(path, code);
    if (!folder && !arguments.theCase.empty())
        return report(Error(ErrorKind::Invalid, "cli/verify",
                            Fact::tr("A case is compared with a whole release: name its folder.")));
    std::unique_ptr<casefile::Case> opened;
    const auto knowledge = readKnowledge(session, arguments, opened);
    if (!knowledge)
        return report(knowledge.error());
    workflow::AttackRequest request;
    request.ocr = !arguments.noOcr;
    request.ocrLanguages =
        QString::fromStdString(arguments.languages).split(u'+', Qt::SkipEmptyParts);
    Result<workflow::ReleaseCheck> check = Error(ErrorKind::Internal, "cli/verify");
    {
        const ProgressScope progress(session, Tr::tr("Attacking"));
        check = folder ? workflow::verifyRelease(path, *knowledge, request, progress.context())
                       : verifyFile(path, knowledge->marks, request, knowledge->worker,
                                    progress.context());
    }
    if (!check)
        return report(check.error());
    QJsonArray all;
    for (const workflow::ReleasedFile &file : check->files) {
        QJsonObject object = toJson(file);
        if (folder && file.output == u"release.json"_s)
            object.insert(u"signature"_s, toJson(check->signature));
        if (!session.json)
            printFile(file);
        all.append(object);
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return exitCodeOf(check->files);
}

} // namespace

void addVerifyCommand(CLI::App &app, CliSession &session)
{
    auto arguments = std::make_shared<VerifyArguments>();
    CLI::App *command =
        app.add_subcommand("verify", Tr::tr("Attack outputs again, later.").toStdString());
    command
        ->add_option("RELEASE_DIR|OUTPUT", arguments->path,
                     Tr::tr("Folder of a release, or one output.").toStdString())
        ->required()
        ->type_name("");
    command
        ->add_option("--marks", arguments->marks,
                     Tr::tr("Marks whose content must be gone.").toStdString())
        ->type_name("FILE");
    command
        ->add_option("--case", arguments->theCase,
                     Tr::tr("Case that the release was made of: gives marks and withheld words.")
                         .toStdString())
        ->type_name("CASE");
    command
        ->add_option(
            "--profile", arguments->profile,
            Tr::tr("Profile of the release, where it is not built in (with --case).").toStdString())
        ->type_name("NAME|FILE");
    command
        ->add_option("--key", arguments->key,
                     Tr::tr("Fingerprint of the key that must have signed.").toStdString())
        ->type_name("FINGERPRINT");
    command
        ->add_option("--languages", arguments->languages,
                     Tr::tr("Languages of text in pictures (eng+chi_sim).").toStdString())
        ->type_name("LANG");
    command->add_flag("--no-ocr", arguments->noOcr,
                      Tr::tr("Do not recognise text in pictures.").toStdString());
    addPassphraseOption(*command, session);
    addJsonOption(*command, session);
    addProgressOptions(*command, session);
    command->footer(
        Tr::tr("Without marks or case nobody knows what should be gone: then the verdict "
               "is “incomplete”.\n"
               "Examples:\n"
               "  redoubt-cli verify release --case release/case.redoubt\n"
               "  redoubt-cli verify release/redacted/report.pdf --marks marks.json")
            .toStdString());
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runVerify(session, *arguments); };
    });
}

} // namespace redoubt::cli
