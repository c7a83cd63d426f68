// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cmd_case.h"

#include "app/cli/tr.h"

#include <CLI/CLI.hpp>

namespace redoubt::cli {

namespace {

using Handler = int (*)(CliSession &, const CaseArguments &);

auto *add(CLI::App &group, CliSession &session, const std::shared_ptr<CaseArguments> &arguments,
          const char *name, const QString &help, Handler handler)
{
    CLI::App *command = group.add_subcommand(name, help.toStdString());
    command
        ->add_option("CASE", arguments->folder,
                     Tr::tr("Folder of the case (NAME.redoubt).").toStdString())
        ->required()
        ->type_name("");
    addPassphraseOption(*command, session);
    addProgressOptions(*command, session);
    command->callback([&session, arguments, handler] {
        session.run = [&session, arguments, handler] { return handler(session, *arguments); };
    });
    return command;
}

void addItems(CLI::App &command, CaseArguments &arguments)
{
    command
        .add_option("--item", arguments.items,
                    Tr::tr("Only this file; may be given again.").toStdString())
        ->type_name("NAME");
}

void addProfile(CLI::App &command, CaseArguments &arguments)
{
    command
        .add_option("--profile", arguments.profile, Tr::tr("Profile name or file.").toStdString())
        ->type_name("NAME|FILE");
}

} // namespace

bool isNamed(const casefile::Item &item, const std::vector<std::string> &names)
{
    const std::filesystem::path path(item.rawName);
    return names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string &name) {
               return name == item.rawName || name == path.filename().string() ||
                      name == item.name.toStdString();
           });
}

void addCaseCommands(CLI::App &app, CliSession &session)
{
    CLI::App *group =
        app.add_subcommand("case", Tr::tr("Work with a case step by step.").toStdString());
    group->require_subcommand(1);
    auto arguments = std::make_shared<CaseArguments>();
    CaseArguments &a = *arguments;

    CLI::App *create =
        add(*group, session, arguments, "new", Tr::tr("Make an empty case."), caseNew);
    addProfile(*create, a);

    CLI::App *addFiles =
        add(*group, session, arguments, "add", Tr::tr("Seal files into the case."), caseAdd);
    addFiles->add_option("INPUT", a.inputs, Tr::tr("Files and folders.").toStdString())
        ->required()
        ->type_name("");

    CLI::App *analyze = add(*group, session, arguments, "analyze",
                            Tr::tr("Find faces, voices and personal data."), caseAnalyze);
    addProfile(*analyze, a);
    addItems(*analyze, a);
    analyze->add_option("--quality", a.quality, Tr::tr("fast, standard or thorough.").toStdString())
        ->check(CLI::IsMember({"fast", "standard", "thorough"}).description(""))
        ->type_name("QUALITY");
    analyze->add_flag("--again", a.again,
                      Tr::tr("Also files that were analysed already.").toStdString());
    analyze->add_flag("--retry", a.retry,
                      Tr::tr("Also files that failed, or that were left aside because reading "
                             "them was begun twice and never finished.")
                          .toStdString());

    CLI::App *info = add(*group, session, arguments, "info",
                         Tr::tr("Show what is in the case and how far it is."), caseInfo);
    addJsonOption(*info, session);
    info->add_flag(
        "--accept-restored", a.acceptRestored,
        Tr::tr("Take a case that was restored from an older copy for the right one, once "
               "and for all.")
            .toStdString());

    CLI::App *orphans =
        add(*group, session, arguments, "orphans",
            Tr::tr("Show sealed files that the journal does not name, or take them back."),
            caseOrphans);
    orphans->add_flag(
        "--take-back", a.takeBack,
        Tr::tr("Make files of the case of them again, under names such as recovered-1a2b….")
            .toStdString());
    orphans->add_flag("--new-journal", a.newJournal,
                      Tr::tr("Set a journal that is lost or broken aside and begin a new one. Its "
                             "names, findings and decisions are not in the new one: restore the "
                             "journal from a copy if you can.")
                          .toStdString());
    addJsonOption(*orphans, session);

    CLI::App *findings =
        add(*group, session, arguments, "findings", Tr::tr("Show the findings."), caseFindings);
    addJsonOption(*findings, session);
    addItems(*findings, a);
    findings->add_option("--type", a.type, Tr::tr("Only this type.").toStdString())
        ->type_name("TYPE");
    findings->add_flag("--undecided", a.undecided,
                       Tr::tr("Only those that nobody decided.").toStdString());

    CLI::App *decide =
        add(*group, session, arguments, "decide", Tr::tr("Redact or keep findings."), caseDecide);
    auto *redact = decide->add_flag("--redact", a.redact, Tr::tr("Redact them.").toStdString());
    decide->add_flag("--keep", a.keep, Tr::tr("Keep them.").toStdString())->excludes(redact);
    decide
        ->add_option("--finding", a.findings,
                     Tr::tr("By id (or the start of one); may be given again.").toStdString())
        ->type_name("ID");
    decide->add_option("--type", a.type, Tr::tr("All of this type.").toStdString())
        ->type_name("TYPE");
    addItems(*decide, a);
    decide->add_flag("--undecided", a.undecided,
                     Tr::tr("Only those that nobody decided.").toStdString());
    decide
        ->add_option("--reason", a.reasons,
                     Tr::tr("Reason code; may be given again.").toStdString())
        ->type_name("CODE");
    decide
        ->add_option("--effect", a.effect,
                     Tr::tr("Effect, such as fill, silence or label.").toStdString())
        ->type_name("EFFECT");
    decide->footer(Tr::tr("Example:\n  redoubt-cli case decide stop.redoubt --redact --type face "
                          "--reason '(b)(6)'")
                       .toStdString());

    CLI::App *marks = add(*group, session, arguments, "import-marks", Tr::tr("Apply a marks file."),
                          caseImportMarks);
    marks->add_option("MARKS", a.marks, Tr::tr("The marks file (JSON).").toStdString())
        ->required()
        ->type_name("");

    CLI::App *remove =
        add(*group, session, arguments, "remove",
            Tr::tr("Take files out of the case; their originals stay sealed."), caseRemove);
    remove->add_option("ITEM", a.items, Tr::tr("Name of a file in the case.").toStdString())
        ->required()
        ->type_name("");
    remove->add_flag("--undo", a.restore,
                     Tr::tr("Put files back that were removed.").toStdString());

    CLI::App *subjects = add(*group, session, arguments, "subjects",
                             Tr::tr("List people, or add one by name."), caseSubjects);
    subjects
        ->add_option("--add", a.names,
                     Tr::tr("A name of one new person; again for other spellings.").toStdString())
        ->type_name("NAME");
    subjects
        ->add_option("--role", a.role,
                     Tr::tr("third_party, requester, staff or minor.").toStdString())
        ->check(CLI::IsMember({"third_party", "requester", "staff", "minor"}).description(""))
        ->type_name("ROLE");
    addJsonOption(*subjects, session);

    CLI::App *release =
        add(*group, session, arguments, "export", Tr::tr("Make a release."), caseExport);
    release->add_option("--out", a.out, Tr::tr("Folder of the release.").toStdString())
        ->required()
        ->type_name("DIR");
    addProfile(*release, a);
    addItems(*release, a);
    release
        ->add_option("--recipient", a.recipients,
                     Tr::tr("Key that may open the originals too.").toStdString())
        ->type_name("KEY");
    addJsonOption(*release, session);

    CLI::App *log =
        add(*group, session, arguments, "log", Tr::tr("Verify and show the custody log."), caseLog);
    addJsonOption(*log, session);

    group->footer(Tr::tr("Example:\n"
                         "  redoubt-cli case new stop.redoubt\n"
                         "  redoubt-cli case add stop.redoubt body_cam.mp4 report.pdf\n"
                         "  redoubt-cli case analyze stop.redoubt\n"
                         "  redoubt-cli case export stop.redoubt --out release")
                      .toStdString());
}

} // namespace redoubt::cli
