// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

#include <filesystem>
#include <memory>

namespace redoubt {

/// Where bytes go that a process without files writes.
class OutputSink
{
public:
    virtual ~OutputSink() = default;
    /// Requires: offset >= 0.
    virtual Result<void> writeAt(qint64 offset, QByteArrayView bytes) = 0;
    virtual Result<void> resize(qint64 size) = 0;
};

/// A file that appears whole or not at all: bytes go to a sibling NAME.part (a shorter one when
/// that would be too long for a file system), commit() syncs it,
/// renames it over the final name and syncs the folder. The destructor removes what was not
/// committed. Threads: use from one thread at a time.
class AtomicOutput
{
public:
    /// Creates missing parent folders. An old NAME.part of a killed run is replaced.
    static Result<std::unique_ptr<AtomicOutput>> create(const std::filesystem::path &path);
    /// An output of somebody else, named for messages: all bytes go to @a sink, which must outlive
    /// it, and commit() is Invalid.
    static std::unique_ptr<AtomicOutput> over(OutputSink &sink, const std::filesystem::path &name);
    ~AtomicOutput();
    AtomicOutput(const AtomicOutput &) = delete;
    AtomicOutput &operator=(const AtomicOutput &) = delete;

    const std::filesystem::path &path() const { return m_path; }
    const std::filesystem::path &partPath() const { return m_part; }
    /// Descriptor of the part file, open for reading and writing. Requires: not over a sink.
    int fd() const { return m_fd; }
    /// Appends at the current position.
    Result<void> write(QByteArrayView bytes);
    /// For writers that seek (muxers); leaves the current position alone.
    Result<void> writeAt(qint64 offset, QByteArrayView bytes);
    /// Cuts the file, or lengthens it by zeros.
    Result<void> resize(qint64 size);
    Result<qint64> seek(qint64 offset);
    Result<qint64> position() const;
    /// Makes the file visible under its name. Requires: not committed yet. After an error nothing
    /// is left behind.
    Result<void> commit();

private:
    AtomicOutput(std::filesystem::path path, std::filesystem::path part, int fd, OutputSink *sink);
    void discard();

    std::filesystem::path m_path;
    std::filesystem::path m_part;
    int m_fd = -1;
    OutputSink *m_sink = nullptr;
    qint64 m_position = 0; ///< of a sink
};

/// Writes a whole small file atomically.
Result<void> writeFileAtomically(const std::filesystem::path &path, QByteArrayView bytes);

/// fsync of a folder, so that a rename inside it survives a power cut.
Result<void> syncFolder(const std::filesystem::path &folder);

} // namespace redoubt
