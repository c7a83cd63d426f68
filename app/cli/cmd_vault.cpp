// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/originals.h"
#include "app/cli/releaseoutput.h"

#include "app/cli/tr.h"
#include "core/base/paths.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

namespace {

struct VaultArguments
{
    std::string path;
    std::string out;
    std::vector<std::string> items;
    std::vector<std::string> recipients;
};

int packCommand(CliSession &session, const VaultArguments &arguments)
{
    const auto recipients = parseRecipients(arguments.recipients);
    if (!recipients)
        return report(recipients.error());
    const auto opened = openCase(session, arguments.path, vault::Access::ReadOnly);
    if (!opened)
        return report(opened.error());
    vault::PackRequest request;
    request.recipients = *recipients;
    for (const casefile::Item &item : (*opened)->sheet().items())
        request.items.push_back({item.rawName, item.kind, item.size, item.sha256, item.object});
    const ProgressScope progress(session, Tr::tr("Packing"));
    if (auto packed =
            vault::packVault((*opened)->vault(), request, arguments.out, progress.context());
        !packed)
        return report(packed.error());
    return kDone;
}

int listCommand(CliSession &session, const VaultArguments &arguments)
{
    const auto originals = Originals::open(session, arguments.path);
    if (!originals)
        return report(originals.error());
    QJsonArray all;
    for (const vault::PackedItem &item : (*originals)->items()) {
        const QString name = displayName(fs::path(item.name));
        const QString hash = QString::fromLatin1(item.sha256.toHex());
        if (!session.json)
            print(u"%1  %2  %3  %4"_s.arg(hash.first(16))
                      .arg(item.size, 12)
                      .arg(toString(item.kind), -7)
                      .arg(name));
        all.append(QJsonObject{{u"name"_s, name},
                               {u"kind"_s, toString(item.kind)},
                               {u"size"_s, item.size},
                               {u"sha256"_s, hash}});
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

bool isWanted(const vault::PackedItem &item, const std::vector<std::string> &names)
{
    const fs::path path(item.name);
    return names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string &name) {
               return name == item.name || name == path.filename().string() ||
                      name == displayName(path).toStdString();
           });
}

int extractCommand(CliSession &session, const VaultArguments &arguments)
{
    const auto originals = Originals::open(session, arguments.path);
    if (!originals)
        return report(originals.error());
    const ProgressScope progress(session, Tr::tr("Extracting"));
    int extracted = 0;
    int code = kDone;
    for (const vault::PackedItem &item : (*originals)->items()) {
        if (!isWanted(item, arguments.items))
            continue;
        ++extracted;
        auto done = extractOriginal(**originals, item, arguments.out, progress.context());
        if (!done) {
            code = report(done.error());
            if (code == kCancelled || code == kFailed)
                return code;
        }
    }
    if (extracted == 0) {
        printError(Tr::tr("No original of that name is in “%1”; see: redoubt-cli vault list.")
                       .arg(displayName(arguments.path)));
        return kFailed;
    }
    return code;
}

int verifyCommand(CliSession &session, const VaultArguments &arguments)
{
    const auto originals = Originals::open(session, arguments.path);
    if (!originals)
        return report(originals.error());
    const ProgressScope progress(session, Tr::tr("Verifying"));
    const auto checked = (*originals)->verify(progress.context());
    if (!checked)
        return report(checked.error());
    if (session.json)
        printJson(QJsonDocument(QJsonObject{{u"verified"_s, *checked}}));
    else
        print(Tr::tr("%n original(s) verified: every chunk and every hash is right.", nullptr,
                     *checked));
    return (*originals)->hasOrphans() ? kSomeInputs : kDone;
}

int keygenCommand(const CliSession &session)
{
    const vault::RecipientKey key = vault::generateRecipient();
    if (session.json) {
        printJson(QJsonDocument(
            QJsonObject{{u"public"_s, key.publicText}, {u"secret"_s, key.secretText}}));
        return kDone;
    }
    print(Tr::tr("Public key, to give to others: %1").arg(key.publicText));
    print(Tr::tr("Secret key, to print and keep offline: %1").arg(key.secretText));
    return kDone;
}

CLI::App *addCommand(CLI::App &group, CliSession &session, const char *name, const QString &help,
                     const std::shared_ptr<VaultArguments> &arguments, const char *what)
{
    CLI::App *command = group.add_subcommand(name, help.toStdString());
    command->add_option(what, arguments->path)->required()->type_name("");
    addPassphraseOption(*command, session);
    addProgressOptions(*command, session);
    return command;
}

} // namespace

void addVaultCommands(CLI::App &app, CliSession &session)
{
    CLI::App *group =
        app.add_subcommand("vault", Tr::tr("Work with the sealed originals.").toStdString());
    group->require_subcommand(1);
    auto arguments = std::make_shared<VaultArguments>();

    CLI::App *pack =
        addCommand(*group, session, "pack",
                   Tr::tr("Write the originals of a case into one archive."), arguments, "CASE");
    pack->add_option("--out", arguments->out, Tr::tr("The archive.").toStdString())
        ->required()
        ->type_name("FILE");
    pack->add_option("--recipient", arguments->recipients,
                     Tr::tr("Key that may open it; may be given again.").toStdString())
        ->type_name("KEY");
    pack->callback([&session, arguments] {
        session.run = [&session, arguments] { return packCommand(session, *arguments); };
    });

    CLI::App *list = addCommand(*group, session, "list", Tr::tr("List the originals."), arguments,
                                "ARCHIVE|CASE");
    addJsonOption(*list, session);
    list->callback([&session, arguments] {
        session.run = [&session, arguments] { return listCommand(session, *arguments); };
    });

    CLI::App *extract =
        addCommand(*group, session, "extract", Tr::tr("Write originals under their names."),
                   arguments, "ARCHIVE|CASE");
    extract->add_option("--out", arguments->out, Tr::tr("Folder to write to.").toStdString())
        ->required()
        ->type_name("DIR");
    extract
        ->add_option("--item", arguments->items,
                     Tr::tr("Only this original; may be given again.").toStdString())
        ->type_name("NAME");
    extract->footer(Tr::tr("Example:\n  redoubt-cli vault extract release/originals.rvault --out "
                           "originals --item report.pdf")
                        .toStdString());
    extract->callback([&session, arguments] {
        session.run = [&session, arguments] { return extractCommand(session, *arguments); };
    });

    CLI::App *verify = addCommand(*group, session, "verify", Tr::tr("Check every chunk and hash."),
                                  arguments, "ARCHIVE|CASE");
    addJsonOption(*verify, session);
    verify->callback([&session, arguments] {
        session.run = [&session, arguments] { return verifyCommand(session, *arguments); };
    });

    CLI::App *keygen = group->add_subcommand(
        "keygen", Tr::tr("Make a key pair for a recipient of originals.").toStdString());
    addJsonOption(*keygen, session);
    keygen->callback([&session] { session.run = [&session] { return keygenCommand(session); }; });
}

} // namespace redoubt::cli
