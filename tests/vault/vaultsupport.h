// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/vault/vault.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>
#include <random>

namespace redoubt::vault::test {

/// Cheap enough to open hundreds of vaults.
inline constexpr KdfCost kCheap{1, 1024};

inline SecretBytes secret(const char *text)
{
    return SecretBytes::copyOf(QByteArrayView(text));
}

/// Reproducible bytes that do not compress.
inline QByteArray noise(qsizetype size, quint32 seed = 1)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &c : bytes)
        c = char(random());
    return bytes;
}

inline QByteArray fileBytes(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string all(std::istreambuf_iterator<char>(file), {});
    return QByteArray(all.data(), qsizetype(all.size()));
}

inline void setFileBytes(const std::filesystem::path &path, const QByteArray &bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.constData(), bytes.size());
}

inline std::filesystem::path objectFile(const Vault &vault, const ObjectId &id)
{
    const std::string name = id.toString().toStdString();
    return vault.folder() / "objects" / name.substr(0, 2) / (name + ".rvo");
}

/// A folder that is gone after the test.
class TempFolder
{
public:
    /// QTemporaryDir does not see names that are not UTF-8.
    ~TempFolder()
    {
        std::error_code code;
        std::filesystem::remove_all(path(), code);
    }
    std::filesystem::path path() const { return m_folder.path().toStdString(); }
    std::filesystem::path operator/(const char *name) const { return path() / name; }

private:
    QTemporaryDir m_folder;
};

/// Seals bytes without knowing of earlier ones.
inline Result<SealedObject> sealBytesInto(Vault &vault, const QByteArray &bytes,
                                          Modality modality = Modality::Text,
                                          Compression compression = Compression::None)
{
    return vault.seal(*memorySource(bytes), modality, {}, JobContext(), compression);
}

/// Fails, or ends the process, once a read touches the byte at `failAt`.
class FaultySource final : public ByteSource
{
public:
    FaultySource(QByteArray bytes, qint64 failAt, std::function<void()> onFault = {})
        : m_bytes(std::move(bytes))
        , m_failAt(failAt)
        , m_onFault(std::move(onFault))
    {}
    qint64 size() const override { return m_bytes.size(); }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        const qint64 n = std::clamp<qint64>(size() - offset, 0, qint64(out.size()));
        if (offset + n > m_failAt) {
            if (m_onFault)
                m_onFault();
            return Error(ErrorKind::Io, "test/faulty");
        }
        std::copy_n(m_bytes.constData() + offset, n, out.data());
        return n;
    }

private:
    QByteArray m_bytes;
    qint64 m_failAt;
    std::function<void()> m_onFault;
};

} // namespace redoubt::vault::test

/// The error kind of a failed result, or a failed test.
#define QVERIFY_ERROR(result, expectedKind)                                                        \
    do {                                                                                           \
        const auto &resultUnderTest = (result);                                                    \
        QVERIFY2(!resultUnderTest.has_value(), "succeeded, but an error was expected");            \
        QCOMPARE(toString(resultUnderTest.error().kind()), toString(expectedKind));                \
    } while (false)
