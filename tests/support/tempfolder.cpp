// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tempfolder.h"

#include "core/base/paths.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace redoubt::test {

namespace fs = std::filesystem;

TempFolder::TempFolder()
{
    if (!m_folder.isValid())
        qFatal("no temporary folder could be made: %s", qPrintable(m_folder.errorString()));
}

fs::path TempFolder::path() const
{
    return pathFromString(m_folder.path());
}

fs::path TempFolder::operator/(const fs::path &relative) const
{
    return path() / relative;
}

fs::path TempFolder::write(const fs::path &relative, const QByteArray &bytes) const
{
    const fs::path target = path() / relative;
    std::error_code code;
    fs::create_directories(target.parent_path(), code);
    std::ofstream stream(target, std::ios::binary);
    stream.write(bytes.constData(), bytes.size());
    stream.close();
    if (!stream)
        qFatal("a test file could not be written: %s", target.c_str());
    return target;
}

QStringList TempFolder::listing() const
{
    QStringList names;
    std::error_code code;
    for (fs::recursive_directory_iterator it(path(), code), end; !code && it != end;
         it.increment(code))
        names.append(displayName(it->path().lexically_relative(path())));
    if (code)
        qFatal("a test folder could not be listed: %s", code.message().c_str());
    std::sort(names.begin(), names.end());
    return names;
}

QByteArray readFile(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    if (!stream.is_open() || stream.bad())
        qFatal("a file that a test expects could not be read: %s", path.c_str());
    return QByteArray::fromStdString(bytes);
}

} // namespace redoubt::test
