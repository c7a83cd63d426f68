// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <filesystem>
#include <functional>
#include <vector>

namespace redoubt {

/// A path for people and manifests: UTF-8 as it is, every byte that is not valid UTF-8 (and every
/// control character) as %XX. Qt's own classes do not see such files at all, hence std::filesystem
/// everywhere.
QString displayName(const std::filesystem::path &path);

/// What follows the last slash.
QString baseName(const QString &path);

/// A path whose bytes are the UTF-8 of @a text. The inverse of displayName() for names that were
/// valid UTF-8.
std::filesystem::path pathFromString(const QString &text);

/// The relative path with every component made valid UTF-8 in the way of displayName(), so that it
/// can be written to any file system. ".." and roots are dropped. A component above 240 bytes is
/// shortened and told apart by a hash; it keeps its suffix.
std::filesystem::path portableRelativePath(const std::filesystem::path &relative);

/// One file found by walkInputs().
struct InputFile
{
    std::filesystem::path path;     ///< where to open it
    std::filesystem::path relative; ///< path below the input folder that named it, with the
                                    ///< folder's own name left out
};

/// What could not be walked, with the reason.
struct SkippedInput
{
    std::filesystem::path path;
    Error error;
};

struct InputList
{
    std::vector<InputFile> files; ///< sorted by relative path, bytewise
    std::vector<SkippedInput> skipped;
};

/// Lists the regular files named by @a inputs. Folders are walked, symbolic links inside them are
/// not followed and are listed as skipped. Two inputs whose relative paths are the same, or become
/// the same by portableRelativePath(), get different ones ("a.txt", "a (2).txt").
InputList walkInputs(const std::vector<std::filesystem::path> &inputs,
                     const std::function<bool()> &stop = {});

} // namespace redoubt
