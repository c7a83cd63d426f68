// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"

#include <QColor>

#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace redoubt::test {

/// What a toy detector was given. Threads: several.
struct ToyLooks
{
    void add(const QImage &picture)
    {
        const std::lock_guard lock(mutex);
        ++count;
        pictures.insert(picture.constBits());
        kept.push_back(picture); // so that no other gets its memory
    }
    std::mutex mutex;
    int count = 0;
    std::set<const uchar *> pictures;
    std::vector<QImage> kept;
};

/// A detector that sees squares of one colour, as findings of @a type. It comes in by a line:
/// registry.detectors.push_back(toyDetector(...)). @a looks may be null.
detect::DetectorFactory toyDetector(const QString &id, const QColor &colour, FindingType type,
                                    std::shared_ptr<ToyLooks> looks = nullptr);

} // namespace redoubt::test
