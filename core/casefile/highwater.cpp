// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/highwater.h"

#include "core/base/atomicoutput.h"
#include "core/base/fieldcodec.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/casefile/tr.h"

#include <QStandardPaths>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace redoubt::casefile {

namespace {

constexpr char kMagic[] = "RVW1";
constexpr qint64 kSize = 4 + 16 + 8 + 32 + 64;

QByteArray signedPart(const VaultId &vault, const HighWater &mark)
{
    LittleEndianWriter out;
    out.raw(kMagic);
    out.id(vault);
    out.number(mark.rows);
    out.raw(mark.chain);
    return out.result();
}

std::filesystem::path statePath(const VaultId &vault, const char *suffix)
{
    std::filesystem::path folder;
    if (const QByteArray chosen = qgetenv("REDOUBT_STATE_DIR"); !chosen.isEmpty()) {
        folder = chosen.toStdString();
    } else {
        const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        folder = pathFromString(data) / "redoubt" / "state";
    }
    return folder / (vault.toString().toStdString() + suffix);
}

} // namespace

Result<CopyLock> CopyLock::take(const VaultId &vault)
{
    const auto path = statePath(vault, ".writer");
    std::error_code code;
    std::filesystem::create_directories(path.parent_path(), code);
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    CopyLock lock(file);
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (file >= 0 && errno == EWOULDBLOCK)
        return Error(ErrorKind::Conflict, "casefile/copy",
                     Tr::tr("Another copy of this case is open in another window or program. Close "
                            "it there: two copies that are both changed cannot be joined."));
    // As with the mark: a case must open on a machine where the folder cannot be written.
    qCWarning(lcCase) << "copies of this case are not locked";
    return lock;
}

CopyLock::~CopyLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

std::filesystem::path highWaterPath(const VaultId &vault)
{
    return statePath(vault, ".high-water");
}

std::optional<HighWater> readHighWater(const vault::Vault &vault)
{
    const auto source = openFileSource(highWaterPath(vault.id()));
    if (!source)
        return std::nullopt;
    const auto bytes = (*source)->readAll(kSize);
    if (!bytes || bytes->size() != kSize)
        return std::nullopt;
    LittleEndianReader in(*bytes);
    in.take(4);
    HighWater mark;
    const auto id = in.id<VaultId>();
    mark.rows = in.number<quint64>();
    mark.chain = in.take(32).toByteArray();
    const QByteArray message = signedPart(vault.id(), mark);
    if (id != vault.id() || !bytes->startsWith(kMagic) ||
        !vault.verifySignature(message, in.take(64))) {
        qCWarning(lcCase) << "the high-water mark of this vault is damaged";
        return std::nullopt;
    }
    return mark;
}

void writeHighWater(const vault::Vault &vault, const HighWater &mark)
{
    QByteArray bytes = signedPart(vault.id(), mark);
    const QByteArray signature = vault.sign(bytes);
    if (signature.isEmpty())
        return; // this access may not sign
    const auto path = highWaterPath(vault.id());
    std::error_code code;
    std::filesystem::create_directories(path.parent_path(), code);
    if (const auto written = writeFileAtomically(path, bytes + signature); !written)
        qCWarning(lcCase) << "the high-water mark was not written:" << written.error();
}

} // namespace redoubt::casefile
