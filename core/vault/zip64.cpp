// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/zip64.h"

#include "core/base/fieldcodec.h"
#include "core/vault/tr.h"

#include <zlib.h>

namespace redoubt::vault {

namespace {

constexpr quint32 kLocalMagic = 0x04034b50;
constexpr quint32 kCentralMagic = 0x02014b50;
constexpr quint32 kEnd64Magic = 0x06064b50;
constexpr quint32 kLocatorMagic = 0x07064b50;
constexpr quint32 kEndMagic = 0x06054b50;
constexpr quint16 kZip64Version = 45;
constexpr quint16 kZip64Extra = 0x0001;
constexpr quint16 kDate1980 = 0x0021; // 1 January 1980: no real times leave the vault
constexpr int kLocalFixed = 30;
constexpr int kLocalExtra = 20;
constexpr int kCentralFixed = 46;
constexpr int kCentralExtra = 28;
constexpr int kTail = 56 + 20 + 22;
constexpr int kCrcOffset = 14;
constexpr int kMaximumZipName = 255;
/// About half a million objects.
constexpr qint64 kMaximumDirectory = 64 << 20;
constexpr qint64 kCopyBlock = 1 << 20;

Error damaged()
{
    return Error(ErrorKind::Damaged, "vault/zip",
                 Tr::tr("The package is damaged, or was packed anew by another program. Get an "
                        "unchanged copy."));
}

QByteArray localHeader(const std::string &name, qint64 size, quint32 crc)
{
    return LittleEndianWriter()
        .u32(kLocalMagic)
        .u16(kZip64Version)
        .u16(0) // flags
        .u16(0) // stored
        .u16(0)
        .u16(kDate1980)
        .u32(crc)
        .u32(0xffffffff)
        .u32(0xffffffff)
        .u16(quint16(name.size()))
        .u16(kLocalExtra)
        .raw(name)
        .u16(kZip64Extra)
        .u16(kLocalExtra - 4)
        .u64(quint64(size))
        .u64(quint64(size))
        .result();
}

QByteArray centralHeader(const std::string &name, qint64 size, quint32 crc, qint64 offset)
{
    return LittleEndianWriter()
        .u32(kCentralMagic)
        .u16(kZip64Version)
        .u16(kZip64Version)
        .u16(0)
        .u16(0)
        .u16(0)
        .u16(kDate1980)
        .u32(crc)
        .u32(0xffffffff)
        .u32(0xffffffff)
        .u16(quint16(name.size()))
        .u16(kCentralExtra)
        .u16(0) // comment
        .u16(0) // disk
        .u16(0)
        .u32(0)
        .u32(0xffffffff)
        .raw(name)
        .u16(kZip64Extra)
        .u16(kCentralExtra - 4)
        .u64(quint64(size))
        .u64(quint64(size))
        .u64(quint64(offset))
        .result();
}

QByteArray tailRecords(quint64 count, quint64 directorySize, quint64 directoryAt)
{
    return LittleEndianWriter()
        .u32(kEnd64Magic)
        .u64(44)
        .u16(kZip64Version)
        .u16(kZip64Version)
        .u32(0)
        .u32(0)
        .u64(count)
        .u64(count)
        .u64(directorySize)
        .u64(directoryAt)
        .u32(kLocatorMagic)
        .u32(0)
        .u64(directoryAt + directorySize)
        .u32(1)
        .u32(kEndMagic)
        .u16(0xffff)
        .u16(0xffff)
        .u16(0xffff)
        .u16(0xffff)
        .u32(0xffffffff)
        .u32(0xffffffff)
        .u16(0)
        .result();
}

class SubSource final : public ByteSource
{
public:
    SubSource(const ByteSource &whole, ZipEntry range)
        : m_whole(whole)
        , m_range(range)
    {}
    qint64 size() const override { return m_range.size; }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        Q_ASSERT(offset >= 0);
        const qint64 wanted = std::clamp<qint64>(m_range.size - offset, 0, qint64(out.size()));
        if (wanted == 0)
            return qint64(0);
        return m_whole.readAt(m_range.offset + offset, out.first(size_t(wanted)));
    }

private:
    const ByteSource &m_whole;
    const ZipEntry m_range;
};

} // namespace

Result<void> ZipWriter::write(const QByteArray &bytes)
{
    if (auto done = m_output.write(bytes); !done)
        return done;
    m_position += bytes.size();
    return {};
}

Result<void> ZipWriter::add(const std::string &name, const ByteSource &source,
                            const JobContext &context)
{
    Q_ASSERT(!name.empty() && name.size() <= kMaximumZipName);
    Entry entry{name, m_position, source.size(), 0};
    if (auto done = write(localHeader(name, entry.size, 0)); !done)
        return done;
    uLong crc = ::crc32(0, nullptr, 0);
    for (qint64 at = 0; at < entry.size;) {
        if (context.cancelled())
            return JobContext::cancelledError("vault/pack");
        const auto block = source.read(at, kCopyBlock);
        if (!block)
            return block.error();
        if (block->isEmpty())
            return Error(ErrorKind::Io, "vault/pack");
        crc =
            ::crc32(crc, reinterpret_cast<const Bytef *>(block->constData()), uInt(block->size()));
        if (auto done = write(*block); !done)
            return done;
        at += block->size();
        context.progress(at, entry.size);
    }
    entry.crc = quint32(crc);
    if (const auto at = m_output.seek(entry.offset + kCrcOffset); !at)
        return at.error();
    if (auto done = m_output.write(LittleEndianWriter().u32(entry.crc).result()); !done)
        return done;
    if (const auto at = m_output.seek(m_position); !at)
        return at.error();
    m_entries.push_back(std::move(entry));
    return {};
}

Result<void> ZipWriter::finish()
{
    const qint64 directoryAt = m_position;
    for (const Entry &entry : m_entries) {
        if (auto done = write(centralHeader(entry.name, entry.size, entry.crc, entry.offset));
            !done)
            return done;
    }
    return write(
        tailRecords(m_entries.size(), quint64(m_position - directoryAt), quint64(directoryAt)));
}

Result<std::map<std::string, ZipEntry>> readZip(const ByteSource &archive)
{
    const qint64 total = archive.size();
    if (total < kTail)
        return damaged();
    const auto tail = archive.read(total - kTail, kTail);
    if (!tail)
        return tail.error();
    // The records are rebuilt from their three numbers and compared whole: one form, no readings.
    LittleEndianReader numbers(QByteArrayView(*tail).sliced(32));
    const quint64 count = numbers.u64();
    const quint64 directorySize = numbers.u64();
    const quint64 directoryAt = numbers.u64();
    const qint64 room = total - kTail;
    if (directorySize > quint64(room) || directoryAt != quint64(room) - directorySize ||
        *tail != tailRecords(count, directorySize, directoryAt))
        return damaged();
    if (directorySize > quint64(kMaximumDirectory))
        return Error(ErrorKind::Limit, "vault/zip",
                     Tr::tr("The package holds more files than this program can open."));
    if (count > directorySize / (kCentralFixed + kCentralExtra + 1))
        return damaged();

    const auto directory = archive.read(qint64(directoryAt), qint64(directorySize));
    if (!directory)
        return directory.error();
    std::map<std::string, ZipEntry> entries;
    LittleEndianReader reader(*directory);
    qint64 position = 0; // where the next entry must start
    for (quint64 i = 0; i < count; ++i) {
        LittleEndianReader fields(reader.take(kCentralFixed));
        std::ignore = fields.take(16);
        const quint32 crc = fields.u32();
        std::ignore = fields.take(8);
        const quint16 nameSize = fields.u16();
        if (!fields.ok() || nameSize == 0 || nameSize > kMaximumZipName)
            return damaged();
        const std::string name(reader.take(nameSize).toByteArray().toStdString());
        LittleEndianReader extra(reader.take(kCentralExtra));
        std::ignore = extra.take(4);
        const quint64 size = extra.u64();
        const qsizetype begin = reader.position() - kCentralFixed - nameSize - kCentralExtra;
        const qint64 dataAt = position + kLocalFixed + nameSize + kLocalExtra;
        if (!reader.ok() || dataAt > qint64(directoryAt) ||
            size > quint64(qint64(directoryAt) - dataAt) ||
            directory->mid(begin, reader.position() - begin) !=
                centralHeader(name, qint64(size), crc, position))
            return damaged();
        const auto local = archive.read(position, dataAt - position);
        if (!local)
            return local.error();
        if (*local != localHeader(name, qint64(size), crc))
            return damaged();
        if (!entries.emplace(name, ZipEntry{dataAt, qint64(size)}).second)
            return damaged();
        position = dataAt + qint64(size);
    }
    if (!reader.atEnd() || position != qint64(directoryAt))
        return damaged();
    return entries;
}

std::unique_ptr<ByteSource> subSource(const ByteSource &whole, ZipEntry range)
{
    return std::make_unique<SubSource>(whole, range);
}

} // namespace redoubt::vault
