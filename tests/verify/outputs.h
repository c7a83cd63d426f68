// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/verify.h"

#include <QByteArray>
#include <QImage>

namespace redoubt::test {

/// The check of that name; Incomplete with the detail "absent" when it did not run.
verify::Check checkNamed(const verify::Verification &result, const QString &name);
/// "clean" or "NAME=outcome: detail" for every check that is not, for messages of failing tests.
QByteArray summary(const verify::Verification &result);
/// Runs the verifier on bytes in memory; a default result with the verdict Incomplete on errors.
verify::Verification verified(const QByteArray &bytes, const verify::Expectation &expectation,
                              const verify::VerifyOptions &options = {});

QList<SensitiveText> secrets(const QStringList &texts);
/// A picture with gradients and noise, the same in every run.
QImage scenery(int width, int height);
QByteArray encoded(const QImage &picture, const char *format, int quality = -1);
/// A PNG chunk with its length and checksum.
QByteArray pngChunk(const QByteArray &type, const QByteArray &body);

} // namespace redoubt::test
