// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/objectstore.h"

#include <map>
#include <memory>
#include <mutex>

namespace redoubt::test {

/// What a store in memory holds, which a test may look at and change.
struct MemoryObjects
{
    std::mutex mutex;
    std::map<ObjectId, QByteArray> objects;
    int unfinished = 0;
};

/// A store that shares its objects with whoever made it, so that it can be opened again.
class MemoryObjectStore final : public vault::ObjectStore
{
public:
    explicit MemoryObjectStore(std::shared_ptr<MemoryObjects> held)
        : m_held(std::move(held))
    {}

    Result<std::unique_ptr<vault::NewObjectFile>> put(const ObjectId &id) override
    {
        return std::unique_ptr<vault::NewObjectFile>(new NewObject(m_held, id));
    }
    Result<std::unique_ptr<ByteSource>> open(const ObjectId &id) const override
    {
        const std::lock_guard lock(m_held->mutex);
        const auto it = m_held->objects.find(id);
        if (it == m_held->objects.end())
            return Error(ErrorKind::NotFound, "test/objects");
        return memorySource(it->second);
    }
    Result<QList<ObjectId>> list() const override
    {
        const std::lock_guard lock(m_held->mutex);
        QList<ObjectId> ids;
        for (const auto &[id, bytes] : m_held->objects)
            ids.append(id);
        return ids;
    }
    void removeUnfinished() override { m_held->unfinished = 0; }

private:
    class NewObject final : public vault::NewObjectFile
    {
    public:
        NewObject(std::shared_ptr<MemoryObjects> held, ObjectId id)
            : m_held(std::move(held))
            , m_id(id)
        {
            const std::lock_guard lock(m_held->mutex);
            ++m_held->unfinished;
        }
        ~NewObject() override
        {
            const std::lock_guard lock(m_held->mutex);
            m_held->unfinished -= m_committed ? 0 : 1;
        }
        Result<void> write(std::span<const char> bytes) override
        {
            m_bytes.append(bytes.data(), qsizetype(bytes.size()));
            return {};
        }
        Result<void> commit() override
        {
            const std::lock_guard lock(m_held->mutex);
            m_held->objects[m_id] = m_bytes;
            --m_held->unfinished;
            m_committed = true;
            return {};
        }

    private:
        const std::shared_ptr<MemoryObjects> m_held;
        const ObjectId m_id;
        QByteArray m_bytes;
        bool m_committed = false;
    };

    std::shared_ptr<MemoryObjects> m_held;
};

} // namespace redoubt::test
