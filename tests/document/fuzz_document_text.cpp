// SPDX-License-Identifier: AGPL-3.0-or-later
// Text files of any encoding: whatever is accepted is written back byte for byte.
#include "core/document/textfile.h"
#include "tests/fuzz/seeds.h"

#include <cstdlib>

using namespace redoubt;

std::vector<std::string> redoubt::fuzz::seeds()
{
    using namespace std::string_literals;
    return {"name,ssn\r\nJane Roe,078-05-1120\r\n"s,
            "\xEF\xBB\xBF# J\xC3\xBCrgen \xF0\x9F\x98\x80"s,
            "\xFF\xFEJ\0a\0n\0e\0\x3D\xD8\x00\xDE"s, "M\xFCller \x80\x81\x8D"s,
            "\xD5\xC5\xC8\xFD\xB1\xB1\xBE\xA9"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto file = document::decodeTextBytes(bytes);
    if (!file)
        return 0;
    const auto back = document::encodeTextFile(*file);
    if (!back || *back != bytes)
        std::abort();
    return 0;
}
