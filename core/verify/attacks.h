// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"

#include <QImage>

namespace redoubt::verify {

// One attack per kind of output. What could not be checked goes to the log as Incomplete; an error
// is returned for Cancelled and for outputs that cannot be read at all.
Result<void> verifyPicture(const Task &task, CheckLog &log);
Result<void> verifyPdf(const Task &task, CheckLog &log);
Result<void> verifyMedia(const Task &task, CheckLog &log);
Result<void> verifyText(const Task &task, CheckLog &log);

// Shared by several kinds.

/// Withheld strings and dropped metadata values in the plain bytes: "raw_bytes" and "metadata".
Result<void> searchRaw(const Task &task, CheckLog &log);
/// Recognises text in @a picture and searches it: "ocr". @a at: page or pts. @a solid: boxes that
/// were judged by their pixels; what is printed there is not read.
Result<void> readPicture(const Task &task, QImage picture, const Message &place, Ticks at,
                         const QList<PixelRect> &solid, CheckLog &log);
/// Runs the caller's searches on @a picture. What one finds in a box of @a masked is a leak; what
/// it finds elsewhere, and was not kept, makes its check incomplete.
Result<void> searchPicture(const Task &task, const QImage &picture, Ticks at, const Message &place,
                           const QList<PixelRect> &masked, CheckLog &log);
/// Makes a place of a picture black; its format may become RGB888.
void blacken(QImage &picture, const PixelRect &place);
/// The remark on @a count boxes that are not solid.
Message softMaskNote(int count);

} // namespace redoubt::verify
