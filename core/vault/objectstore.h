// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <QList>

#include <memory>
#include <span>

namespace redoubt::vault {

/// An object that is being put into a store. Nobody sees it before commit(); destroying it without
/// takes away what was written. Threads: one at a time.
class NewObjectFile
{
public:
    virtual ~NewObjectFile() = default;
    /// Appends sealed bytes.
    virtual Result<void> write(std::span<const char> bytes) = 0;
    /// Makes the object visible, whole and already durable. Requires: not committed yet. After an
    /// error nothing of it is there.
    virtual Result<void> commit() = 0;
};

/// Where the sealed objects of a vault lie, by id. It knows nothing of what is in them, and what it
/// gives is believed by nobody: an object that was changed, cut, swapped or brought in is found by
/// who opens it (FORMAT.md section 5). An object is written once, never changed and never removed;
/// which objects are named by nobody is told by who lists them. Threads: any, several at once;
/// removeUnfinished() before others.
class ObjectStore
{
public:
    virtual ~ObjectStore() = default;
    /// Requires: @a id is new. Errors: those of writing, NoSpace.
    virtual Result<std::unique_ptr<NewObjectFile>> put(const ObjectId &id) = 0;
    /// The sealed bytes, which may outlive the store. Errors: NotFound, those of reading.
    virtual Result<std::unique_ptr<ByteSource>> open(const ObjectId &id) const = 0;
    /// All that are visible, in order of their ids.
    virtual Result<QList<ObjectId>> list() const = 0;
    /// Takes away what writers that were killed left half done. Requires: nobody is writing, in any
    /// process.
    virtual void removeUnfinished() = 0;
};

} // namespace redoubt::vault
