// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/jobcontext.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace redoubt::verify {

/// Bytes as text of the encoding that its writer names, by ICU; nothing when it does not know it,
/// or when not one in a hundred characters is one of it.
std::optional<QString> decodedAs(const QString &encoding, const QByteArray &bytes);

/// Calls @a search with everything that a reader of the text could make of it besides the text
/// itself: escapes read (URLs, HTML, program text, quoted-printable; three levels deep), tags and
/// overrides taken out, columns one after the other, what is packed (base64 over lines,
/// hexadecimal) unpacked. Errors: Cancelled.
Result<void> forEachTextView(const QString &text, const JobContext &context,
                             const std::function<Result<void>(const QString &)> &search);

} // namespace redoubt::verify
