// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/support/tempfolder.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QMap>
#include <QStringList>

#include <filesystem>

namespace redoubt::test {

struct CliResult
{
    int code = -1; ///< exit code; -1 when the program crashed or hung
    QByteArray out;
    QByteArray err;
    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

/// Runs redoubt-cli as a user does: a process of its own, with a home, a temporary folder and a
/// passphrase of its own.
class CliRunner
{
public:
    explicit CliRunner(const TempFolder &folder);

    QMap<QString, QString> environment; ///< added to the process's own
    int timeoutMs = 180'000;

    CliResult run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// The build that leaves out one mark.
    CliResult runLeaky(const QStringList &arguments) const;
    /// Starts it and sends @a signal after @a afterMs; the code is 128 + signal when the signal
    /// ended it.
    CliResult runAndSignal(const QStringList &arguments, int signal, int afterMs) const;
    std::filesystem::path temporaryFolder() const { return m_temporary; }

private:
    CliResult start(const char *program, const QStringList &arguments, const QByteArray &input,
                    int signal, int afterMs) const;

    std::filesystem::path m_temporary;
    std::filesystem::path m_home;
};

/// A small case in every medium with made-up people, drawn and spoken on the spot.
struct MixedCase
{
    std::filesystem::path folder;
    static MixedCase make(const TempFolder &folder);
};

// Each makes one file for MixedCase or for a test of its own. The phone number and the name below
// are in all of them.
inline constexpr auto kPhone = "202-555-0142";
inline constexpr auto kPerson = "Zebedee Quux";
std::filesystem::path makeNote(const std::filesystem::path &path);
std::filesystem::path makeTable(const std::filesystem::path &path);
std::filesystem::path makeLetter(const std::filesystem::path &pdf);
std::filesystem::path makePicture(const std::filesystem::path &picture);

/// Every file below @a folder whose bytes hold @a secret in UTF-8 or UTF-16.
QStringList filesWith(const std::filesystem::path &folder, const QByteArray &secret);

QString str(const std::filesystem::path &path);

} // namespace redoubt::test
