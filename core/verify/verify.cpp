// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/verify.h"

#include "core/base/logging.h"
#include "core/verify/attacks.h"
#include "core/verify/verifier.h"

#include <exception>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

Result<void> attack(const Task &task, CheckLog &log)
{
    if (const auto own = verifierOf(task.expectation.kind).attack)
        return own(task, log);
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
