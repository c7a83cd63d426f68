// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/logging.h"

namespace redoubt {

Q_LOGGING_CATEGORY(lcBase, "redoubt.base", QtWarningMsg)
Q_LOGGING_CATEGORY(lcVault, "redoubt.vault", QtWarningMsg)
Q_LOGGING_CATEGORY(lcCase, "redoubt.case", QtWarningMsg)
Q_LOGGING_CATEGORY(lcMedia, "redoubt.media", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDocument, "redoubt.document", QtWarningMsg)
Q_LOGGING_CATEGORY(lcText, "redoubt.text", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDetect, "redoubt.detect", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRedact, "redoubt.redact", QtWarningMsg)
Q_LOGGING_CATEGORY(lcVerify, "redoubt.verify", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRelease, "redoubt.release", QtWarningMsg)
Q_LOGGING_CATEGORY(lcWorker, "redoubt.worker", QtWarningMsg)
Q_LOGGING_CATEGORY(lcUi, "redoubt.ui", QtWarningMsg)

} // namespace redoubt
