// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"
#include "core/casefile/case.h"
#include "core/detect/analysis.h"
#include "core/jobs/jobcontext.h"
#include "core/jobs/scheduler.h"
#include "core/workflow/itemworker.h"

#include <QJsonDocument>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace CLI {
class App;
}

namespace redoubt::cli {

/// Exit codes, as README.md lists them. Users and scripts rely on them.
enum ExitCode {
    kDone = 0,
    kFailed = 1,
    kUsage = 2,
    kSomeInputs = 3, ///< some input unsupported or damaged; the rest is done
    kWrongKey = 4,
    kLeak = 5,
    kCancelled = 130
};

/// The exit code for an error that ended a command.
int exitCodeFor(const Error &error);

enum class ProgressMode { Auto, Bar, Json, None };

/// What all commands share: common options, the stop token of Ctrl+C, output.
struct CliSession
{
    bool json = false;
    ProgressMode progress = ProgressMode::Auto;
    std::string passphraseFile;
    std::string actor;
    int threads = 0; ///< 0: as many as cores
    std::stop_source stop;
    std::function<int()> run; ///< set by the chosen command
    detect::Registry registry;
    std::string workerCommand; ///< empty: REDOUBT_WORKER_COMMAND, else on this machine
    std::shared_ptr<const workflow::ItemWorker> worker;

    /// Made on first use: looking for models takes time that `profiles` need not spend.
    const detect::Registry &detectors();
    /// Reads, redacts and verifies what files hold, in processes that are closed in.
    const std::shared_ptr<const workflow::ItemWorker> &itemWorker();
    /// Where all work of the command is done.
    Scheduler &scheduler();

private:
    std::unique_ptr<Scheduler> m_scheduler; ///< made on first use: options come first
};

// Each adds one command (or a family) to the parser; parsing sets session.run.
void addRedactCommand(CLI::App &app, CliSession &session);
void addDetectCommand(CLI::App &app, CliSession &session);
void addCaseCommands(CLI::App &app, CliSession &session);
void addVaultCommands(CLI::App &app, CliSession &session);
void addVerifyCommand(CLI::App &app, CliSession &session);
void addListCommands(CLI::App &app, CliSession &session);
void addCompletionCommand(CLI::App &app, CliSession &session);

// ---- Options that several commands have

void addJsonOption(CLI::App &command, CliSession &session);
void addPassphraseOption(CLI::App &command, CliSession &session);
void addProgressOptions(CLI::App &command, CliSession &session);

// ---- Input and output

/// Results go to stdout, everything else to stderr.
void print(const QString &text);
void printJson(const QJsonDocument &document);
void printError(const QString &text);
/// Prints the sentence of an error and returns its exit code.
int report(const Error &error);

/// From --passphrase-file ("-" is standard input), REDOUBT_PASSPHRASE, or a prompt without echo. @a
/// confirm asks twice.
enum class Ask { Once, Twice };
Result<SecretBytes> readPassphrase(const CliSession &session, Ask ask);

/// Opens a case with the session's passphrase and actor. A command that may take orphans back tells
/// of the rest itself.
enum class Orphans { TellNow, TellLater };
Result<std::unique_ptr<casefile::Case>>
openCase(const CliSession &session, const std::string &folder, vault::Access access,
         casefile::Rollback rollback = casefile::Rollback::Refuse,
         Orphans orphans = Orphans::TellNow);

/// What the journal of the case does not name, on stderr: no command goes on over it in silence.
/// Nothing when there is nothing. Returns the number of originals.
int tellOrphans(const casefile::Case &openCase);

/// A job context that shows progress under @a title and stops on Ctrl+C.
class ProgressScope
{
public:
    ProgressScope(const CliSession &session, const QString &title);
    ~ProgressScope(); ///< clears the bar
    JobContext context() const;

private:
    struct Private;
    std::shared_ptr<Private> d; // shared with the contexts
    std::jthread m_ticker;
};

/// The time base of each stream by its number, for printing places.
template <typename Streams>
TimeBases basesOf(const Streams &streams)
{
    TimeBases bases;
    for (const auto &stream : streams) {
        while (bases.size() <= stream.index)
            bases.append(Rational{1, 1});
        bases[stream.index] = stream.timeBase;
    }
    return bases;
}

/// Seconds as "1:02" or "1:01:02".
QString shortTime(double seconds);

} // namespace redoubt::cli
