// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/shared.h"

#include "core/base/paths.h"

namespace redoubt::test {

std::optional<std::filesystem::path> sharedFolder()
{
    const std::filesystem::path path = qEnvironmentVariable("REDOUBT_SHARED").toStdString();
    std::error_code code;
    if (path.empty() || !std::filesystem::is_directory(path / "media", code))
        return std::nullopt;
    return path;
}

std::optional<std::filesystem::path> sharedFile(const char *relative)
{
    const auto folder = sharedFolder();
    std::error_code code;
    if (!folder || !std::filesystem::is_regular_file(*folder / relative, code))
        return std::nullopt;
    return *folder / relative;
}

} // namespace redoubt::test
