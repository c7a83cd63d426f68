// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/analysis.h"
#include "core/detect/haar.h"
#include "core/detect/models.h"
#include "core/detect/textadapter.h"
#include "core/detect/tr.h"
#include "core/detect/voicedetector.h"
#include "core/detect/yunet.h"

namespace redoubt::detect {

using namespace Qt::StringLiterals;

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
    return HaarDetector::create((refused ? *refused : *missing).message());
}

} // namespace

QList<DetectorInfo> Registry::infos() const
{
    QList<DetectorInfo> infos;
    for (const DetectorFactory &factory : detectors)
        infos.append(factory.info);
    return infos;
}

Registry standardRegistry()
{
    DetectorFactory faces;
    faces.profile.group = u"face"_s;
    faces.profile.what = Tr::tr("faces");
    faces.cost = 10;
    if (auto made = makeFaceDetector()) {
        // Reading a model and choosing how to run it takes a tenth of a second, a copy nothing.
        // Shared by the copies of the registry, in as many threads as there are.
        const std::shared_ptr<const FrameDetector> first = *std::move(made);
        faces.frame = [first] { return first->clone(); };
        faces.info = first->info();
        // Haar cascades see faces in every second texture: as a search of outputs they would
        // withhold good files.
        if (!faces.info.provenance.modelSha256.isEmpty())
            faces.profile.outputCheck = u"faces"_s;
    } else {
        faces.frame = makeFaceDetector;
        faces.info = HaarDetector::infoFor({});
        faces.info.available = false;
        faces.info.problem = Tr::tr("Faces are not looked for. %1").arg(made.error().message());
    }
    DetectorFactory voices;
    voices.info = VoiceDetector::infoOfAll();
    voices.sound = [](int channels) { return VoiceDetector::create(channels); };
    DetectorFactory words;
    words.info = ScannerTextDetector::info();
    words.text = [](const QStringList &names) { return ScannerTextDetector::create(names); };
    return {{std::move(faces), std::move(voices), std::move(words)}};
}

} // namespace redoubt::detect
