// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace redoubt::test {

/// A file of tests/vectors, empty when it cannot be read. Tests that use it are told the folder by
/// redoubt_test_vectors() in their CMakeLists.txt.
inline QByteArray vectorFile(const QString &name)
{
    QFile file(qEnvironmentVariable("REDOUBT_VECTORS") + QLatin1Char('/') + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace redoubt::test
