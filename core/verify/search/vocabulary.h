// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/search/secretsearch.h"
#include "core/verify/verify.h"

namespace redoubt::verify {

/// What every output of its kind says, whoever is named in it: words of the format and of its
/// writers, and the labels that were put in the place of what went.
SearchScope scopeFor(const Expectation &expectation);

// Verifier::phrases of the kinds that have some.
QStringList pdfVocabulary();
QStringList pictureVocabulary();

/// True for names that the format of PDF itself defines ("/Type"), with the slash.
bool isPdfName(const QString &name);

} // namespace redoubt::verify
