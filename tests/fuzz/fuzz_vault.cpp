// SPDX-License-Identifier: AGPL-3.0-or-later
// Every parser of core/vault. The first byte of an input says which one gets the rest.
#include "core/vault/chain.h"
#include "core/vault/compressed.h"
#include "core/vault/itemlist.h"
#include "core/vault/objectreader.h"
#include "core/vault/objectsealer.h"
#include "core/vault/recipient.h"
#include "core/vault/zip64.h"
#include "tests/fuzz/seeds.h"
#include "tests/vault/testvectors.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::vault;

namespace {

enum Target : uint8_t { ParseHeader, SignedHeader, OpenObject, Frames, List, Zip, Recipient, End };

QByteArray sealed(const QByteArray &plain, Compression compression)
{
    QByteArray file;
    const KeyRing keys = TestVectors::ring();
    const auto digest = sealObject(
        *memorySource(plain),
        {TestVectors::vault(), TestVectors::name(), *keys.find(TestVectors::name()), compression},
        TestVectors::objectRandomness(),
        [&file](std::span<const char> bytes) -> Result<void> {
            file.append(bytes.data(), qsizetype(bytes.size()));
            return {};
        },
        JobContext());
    return digest ? file : QByteArray();
}

QByteArray compressed(const QByteArray &plain)
{
    QByteArray payload;
    Compressor compressor([&payload](std::span<const char> bytes) -> Result<void> {
        payload.append(bytes.data(), qsizetype(bytes.size()));
        return {};
    });
    if (!compressor.append({plain.constData(), size_t(plain.size())}) || !compressor.finish())
        std::abort();
    return payload;
}

QByteArray zipFile()
{
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fuzz_vault." + std::to_string(::getpid()));
    auto output = AtomicOutput::create(path);
    if (!output)
        std::abort();
    ZipWriter zip(**output);
    if (!zip.add("vault.hdr", *memorySource("header"), {}) ||
        !zip.add("items.rvo", *memorySource({}), {}) || !zip.finish())
        std::abort();
    const qint64 size = *(*output)->position();
    QByteArray bytes(size, Qt::Uninitialized);
    if (::pread((*output)->fd(), bytes.data(), size_t(size), 0) != size)
        std::abort();
    return bytes; // the output is dropped without a commit
}

/// Reads to the end, as a caller would.
void drain(const Result<std::unique_ptr<ByteSource>> &source)
{
    if (!source)
        return;
    const qint64 size = (*source)->size();
    if (size < 0)
        std::abort();
    for (qint64 at = 0; at < std::min<qint64>(size, 4 << 20);) {
        const auto got = (*source)->read(at, 70000);
        if (!got)
            return;
        if (got->isEmpty())
            std::abort(); // an end before the end
        at += got->size();
    }
}

void fuzzSignedHeader(QByteArrayView bytes)
{
    // As the author of a hostile vault: what is parsed behind a valid signature.
    if (bytes.size() < 170)
        return;
    QByteArray content = bytes.toByteArray();
    const SecretBytes seed = TestVectors::seed();
    content.replace(64, 32, signingPublicKey(seed));
    content += signWith(seed, "redoubt vault header v1" + content);
    const auto header = parseHeader(content);
    if (header && header->serialize(seed) != content)
        std::abort(); // two spellings of one header
}

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    const auto of = [](Target target, const QByteArray &bytes) {
        return std::string(1, char(target)) + bytes.toStdString();
    };
    const QByteArray header = TestVectors::header().serialize(TestVectors::seed());
    Header two = TestVectors::header();
    auto slot = makeRecipientSlot(two.vault, TestVectors::headerKeys(), {{0, 1}},
                                  boxPublicKey(TestVectors::same('r')));
    two.slotList.push_back(std::move(*slot));
    const QByteArray both = two.serialize(TestVectors::seed());
    return {
        of(ParseHeader, header),
        of(SignedHeader, header.chopped(64)),
        of(SignedHeader, both.chopped(64)),
        of(OpenObject, sealed("abc", Compression::None)),
        of(OpenObject, sealed(QByteArray(2000, 'z'), Compression::Zstd)),
        of(Frames, compressed(QByteArray(300000, 'y'))),
        of(Frames, compressed("short")),
        of(List, serializeItems({{"a/b.mp4", ItemKind::Video, 5, QByteArray(32, 's'), {}},
                                 {"c", ItemKind::Text, 0, QByteArray(32, 't'), {}}})),
        of(Zip, zipFile()),
        of(Recipient, "redoubt1kw9f3f7qlv4x9a9rjpcelrepduhe60kgy30xerhw2sjgy4tu75fstpqluy"),
        of(Recipient, "REDOUBT-SECRET-1CJG5JVTXZXRKV99SJAA08N6LRRG22XDFVS3CQNTTD8WGZGFMJYDQLTQL4R"),
        of(End, Checkpoint{{}, 1, QByteArray(32, 'c'), QByteArray(32, 'm'), 1}.toBytes())};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    switch (Target(data[0] % (End + 1))) {
    case ParseHeader:
        std::ignore = parseHeader(bytes);
        break;
    case SignedHeader:
        fuzzSignedHeader(bytes);
        break;
    case OpenObject:
        drain(openObject(memorySource(bytes.toByteArray()), TestVectors::ring(),
                         TestVectors::vault(), TestVectors::object()));
        break;
    case Frames:
        drain(openCompressed(memorySource(bytes.toByteArray())));
        break;
    case List:
        if (const auto items = parseItems(bytes)) {
            for (const PackedItem &item : *items) {
                if (!isSafeItemName(item.name) || item.size < 0)
                    std::abort();
            }
        }
        break;
    case Zip: {
        const auto archive = memorySource(bytes.toByteArray());
        const auto entries = readZip(*archive);
        for (const auto &[name, entry] : entries ? *entries : std::map<std::string, ZipEntry>()) {
            if (entry.offset < 0 || entry.size < 0 || entry.offset + entry.size > archive->size())
                std::abort();
        }
        break;
    }
    case Recipient:
        std::ignore = parseRecipient(QString::fromUtf8(bytes));
        std::ignore = parseRecipientSecret(bytes);
        break;
    case End:
        if (const auto point = Checkpoint::fromBytes(bytes); point && point->toBytes() != bytes)
            std::abort();
        break;
    }
    return 0;
}
