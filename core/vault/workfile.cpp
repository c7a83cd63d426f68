// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/workfile.h"

#include "core/base/bytesource.h"
#include "core/base/fieldcodec.h"
#include "core/base/logging.h"
#include "core/vault/primitives.h"
#include "core/vault/vault_p.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt::vault {

namespace {

constexpr quint32 kMaxRecord = 1 << 20;
constexpr qint64 kMaxWorkFile = qint64(256) << 20;
constexpr qsizetype kFullRecord = 64 << 10;
constexpr char kWorkSuffix[] = ".rvw";
/// How much work a kill may cost.
constexpr std::chrono::seconds kLongestWait(1);

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t put = ::write(file, bytes.data(), size_t(bytes.size()));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes = bytes.sliced(put);
    }
    return true;
}

} // namespace

std::unique_ptr<Answers> Vault::openWork(ItemId item, QByteArrayView purpose) const
{
    if (d->access != Access::ReadWrite)
        return nullptr;
    const QByteArray vault = id().toBytes();
    SecretBytes workKey;
    {
        const auto use = d->gate->use();
        const SecretBytes *key =
            use ? d->keys.find({roleOf(Modality::Meta), d->header.epochOf(Modality::Meta)})
                : nullptr;
        if (key == nullptr)
            return nullptr;
        workKey = deriveKey(*key, "rvw1-work", vault);
    }
    const std::filesystem::path folder = d->folder / kWorkFolder;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        qCWarning(lcVault) << "unfinished work cannot be kept";
    return std::make_unique<WorkFile>(
        folder / (item.toString().toStdString() + kWorkSuffix), std::move(workKey),
        LittleEndianWriter().raw("rvw1").raw(vault).id(item).raw(hash(purpose)).result(), d->gate);
}

void Vault::removeWork(ItemId item) const
{
    if (d->access != Access::ReadWrite)
        return;
    ::unlink((d->folder / kWorkFolder / (item.toString().toStdString() + kWorkSuffix)).c_str());
}

WorkFile::WorkFile(const std::filesystem::path &file, SecretBytes key, QByteArray associated,
                   std::shared_ptr<KeyGate> gate)
    : m_gate(std::move(gate))
    , m_key(std::move(key))
    , m_associated(std::move(associated))
    , m_file(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600))
{
    if (m_file < 0) {
        qCWarning(lcVault) << "unfinished work cannot be kept";
        return;
    }
    const qint64 good = read(file);
    if (::ftruncate(m_file, good) != 0 || ::lseek(m_file, good, SEEK_SET) != good) {
        qCWarning(lcVault) << "unfinished work cannot be kept";
        ::close(m_file);
        m_file = -1;
    }
    m_end = m_gate->onRevoke([this] { end(); });
}

WorkFile::~WorkFile()
{
    m_gate->forget(m_end);
    end();
}

void WorkFile::end()
{
    const std::lock_guard lock(m_mutex);
    write();
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
    m_key = {};
    m_known.clear();
}

/// Where the records that verify end.
qint64 WorkFile::read(const std::filesystem::path &file)
{
    const auto source = openFileSource(file);
    const auto bytes =
        source ? (*source)->readAll(kMaxWorkFile) : Result<QByteArray>(source.error());
    if (!bytes)
        return 0;
    LittleEndianReader reader(*bytes);
    qint64 good = 0;
    while (reader.ok() && !reader.atEnd()) {
        const QByteArrayView sealed = reader.block(kMaxRecord);
        const auto plain = openBytes(m_key, associatedOfNext(), sealed);
        if (!plain || !takeRecord(*plain))
            break;
        ++m_records;
        good = reader.position();
    }
    return good;
}

bool WorkFile::takeRecord(QByteArrayView plain)
{
    LittleEndianReader reader(plain);
    while (reader.ok() && !reader.atEnd()) {
        const QByteArrayView question = reader.block();
        const QByteArrayView answer = reader.block();
        if (reader.ok())
            m_known.insert(question.toByteArray(), answer.toByteArray());
    }
    return reader.ok();
}

QByteArray WorkFile::associatedOfNext() const
{
    return LittleEndianWriter().raw(m_associated).u64(m_records).result();
}

std::optional<QByteArray> WorkFile::find(const QByteArray &question) const
{
    const auto use = m_gate->use();
    const auto it = use ? m_known.find(question) : m_known.end();
    return it == m_known.end() ? std::nullopt : std::optional(*it);
}

void WorkFile::keep(const QByteArray &question, const QByteArray &answer)
{
    const QByteArray fields = LittleEndianWriter().block(question).block(answer).result();
    const auto use = m_gate->use();
    if (!use)
        return;
    const std::lock_guard lock(m_mutex);
    // What does not fit into one record is asked again.
    if (m_file < 0 || fields.size() > qsizetype(kMaxRecord) / 2)
        return;
    m_waiting += fields;
    if (m_waiting.size() >= kFullRecord || Clock::now() - m_written >= kLongestWait)
        write();
}

/// Requires: the lock is held, or nobody else is there.
void WorkFile::write()
{
    m_written = Clock::now();
    if (m_file < 0 || m_waiting.isEmpty())
        return;
    const QByteArray sealed =
        sealBytes(m_key, randomBytes(kNonceSize), associatedOfNext(), m_waiting);
    m_waiting.clear();
    ++m_records;
    if (writeAll(m_file, LittleEndianWriter().block(sealed).result()))
        return;
    // A torn record would hide all that comes after it.
    qCWarning(lcVault) << "unfinished work cannot be kept";
    ::close(m_file);
    m_file = -1;
}

} // namespace redoubt::vault
