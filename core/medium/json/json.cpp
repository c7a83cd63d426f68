// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/json/json.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/textmedium.h"

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
    static const Medium medium = textMedium<kJsonReader>(ItemKind::Json, sniffJson);
    return medium;
}

} // namespace redoubt::medium
