// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/attempt.h"

#include "core/base/bytesource.h"
#include "core/base/logging.h"
#include "core/vault/vault_p.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt::vault {

namespace {

constexpr char kAttemptSuffix[] = ".try-";
constexpr qint64 kMaxNotes = 4096;
constexpr char kBegun = 'b';
constexpr char kSilent = '~';
constexpr char kResumed = '.';
constexpr char kFault = '!';
/// Ended badly: twice is no accident.
constexpr int kMostBad = 2;
/// Ended with the process for any cause, such as memory that ran out, which leaves no trace.
constexpr int kMostBegun = 8;

bool endedTooOften(const QByteArray &notes)
{
    int begun = 0;
    int bad = 0;
    bool badNow = false; // the try that is being read
    for (const char note : notes) {
        if (note == kBegun) {
            ++begun;
            bad += badNow ? 1 : 0;
            badNow = false;
        } else if (note == kSilent || note == kFault) {
            badNow = true;
        } else if (note == kResumed) {
            badNow = false;
        }
    }
    bad += badNow ? 1 : 0;
    return bad >= kMostBad || begun >= kMostBegun;
}

} // namespace

std::unique_ptr<Attempt> Vault::beginAttempt(ItemId item, QLatin1StringView work) const
{
    if (d->access != Access::ReadWrite || !d->gate->use())
        return nullptr;
    const std::filesystem::path folder = d->folder / kWorkFolder;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        qCWarning(lcVault) << "tries at unfinished work cannot be counted";
    return std::make_unique<Attempt>(folder / (item.toString().toStdString() + kAttemptSuffix +
                                               std::string(work.data(), work.size())));
}

void Vault::forgetAttempts(ItemId item, QLatin1StringView work) const
{
    if (d->access == Access::ReadWrite)
        ::unlink((d->folder / kWorkFolder /
                  (item.toString().toStdString() + kAttemptSuffix +
                   std::string(work.data(), work.size())))
                     .c_str());
}

Attempt::Attempt(std::filesystem::path file)
    : m_file(std::move(file))
{
    if (const auto source = openFileSource(m_file)) {
        if (const auto notes = (*source)->readAll(kMaxNotes))
            m_leaveAside = endedTooOften(*notes);
    }
    if (m_leaveAside)
        return;
    m_fd = ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_fd < 0)
        qCWarning(lcVault) << "tries at unfinished work cannot be counted";
    note(kBegun);
    m_lastWords.emplace(m_fd);
}

Attempt::~Attempt()
{
    const std::lock_guard lock(m_mutex);
    m_lastWords.reset();
    if (m_fd >= 0)
        ::close(m_fd);
    if (!m_leaveAside)
        ::unlink(m_file.c_str());
}

/// Not synced: what ends the process does not end the system.
void Attempt::note(char what)
{
    if (m_fd >= 0 && ::write(m_fd, &what, 1) != 1)
        qCWarning(lcVault) << "tries at unfinished work cannot be counted";
}

void Attempt::silent()
{
    const std::lock_guard lock(m_mutex);
    note(kSilent);
}

void Attempt::resumed()
{
    const std::lock_guard lock(m_mutex);
    note(kResumed);
}

} // namespace redoubt::vault
