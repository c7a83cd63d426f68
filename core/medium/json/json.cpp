// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/json/json.h"

#include "core/medium/documents.h"
#include "core/medium/sniff/filehead.h"
#include "core/medium/text/expecttext.h"

namespace redoubt::medium {

namespace {

const detect::DocumentReader kJsonReader{.read = document::loadJson};

int sniffJson(const FileHead &head)
{
    return head.textKind() == ItemKind::Json ? sure::kText : sure::kNot;
}

} // namespace

const Medium &json()
{
    static const Medium medium{
        .kind = ItemKind::Json,
        .view = kTextView,
        .sniff = sniffJson,
        .document = &kJsonReader,
        .analyze = analyzeRead<kJsonReader>,
        .resolver = resolveRead<kJsonReader>,
        .suffix = redact::textSuffix,
        .redact = redact::redactText,
        .expect = expectText,
        .analysisWeight = smallWeight,
        .releaseWeight = smallReleaseWeight,
    };
    return medium;
}

} // namespace redoubt::medium
