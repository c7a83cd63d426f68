// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <filesystem>
#include <vector>

namespace redoubt::detect {

/// A model file that this program was measured with. Any other content is refused: a replaced model
/// could be made to overlook one face.
struct KnownModel
{
    QString fileName;
    QString version;   ///< for provenance
    QByteArray sha256; ///< 32 bytes
};

/// Face detectors, best first.
const QList<KnownModel> &knownFaceModels();

struct LoadedModel
{
    KnownModel known;
    QByteArray bytes;
};

/// Where models are looked for, in this order: the folder of REDOUBT_MODELS, the user's data
/// folder, the system's. When REDOUBT_MODELS is set to an empty value, no folder is left out for
/// it.
std::vector<std::filesystem::path> modelFolders();

/// Reads @a model from the first folder that holds it with the known content.
/// Errors: Missing (no folder has it), Invalid (a file of that name has other content; the text
/// names it).
Result<LoadedModel> loadModel(const KnownModel &model,
                              const std::vector<std::filesystem::path> &folders);

/// Cascade files of OpenCV by name, from the system's folders. Errors: Missing.
Result<QByteArray> loadCascade(const QString &fileName);

} // namespace redoubt::detect
