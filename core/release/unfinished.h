// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"

namespace redoubt::release {

/// Names everything that decides the bytes and the name of an output: source, plan, options,
/// program version. A keyed hash under the item's random id.
QByteArray fingerprintOf(const PlannedItem &planned, const casefile::Profile &profile,
                         const RunOptions &options, const std::filesystem::path &output);

/// The result of one item that a killed release has finished. It is sealed, bound to the case, to
/// the item and to all that decides the output: one that was forged, changed, brought from another
/// case or item, or made by another plan is not there. One that was put back speaks of the same
/// bytes, which the caller compares with the file by their hash.
class UnfinishedRelease
{
public:
    /// @a output: relative name that the item gets this time.
    UnfinishedRelease(const RunOptions &options, const PlannedItem &planned,
                      const casefile::Profile &profile, const std::filesystem::path &output);
    std::optional<ItemResult> find() const;
    void keep(const ItemResult &result) const;

private:
    std::unique_ptr<Answers> open() const;

    const RunOptions &m_options;
    ItemId m_item;
    size_t m_marks; ///< of the item
    QByteArray m_purpose;
    QString m_output; ///< as results name it
};

} // namespace redoubt::release
