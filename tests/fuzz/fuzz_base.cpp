// SPDX-License-Identifier: AGPL-3.0-or-later
// File names are the first hostile bytes that the program meets.
#include "core/base/ids.h"
#include "core/base/paths.h"
#include "tests/fuzz/seeds.h"

#include <cstdlib>

using namespace redoubt;

std::vector<std::string> redoubt::fuzz::seeds()
{
    return {"case/evidence 01.mp4", "../..//etc/./passwd", "na\xc3\xafve \xff\xfe name\n.txt",
            "0123456789abcdef0123456789abcdef"};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    const std::filesystem::path path(bytes);
    const QString shown = displayName(path);
    for (const QChar c : shown) {
        if (c.unicode() < 0x20)
            std::abort(); // a control character would reach a terminal or a manifest
    }
    const std::filesystem::path safe = portableRelativePath(path);
    if (safe.is_absolute())
        std::abort();
    for (const std::filesystem::path &part : safe) {
        if (part == "..")
            std::abort();
    }
    if (const auto id = ObjectId::fromString(QString::fromStdString(bytes));
        id && id->toString() != QString::fromStdString(bytes).toLower())
        std::abort();
    return 0;
}
