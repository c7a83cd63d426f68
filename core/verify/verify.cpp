// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/verify.h"

#include "core/base/logging.h"
#include "core/verify/attacks.h"

#include <exception>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

Result<void> attack(const Task &task, CheckLog &log)
{
    switch (task.expectation.kind) {
    case ItemKind::Image:
        return verifyPicture(task, log);
    case ItemKind::Pdf:
        return verifyPdf(task, log);
    case ItemKind::Video:
    case ItemKind::Audio:
        return verifyMedia(task, log);
    case ItemKind::Text:
    case ItemKind::Csv:
    case ItemKind::Json:
    case ItemKind::Html:
        return verifyText(task, log);
    case ItemKind::Empty:
        if (task.output.size() > 0)
            log.leak(u"raw_bytes"_s, Words::tr("a file that should be empty is not"));
        else
            log.clean(u"raw_bytes"_s);
        return {};
    case ItemKind::Office:
    case ItemKind::Mail:
    case ItemKind::Dicom:
    case ItemKind::Archive:
    case ItemKind::Unknown:
        break;
    }
    log.incomplete(u"structure"_s, Words::tr("outputs of this kind cannot be examined yet"));
    return searchRaw(task, log);
}

} // namespace

Result<Verification> verifyOutput(const ByteSource &output, const Expectation &expectation,
                                  const VerifyOptions &options, const JobContext &context)
{
    const Task task{output, expectation, options, context};
    CheckLog log;
    try {
        const auto done = attack(task, log);
        if (context.cancelled())
            return JobContext::cancelledError("verify");
        if (!done) {
            qCWarning(lcVerify) << "verification stopped" << done.error();
            return done.error();
        }
    } catch (const std::exception &) {
        // Libraries are wrapped where they are called; this is for what slipped through.
        return Error(ErrorKind::Internal, "verify",
                     Words::tr("The check of the output stopped with an internal error."));
    }
    return log.result();
}

} // namespace redoubt::verify
