// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace redoubt::casefile {

/// Reads the fields of a small JSON file that people edit (profiles, reason sets). Keeps the first
/// thing that cannot be understood as an error that names the field; fields that nobody asked for
/// are an error too, because a misspelt field would silently do nothing.
class FieldReader
{
public:
    /// @a where: path of the object in its file, empty at the top ("types.face").
    FieldReader(QJsonObject object, QString where, const char *site);

    QString text(const QString &field, const QString &otherwise);
    /// Missing or empty is an error.
    QString requiredText(const QString &field);
    bool flag(const QString &field, bool otherwise);
    QStringList texts(const QString &field);
    QJsonValue value(const QString &field);
    void fail(const QString &field, const Message &what);
    bool failed() const { return m_error.has_value(); }
    /// The first error, or that of a field that was never asked for.
    Result<void> finish();

private:
    QJsonObject m_object;
    QString m_where;
    const char *m_site;
    QStringList m_known;
    std::optional<Error> m_error;
};

/// The object of a JSON file; a byte order mark is skipped.
Result<QJsonObject> parseObject(QByteArrayView json, const char *site);

/// The bytes of a built-in file (`:/redoubt/FOLDER/NAME.json`) when @a nameOrFile is one of its
/// names, else of the file at that path.
Result<QByteArray> readDataFile(const QString &folder, const QString &nameOrFile, const char *site);
/// Names of the built-in files of a folder, sorted.
QStringList builtInDataFiles(const QString &folder);

} // namespace redoubt::casefile
