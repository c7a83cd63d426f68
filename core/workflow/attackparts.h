// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "core/release/release.h"

/// What a release and a later verification of it tell the verifier alike. Internal to
/// core/workflow.
namespace redoubt::workflow {

/// Makes face searches for the verifier, each with a detector of its own. Not set where outputs are
/// not searched for faces. Borrows the registry.
std::function<release::FaceCheck()> faceChecks(const detect::Registry &registry,
                                               const casefile::Profile &profile);

/// A title that also stands on the pages would be "found" there by the search for dropped metadata.
/// Where such a text is to be withheld it is a mark of its own and searched as that.
void forgetTagsInText(redact::RedactionPlan &plan, const QString &text);

} // namespace redoubt::workflow
