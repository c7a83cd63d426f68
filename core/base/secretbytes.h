// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <span>

namespace redoubt {

/// Bytes of a key or passphrase in memory that is locked against swapping and wiped when released
/// (libsodium). Moves, never copies by accident: a copy is spelled clone(). Not shared between
/// threads without a lock.
class SecretBytes
{
public:
    SecretBytes() = default;
    /// Zero-filled bytes. Requires: size >= 0. Throws std::bad_alloc when locked memory is
    /// exhausted.
    explicit SecretBytes(qsizetype size);
    static SecretBytes copyOf(QByteArrayView bytes);
    static SecretBytes random(qsizetype size);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    SecretBytes clone() const;
    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    unsigned char *data() { return m_data; }
    const unsigned char *data() const { return m_data; }
    QByteArrayView view() const
    {
        return QByteArrayView(reinterpret_cast<const char *>(m_data), m_size);
    }
    /// Compares in constant time.
    bool equals(const SecretBytes &other) const;

private:
    unsigned char *m_data = nullptr;
    qsizetype m_size = 0;
};

/// Overwrites memory so that the compiler cannot leave it out.
void wipe(std::span<char> bytes);

/// Starts libsodium. Called once at the start of every program; safe to call again, from any
/// thread.
bool initSecrets();

} // namespace redoubt
