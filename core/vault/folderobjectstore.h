// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/objectstore.h"

#include <filesystem>
#include <string>

namespace redoubt::vault {

inline constexpr char kObjectsName[] = "objects"; ///< in a vault's folder and in a package

/// Path of an object below a vault's folder or in a package, with '/'.
std::string objectPath(const ObjectId &id);

/// Makes a folder unless it is there, and syncs the one that it lies in.
Result<void> makeFolder(const std::filesystem::path &folder, unsigned mode);

/// Objects as files `objects/xx/<id>.rvo` (FORMAT.md section 1).
class FolderObjectStore final : public ObjectStore
{
public:
    /// @a folder: of the vault.
    explicit FolderObjectStore(std::filesystem::path folder);
    /// Makes the folder of a new vault's objects.
    Result<void> create() const;

    Result<std::unique_ptr<NewObjectFile>> put(const ObjectId &id) override;
    Result<std::unique_ptr<ByteSource>> open(const ObjectId &id) const override;
    Result<QList<ObjectId>> list() const override;
    void removeUnfinished() override;

private:
    const std::filesystem::path m_folder;
};

} // namespace redoubt::vault
