// SPDX-License-Identifier: AGPL-3.0-or-later
// Edits of any text file: they are made or refused, stay apart, and JSON stays JSON.
#include "core/document/textfile.h"
#include "core/redact/text/textedits.h"
#include "tests/fuzz/seeds.h"

#include <QJsonDocument>

#include <cstdlib>

using namespace redoubt;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isJson(const QByteArray &bytes)
{
    return !QJsonDocument::fromJson(bytes).isNull();
}

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    using namespace std::string_literals;
    // Four bytes of edits before each text.
    return {"\x02\x09\x05\x20{\"a\": 12, \"b\\u00e9\": [true, \"x\\n\"]}"s,
            "\x01\x05\x03\x04name;\"a \"\"b\"\"\";3\r\nx;;4\r\n"s,
            "\x01\x05\x03\x04---\na: Jane Roe # x\nb:\n  - 1\n  - \"q\"\n"s,
            "\x01\x05\x03\x04{\"a\":1}\nno\n{\"a\":\"2\"}\n"s,
            "\x01\x05\x03\x04<b>Jane</b> {\\i1}Roe"s,
            "\x01\x05\x03\x04\x8ER\x93"
            "c\x91\xBE\x98Y\x82\xB3\x82\xF1"s,
            "\x01\x05\x03\x04\x1B$B;3ED\x1B(B x"s};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr size_t kHead = 4;
    if (size < kHead)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + kHead), qsizetype(size - kHead));
    const auto file = document::decodeTextBytes(bytes);
    if (!file)
        return 0;
    for (const ItemKind kind : {ItemKind::Text, ItemKind::Csv}) {
        redact::RedactionPlan plan;
        plan.kind = kind;
        qsizetype at = 0;
        for (size_t i = 0; i < kHead; i += 2) {
            const qsizetype begin = at + data[i];
            plan.edits.push_back({{begin, begin + data[i + 1] % 32},
                                  i == 0 ? QStringLiteral("[\"n\" 1]") : QString()});
            at = plan.edits.back().range.end;
        }
        const auto edits = redact::writtenEdits(file->text, plan);
        require(edits.has_value() == (at <= file->text.size()));
        if (!edits)
            continue;
        require(edits->size() == plan.edits.size());
        std::vector<document::TextPatch> patches;
        qsizetype last = 0;
        for (const redact::TextEdit &edit : *edits) {
            require(edit.range.begin >= last && edit.range.end >= edit.range.begin &&
                    edit.range.end <= file->text.size());
            last = edit.range.end;
            if (!edit.range.isEmpty())
                patches.push_back({edit.range.begin, edit.range.end, edit.replacement});
        }
        const auto written = document::patchTextFile(bytes, *file, patches);
        require(written.has_value());
        if (file->encoding == QStringLiteral("UTF-8") && !file->bom && isJson(bytes) &&
            file->notExamined.isEmpty())
            require(isJson(*written));
    }
    return 0;
}
