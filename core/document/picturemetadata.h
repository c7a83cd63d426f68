// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"

#include <QByteArray>

namespace redoubt::document {

/// Properties of an XMP packet as "Xmp.dc.creator". Empty when it cannot be read.
/// Threads: any; the library behind it is serialised.
QList<MetadataField> xmpFields(const QByteArray &packet);

/// Everything that a picture file tells beside its pixels: Exif, XMP, IPTC, comments, text chunks.
/// Reads only. What cannot be read is added to @a notExamined. Threads: as above.
QList<MetadataField> pictureMetadata(const QByteArray &bytes, QList<NotExamined> &notExamined);

} // namespace redoubt::document
