// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/workingcase.h"

#include "app/cli/tr.h"
#include "core/base/atomicoutput.h"
#include "core/base/paths.h"

#include <algorithm>

namespace redoubt::cli {

namespace fs = std::filesystem;

namespace {

constexpr char kMarkName[] = "temporary";
constexpr char kMarkText[] = "Made by redoubt-cli redact; removed when the release is complete.\n";

/// Where a working case goes before it is removed: when the removal is cut short, the next run
/// finds no case that has lost half of its objects.
fs::path removedName(const fs::path &folder)
{
    return folder.native() + ".removed";
}

bool isMarked(const fs::path &folder)
{
    std::error_code code;
    return fs::is_regular_file(folder / kMarkName, code);
}

/// The mark goes last, so that the next run may go on with it.
void removeMarked(const fs::path &folder)
{
    if (!isMarked(folder))
        return;
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        std::error_code ignored; // what cannot be removed now is tried by the next run
        if (it->path().filename() != kMarkName)
            fs::remove_all(it->path(), ignored);
    }
    fs::remove_all(folder, code);
}

} // namespace

Result<void> markTemporary(const fs::path &folder)
{
    return writeFileAtomically(folder / kMarkName, kMarkText);
}

void keepForGood(const fs::path &folder)
{
    std::error_code code; // most cases have no mark
    fs::remove(folder / kMarkName, code);
}

QString reasonToKeep(const casefile::Case &workingCase, const QSet<ObjectId> &released)
{
    const QString name = displayName(workingCase.folder());
    if (!isMarked(workingCase.folder()))
        return Tr::tr("The case “%1” was there before, and stays.").arg(name);
    const auto &items = workingCase.sheet().items();
    const auto orphans = workingCase.orphans();
    const bool more =
        std::any_of(items.begin(), items.end(),
                    [&](const casefile::Item &item) { return !released.contains(item.object); }) ||
        std::any_of(orphans.begin(), orphans.end(), [](const casefile::Orphan &orphan) {
            return orphan.role != casefile::Orphan::Role::Derived;
        });
    return more ? Tr::tr("The case “%1” holds originals that are not in this release, and stays.")
                      .arg(name)
                : QString();
}

void removeWorkingCase(const fs::path &folder)
{
    std::error_code code;
    fs::rename(folder, removedName(folder), code);
    removeMarked(code ? folder : removedName(folder));
}

void finishRemoval(const fs::path &folder)
{
    removeMarked(removedName(folder));
}

} // namespace redoubt::cli
