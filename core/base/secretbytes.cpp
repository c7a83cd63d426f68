// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/secretbytes.h"

#include <sodium.h>

#include <cstring>
#include <new>
#include <utility>

namespace redoubt {

bool initSecrets()
{
    return sodium_init() >= 0;
}

void wipe(std::span<char> bytes)
{
    sodium_memzero(bytes.data(), bytes.size());
}

SecretBytes::SecretBytes(qsizetype size)
{
    Q_ASSERT(size >= 0);
    if (size == 0)
        return;
    if (!initSecrets())
        throw std::bad_alloc();
    m_data = static_cast<unsigned char *>(sodium_malloc(static_cast<size_t>(size)));
    if (!m_data)
        throw std::bad_alloc();
    m_size = size;
    sodium_memzero(m_data, static_cast<size_t>(size));
}

SecretBytes SecretBytes::copyOf(QByteArrayView bytes)
{
    SecretBytes result(bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(result.m_data, bytes.data(), static_cast<size_t>(bytes.size()));
    return result;
}

SecretBytes SecretBytes::random(qsizetype size)
{
    SecretBytes result(size);
    if (size > 0)
        randombytes_buf(result.m_data, static_cast<size_t>(size));
    return result;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        sodium_free(m_data);
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    sodium_free(m_data); // wipes first
}

SecretBytes SecretBytes::clone() const
{
    return copyOf(view());
}

bool SecretBytes::equals(const SecretBytes &other) const
{
    return m_size == other.m_size &&
           (m_size == 0 || sodium_memcmp(m_data, other.m_data, static_cast<size_t>(m_size)) == 0);
}

} // namespace redoubt
