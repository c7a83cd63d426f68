// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"

#include <QStringList>

namespace redoubt {

enum class Verdict { Redact, Keep };

/// How something is removed. Pictures: Fill to OutlineLabel; sound: Silence to Disguise; text:
/// Remove to Generalise.
enum class Effect {
    Default, ///< what the profile says for the type and medium
    Fill,
    Pixelate,
    Blur,
    OutlineLabel,
    Silence,
    Bleep,
    Noise,
    Disguise,
    Remove,
    Label,
    Pseudonym,
    Generalise
};

/// A person's or a profile's word on one finding.
struct Decision
{
    FindingId finding;
    Verdict verdict = Verdict::Redact;
    Effect effect = Effect::Default;
    QStringList reasons; ///< codes such as "(b)(6)"
    QString by;          ///< who: a person's name, or "profile:standard"
    qint64 atUs = 0;     ///< microseconds since 1970, UTC
    bool operator==(const Decision &) const = default;
};

QString toString(Verdict verdict);
std::optional<Verdict> verdictFromString(QStringView text);
QString toString(Effect effect);
std::optional<Effect> effectFromString(QStringView text);
/// Words for people ("Silence").
Message displayName(Effect effect);

/// A mark as a marks file names it (README.md), before it is resolved against an item's content.
struct MarkSpec
{
    QString file; ///< path as given, or base name
    // Exactly one of the following forms is set; page+rect, stream+begin+end+rect, begin+end
    // combine.
    std::optional<QString> term;
    std::optional<int> page;
    std::optional<PageRect> rect;
    std::optional<int> stream;
    std::optional<double> begin; ///< seconds
    std::optional<double> end;
    std::optional<TextRange> codePoints; ///< "range" in the file: code points, not UTF-16
    std::optional<QString> field;
    FindingType type = FindingType::Custom;
    Verdict verdict = Verdict::Redact;
    Effect effect = Effect::Default;
    QStringList reasons;
};

/// Reads a marks file. An error names the mark (by number) and what is wrong with it.
Result<QList<MarkSpec>> parseMarks(QByteArrayView json);

} // namespace redoubt
