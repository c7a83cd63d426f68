// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/text/text.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/text/textmedium.h"

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
    static const Medium medium = textMedium<kTextReader>(ItemKind::Text, sniffText);
    return medium;
}

} // namespace redoubt::medium
