// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/models.h"

#include "core/base/bytesource.h"
#include "core/base/paths.h"
#include "core/detect/tr.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdlib>
#include <optional>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestModel = 64 * 1024 * 1024;

std::filesystem::path filePath(const std::filesystem::path &folder, const QString &name)
{
    return folder / name.toStdString();
}

/// Where a person can put models without being an administrator.
std::filesystem::path userModelFolder()
{
    return pathFromString(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)) /
           "redoubt" / "models";
}

} // namespace

const QList<KnownModel> &knownFaceModels()
{
    static const QList<KnownModel> all{
        {u"yunet_n_640_640_2023jan.onnx"_s, u"n-2023-01"_s,
         QByteArray::fromHex("25a606a145a5b6d7271ae138fbd00eba91dad8b83222ae3f2c7ecd0f4a7b0e31")},
        {u"yunet_s_640_640_2022dec.onnx"_s, u"s-2022-12"_s,
         QByteArray::fromHex("8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4")},
    };
    return all;
}

std::vector<std::filesystem::path> modelFolders()
{
    std::vector<std::filesystem::path> folders;
    // Read as bytes: a folder's name need not be UTF-8.
    if (const char *named = std::getenv("REDOUBT_MODELS"); named && *named)
        folders.emplace_back(named);
    for (const QString &data :
         QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation))
        folders.push_back(pathFromString(data) / "redoubt" / "models");
    std::vector<std::filesystem::path> system{"/usr/local/share/redoubt/models",
                                              "/usr/share/redoubt/models"};
    // Installed at a place of its own.
    if (QCoreApplication::instance())
        system.push_back(
            (pathFromString(QCoreApplication::applicationDirPath()) / "../share/redoubt/models")
                .lexically_normal());
    for (const std::filesystem::path &path : system) {
        if (std::find(folders.begin(), folders.end(), path) == folders.end())
            folders.push_back(path);
    }
    return folders;
}

Result<LoadedModel> loadModel(const KnownModel &model,
                              const std::vector<std::filesystem::path> &folders)
{
    std::optional<Error> refused;
    for (const std::filesystem::path &folder : folders) {
        const std::filesystem::path path = filePath(folder, model.fileName);
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored))
            continue;
        auto source = openFileSource(path);
        auto bytes =
            source ? (*source)->readAll(kLargestModel) : Result<QByteArray>(source.error());
        if (!bytes) {
            refused = bytes.error();
            continue;
        }
        const auto hash = sha256(*memorySource(*bytes));
        if (hash && *hash == model.sha256)
            return LoadedModel{model, std::move(*bytes)};
        refused = Error(ErrorKind::Invalid, "detect/models",
                        Tr::tr("The model file %1 is not the one this program knows, so it was "
                               "not used. Remove it and fetch it again with get-models.")
                            .arg(displayName(path)));
    }
    if (refused)
        return *refused;
    return Error(ErrorKind::Missing, "detect/models",
                 Tr::tr("The model file %1 is not installed: run packaging/get-models, or copy "
                        "the file into the folder %2. Then start Redoubt again and analyse "
                        "the files anew.")
                     .arg(model.fileName, displayName(userModelFolder())));
}

Result<QByteArray> loadCascade(const QString &fileName)
{
    for (const char *folder : {"/usr/share/opencv4/haarcascades", "/usr/share/opencv/haarcascades",
                               "/usr/local/share/opencv4/haarcascades"}) {
        const std::filesystem::path path = filePath(folder, fileName);
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored))
            continue;
        auto source = openFileSource(path);
        if (!source)
            return source.error();
        return (*source)->readAll(kLargestModel);
    }
    return Error(ErrorKind::Missing, "detect/models",
                 Tr::tr("The face cascades of OpenCV are not installed. Install the package "
                        "opencv-data, or better the YuNet model with get-models."));
}

} // namespace redoubt::detect
