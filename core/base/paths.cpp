// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"

#include "core/base/ids.h"
#include "core/base/tr.h"

#include <QStringDecoder>

#include <algorithm>
#include <set>

namespace redoubt {

namespace {

namespace fs = std::filesystem;

/// Length of the valid UTF-8 sequence at the start of @a bytes, 0 when there is none.
int validUtf8Length(std::string_view bytes)
{
    const auto lead = static_cast<unsigned char>(bytes[0]);
    const int length = lead < 0x80   ? 1
                       : lead < 0xC2 ? 0
                       : lead < 0xE0 ? 2
                       : lead < 0xF0 ? 3
                       : lead < 0xF5 ? 4
                                     : 0;
    if (length == 0 || size_t(length) > bytes.size())
        return 0;
    // The decoder knows about overlong forms and surrogates; only the length is decided above.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless |
                                                     QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(QByteArrayView(bytes.data(), length));
    return decoder.hasError() || text.isEmpty() ? 0 : length;
}

std::string escaped(std::string_view bytes)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string result;
    for (size_t i = 0; i < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const int length = validUtf8Length(bytes.substr(i));
        if (length == 0 || byte < 0x20 || byte == 0x7F) {
            result += '%';
            result += kHex[byte >> 4];
            result += kHex[byte & 15];
            ++i;
        } else {
            result.append(bytes.substr(i, size_t(length)));
            i += size_t(length);
        }
    }
    return result;
}

// File systems allow 255 bytes; the rest is room for ".part", " (2)" and a changed suffix.
constexpr size_t kLongestName = 240;

std::string shortened(const std::string &name)
{
    if (name.size() <= kLongestName)
        return name;
    std::string suffix = fs::path(name).extension().string();
    if (suffix.size() > 16)
        suffix.clear();
    const QString hash = ObjectId::fromContent(QByteArrayView(name.data(), qsizetype(name.size())))
                             .toString()
                             .left(16);
    size_t kept = kLongestName - suffix.size() - size_t(hash.size()) - 1;
    // Not inside a letter of several bytes.
    while (kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xC0) == 0x80)
        --kept;
    return name.substr(0, kept) + '~' + hash.toStdString() + suffix;
}

/// @a taken holds what outputs would be called, so that no two inputs write to one file.
void addFile(InputList &list, std::set<fs::path> &taken, fs::path path, fs::path relative)
{
    fs::path unique = relative;
    for (int n = 2; !taken.insert(portableRelativePath(unique)).second; ++n) {
        unique = relative.parent_path() / (relative.stem().string() + " (" + std::to_string(n) +
                                           ")" + relative.extension().string());
    }
    list.files.push_back({std::move(path), std::move(unique)});
}

void skip(InputList &list, fs::path path, Error error)
{
    list.skipped.push_back({std::move(path), std::move(error)});
}

Error notRegular(const fs::path &path)
{
    return Error(ErrorKind::Unsupported, "base/walk",
                 Tr::tr("“%1” is not a regular file.").arg(displayName(path)));
}

void walkFolder(InputList &list, std::set<fs::path> &taken, const fs::path &root,
                const std::function<bool()> &stop)
{
    std::vector<fs::path> pending{root};
    std::vector<std::pair<fs::path, fs::path>> found;
    while (!pending.empty() && !(stop && stop())) {
        const fs::path folder = std::move(pending.back());
        pending.pop_back();
        std::error_code code;
        fs::directory_iterator it(folder, code);
        if (code) {
            skip(list, folder, errnoError(code.value(), "base/walk", displayName(folder)));
            continue;
        }
        for (; it != fs::directory_iterator(); it.increment(code)) {
            const fs::file_status status = it->symlink_status(code);
            if (fs::is_symlink(status))
                skip(list, it->path(),
                     Error(ErrorKind::Unsupported, "base/walk",
                           Tr::tr("“%1” is a symbolic link and was not followed.")
                               .arg(displayName(it->path()))));
            else if (fs::is_directory(status))
                pending.push_back(it->path());
            else if (fs::is_regular_file(status))
                found.emplace_back(it->path(), it->path().lexically_relative(root));
            else
                skip(list, it->path(), notRegular(it->path()));
        }
        if (code)
            skip(list, folder, errnoError(code.value(), "base/walk", displayName(folder)));
    }
    std::sort(found.begin(), found.end(),
              [](const auto &a, const auto &b) { return a.second.native() < b.second.native(); });
    for (auto &[path, relative] : found)
        addFile(list, taken, std::move(path), std::move(relative));
}

} // namespace

QString baseName(const QString &path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

QString displayName(const fs::path &path)
{
    // QString::fromUtf8() would drop a leading byte order mark, and two names would show as one.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(QByteArray::fromStdString(escaped(path.native())));
}

fs::path pathFromString(const QString &text)
{
    return fs::path(text.toUtf8().toStdString());
}

fs::path portableRelativePath(const fs::path &relative)
{
    fs::path result;
    for (const fs::path &part : relative) {
        const std::string &name = part.native();
        // A root of two slashes is one of its own.
        const bool root = name.find_first_not_of('/') == std::string::npos;
        if (root || name == "." || name == "..")
            continue;
        result /= shortened(escaped(name));
    }
    return result;
}

InputList walkInputs(const std::vector<fs::path> &inputs, const std::function<bool()> &stop)
{
    InputList list;
    std::set<fs::path> taken;
    for (const fs::path &input : inputs) {
        std::error_code code;
        const fs::file_status status = fs::status(input, code);
        if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none)
            skip(list, input,
                 errnoError(code ? code.value() : ENOENT, "base/walk", displayName(input)));
        else if (fs::is_directory(status))
            walkFolder(list, taken, input, stop);
        else if (fs::is_regular_file(status))
            addFile(list, taken, input, input.filename());
        else
            skip(list, input, notRegular(input));
    }
    return list;
}

} // namespace redoubt
