// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/latesource.h"

#include "core/vault/tr.h"

#include <mutex>
#include <optional>

namespace redoubt::vault {

namespace {

class LateSource : public ByteSource
{
public:
    LateSource(std::shared_ptr<Vault> vault, ObjectId object, qint64 size)
        : m_vault(std::move(vault))
        , m_object(object)
        , m_size(size)
    {}
    qint64 size() const override { return m_size; }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        const ByteSource *source = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_opened)
                m_opened = opened();
            if (!*m_opened)
                return m_opened->error();
            source = m_opened->value().get();
        }
        return source->readAt(offset, out);
    }

private:
    Result<std::unique_ptr<ByteSource>> opened() const
    {
        auto source = m_vault->open(m_object);
        if (source && (*source)->size() != m_size)
            return Error(
                ErrorKind::Damaged, "vault/late",
                Tr::tr("A sealed original does not have the size that the journal names."));
        return source;
    }

    const std::shared_ptr<Vault> m_vault; // shared with the case
    const ObjectId m_object;
    const qint64 m_size;
    mutable std::mutex m_mutex; ///< what follows, until it is open
    mutable std::optional<Result<std::unique_ptr<ByteSource>>> m_opened;
};

} // namespace

std::shared_ptr<const ByteSource> lateSource(std::shared_ptr<Vault> vault, ObjectId object,
                                             qint64 size)
{
    return std::make_shared<LateSource>(std::move(vault), object, size);
}

} // namespace redoubt::vault
