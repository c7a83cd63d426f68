// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/objectreader.h"

#include "core/base/longcall.h"
#include "core/vault/blockcache.h"
#include "core/vault/compressed.h"
#include "core/vault/primitives.h"
#include "core/vault/tr.h"

#include <cstring>
#include <optional>

namespace redoubt::vault {

namespace {

/// 1 MiB of ciphertext is fetched at once when much is read, at any chunk size.
constexpr qint64 kFetch = 1 << 20;
constexpr qint64 kCacheBytes = 1 << 20;

class ObjectReader final : public ByteSource
{
public:
    ObjectReader(std::unique_ptr<ByteSource> file, ChunkCipher cipher, qint64 chunkSize,
                 quint64 chunks, qint64 size, std::shared_ptr<KeyGate> gate)
        : m_file(std::move(file))
        , m_gate(std::move(gate))
        , m_cipher(std::move(cipher))
        , m_chunkSize(chunkSize)
        , m_chunks(chunks)
        , m_size(size)
        , m_cache(size_t(std::max<qint64>(4, kCacheBytes / chunkSize)))
        , m_wipe(m_gate->onRevoke([this] {
            m_cipher.reset();
            m_cache.clear();
        }))
    {}
    ~ObjectReader() override { m_gate->forget(m_wipe); }
    ObjectReader(const ObjectReader &) = delete;
    ObjectReader &operator=(const ObjectReader &) = delete;
    qint64 size() const override { return m_size; }

    /// Opens the last chunk, which vouches for the length.
    Result<void> checkEnd() const
    {
        const auto last = load(m_chunks - 1);
        if (!last)
            return last.error();
        return {};
    }

    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        Q_ASSERT(offset >= 0);
        const qint64 wanted =
            std::min<qint64>(qint64(out.size()), std::max<qint64>(0, m_size - offset));
        qint64 done = 0;
        while (done < wanted) {
            const qint64 at = offset + done;
            const qint64 inside = at % m_chunkSize;
            const auto index = quint64(at / m_chunkSize);
            const std::span<char> rest = out.subspan(size_t(done), size_t(wanted - done));
            const auto n = inside == 0 && qint64(rest.size()) >= 2 * m_chunkSize
                               ? openWhole(index, rest)
                               : copyFrom(index, inside, rest);
            if (!n)
                return n.error();
            done += *n;
        }
        return done;
    }

private:
    bool isLast(quint64 index) const { return index + 1 == m_chunks; }
    qint64 sealedOffset(quint64 index) const
    {
        return kObjectHeaderSize + qint64(index) * (m_chunkSize + kTagSize);
    }
    qint64 plainSize(quint64 index) const
    {
        return isLast(index) ? m_size - qint64(index) * m_chunkSize : m_chunkSize;
    }

    /// Whole chunks straight into @a out, without the cache.
    Result<qint64> openWhole(quint64 first, std::span<char> out) const
    {
        const qint64 count = std::min<qint64>(qint64(out.size()) / m_chunkSize,
                                              std::max<qint64>(1, kFetch / m_chunkSize));
        const auto sealed = m_file->read(sealedOffset(first), count * (m_chunkSize + kTagSize));
        if (!sealed)
            return sealed.error();
        const auto use = m_gate->use();
        if (!use)
            return KeyGate::closed();
        qint64 done = 0;
        for (qint64 i = 0; i < count; ++i) {
            const quint64 index = first + quint64(i);
            const qint64 size = plainSize(index);
            const qint64 at = i * (m_chunkSize + kTagSize);
            if (at + size + kTagSize > sealed->size() ||
                !m_cipher->open(index, isLast(index),
                                {sealed->constData() + at, size_t(size + kTagSize)},
                                out.data() + done))
                return damagedObject("vault/chunk");
            done += size;
        }
        return done;
    }

    Result<qint64> copyFrom(quint64 index, qint64 inside, std::span<char> out) const
    {
        const auto block = load(index);
        if (!block)
            return block.error();
        const std::span<const char> bytes = (*block)->bytes().subspan(size_t(inside));
        const size_t n = std::min(out.size(), bytes.size());
        std::memcpy(out.data(), bytes.data(), n);
        return qint64(n);
    }

    Result<BlockCache::Block> load(quint64 index) const
    {
        longCall("vault/unseal");
        if (const auto use = m_gate->use(); !use)
            return KeyGate::closed();
        else if (auto known = m_cache.find(index))
            return known;
        const qint64 size = plainSize(index);
        const auto sealed = m_file->read(sealedOffset(index), size + kTagSize);
        if (!sealed)
            return sealed.error();
        const auto use = m_gate->use();
        if (!use)
            return KeyGate::closed();
        auto block = std::make_shared<PlainBlock>(size_t(size));
        if (sealed->size() != size + kTagSize ||
            !m_cipher->open(index, isLast(index), {sealed->constData(), size_t(sealed->size())},
                            block->data()))
            return damagedObject("vault/chunk");
        m_cache.insert(index, block);
        return BlockCache::Block(block);
    }

    std::unique_ptr<ByteSource> m_file;
    const std::shared_ptr<KeyGate> m_gate; // shared with the vault, which may go first
    std::optional<ChunkCipher> m_cipher;   ///< while the gate is open
    const qint64 m_chunkSize;
    const quint64 m_chunks;
    const qint64 m_size;
    mutable BlockCache m_cache;
    const quint64 m_wipe; // last: nothing is wiped before it is there
};

} // namespace

Result<std::unique_ptr<ByteSource>> openObject(std::unique_ptr<ByteSource> file,
                                               const KeyRing &keys, const VaultId &vault,
                                               const ObjectId &id, std::shared_ptr<KeyGate> gate)
{
    const auto head = file->read(0, kObjectHeaderSize);
    if (!head)
        return head.error();
    const auto header = parseObjectHeader(*head);
    if (!header)
        return header.error();
    if (header->vault != vault || header->id != id)
        return damagedObject("vault/identity");
    auto cipher = [&]() -> Result<ChunkCipher> {
        const auto use = gate->use();
        if (!use)
            return KeyGate::closed();
        const SecretBytes *key = keys.find(header->key);
        if (!key)
            return Error(ErrorKind::WrongKey, "vault/object",
                         Tr::tr("Your access does not include this file. Ask the owner of the "
                                "vault for a grant."));
        return authenticate(*header, *key);
    }();
    if (!cipher)
        return cipher.error();

    const qint64 sealedChunk = header->chunkSize() + kTagSize;
    const qint64 payload = file->size() - kObjectHeaderSize;
    const qint64 chunks = (payload + sealedChunk - 1) / sealedChunk;
    const qint64 lastSize = payload - (chunks - 1) * sealedChunk - kTagSize;
    // An empty last chunk is the mark of an empty object and of nothing else.
    if (payload < kTagSize || lastSize < 0 || (lastSize == 0 && chunks > 1))
        return damagedObject("vault/length");
    auto reader =
        std::make_unique<ObjectReader>(std::move(file), std::move(*cipher), header->chunkSize(),
                                       quint64(chunks), payload - chunks * kTagSize, gate);
    if (auto checked = reader->checkEnd(); !checked)
        return checked.error();
    if (header->flags & kCompressedFlag)
        return openCompressed(std::move(reader), std::move(gate));
    return std::unique_ptr<ByteSource>(std::move(reader));
}

} // namespace redoubt::vault
