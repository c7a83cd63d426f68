// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/sensitivetext.h"
#include "core/finding/findingtype.h"
#include "core/finding/place.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace redoubt {

class TextOffsets;

/// Where text was read.
enum class TextSource {
    None,     ///< not text: a face, a voice
    Text,     ///< the text of a document or text file
    Ocr,      ///< recognised in pixels
    Speech,   ///< transcribed
    Metadata, ///< tags, EXIF, document information
    Hidden    ///< present in the file, but not visible: annotations, invisible text, form values,
              ///< attachments' names
};

QString toString(TextSource source);
std::optional<TextSource> textSourceFromString(QStringView text);

/// Who or what proposed a finding. A person is the detector "person" with a null model hash.
struct Provenance
{
    QString detector;       ///< stable id: "yunet", "webrtc-vad", "person"
    QString version;        ///< of the detector
    QByteArray modelSha256; ///< 32 bytes, or empty when the detector has no model file
    bool operator==(const Provenance &) const = default;

    bool byPerson() const;
    static Provenance person();
};

/// An immutable proposal. An edit of its place is a new finding that supersedes it, so that history
/// stays true.
struct Finding
{
    FindingId id;
    ItemId item;
    FindingType type = FindingType::Custom;
    double score = 0; ///< 0..1, as the detector gives it; kept from 0.3
    Place place;
    Provenance provenance;
    QString group; ///< "face-1", "voice-2": same thing within one item; empty when not grouped
    TextSource source = TextSource::None;
    SensitiveText text; ///< what was read or heard, when it is text
    std::optional<FindingId> supersedes;

    /// A person drew it or gave it its place. Moving or splitting what a machine proposed leaves
    /// its provenance, and it a proposal: only a decision decides.
    bool placedByPerson() const { return provenance.byPerson() || supersedes.has_value(); }
    bool operator==(const Finding &) const = default;
};

using FindingList = std::vector<Finding>;

/// >= 0.6 is certain, below that a candidate. Nothing below 0.3 is kept.
enum class ScoreBin { Certain, Candidate };
constexpr double kCertainScore = 0.6;
constexpr double kKeptScore = 0.3;
inline ScoreBin scoreBin(double score)
{
    return score >= kCertainScore ? ScoreBin::Certain : ScoreBin::Candidate;
}

/// The id that the same detection gets in every run: from item, type, place, provenance and text.
FindingId stableFindingId(const Finding &finding);

/// Binary form for the journal and for workers: a record of tagged fields (findingfields.h).
/// findingFromBytes() refuses what toBytes() of this or an older version cannot have written, and
/// what a newer one wrote that this one must not leave out.
QByteArray toBytes(const Finding &finding);
std::optional<Finding> findingFromBytes(QByteArrayView bytes);

/// What names the streams of an item for findingToJson(): time bases by stream index.
using TimeBases = QList<Rational>;

/// The form of `detect --json` (seconds are added from @a bases and count from @a start: where a
/// player's clock stands at 0, in seconds of the streams' own times). Ranges are given in code
/// points of the item's text, whose offsets are counted once for all of its findings.
QJsonObject findingToJson(const Finding &finding, const TimeBases &bases,
                          const TextOffsets &itemText, double start = 0);

/// Order of output: by place (stream or page, begin), then type, then id. Total, so lists come out
/// the same each run.
bool placeLess(const Finding &a, const Finding &b);

} // namespace redoubt
