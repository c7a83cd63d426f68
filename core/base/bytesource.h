// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace redoubt {

/// Random-access bytes: a file, a sealed object of the vault, or memory. The only way that case
/// data comes in; FFmpeg, MuPDF, OpenCV and Tesseract read through it. Threads: readAt() may be
/// called from several threads at once.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Length in bytes; does not change while the source lives.
    virtual qint64 size() const = 0;
    /// Reads up to out.size() bytes at @a offset. Returns fewer only at the end of the source, 0 at
    /// or behind it. Requires: offset >= 0.
    virtual Result<qint64> readAt(qint64 offset, std::span<char> out) const = 0;
    /// Whether all that was read came from one state of the source. Files: size, times and inode,
    /// of the open file and of the one at its path, are what they were when it was opened; Io names
    /// a file that changed. What cannot change is always unchanged.
    virtual Result<void> checkUnchanged() const { return {}; }
    /// Everything, for formats that need it at once. Fails with Limit when larger than @a limit,
    /// and with Io when the source ends before its size().
    Result<QByteArray> readAll(qint64 limit) const;
    /// Up to @a size bytes at @a offset.
    Result<QByteArray> read(qint64 offset, qint64 size) const;
};

/// A file opened read-only. Refuses folders, devices and pipes.
Result<std::unique_ptr<ByteSource>> openFileSource(const std::filesystem::path &path);

/// Bytes that are already in memory.
std::unique_ptr<ByteSource> memorySource(QByteArray bytes);

/// SHA-256 of the whole source, read in blocks. @a stop is asked between blocks and ends with
/// Cancelled.
Result<QByteArray> sha256(const ByteSource &source, const std::function<bool()> &stop = {});

} // namespace redoubt
