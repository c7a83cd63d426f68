// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>
#include <QTemporaryDir>

#include <filesystem>

namespace redoubt::test {

/// A folder that is removed with everything in it. Stops the program when it cannot be made, so
/// that no test goes on in a place that is not its own.
class TempFolder
{
public:
    TempFolder();

    std::filesystem::path path() const;
    /// A path below the folder; nothing is created.
    std::filesystem::path operator/(const std::filesystem::path &relative) const;
    /// Writes a file and its parent folders, and returns its path.
    std::filesystem::path write(const std::filesystem::path &relative,
                                const QByteArray &bytes) const;
    /// The relative paths of everything below the folder, sorted: for "nothing was left behind".
    QStringList listing() const;

private:
    QTemporaryDir m_folder;
};

/// The whole file. Fails the program when it cannot be read; an expected file is never empty by
/// accident.
QByteArray readFile(const std::filesystem::path &path);

} // namespace redoubt::test
