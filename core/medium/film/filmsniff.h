// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace redoubt::medium {

class FileHead;

/// Medium::sniff of films.
int sniffFilm(const FileHead &head);

} // namespace redoubt::medium
