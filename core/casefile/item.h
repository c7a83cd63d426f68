// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/itemkind.h"
#include "core/base/notexamined.h"
#include "core/base/timespan.h"

#include <QByteArray>
#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace redoubt::casefile {

/// One stream of an item, as the analysis described it.
struct ItemStream
{
    int index = 0;
    Modality modality = Modality::Meta;
    QString codec;
    QSize size; ///< displayed pixels
    Rational timeBase{1, 1};
    double seconds = 0;
    int sampleRate = 0;
    int channels = 0;
    bool operator==(const ItemStream &) const = default;
};

/// How far the machine has looked at an item.
enum class ItemState {
    Sealed,      ///< in the vault, not analysed yet
    Analysed,    ///< findings are in; notExamined says what was left out
    Unsupported, ///< sealed, but no reader takes it
    Failed       ///< sealed, but the analysis ended with an error (problem says which)
};

QString toString(ItemState state);
std::optional<ItemState> itemStateFromString(QStringView text);

/// One ingested file.
struct Item
{
    ItemId id;
    std::string rawName; ///< bytes of the path relative to the input, with '/'; may be no UTF-8
    QString name;        ///< the same for people (displayName())
    ItemKind kind = ItemKind::Unknown;
    qint64 size = 0;
    QByteArray sha256;
    ObjectId object; ///< where it is sealed; shared by items with the same bytes
    ItemState state = ItemState::Sealed;
    Message problem; ///< sentence for people when state is Unsupported or Failed
    QList<ItemStream> streams;
    QList<NotExamined> notExamined;
    QList<TimeSpan> shots; ///< of the first video stream, in its ticks
    /// Media: where a player's clock stands at 0, in seconds of the streams' own times; what is
    /// told of times counts from there. Nothing before the analysis, and of those of a version that
    /// did not tell.
    std::optional<double> start;
    /// How much there is to look through: pages of a document or picture, UTF-16 units of a text;
    /// 0 for media, whose streams tell, and before the analysis.
    qint64 extent = 0;
    /// Of an attachment, a member of an archive, a picture inside of a document: the item that it
    /// was taken out of, and how it is called in there. Such items are decided and released like
    /// others.
    std::optional<ItemId> parent;
    QString part;
    int depth = 0;           ///< items above it
    QString analysisVersion; ///< detectors and options that produced the findings; empty before
    bool operator==(const Item &) const = default;

    const ItemStream *stream(int index) const;
};

/// What somebody is in the case; decides what a profile such as "dsar" does with them.
enum class SubjectRole { ThirdParty, Requester, Staff, Minor };

QString toString(SubjectRole role);
std::optional<SubjectRole> subjectRoleFromString(QStringView text);

/// A person or organisation across all media.
struct Subject
{
    SubjectId id;
    SubjectRole role = SubjectRole::ThirdParty;
    QStringList names;       ///< as people write them; the first is the one shown
    QStringList identifiers; ///< numbers, addresses, handles
    /// Groups of findings attached to the subject: item and group ("face-3").
    struct GroupRef
    {
        ItemId item;
        QString group;
        bool operator==(const GroupRef &) const = default;
    };
    QList<GroupRef> groups;
    bool operator==(const Subject &) const = default;
};

} // namespace redoubt::casefile
