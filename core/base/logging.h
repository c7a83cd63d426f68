// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

/// One category a module, warnings and above by default ("redoubt.vault.debug=true" in
/// QT_LOGGING_RULES for more). What a case contains is never logged: no names, paths, recognised
/// text; ids, counts, durations and kinds are.
namespace redoubt {

Q_DECLARE_LOGGING_CATEGORY(lcBase)
Q_DECLARE_LOGGING_CATEGORY(lcVault)
Q_DECLARE_LOGGING_CATEGORY(lcCase)
Q_DECLARE_LOGGING_CATEGORY(lcMedia)
Q_DECLARE_LOGGING_CATEGORY(lcDocument)
Q_DECLARE_LOGGING_CATEGORY(lcText)
Q_DECLARE_LOGGING_CATEGORY(lcDetect)
Q_DECLARE_LOGGING_CATEGORY(lcRedact)
Q_DECLARE_LOGGING_CATEGORY(lcVerify)
Q_DECLARE_LOGGING_CATEGORY(lcRelease)
Q_DECLARE_LOGGING_CATEGORY(lcWorker)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

} // namespace redoubt
