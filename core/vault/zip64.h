// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/atomicoutput.h"
#include "core/base/bytesource.h"
#include "core/jobs/jobcontext.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

/// The stored ZIP64 form of FORMAT.md section 9. Our own, because objects are read in place by
/// offset and because the reader accepts one exact layout and nothing else. Internal to core/vault.
namespace redoubt::vault {

/// Writes entries one after the other to an uncommitted output.
class ZipWriter
{
public:
    /// Borrows @a output, which must be empty and outlive the writer.
    explicit ZipWriter(AtomicOutput &output)
        : m_output(output)
    {}
    /// Requires: a name of printable ASCII, not used before.
    Result<void> add(const std::string &name, const ByteSource &source, const JobContext &context);
    /// Writes the directory. Requires: called once, last; commit() is the caller's.
    Result<void> finish();

private:
    struct Entry
    {
        std::string name;
        qint64 offset;
        qint64 size;
        quint32 crc;
    };
    Result<void> write(const QByteArray &bytes);

    AtomicOutput &m_output;
    std::vector<Entry> m_entries;
    qint64 m_position = 0;
};

/// Where the bytes of an entry are inside the archive.
struct ZipEntry
{
    qint64 offset = 0;
    qint64 size = 0;
};

/// Reads the directory and checks it against every local header. Errors: Damaged, Limit, Io.
Result<std::map<std::string, ZipEntry>> readZip(const ByteSource &archive);

/// A part of @a whole, which must outlive it. Requires: the range lies inside.
std::unique_ptr<ByteSource> subSource(const ByteSource &whole, ZipEntry range);

} // namespace redoubt::vault
