// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/detect/analysis.h"
#include "core/verify/verify.h"
#include "core/workflow/itemworker.h"

#include <filesystem>
#include <optional>

namespace redoubt::workflow {

/// How one file of a release folder stands. Besides the outputs: "release.json", whose check
/// "signature" says who signed the release, "release.html" and "log.csv".
struct ReleasedFile
{
    QString input;  ///< as the manifest names it; empty for what is no output
    QString output; ///< relative to the folder
    bool hashMatches = false;
    verify::Verification verification;
    std::optional<Error> error; ///< missing or unreadable
};

enum class SignatureState {
    Missing, ///< an older version made the release, or somebody took the signature away
    Wrong,   ///< not of this manifest
    Good
};
enum class KeyOwner {
    Unknown, ///< anybody may have made this key
    Case,    ///< the key of the case that was given
    Expected ///< the key whose fingerprint was given
};

struct ReleaseSignature
{
    SignatureState state = SignatureState::Missing;
    KeyOwner owner = KeyOwner::Unknown;
    QString fingerprint; ///< of the key, as a vault shows it
};
QString toString(SignatureState state);
QString toString(KeyOwner owner);

struct ReleaseCheck
{
    ReleaseSignature signature;
    QList<ReleasedFile>
        files; ///< manifest, report and log first; outputs that nobody released last
};

/// What is known of a release that is looked at later.
struct ReleaseKnowledge
{
    QList<MarkSpec> marks;
    /// Gives marks and withheld words of every item; open for reading is enough. Borrowed.
    casefile::Case *openCase = nullptr;
    std::optional<casefile::Profile> profile; ///< not set: the built-in one that the manifest names
    /// Who attacks the outputs. Required.
    std::shared_ptr<const ItemWorker> worker;
    QString ownerFingerprint; ///< of the key that ought to have signed; empty: not known
};

/// Checks the signature of a release, compares every file with the manifest, and attacks every
/// output again: with what the case or the marks know, else with what needs no knowledge of the
/// original, and then nothing that held marks is called clean. Files below "redacted" that the
/// manifest does not name are reported. Errors: NotFound or Damaged when the folder has no usable
/// release.json; those of loading the profile; Cancelled.
Result<ReleaseCheck> verifyRelease(const std::filesystem::path &folder,
                                   const ReleaseKnowledge &knowledge, const AttackRequest &request,
                                   const JobContext &context);

} // namespace redoubt::workflow
