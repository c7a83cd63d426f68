// SPDX-License-Identifier: AGPL-3.0-or-later
// Text files of any encoding: whatever is accepted, a patch changes its own place and no other
// byte.
#include "core/document/textfile.h"
#include "tests/fuzz/seeds.h"

#include <cstdlib>

using namespace redoubt;

std::vector<std::string> redoubt::fuzz::seeds()
{
    using namespace std::string_literals;
    return {"name,ssn\r\nJane Roe,078-05-1120\r\n"s,
            "\xEF\xBB\xBF# J\xC3\xBCrgen \xF0\x9F\x98\x80"s,
            "\xFF\xFEJ\0a\0n\0e\0\x3D\xD8\x00\xDE"s,
            "M\xFCller \x80\x81\x8D"s,
            "\xD5\xC5\xC8\xFD\xB1\xB1\xBE\xA9"s,
            "\x8ER\x93"
            "c\x91\xBE\x98Y\x82\xB3\x82\xF1 090-1234"s,
            "\x1B$B;3ED\x1B(B x"s,
            "\xFF\xFE\0\0J\0\0\0"s,
            "\xE9\xF7\xE1\xEE\xEF\xF7 J\xC3\xBCrgen \xE9"s,
            "J\0a\0\x20\x5F\x1F\x4F\n\0"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto file = document::decodeTextBytes(bytes);
    if (!file)
        return 0;
    // A patch changes nothing before and behind its place.
    const qsizetype length = file->text.size();
    const auto whole = [&](qsizetype at) {
        return at > 0 && at < length && file->text[at].isLowSurrogate() ? at - 1 : at;
    };
    const qsizetype begin = whole(size > 0 ? qsizetype(data[0]) % (length + 1) : 0);
    const qsizetype end = whole(begin + (size > 1 ? qsizetype(data[1]) % (length - begin + 1) : 0));
    if (begin >= end)
        return 0;
    const auto patched =
        document::patchTextFile(bytes, *file, {{begin, end, QStringLiteral("[x 1]")}});
    const auto gone = document::patchTextFile(bytes, *file, {{begin, end, {}}});
    if (!patched || !gone || gone->size() >= bytes.size())
        std::abort();
    qsizetype same = 0;
    while (same < gone->size() && (*gone)[same] == bytes[same])
        ++same;
    if (!bytes.endsWith(gone->sliced(same)))
        std::abort();
    return 0;
}
