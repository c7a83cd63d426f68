// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"

#include <QByteArray>

namespace redoubt::document {

/// decodeTextFile() for bytes that are already in memory. encodeTextFile() of the result gives
/// exactly @a bytes again. Encodings beyond those in TextFile's comment: "GB18030", and
/// "UTF-16LE/odd", "UTF-16BE/odd" for a file whose last unit is cut in half; there the last
/// character stands for that byte. Errors: Unsupported for binary data.
Result<TextFile> decodeTextBytes(const QByteArray &bytes);

} // namespace redoubt::document
