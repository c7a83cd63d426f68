// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/vault.h"
#include "tests/bench/bench.h"
#include "tests/support/samplecase.h"

#include <QProcess>
#include <QStandardPaths>

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <unistd.h>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kFile = 512LL << 20;
constexpr size_t kChunk = 64 * 1024;

/// The machine's limit: the same cipher over the same chunks, in memory.
double sodiumRate()
{
    std::vector<unsigned char> plain(kChunk, 7);
    std::vector<unsigned char> sealed(kChunk + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    unsigned char key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES] = {1};
    unsigned char nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES] = {2};
    const Cost cost = best(3, [&] {
        for (qint64 i = 0; i < kFile / qint64(kChunk); ++i)
            crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(),
                                                       plain.size(), nullptr, 0, nullptr, nonce,
                                                       key);
    });
    return double(kFile) / 1e6 / cost.wall;
}

/// The other limit: sealing hashes the file, too, and side by side with the cipher.
double sha256Rate()
{
    const std::vector<unsigned char> plain(kChunk, 7);
    unsigned char digest[EVP_MAX_MD_SIZE];
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    const Cost cost = best(3, [&] {
        EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
        for (qint64 i = 0; i < kFile / qint64(kChunk); ++i)
            EVP_DigestUpdate(context.get(), plain.data(), plain.size());
        EVP_DigestFinal_ex(context.get(), digest, nullptr);
    });
    return double(kFile) / 1e6 / cost.wall;
}

void writeNoise(const std::filesystem::path &path)
{
    std::mt19937_64 random(1);
    std::vector<quint64> block(1 << 17);
    std::ofstream out(path, std::ios::binary);
    for (qint64 done = 0; done < kFile; done += qint64(block.size() * 8)) {
        for (quint64 &word : block)
            word = random();
        out.write(reinterpret_cast<const char *>(block.data()), std::streamsize(block.size() * 8));
    }
}

double ageRate(const test::TempFolder &folder, const std::filesystem::path &input)
{
    if (QStandardPaths::findExecutable(u"age"_s).isEmpty())
        return 0;
    QProcess keygen;
    keygen.start(u"age-keygen"_s, {u"-o"_s, str(folder / "key")});
    keygen.waitForFinished(-1);
    const QString recipient =
        QString::fromUtf8(keygen.readAllStandardError()).section(u':', 1).trimmed();
    const Cost cost = best(2, [&] {
        QProcess::execute(u"age"_s,
                          {u"-r"_s, recipient, u"-o"_s, str(folder / "out.age"), str(input)});
        ::sync(); // ours is on the disk when it returns; so must be theirs
    });
    return double(kFile) / 1e6 / cost.wall;
}

} // namespace

void benchSeal()
{
    const test::TempFolder folder;
    const auto input = folder / "noise.bin";
    writeNoise(input);
    const double sodium = sodiumRate();
    const double sha256 = sha256Rate();
    const double slower = std::min(sodium, sha256);
    const double age = ageRate(folder, input);
    auto vault =
        require(vault::Vault::create(folder / "v", test::SampleCase::passphrase(), test::kCheapKdf),
                "create");
    const auto source = require(openFileSource(input), "open");
    const auto never = [](const QByteArray &) { return std::optional<ObjectId>(); };
    ObjectId id;
    const Cost seal = best(2, [&] {
        id = require(vault->seal(*source, Modality::Video, never, JobContext()), "seal").id;
    });
    const Cost open = best(2, [&] {
        const auto sealed = require(vault->open(id), "open");
        QByteArray block(1 << 20, Qt::Uninitialized);
        for (qint64 at = 0; at < sealed->size(); at += block.size())
            require(sealed->readAt(at, std::span<char>(block.data(), size_t(block.size()))),
                    "read");
    });
    const double sealRate = double(kFile) / 1e6 / seal.wall;
    const double openRate = double(kFile) / 1e6 / open.wall;
    row(u"libsodium XChaCha20-Poly1305, 64 KiB"_s, u"%1 MB/s"_s.arg(sodium, 0, 'f', 0), {});
    row(u"OpenSSL SHA-256"_s, u"%1 MB/s"_s.arg(sha256, 0, 'f', 0), {});
    row(u"seal 512 MiB (hash, dedupe id, fsync)"_s,
        u"%1 MB/s = %2x libsodium"_s.arg(sealRate, 0, 'f', 0).arg(sealRate / sodium, 0, 'f', 2),
        u">= 0.8x"_s);
    row(u"seal against the slower of cipher and hash"_s, u"%1x"_s.arg(sealRate / slower, 0, 'f', 2),
        u">= 0.8x"_s);
    row(u"open 512 MiB"_s,
        u"%1 MB/s = %2x libsodium"_s.arg(openRate, 0, 'f', 0).arg(openRate / sodium, 0, 'f', 2),
        u">= 0.8x"_s);
    if (age > 0)
        row(u"seal against age"_s,
            u"%1x (age %2 MB/s)"_s.arg(sealRate / age, 0, 'f', 2).arg(age, 0, 'f', 0), u"> 1x"_s);
    else
        skip(u"seal against age"_s, u"age is not installed"_s);
}

} // namespace redoubt::bench
