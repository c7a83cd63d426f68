// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>
#include <optional>

namespace redoubt::test {

/// The folder of public test media (REDOUBT_SHARED, or ../shared beside the checkout), when this
/// machine has it. Tests that use it skip with a clear message when it is absent; tests that must
/// always run make their own media.
std::optional<std::filesystem::path> sharedFolder();

/// A file below the shared folder, when it exists.
std::optional<std::filesystem::path> sharedFile(const char *relative);

} // namespace redoubt::test

/// Skips the running test when the public test media are not on this machine.
#define REDOUBT_REQUIRE_SHARED()                                                                   \
    do {                                                                                           \
        if (!redoubt::test::sharedFolder())                                                        \
            QSKIP("the public test media are not on this machine (REDOUBT_SHARED)");               \
    } while (false)
