// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/place.h"

#include <QString>
#include <QStringView>

namespace redoubt {

// The name of a file, with the folders that it lies in, is text of the case like any other. What is
// found in it is a field of this path; what is decided on that field decides about the name.

inline const QString kFileNameField = QStringLiteral("file.name");

inline bool isFileName(const Place &place)
{
    const auto *field = std::get_if<Field>(&place);
    return field != nullptr && field->path == kFileNameField;
}

/// The name with spaces where names of files have other signs between words ("_", "-", ".", "+").
/// Of the same length, so that offsets stay.
QString withSpaces(QStringView name);

} // namespace redoubt
