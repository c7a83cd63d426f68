// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"

namespace redoubt::cli {

/// The sealed originals of a case folder or of a packed archive, behind one face.
class Originals
{
public:
    static Result<std::unique_ptr<Originals>> open(const CliSession &session,
                                                   const std::string &path);
    virtual ~Originals() = default;
    virtual std::vector<vault::PackedItem> items() const = 0;
    virtual Result<std::unique_ptr<ByteSource>> open(const vault::PackedItem &item) const = 0;
    /// Reads every original whole and compares its hash; a case's journal is checked too. Returns
    /// how many.
    virtual Result<int> verify(const JobContext &context) const;
    /// Whether sealed files are there that no name leads to: what was verified is not all.
    virtual bool hasOrphans() const { return false; }
};

/// Writes one original below @a out under its name, whole or not at all; its hash is checked before
/// it appears.
Result<void> extractOriginal(const Originals &originals, const vault::PackedItem &item,
                             const std::filesystem::path &out, const JobContext &context);

} // namespace redoubt::cli
