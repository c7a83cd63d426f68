// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/analysis.h"
#include "core/detect/haar.h"
#include "core/detect/models.h"
#include "core/detect/textadapter.h"
#include "core/detect/tr.h"
#include "core/detect/voicedetector.h"
#include "core/detect/yunet.h"

namespace redoubt::detect {

namespace {

Result<std::unique_ptr<FrameDetector>> makeFaceDetector()
{
    const auto folders = modelFolders();
    std::optional<Error> refused;
    std::optional<Error> missing;
    for (const KnownModel &known : knownFaceModels()) {
        auto model = loadModel(known, folders);
        auto made = model ? YuNetDetector::create(*model)
                          : Result<std::unique_ptr<FrameDetector>>(model.error());
        if (made)
            return made;
        // A file that was refused says more than one that is not there.
        auto &kept = made.error().kind() == ErrorKind::Missing ? missing : refused;
        if (!kept)
            kept = made.error();
    }
    return HaarDetector::create((refused ? *refused : *missing).text());
}

} // namespace

Registry standardRegistry()
{
    Registry registry;
    registry.faceDetector = makeFaceDetector;
    registry.voiceDetector = [](int channels) { return VoiceDetector::create(channels); };
    registry.textDetector = [](const QStringList &names) {
        return ScannerTextDetector::create(names);
    };
    if (auto faces = makeFaceDetector()) {
        registry.infos.append((*faces)->info());
    } else {
        DetectorInfo info = HaarDetector::infoFor({});
        info.available = false;
        info.problem = Tr::tr("Faces are not looked for. %1").arg(faces.error().text());
        registry.infos.append(info);
    }
    registry.infos.append(VoiceDetector::infoOfAll());
    registry.infos.append(ScannerTextDetector::info());
    return registry;
}

} // namespace redoubt::detect
