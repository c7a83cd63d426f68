// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStringView>

namespace redoubt::verify {

/// Whether a text is one of the words that writers of films and sound put into every file: names of
/// boxes and chunks, brands, handlers and programs. A person may be called Free or Page; to find
/// such a word in the bytes of a film says nothing. Where text can stand (tags, further streams,
/// loose bytes) everything that is not harmless is a leak of its own.
bool isMediaWriterWord(QStringView text);

} // namespace redoubt::verify
