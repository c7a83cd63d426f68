// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"

#include <QByteArray>

namespace redoubt::document {

/// decodeTextFile() for bytes that are already in memory. Besides the encodings of Unicode, with
/// and without their marks, those of guessCharset() are read, and the ones that switch by escape
/// sequences (ISO-2022-JP, ISO-2022-KR, HZ) where they can be written again. "UTF-16LE/odd" is a
/// file whose last unit is cut in half; the last character stands for that byte. Errors:
/// Unsupported for binary data.
Result<TextFile> decodeTextBytes(const QByteArray &bytes);

} // namespace redoubt::document
