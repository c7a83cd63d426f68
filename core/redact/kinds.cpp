// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/kinds.h"

namespace redoubt::redact {

bool canRedact(ItemKind kind)
{
    switch (kind) {
    case ItemKind::Video:
    case ItemKind::Audio:
    case ItemKind::Image:
    case ItemKind::Pdf:
    case ItemKind::Text:
    case ItemKind::Csv:
    case ItemKind::Json:
        return true;
    default:
        return false;
    }
}

} // namespace redoubt::redact
