// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/datafile.h"

#include "core/base/bytesource.h"
#include "core/base/paths.h"
#include "core/casefile/tr.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

// Outside of any namespace, as the macro asks: a static library's resources are not linked in by
// themselves.
static void loadCasefileResources()
{
    Q_INIT_RESOURCE(casefile);
}

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxDataFile = 4 * 1024 * 1024;

QString resourceFolder(const QString &folder)
{
    static const bool loaded = [] {
        loadCasefileResources();
        return true;
    }();
    Q_UNUSED(loaded)
    return u":/redoubt/%1"_s.arg(folder);
}

} // namespace

FieldReader::FieldReader(QJsonObject object, QString where, const char *site)
    : m_object(std::move(object))
    , m_where(std::move(where))
    , m_site(site)
{}

void FieldReader::fail(const QString &field, const Message &what)
{
    if (m_error)
        return;
    const QString path = m_where.isEmpty() ? field : m_where + u'.' + field;
    m_error = Error(ErrorKind::Invalid, m_site, Tr::tr("The field \"%1\" %2").arg(path, what));
}

QJsonValue FieldReader::value(const QString &field)
{
    m_known.append(field);
    return m_object.value(field);
}

QString FieldReader::text(const QString &field, const QString &otherwise)
{
    const QJsonValue v = value(field);
    if (v.isUndefined())
        return otherwise;
    if (!v.isString())
        fail(field, Tr::tr("must be a text."));
    return v.toString();
}

QString FieldReader::requiredText(const QString &field)
{
    const QString found = text(field, {}).trimmed();
    if (found.isEmpty())
        fail(field, Tr::tr("is missing or empty."));
    return found;
}

bool FieldReader::flag(const QString &field, bool otherwise)
{
    const QJsonValue v = value(field);
    if (v.isUndefined())
        return otherwise;
    if (!v.isBool())
        fail(field, Tr::tr("must be true or false."));
    return v.toBool(otherwise);
}

QStringList FieldReader::texts(const QString &field)
{
    const QJsonValue v = value(field);
    QStringList list;
    if (!v.isUndefined() && !v.isArray())
        fail(field, Tr::tr("must be a list of texts."));
    const QJsonArray array = v.toArray();
    for (const QJsonValue &entry : array) {
        if (!entry.isString() || entry.toString().trimmed().isEmpty())
            fail(field, Tr::tr("must be a list of texts."));
        list.append(entry.toString());
    }
    return list;
}

Result<void> FieldReader::finish()
{
    for (auto it = m_object.begin(); it != m_object.end() && !m_error; ++it) {
        if (!m_known.contains(it.key()))
            fail(it.key().left(60), Tr::tr("is not known here; check its spelling."));
    }
    if (m_error)
        return *m_error;
    return {};
}

Result<QJsonObject> parseObject(QByteArrayView json, const char *site)
{
    if (json.size() > kMaxDataFile)
        return Error(ErrorKind::Limit, site, Tr::tr("The file is larger than 4 MiB."));
    if (json.startsWith("\xEF\xBB\xBF"))
        json = json.sliced(3);
    QJsonParseError problem;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size()), &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error(ErrorKind::Invalid, site,
                     Tr::tr("The file is not valid JSON at byte %1: %2.")
                         .arg(QString::number(problem.offset), problem.errorString()));
    if (!document.isObject())
        return Error(ErrorKind::Invalid, site, Tr::tr("The file must hold one JSON object."));
    return document.object();
}

Result<QByteArray> readDataFile(const QString &folder, const QString &nameOrFile, const char *site)
{
    if (builtInDataFiles(folder).contains(nameOrFile)) {
        QFile file(u"%1/%2.json"_s.arg(resourceFolder(folder), nameOrFile));
        if (!file.open(QIODevice::ReadOnly))
            return Error(ErrorKind::Internal, site);
        return file.readAll();
    }
    const auto source = openFileSource(pathFromString(nameOrFile));
    if (!source)
        return Error(source.error().kind(), site,
                     Tr::tr("\"%1\" is neither the name of a built-in (%2) nor a file that can be "
                            "read.")
                         .arg(nameOrFile, builtInDataFiles(folder).join(u", "_s)));
    return (*source)->readAll(kMaxDataFile);
}

QStringList builtInDataFiles(const QString &folder)
{
    QStringList names = QDir(resourceFolder(folder)).entryList({u"*.json"_s}, QDir::Files);
    for (QString &name : names)
        name.chop(5);
    names.sort();
    return names;
}

} // namespace redoubt::casefile
