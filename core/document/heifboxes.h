// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace redoubt::document {

/// Whether the file has a "moov" box: a sequence of pictures over time, which libheif does not
/// read.
bool heifHasSequence(QByteArrayView file);

/// Whether rotation or mirroring belongs to the item's own properties ("irot", "imir"), which
/// libheif applies while it decodes.
bool heifTurnsItem(QByteArrayView file, quint32 item);

} // namespace redoubt::document
