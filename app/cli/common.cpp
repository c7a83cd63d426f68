// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"

#include "app/cli/tr.h"
#include "app/itemworker.h"
#include "core/base/bytesource.h"
#include "core/base/paths.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

// Longer than any passphrase a person types; a whole file by mistake is refused.
constexpr qint64 kMaxPassphraseBytes = 4096;

SecretBytes withoutLineEnd(SecretBytes bytes)
{
    qsizetype size = bytes.size();
    while (size > 0 && (bytes.data()[size - 1] == '\n' || bytes.data()[size - 1] == '\r'))
        --size;
    return size == bytes.size() ? std::move(bytes) : SecretBytes::copyOf(bytes.view().first(size));
}

Result<SecretBytes> readDescriptor(int fd, const QString &name)
{
    SecretBytes buffer(kMaxPassphraseBytes + 1);
    qsizetype size = 0;
    while (size < buffer.size()) {
        const ssize_t n = ::read(fd, buffer.data() + size, size_t(buffer.size() - size));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errnoError(errno, "cli/passphrase", name);
        if (n == 0)
            break;
        size += n;
    }
    if (size > kMaxPassphraseBytes)
        return Error(ErrorKind::Invalid, "cli/passphrase",
                     Fact::tr("“%1” is too long for a passphrase (more than %2 bytes).")
                         .arg(name)
                         .arg(kMaxPassphraseBytes));
    return withoutLineEnd(SecretBytes::copyOf(buffer.view().first(size)));
}

/// One line from the terminal without echo.
Result<SecretBytes> prompt(const QString &question)
{
    std::cerr << question.toStdString() << std::flush;
    termios before{};
    if (::tcgetattr(STDIN_FILENO, &before) != 0)
        return errnoError(errno, "cli/passphrase", Tr::tr("terminal"));
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    SecretBytes line(kMaxPassphraseBytes);
    qsizetype size = 0;
    char c = 0;
    while (size < line.size() && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
        line.data()[size++] = static_cast<unsigned char>(c);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << std::endl;
    return SecretBytes::copyOf(line.view().first(size));
}

Error noPassphrase()
{
    return Error(
        ErrorKind::WrongKey, "cli/passphrase",
        Fact::tr("A passphrase is needed: give --passphrase-file FILE (- for standard input), set "
                 "REDOUBT_PASSPHRASE, or run in a terminal."));
}

} // namespace

const detect::Registry &CliSession::detectors()
{
    if (registry.detectors.empty())
        registry = detect::standardRegistry();
    return registry;
}

const std::shared_ptr<const workflow::ItemWorker> &CliSession::itemWorker()
{
    if (!worker)
        worker = app::makeItemWorker(workerCommand.empty()
                                         ? qEnvironmentVariable("REDOUBT_WORKER_COMMAND")
                                         : QString::fromStdString(workerCommand),
                                     {}, detectors());
    return worker;
}

Scheduler &CliSession::scheduler()
{
    if (!m_scheduler)
        m_scheduler = std::make_unique<Scheduler>(threads);
    return *m_scheduler;
}

int exitCodeFor(const Error &error)
{
    switch (error.kind()) {
    case ErrorKind::Cancelled:
        return kCancelled;
    case ErrorKind::WrongKey:
        return kWrongKey;
    case ErrorKind::Leak:
        return kLeak;
    case ErrorKind::Invalid:
        return kUsage;
    case ErrorKind::Unsupported:
    case ErrorKind::Damaged:
    case ErrorKind::OtherHistory:
    case ErrorKind::Encrypted:
    case ErrorKind::Limit:
    case ErrorKind::NoMatch:
        return kSomeInputs;
    default:
        return kFailed;
    }
}

void addJsonOption(CLI::App &command, CliSession &session)
{
    command.add_flag("--json", session.json, Tr::tr("Print results as JSON.").toStdString());
}

void addPassphraseOption(CLI::App &command, CliSession &session)
{
    command
        .add_option("--passphrase-file", session.passphraseFile,
                    Tr::tr("Read the passphrase from FILE (- for standard input); else "
                           "REDOUBT_PASSPHRASE, else a prompt.")
                        .toStdString())
        ->type_name("FILE");
}

void addProgressOptions(CLI::App &command, CliSession &session)
{
    static const std::map<std::string, ProgressMode> modes{{"auto", ProgressMode::Auto},
                                                           {"bar", ProgressMode::Bar},
                                                           {"json", ProgressMode::Json},
                                                           {"none", ProgressMode::None}};
    command
        .add_option("--progress", session.progress,
                    Tr::tr("Progress on stderr: auto, bar, json (one object a line) or none.")
                        .toStdString())
        ->transform(CLI::CheckedTransformer(modes, CLI::ignore_case).description(""))
        ->type_name("MODE");
    command
        .add_option("--threads", session.threads,
                    Tr::tr("Workers; the results do not depend on it.").toStdString())
        ->check(CLI::Range(1, 64).description(""))
        ->type_name("N");
    command
        .add_option("--worker-command", session.workerCommand,
                    Tr::tr("How to start the process that reads one file, such as \"srun "
                           "redoubt-worker\"; else REDOUBT_WORKER_COMMAND, else on this machine.")
                        .toStdString())
        ->type_name("COMMAND");
    command
        .add_option("--actor", session.actor,
                    Tr::tr("Who decides, for the custody log.").toStdString())
        ->type_name("NAME");
}

void print(const QString &text)
{
    std::cout << text.toStdString() << '\n';
}

void printJson(const QJsonDocument &document)
{
    const QByteArray bytes = document.toJson(QJsonDocument::Indented);
    std::cout.write(bytes.constData(), bytes.size());
    std::cout.flush();
}

void printError(const QString &text)
{
    std::cerr << "redoubt-cli: " << text.toStdString() << std::endl;
}

int report(const Error &error)
{
    if (error.kind() != ErrorKind::Cancelled)
        printError(error.text());
    return exitCodeFor(error);
}

Result<SecretBytes> readPassphrase(const CliSession &session, Ask ask)
{
    Result<SecretBytes> passphrase = noPassphrase();
    if (session.passphraseFile == "-") {
        passphrase = readDescriptor(STDIN_FILENO, Tr::tr("standard input"));
    } else if (!session.passphraseFile.empty()) {
        FILE *file = std::fopen(session.passphraseFile.c_str(), "rbe");
        if (!file)
            return errnoError(errno, "cli/passphrase", displayName(session.passphraseFile));
        passphrase = readDescriptor(::fileno(file), displayName(session.passphraseFile));
        std::fclose(file);
    } else if (qEnvironmentVariableIsSet("REDOUBT_PASSPHRASE")) {
        passphrase = SecretBytes::copyOf(qgetenv("REDOUBT_PASSPHRASE"));
    } else if (::isatty(STDIN_FILENO)) {
        passphrase = prompt(ask == Ask::Twice ? Tr::tr("New passphrase (it cannot be recovered): ")
                                              : Tr::tr("Passphrase: "));
        if (passphrase && ask == Ask::Twice) {
            const auto again = prompt(Tr::tr("Once more: "));
            if (!again)
                return again.error();
            if (!passphrase->equals(*again))
                return Error(ErrorKind::Invalid, "cli/passphrase",
                             Fact::tr("The two passphrases differ."));
        }
    }
    if (passphrase && passphrase->isEmpty())
        return Error(ErrorKind::WrongKey, "cli/passphrase", Fact::tr("The passphrase is empty."));
    return passphrase;
}

Result<std::unique_ptr<casefile::Case>> openCase(const CliSession &session,
                                                 const std::string &folder, vault::Access access,
                                                 casefile::Rollback rollback, Orphans orphans)
{
    const auto passphrase = readPassphrase(session, Ask::Once);
    if (!passphrase)
        return passphrase.error();
    auto opened = casefile::Case::open(folder, *passphrase, access, rollback);
    if (opened && !session.actor.empty())
        (*opened)->setActor(QString::fromStdString(session.actor));
    if (opened && orphans == Orphans::TellNow)
        tellOrphans(**opened);
    return opened;
}

int tellOrphans(const casefile::Case &openCase)
{
    int originals = 0;
    int unreadable = 0;
    for (const casefile::Orphan &orphan : openCase.orphans()) {
        originals += orphan.role == casefile::Orphan::Role::Original ? 1 : 0;
        unreadable += orphan.role == casefile::Orphan::Role::Unknown ? 1 : 0;
    }
    if (originals > 0)
        printError(
            Tr::tr("%n sealed original(s) are not named in the journal of this case: a run was "
                   "stopped, or the journal lost rows or is an older one. They are kept. Add "
                   "the same files again, or take them back with: redoubt-cli case orphans "
                   "CASE --take-back",
                   nullptr, originals));
    if (unreadable > 0)
        printError(Tr::tr("%n sealed file(s) that the journal does not name cannot be opened; see: "
                          "redoubt-cli case orphans CASE",
                          nullptr, unreadable));
    return originals;
}

QString shortTime(double seconds)
{
    const qint64 s = std::max<qint64>(0, qint64(seconds + 0.5));
    return s >= 3600 ? u"%1:%2:%3"_s.arg(s / 3600)
                           .arg(s / 60 % 60, 2, 10, QLatin1Char('0'))
                           .arg(s % 60, 2, 10, QLatin1Char('0'))
                     : u"%1:%2"_s.arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'));
}

} // namespace redoubt::cli
