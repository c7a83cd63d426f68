// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the .cpp files that read PDF with QPDF, by nothing else.

#include <qpdf/QPDFPageObjectHelper.hh>

#include <QSizeF>
#include <QTransform>

#include <string>

namespace redoubt::verify {

struct PageFrame
{
    QTransform toDisplayed; ///< user space to displayed points, origin top left
    QSizeF size;            ///< displayed
};

/// By the page's crop box and its turn.
PageFrame pageFrame(QPDFPageObjectHelper &page);

/// The six numbers before the operator "cm".
std::string numbersOf(const QTransform &transform);

constexpr int kMaxForms = 16; ///< forms within forms
constexpr int kMaxOperators = 5'000'000;

} // namespace redoubt::verify
