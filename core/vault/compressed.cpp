// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/compressed.h"

#include "core/base/fieldcodec.h"
#include "core/vault/blockcache.h"
#include "core/vault/objectformat.h"

#include <zstd.h>

#include <cstring>

namespace redoubt::vault {

namespace {

constexpr char kCompressedMagic[] = "RVZ1";
constexpr quint32 kBlockSize = 262144;
constexpr int kFooterSize = 24;
constexpr int kLevel = 1;
constexpr size_t kCachedBlocks = 4;
/// A frame of incompressible data is a little larger than its block; no more is ever read for one.
const quint32 kMaximumFrame = quint32(ZSTD_compressBound(kBlockSize));

class CompressedSource final : public ByteSource
{
public:
    CompressedSource(std::unique_ptr<ByteSource> payload, qint64 size, std::vector<qint64> begins,
                     std::shared_ptr<KeyGate> gate)
        : m_payload(std::move(payload))
        , m_gate(std::move(gate))
        , m_size(size)
        , m_begins(std::move(begins))
        , m_cache(kCachedBlocks)
        , m_wipe(m_gate->onRevoke([this] { m_cache.clear(); }))
    {}
    ~CompressedSource() override { m_gate->forget(m_wipe); }
    CompressedSource(const CompressedSource &) = delete;
    CompressedSource &operator=(const CompressedSource &) = delete;
    qint64 size() const override { return m_size; }

    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        Q_ASSERT(offset >= 0);
        const qint64 wanted =
            std::min<qint64>(qint64(out.size()), std::max<qint64>(0, m_size - offset));
        qint64 done = 0;
        while (done < wanted) {
            const qint64 at = offset + done;
            const auto block = load(quint64(at / kBlockSize));
            if (!block)
                return block.error();
            const qint64 inside = at % kBlockSize;
            const std::span<const char> bytes = (*block)->bytes();
            const qint64 n = std::min(wanted - done, qint64(bytes.size()) - inside);
            std::memcpy(out.data() + done, bytes.data() + inside, size_t(n));
            done += n;
        }
        return done;
    }

private:
    Result<BlockCache::Block> load(quint64 index) const
    {
        if (const auto use = m_gate->use(); !use)
            return KeyGate::closed();
        else if (auto known = m_cache.find(index))
            return known;
        const qint64 begin = m_begins[index];
        const auto frame = m_payload->read(begin, m_begins[index + 1] - begin);
        if (!frame)
            return frame.error();
        const qint64 expected = std::min<qint64>(kBlockSize, m_size - qint64(index) * kBlockSize);
        auto block = std::make_shared<PlainBlock>(size_t(expected));
        const size_t got = ZSTD_decompress(block->data(), size_t(expected), frame->constData(),
                                           size_t(frame->size()));
        if (ZSTD_isError(got) || got != size_t(expected))
            return damagedObject("vault/zstd");
        const auto use = m_gate->use();
        if (!use)
            return KeyGate::closed();
        m_cache.insert(index, block);
        return BlockCache::Block(block);
    }

    std::unique_ptr<ByteSource> m_payload;
    const std::shared_ptr<KeyGate> m_gate; // shared with the vault, which may go first
    const qint64 m_size;
    const std::vector<qint64> m_begins; ///< of the frames, and the end of the last
    mutable BlockCache m_cache;
    const quint64 m_wipe; // last: nothing is wiped before it is there
};

} // namespace

struct Compressor::Private
{
    Sink sink;
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
    std::vector<char> pending;
    std::vector<char> frame;
    LittleEndianWriter table;
    quint64 size = 0;
    quint32 frames = 0;

    Result<void> flush();
};

Compressor::Compressor(Sink sink)
    : d(std::make_unique<Private>())
{
    d->sink = std::move(sink);
    d->pending.reserve(kBlockSize);
    d->frame.resize(kMaximumFrame);
}

Compressor::~Compressor()
{
    wipe(d->pending);
}

Result<void> Compressor::Private::flush()
{
    const size_t n = ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), pending.data(),
                                       pending.size(), kLevel);
    if (ZSTD_isError(n))
        return Error(ErrorKind::Internal, "vault/zstd");
    table.u32(quint32(n));
    ++frames;
    size += pending.size();
    pending.clear();
    return sink({frame.data(), n});
}

Result<void> Compressor::append(std::span<const char> plain)
{
    if (!d->context)
        return Error(ErrorKind::Limit, "vault/zstd");
    while (!plain.empty()) {
        const size_t n = std::min(plain.size(), size_t(kBlockSize) - d->pending.size());
        d->pending.insert(d->pending.end(), plain.begin(), plain.begin() + std::ptrdiff_t(n));
        plain = plain.subspan(n);
        if (d->pending.size() == kBlockSize) {
            if (auto done = d->flush(); !done)
                return done;
        }
    }
    return {};
}

Result<void> Compressor::finish()
{
    if (!d->pending.empty()) {
        if (auto done = d->flush(); !done)
            return done;
    }
    d->table.u64(d->size).u32(kBlockSize).u32(d->frames).raw(kCompressedMagic).u32(0);
    const QByteArray &table = d->table.result();
    return d->sink({table.constData(), size_t(table.size())});
}

Result<std::unique_ptr<ByteSource>> openCompressed(std::unique_ptr<ByteSource> payload,
                                                   std::shared_ptr<KeyGate> gate)
{
    const qint64 total = payload->size();
    if (total < kFooterSize)
        return damagedObject("vault/zstd");
    const auto footer = payload->read(total - kFooterSize, kFooterSize);
    if (!footer)
        return footer.error();
    LittleEndianReader reader(*footer);
    const quint64 size = reader.u64();
    const quint32 blockSize = reader.u32();
    const quint32 frames = reader.u32();
    const bool known = reader.take(4) == QByteArrayView(kCompressedMagic) && reader.u32() == 0;
    // The table of `frames` lengths must fit in what is there, so nothing is allocated for less.
    const qint64 tableAt = total - kFooterSize - qint64(frames) * 4;
    if (!known || blockSize != kBlockSize || tableAt < 0 || size > quint64(frames) * kBlockSize ||
        (frames > 0 && size <= quint64(frames - 1) * kBlockSize))
        return damagedObject("vault/zstd");
    const auto table = payload->read(tableAt, qint64(frames) * 4);
    if (!table)
        return table.error();
    LittleEndianReader lengths(*table);
    std::vector<qint64> begins{0};
    begins.reserve(size_t(frames) + 1);
    for (quint32 i = 0; i < frames; ++i) {
        const quint32 length = lengths.u32();
        if (length == 0 || length > kMaximumFrame)
            return damagedObject("vault/zstd");
        begins.push_back(begins.back() + length);
    }
    if (begins.back() != tableAt)
        return damagedObject("vault/zstd");
    return std::unique_ptr<ByteSource>(std::make_unique<CompressedSource>(
        std::move(payload), qint64(size), std::move(begins), std::move(gate)));
}

} // namespace redoubt::vault
