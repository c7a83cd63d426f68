// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/finding/decision.h"

#include <QList>
#include <QMap>
#include <QString>

#include <vector>

namespace redoubt::redact {

/// A mask over time in one video stream, or on a picture (stream 0, pts 0). Displayed pixels,
/// sorted by pts.
struct MaskTrack
{
    int stream = 0;
    std::vector<TrackBox> boxes;
    Effect effect = Effect::Fill;
    QString label; ///< reason printed on the mask when it is large enough; may be empty
    FindingType type = FindingType::Custom;

    /// What this mask covers at @a pts. Between two boxes (a frame that the index did not know) it
    /// is the union of both: a mask may be too large, never absent. Outside of [first, last]
    /// nothing.
    std::optional<PixelRect> rectAt(Ticks pts) const;
    bool operator==(const MaskTrack &) const = default;
};

/// Sound to remove, in ticks of the source stream.
struct AudioCut
{
    int stream = 0;
    TimeSpan time;
    QList<int> channels; ///< empty: all
    Effect effect = Effect::Silence;
    bool operator==(const AudioCut &) const = default;
};

/// What to cover on one page (points) or picture (pixels).
struct PageMask
{
    int page = 0;
    QList<PageRect> rects;
    QString label;
    FindingType type = FindingType::Custom;
    Effect effect = Effect::Fill;
    bool operator==(const PageMask &) const = default;
};

/// Replaces a range of the item's extracted text. Edits of a plan are sorted and do not overlap.
struct TextEdit
{
    TextRange range;
    QString replacement; ///< empty for Effect::Remove
    Effect effect = Effect::Label;
    bool operator==(const TextEdit &) const = default;
};

/// Metadata is dropped by default; only these fields stay.
struct MetadataPolicy
{
    QStringList keep; ///< field paths; "*" keeps what the writer can keep safely
    bool operator==(const MetadataPolicy &) const = default;
};

/// One mark of the item, and which part of the plan it became.
struct PlannedMark
{
    /// Number in plan order: masks, cuts, pages, edits, one list behind the other. -1: of metadata
    /// and names of files, which no writer carries, and of nothing.
    int part = -1;
    Effect effect = Effect::Fill; ///< as applied (appliedEffect()), never Default
    bool operator==(const PlannedMark &) const = default;
};

/// The pure answer to "what exactly is removed from this item": the only input of a redactor
/// besides the bytes. Equality compares everything. Printing (operator<<) shows counts and places,
/// never text.
struct RedactionPlan
{
    ItemId item;
    ItemKind kind = ItemKind::Unknown;
    std::vector<MaskTrack> masks; ///< video and pictures
    std::vector<AudioCut> cuts;
    std::vector<PageMask> pages; ///< documents
    std::vector<TextEdit> edits; ///< plain text and tables
    /// In the order of markRecords(). Several marks of a text that overlap become one edit.
    std::vector<PlannedMark> marks;
    MetadataPolicy metadata;
    bool sameFormat = false;          ///< films and sound: as casefile::Profile::sameFormat
    QList<SensitiveText> withheld;    ///< every text that must not appear in the output
    QList<SensitiveText> droppedTags; ///< values of metadata fields that are dropped
    QMap<QString, int> marksByType;   ///< counts for the manifest
    int machineOnly = 0;              ///< marks that no person decided
    bool operator==(const RedactionPlan &) const = default;
};

/// The effects of the parts, in plan order.
std::vector<Effect> effectsOf(const RedactionPlan &plan);

QDebug operator<<(QDebug debug, const RedactionPlan &plan);

} // namespace redoubt::redact
