// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/releaseoutput.h"

#include "core/base/paths.h"
#include "core/workflow/reverify.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::CliVerify)
};

struct VerifyArguments
{
    std::string path;
    std::string marks;
    std::string languages = "eng";
    bool noOcr = false;
};

QJsonObject toJson(const workflow::ReleasedFile &file)
{
    QJsonArray checks;
    for (const verify::Check &check : file.verification.checks)
        checks.append(QJsonObject{{u"name"_s, check.name},
                                  {u"verdict"_s, toString(check.outcome)},
                                  {u"detail"_s, check.detail}});
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
        if (check.outcome != verify::Outcome::Clean)
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

Result<QList<workflow::ReleasedFile>> verifyPath(const VerifyArguments &arguments,
                                                 const QList<MarkSpec> &marks,
                                                 const verify::VerifyOptions &options,
                                                 const JobContext &context)
{
    const std::filesystem::path path(arguments.path);
    std::error_code code;
    if (std::filesystem::is_directory(path, code))
        return workflow::verifyRelease(path, marks, options, context);
    const auto source = openFileSource(path);
    if (!source)
        return source.error();
    auto verification = workflow::verifyAgain(**source, marks, options, context);
    if (!verification)
        return verification.error();
    return QList<workflow::ReleasedFile>{
        {displayName(path), displayName(path), true, std::move(*verification), {}}};
}

int runVerify(Session &session, const VerifyArguments &arguments)
{
    QList<MarkSpec> marks;
    if (!arguments.marks.empty()) {
        auto read = readMarks(arguments.marks);
        if (!read)
            return report(read.error());
        marks = *read;
    }
    verify::VerifyOptions options;
    options.ocr = !arguments.noOcr;
    options.ocrLanguages =
        QString::fromStdString(arguments.languages).split(u'+', Qt::SkipEmptyParts);
    Result<QList<workflow::ReleasedFile>> files = Error(ErrorKind::Internal, "cli/verify");
    {
        const ProgressScope progress(session, Tr::tr("Attacking"));
        files = verifyPath(arguments, marks, options, progress.context());
    }
    if (!files)
        return report(files.error());
    QJsonArray all;
    for (const workflow::ReleasedFile &file : *files) {
        if (!session.json)
            printFile(file);
        all.append(toJson(file));
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return exitCodeOf(*files);
}

} // namespace

void addVerifyCommand(CLI::App &app, Session &session)
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
        ->add_option("--languages", arguments->languages,
                     Tr::tr("Languages of text in pictures (eng+chi_sim).").toStdString())
        ->type_name("LANG");
    command->add_flag("--no-ocr", arguments->noOcr,
                      Tr::tr("Do not recognise text in pictures.").toStdString());
    addJsonOption(*command, session);
    addProgressOptions(*command, session);
    command->footer(Tr::tr("Examples:\n"
                           "  redoubt-cli verify release\n"
                           "  redoubt-cli verify release/redacted/report.pdf --marks marks.json")
                        .toStdString());
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runVerify(session, *arguments); };
    });
}

} // namespace redoubt::cli
