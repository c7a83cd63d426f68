// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/text/text.h"

#include "core/medium/documents.h"
#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"

namespace redoubt::medium {

namespace {

const detect::DocumentReader kTextReader{.read = document::loadText};

int sniffText(const FileHead &head)
{
    return head.textKind() == ItemKind::Text ? sure::kText : sure::kNot;
}

} // namespace

const Medium &text()
{
    static const Medium medium{
        .kind = ItemKind::Text,
        .view = kTextView,
        .sniff = sniffText,
        .document = &kTextReader,
        .analyze = analyzeRead<kTextReader>,
        .resolver = resolveRead<kTextReader>,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
    return medium;
}

} // namespace redoubt::medium
