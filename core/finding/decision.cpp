// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/decision.h"

namespace redoubt {

QString toString(Verdict verdict)
{
    return verdict == Verdict::Keep ? QStringLiteral("keep") : QStringLiteral("redact");
}

std::optional<Verdict> verdictFromString(QStringView text)
{
    if (text == QLatin1StringView("redact"))
        return Verdict::Redact;
    if (text == QLatin1StringView("keep"))
        return Verdict::Keep;
    return std::nullopt;
}

} // namespace redoubt
