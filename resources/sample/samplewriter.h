// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

#include <optional>

/// The files of the sample case. Everybody in it is invented: names, numbers and faces belong to
/// nobody. Each function returns what went wrong as a sentence, or nothing. The same program on the
/// same machine writes the same bytes each time.
namespace redoubt::sample {

using Failure = std::optional<QString>;

/// Eleven seconds of a drawn interview: three faces that move, two voices that say a name and a
/// phone number, a burnt-in clock, a position in the container's tags. Needs ffmpeg and espeak-ng.
Failure writeInterview(const QDir &folder);
/// A photograph of an identity card with a face, numbers, a signature, and EXIF with a position.
Failure writeIdentityCard(const QDir &folder);
/// Two pages of text with names, numbers and addresses; its author in the document information.
Failure writeReport(const QDir &folder);
/// A note and a table of witnesses.
Failure writeTexts(const QDir &folder);

/// Writes a whole file.
Failure writeBytes(const QString &path, const QByteArray &bytes);

/// Invented people, the same in every file, so that they can be tied together as subjects.
namespace people {
inline constexpr char16_t kWitness[] = u"Maria Delgado";
inline constexpr char16_t kWitnessPhone[] = u"(212) 555-0142";
inline constexpr char16_t kWitnessMail[] = u"maria.delgado@example.org";
inline constexpr char16_t kWitnessSsn[] = u"536-22-8741";
inline constexpr char16_t kDriver[] = u"Thomas Whitaker";
inline constexpr char16_t kDriverPhone[] = u"(212) 555-0178";
inline constexpr char16_t kOfficer[] = u"Daniel Okafor";
} // namespace people

} // namespace redoubt::sample
