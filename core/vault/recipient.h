// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArrayView>

namespace redoubt::vault {

/// Whether a secret that a person typed is meant as a recipient's secret key.
bool looksLikeRecipientSecret(QByteArrayView text);
/// The 32 bytes of "REDOUBT-SECRET-1…". Errors: Invalid.
Result<SecretBytes> parseRecipientSecret(QByteArrayView text);

} // namespace redoubt::vault
