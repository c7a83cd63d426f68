// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"

namespace redoubt::detect {

/// The recognisers of core/text as a detector.
class ScannerTextDetector
{
public:
    /// @a names: of the subjects of a case, found wherever they stand.
    static Result<std::shared_ptr<const TextDetector>> create(const QStringList &names);
    static DetectorInfo info();
};

} // namespace redoubt::detect
