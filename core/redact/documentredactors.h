// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/redact/redactor.h"

namespace redoubt::redact {

/// outputSuffix() for ItemKind::Image, Pdf, Text and Csv. The format that the bytes have decides;
/// a suffix of the source that fits that format is kept as it is.
Result<QString> documentOutputSuffix(const ByteSource &source, ItemKind kind,
                                     const QString &sourceSuffix, const JobContext &context);

} // namespace redoubt::redact
