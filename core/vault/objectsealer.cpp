// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/objectsealer.h"

#include "core/vault/primitives.h"
#include "core/vault/tr.h"

#include <openssl/evp.h>

#include <array>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>

namespace redoubt::vault {

namespace {

constexpr size_t kSealedAtOnce = 1 << 20;
constexpr size_t kBlocks = 4;

class Sha256
{
public:
    bool start()
    {
        return m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) == 1;
    }
    bool update(std::span<const char> bytes)
    {
        return EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1;
    }
    std::optional<QByteArray> finish()
    {
        QByteArray digest(32, Qt::Uninitialized);
        if (EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()),
                               nullptr) != 1)
            return std::nullopt;
        return digest;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context{EVP_MD_CTX_new(),
                                                                      &EVP_MD_CTX_free};
};

/// Cuts a stream into chunks and seals them. Keeps one chunk back, because only the end of the
/// stream tells which one is the last.
class ChunkWriter
{
public:
    ChunkWriter(ChunkCipher cipher, const Sink &sink, std::shared_ptr<KeyGate> gate)
        : m_gate(std::move(gate))
        , m_cipher(std::move(cipher))
        , m_sink(sink)
        , m_wipe(m_gate->onRevoke([this] { m_cipher.reset(); }))
    {
        m_pending.reserve(kChunk);
        m_sealed.resize((kSealedAtOnce / kChunk + 1) * (kChunk + kTagSize));
    }
    ~ChunkWriter()
    {
        m_gate->forget(m_wipe);
        wipe(m_pending);
    }
    ChunkWriter(const ChunkWriter &) = delete;
    ChunkWriter &operator=(const ChunkWriter &) = delete;

    Result<void> append(std::span<const char> plain)
    {
        while (!plain.empty()) {
            if (m_pending.size() == kChunk) { // more follows, so it is not the last
                if (auto done = sealOne(m_pending, false); !done)
                    return done;
                m_pending.clear();
            }
            if (m_pending.empty() && plain.size() > kChunk) {
                if (auto done = sealOne(plain.first(kChunk), false); !done)
                    return done;
                plain = plain.subspan(kChunk);
            } else {
                const size_t n = std::min(plain.size(), kChunk - m_pending.size());
                m_pending.insert(m_pending.end(), plain.begin(), plain.begin() + std::ptrdiff_t(n));
                plain = plain.subspan(n);
            }
        }
        return flush();
    }

    Result<void> finish()
    {
        if (auto done = sealOne(m_pending, true); !done)
            return done;
        return flush();
    }

private:
    static constexpr size_t kChunk = size_t(1) << kChunkLog2;

    Result<void> sealOne(std::span<const char> plain, bool last)
    {
        if (m_filled + plain.size() + kTagSize > m_sealed.size()) {
            if (auto done = flush(); !done)
                return done;
        }
        const auto use = m_gate->use();
        if (!use)
            return KeyGate::closed();
        m_cipher->seal(m_index++, last, plain, m_sealed.data() + m_filled);
        m_filled += plain.size() + kTagSize;
        return {};
    }
    Result<void> flush()
    {
        if (m_filled == 0)
            return {};
        return m_sink({m_sealed.data(), std::exchange(m_filled, 0)});
    }

    const std::shared_ptr<KeyGate> m_gate;
    std::optional<ChunkCipher> m_cipher; ///< while the gate is open
    const Sink &m_sink;
    const quint64 m_wipe;
    std::vector<char> m_pending; ///< never more than one chunk
    std::vector<char> m_sealed;
    size_t m_filled = 0;
    quint64 m_index = 0;
};

/// Plaintext on its way to chunks, compressed or not.
class Pipeline
{
public:
    Pipeline(ChunkCipher cipher, const Sink &sink, Compression compression,
             std::shared_ptr<KeyGate> gate)
        : m_chunks(std::move(cipher), sink, std::move(gate))
    {
        if (compression == Compression::Zstd)
            m_compressor = std::make_unique<Compressor>(
                [this](std::span<const char> bytes) { return m_chunks.append(bytes); });
    }
    Result<void> append(std::span<const char> plain)
    {
        return m_compressor ? m_compressor->append(plain) : m_chunks.append(plain);
    }
    Result<void> finish()
    {
        if (m_compressor) {
            if (auto done = m_compressor->finish(); !done)
                return done;
        }
        return m_chunks.finish();
    }

private:
    ChunkWriter m_chunks;
    std::unique_ptr<Compressor> m_compressor;
};

/// Hands blocks to a thread that seals them in order, while the caller goes on hashing. With one
/// block or less there is no thread.
class Worker
{
public:
    Worker(Pipeline &pipeline, bool threaded)
        : m_pipeline(pipeline)
    {
        m_blocks.resize(threaded ? kBlocks : 1);
        for (std::vector<char> &block : m_blocks)
            block.resize(kSealedAtOnce);
        if (threaded)
            m_thread = std::thread([this] { run(); });
    }
    ~Worker()
    {
        stop();
        for (std::vector<char> &block : m_blocks)
            wipe(block);
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// The next block to fill, free of earlier work.
    std::span<char> next()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_queue.size() < m_blocks.size() || m_error; });
        return m_blocks[m_next];
    }
    Result<void> submit(size_t size)
    {
        if (!m_thread.joinable())
            return m_pipeline.append({m_blocks[m_next].data(), size});
        const std::lock_guard lock(m_mutex);
        if (m_error)
            return *m_error;
        m_queue.push_back({m_next, size});
        m_next = (m_next + 1) % m_blocks.size();
        m_changed.notify_all();
        return {};
    }
    /// Waits for everything submitted.
    Result<void> drain()
    {
        stop();
        if (m_error)
            return *m_error;
        return {};
    }

private:
    struct Task
    {
        size_t block;
        size_t size;
    };

    void stop()
    {
        if (!m_thread.joinable())
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
            m_changed.notify_all();
        }
        m_thread.join();
    }

    void run()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return !m_queue.empty() || m_stopping; });
            if (m_queue.empty())
                return;
            const Task task = m_queue.front();
            lock.unlock();
            const auto done = m_pipeline.append({m_blocks[task.block].data(), task.size});
            lock.lock();
            m_queue.pop_front(); // only now may the block be filled again
            if (!done) {
                m_error = done.error();
                m_queue.clear();
                m_changed.notify_all();
                return;
            }
            m_changed.notify_all();
        }
    }

    Pipeline &m_pipeline;
    std::vector<std::vector<char>> m_blocks;
    size_t m_next = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_queue;
    std::optional<Error> m_error;
    bool m_stopping = false;
    std::thread m_thread;
};

Result<QByteArray> pump(const ByteSource &source, Pipeline &pipeline, const JobContext &context)
{
    Sha256 digest;
    if (!digest.start())
        return Error(ErrorKind::Internal, "vault/sha256");
    const qint64 size = source.size();
    Worker worker(pipeline, size > qint64(kSealedAtOnce));
    for (qint64 offset = 0; offset < size;) {
        if (context.cancelled())
            return JobContext::cancelledError("vault/seal");
        const std::span<char> block = worker.next();
        const auto got = source.readAt(offset, block);
        if (!got)
            return got.error();
        if (*got == 0)
            return Error(ErrorKind::Io, "vault/seal",
                         Tr::tr("The file became shorter while it was read. Add it again."));
        if (auto sent = worker.submit(size_t(*got)); !sent)
            return sent.error();
        // The worker reads the same bytes meanwhile; nobody writes them before next().
        if (!digest.update(block.first(size_t(*got))))
            return Error(ErrorKind::Internal, "vault/sha256");
        offset += *got;
        context.progress(offset, size);
    }
    if (auto done = worker.drain(); !done)
        return done.error();
    const auto result = digest.finish();
    if (!result)
        return Error(ErrorKind::Internal, "vault/sha256");
    return *result;
}

} // namespace

Result<QByteArray> sealObject(const ByteSource &source, const SealSpec &spec,
                              ObjectRandomness randomness, const Sink &sink,
                              const JobContext &context)
{
    const bool compress = spec.compression == Compression::Zstd;
    auto object = [&]() -> Result<NewObject> {
        const auto use = spec.gate->use();
        if (!use)
            return KeyGate::closed();
        return NewObject(spec.vault, spec.name, spec.key, compress ? kCompressedFlag : 0,
                         std::move(randomness));
    }();
    if (!object)
        return object.error();
    if (auto written = sink({object->header.constData(), size_t(object->header.size())}); !written)
        return written.error();
    Pipeline pipeline(std::move(object->cipher), sink, spec.compression, spec.gate);
    auto digest = pump(source, pipeline, context);
    if (!digest)
        return digest;
    if (auto done = pipeline.finish(); !done)
        return done.error();
    return digest;
}

} // namespace redoubt::vault
