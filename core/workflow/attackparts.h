// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "core/release/release.h"

/// What a release and a later verification of it tell the verifier alike. Internal to
/// core/workflow.
namespace redoubt::workflow {

/// Searches of outputs for the verifier, each with a detector of its own: one for every detector
/// that says so (detect::FrameProfile).
release::OutputSearches outputSearches(const detect::Registry &registry);

/// A title that also stands on the pages would be "found" there by the search for dropped metadata.
/// Where such a text is to be withheld it is a mark of its own and searched as that.
void forgetTagsInText(redact::RedactionPlan &plan, const QString &text);

} // namespace redoubt::workflow
