// SPDX-License-Identifier: AGPL-3.0-or-later
// redoubt-worker whose reader of files has the faults that a hostile file would use: the first line
// of a file says which.
#include "app/worker/workermain.h"
#include "core/workflow/itemjobs.h"
#include "core/workflow/jobfields.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace redoubt;

bool isRefused(int returned)
{
    return returned < 0 && (errno == EPERM || errno == EACCES);
}

/// Everything that a file could be after.
Result<void> breakOut()
{
    const bool held = isRefused(::open("/etc/passwd", O_RDONLY)) &&
                      isRefused(::open("/tmp/redoubt-broke-out", O_WRONLY | O_CREAT, 0600)) &&
                      isRefused(::socket(AF_INET, SOCK_STREAM, 0)) &&
                      isRefused(::socket(AF_UNIX, SOCK_STREAM, 0)) &&
                      isRefused(::kill(::getppid(), SIGKILL));
    if (held)
        return {};
    return Error(ErrorKind::Internal, "hostile", Message::plain(QStringLiteral("It broke out.")));
}

/// An analysis that says a person kept what is in the file.
Result<QByteArray> lie()
{
    workflow::Examination examination;
    Finding finding;
    finding.score = 1;
    finding.place = TextRange{0, 3};
    finding.provenance = Provenance::person();
    finding.id = stableFindingId(finding);
    examination.analysis.findings = {finding};
    examination.analysis.text = QStringLiteral("LIE");
    return worker::toCbor(examination);
}

Result<QByteArray> doHostileJob(const QByteArray &job, worker::Desk &desk,
                                const detect::Registry &registry)
{
    const auto head = desk.source().read(0, 16);
    if (head && head->startsWith("CRASH"))
        ::raise(SIGSEGV);
    if (head && head->startsWith("EXEC"))
        ::execl("/bin/true", "true", static_cast<char *>(nullptr));
    if (head && head->startsWith("HANG")) {
        for (;;)
            ::pause();
    }
    if (head && head->startsWith("EAT")) {
        std::vector<std::vector<char>> eaten;
        for (;;)
            eaten.emplace_back(256 << 20, 'x');
    }
    if (head && head->startsWith("BREAK OUT")) {
        if (auto held = breakOut(); !held)
            return held.error();
    }
    if (head && head->startsWith("LIE"))
        return lie();
    return workflow::doItemJob(job, desk, registry);
}

} // namespace

int main(int argc, char **argv)
{
    return redoubt::app::workerMain(argc, argv, doHostileJob);
}
