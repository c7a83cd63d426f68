// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/base/result.h"
#include "core/finding/decision.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

namespace redoubt::casefile {

/// What a profile does with a type when no person has decided. Ask without a decision means redact
/// at release.
enum class DefaultVerdict { Redact, Keep, Ask };

struct TypeRule
{
    DefaultVerdict verdict = DefaultVerdict::Ask;
    Effect effect = Effect::Default;
    QStringList reasons;
    bool operator==(const TypeRule &) const = default;
};

/// Which detectors run, which types are redacted by default, with which effect and reason.
/// Built-in ones are data files in resources/profiles; users may give their own file.
struct Profile
{
    QString name;
    QString title; ///< for people
    QString description;
    QString reasonSet;  ///< "foia", "hipaa", "gdpr", or empty
    bool detect = true; ///< false: no machine proposals ("manual")
    bool reasonRequired = false;
    bool keepRequester = false; ///< findings of subjects with the role Requester are kept ("dsar")
    QString ocrLanguages = QStringLiteral("eng"); ///< Tesseract's form: "eng+chi_sim"
    QHash<FindingType, TypeRule> rules;           ///< every type has one
    Effect pictureEffect = Effect::Fill;          ///< what Effect::Default means, per medium
    Effect soundEffect = Effect::Silence;
    Effect textEffect = Effect::Label;
    QStringList keepMetadata; ///< field paths; empty drops all
    /// "same_format": copies of films and sound keep the source's colour format (10 bit, 4:2:2 and
    /// so on) and codec of sound wherever these can be written. Otherwise they leave in what every
    /// browser and player shows: 8-bit 4:2:0 pictures, and sound in a common codec.
    bool sameFormat = false;

    const TypeRule rule(FindingType type) const;
    /// The effect for a type at a place of an item of @a kind: the decision's, else the rule's,
    /// else the medium's default, and always one that is implemented there (effects.h).
    Effect effectFor(FindingType type, const Place &place, ItemKind kind, Effect decided) const;
    bool operator==(const Profile &) const = default;
};

/// Errors name the field that cannot be understood.
Result<Profile> parseProfile(QByteArrayView json);
QStringList builtInProfiles();
/// A built-in name, or the path of a profile file.
Result<Profile> loadProfile(const QString &nameOrFile);

/// One reason for withholding.
struct Reason
{
    QString code;           ///< "(b)(6)", "HIPAA-A"
    QString label;          ///< short, printed on the mark
    QString text;           ///< long, for the legend
    QString authority;      ///< statute
    bool needsText = false; ///< e.g. (b)(3) must name the statute
};

struct ReasonSet
{
    QString name;
    QString title;
    QList<Reason> reasons;
};

QStringList builtInReasonSets();
Result<ReasonSet> loadReasonSet(const QString &nameOrFile);

} // namespace redoubt::casefile
