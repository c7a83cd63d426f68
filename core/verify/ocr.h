// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/jobs/jobcontext.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>

namespace redoubt::verify {

enum class Turns {
    Upright, ///< as the picture lies
    All      ///< also on its sides and on its head, where it cannot be read as it lies
};

/// Reads text in pictures for the verifier. Tesseract spins many threads unless the process was
/// started with OMP_THREAD_LIMIT=1; the programs see to that.
/// Threads: one reader is used by one thread at a time; several readers run side by side.
class OcrReader
{
public:
    /// Errors: Missing (no such language installed).
    static Result<std::unique_ptr<OcrReader>> open(const QStringList &languages);
    ~OcrReader();
    /// The recognised text, lines separated by newlines, of one turn after the other. Errors:
    /// Cancelled, Internal. Cancelled, it returns at once; Tesseract, which cannot be stopped while
    /// it analyses a layout, goes on alone, and this reader cannot be used again.
    Result<QString> read(const QImage &picture, int dpi, const JobContext &context,
                         Turns turns = Turns::Upright);

private:
    OcrReader();
    struct Private;
    std::shared_ptr<Private> d; ///< none when a recognition was left alone
};

} // namespace redoubt::verify
