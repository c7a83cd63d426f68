// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/medium/documents.h"
#include "core/medium/text/expecttext.h"
#include "core/redact/plan/preview.h"

namespace redoubt::medium {

/// What files of words have in common, whatever stands around the words: they are shown as text,
/// and their copies are the same text with other words in the places of marks.
template <const detect::DocumentReader &reader>
Medium textMedium(ItemKind kind, int (*sniff)(const FileHead &head))
{
    return {
        .kind = kind,
        .view = kTextView,
        .sniff = sniff,
        .document = &reader,
        .analyze = analyzeRead<reader>,
        .resolver = resolveRead<reader>,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .previewText = redact::previewText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
}

} // namespace redoubt::medium
