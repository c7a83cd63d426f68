// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the .cpp files that write PDF, by nothing else.

#include "core/base/bytesource.h"

#ifndef POINTERHOLDER_TRANSITION
#define POINTERHOLDER_TRANSITION 4 // QPDF's old pointer class is not used
#endif
#include <qpdf/InputSource.hh>

#include <memory>

namespace redoubt::redact {

/// A ByteSource as QPDF reads it. Borrows @a source.
std::shared_ptr<InputSource> newInputSource(const ByteSource &source);

} // namespace redoubt::redact
