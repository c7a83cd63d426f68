// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"

#include <QJsonObject>

namespace redoubt::release {

/// One entry of release.json's "items".
QJsonObject itemToJson(const ItemResult &item);
/// The inverse; nothing when the object is not such an entry.
std::optional<ItemResult> itemFromJson(const QJsonObject &object);

} // namespace redoubt::release
