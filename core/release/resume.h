// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"

namespace redoubt::release {

/// Names everything that decides the bytes of an output: source, plan, options, program version.
/// A keyed hash under the item's random id, so that it cannot be used to guess withheld text.
QByteArray fingerprintOf(const PlannedItem &planned, const casefile::Profile &profile,
                         const RunOptions &options);

/// Results of finished items, one small file each, so that a killed release goes on where it was.
/// The files hold what the manifest holds, and no case contents.
class ResumeStore
{
public:
    /// An empty folder keeps nothing.
    explicit ResumeStore(std::filesystem::path folder);
    /// Nothing when there is none, it cannot be read, or it was made from another plan.
    std::optional<ItemResult> load(ItemId item, const QByteArray &fingerprint) const;
    Result<void> save(const QByteArray &fingerprint, const ItemResult &result) const;

private:
    std::filesystem::path m_folder;
};

} // namespace redoubt::release
