// SPDX-License-Identifier: AGPL-3.0-or-later
// How the values of jobs travel (core/worker/cborfields.h). Internal to core/workflow. A member
// that is added to one of these structs is added here; a test holds every field to that.
#pragma once

#include "core/worker/senterror.h"
#include "core/workflow/itemworker.h"

#include <algorithm>
#include <cmath>

namespace redoubt::worker {

template <>
inline constexpr Modality kLastEnumerator<Modality> = Modality::Identity;
template <>
inline constexpr FindingType kLastEnumerator<FindingType> = FindingType::Custom;
template <>
inline constexpr Effect kLastEnumerator<Effect> = Effect::Generalise;
template <>
inline constexpr Verdict kLastEnumerator<Verdict> = Verdict::Keep;
template <>
inline constexpr BoxOrigin kLastEnumerator<BoxOrigin> = BoxOrigin::Drawn;
template <>
inline constexpr detect::Quality kLastEnumerator<detect::Quality> = detect::Quality::Thorough;
template <>
inline constexpr verify::Outcome kLastEnumerator<verify::Outcome> = verify::Outcome::Incomplete;

// ---- Base

/// By its name.
template <typename Io>
void fields(Io &io, ItemKind &kind)
{
    QString name = toString(kind);
    io(name);
    if constexpr (ReadsFields<Io>) {
        if (const auto known = itemKindFromString(name))
            kind = *known;
        else
            io.refuse();
    }
}

template <typename Io>
void fields(Io &io, PixelRect &r)
{
    io(r.x, r.y, r.w, r.h);
    if constexpr (ReadsFields<Io>) {
        // Coordinates that int arithmetic on rectangles cannot overflow with.
        constexpr int kFar = 1 << 28;
        const auto sane = [](int v) { return v > -kFar && v < kFar; };
        if (!sane(r.x) || !sane(r.y) || !sane(r.w) || !sane(r.h))
            io.refuse();
    }
}
template <typename Io>
void fields(Io &io, PageRect &r)
{
    io(r.x, r.y, r.w, r.h);
    if constexpr (ReadsFields<Io>) {
        if (!std::isfinite(r.x) || !std::isfinite(r.y) || !std::isfinite(r.w) ||
            !std::isfinite(r.h))
            io.refuse();
    }
}
template <typename Io>
void fields(Io &io, TimeSpan &s)
{
    io(s.begin, s.end);
}
template <typename Io>
void fields(Io &io, Rational &r)
{
    io(r.num, r.den);
    if constexpr (ReadsFields<Io>) {
        if (r.den <= 0)
            io.refuse();
    }
}
template <typename Io>
void fields(Io &io, QSize &s)
{
    int w = s.width();
    int h = s.height();
    io(w, h);
    if constexpr (ReadsFields<Io>)
        s = QSize(w, h);
}
/// In the form of the journal.
template <typename Io>
void fields(Io &io, NotExamined &n)
{
    QByteArray bytes;
    if constexpr (!ReadsFields<Io>)
        bytes = n.toBytes();
    io(bytes);
    if constexpr (ReadsFields<Io>) {
        if (auto read = NotExamined::fromBytes(bytes))
            n = *std::move(read);
        else
            io.refuse();
    }
}
// An Error has no empty value to be read into.
inline std::optional<SentError> sent(const std::optional<Error> &error)
{
    return error ? std::optional<SentError>(std::in_place, *error) : std::nullopt;
}
inline std::optional<Error> believed(const std::optional<SentError> &error)
{
    return error ? std::optional<Error>(error->believed()) : std::nullopt;
}

// ---- Findings and marks

template <typename Io>
void fields(Io &io, TextRange &r)
{
    io(r.begin, r.end);
}
template <typename Io>
void fields(Io &io, TrackBox &b)
{
    io(b.pts, b.rect, b.origin, b.confidence);
}
/// In the form of the journal, whose reader takes nothing that it cannot have written.
template <typename Io>
void fields(Io &io, Finding &f)
{
    QByteArray bytes;
    if constexpr (!ReadsFields<Io>)
        bytes = toBytes(f);
    io(bytes);
    if constexpr (ReadsFields<Io>) {
        if (auto finding = findingFromBytes(bytes))
            f = std::move(*finding);
        else
            io.refuse();
    }
}
template <typename Io>
void fields(Io &io, MarkSpec &m)
{
    io(m.file, m.term, m.page, m.rect, m.stream, m.begin, m.end, m.codePoints, m.field, m.type,
       m.verdict, m.effect, m.reasons);
}

template <typename Io>
void fields(Io &io, detect::MarkRequest &r)
{
    io(r.marks, r.ocrLanguages);
}

// ---- Analysis

template <typename Io>
void fields(Io &io, detect::AnalysisOptions &o)
{
    QList<FindingType> types(o.types.cbegin(), o.types.cend());
    std::sort(types.begin(), types.end());
    io(o.detect, o.quality, types, o.names, o.ocrLanguages, o.threads);
    if constexpr (ReadsFields<Io>)
        o.types = QSet<FindingType>(types.cbegin(), types.cend());
}
template <typename Io>
void fields(Io &io, detect::StreamSummary &s)
{
    io(s.index, s.modality, s.codec, s.size, s.timeBase, s.seconds, s.sampleRate, s.channels);
}
template <typename Io>
void fields(Io &io, detect::Analysis &a)
{
    io(a.streams, a.start, a.findings, a.notExamined, a.text, a.encoding, a.encodingConfidence,
       a.extent, a.shots);
}
/// Without the answers, which are asked for.
template <typename Io>
void fields(Io &io, workflow::ExamineRequest &r)
{
    io(r.item, r.kind, r.name, r.readable, r.parts, r.options);
}

// ---- Redaction

template <typename Io>
void fields(Io &io, redact::MaskTrack &m)
{
    io(m.stream, m.boxes, m.effect, m.label, m.type);
}
template <typename Io>
void fields(Io &io, redact::AudioCut &c)
{
    io(c.stream, c.time, c.channels, c.effect);
}
template <typename Io>
void fields(Io &io, redact::PageMask &m)
{
    io(m.page, m.rects, m.label, m.type, m.effect);
}
template <typename Io>
void fields(Io &io, redact::TextEdit &e)
{
    io(e.range, e.replacement, e.effect);
}
template <typename Io>
void fields(Io &io, redact::PlannedMark &m)
{
    io(m.part, m.effect);
}
template <typename Io>
void fields(Io &io, redact::MetadataPolicy &p)
{
    io(p.keep);
}
template <typename Io>
void fields(Io &io, redact::RedactionPlan &p)
{
    io(p.item, p.kind, p.masks, p.cuts, p.pages, p.edits, p.metadata, p.withheld, p.droppedTags,
       p.marksByType, p.machineOnly, p.marks, p.sameFormat);
}
template <typename Io>
void fields(Io &io, redact::RedactOptions &o)
{
    io(o.threads, o.pageDpi, o.ocrLanguages);
}
template <typename Io>
void fields(Io &io, redact::TextPlace &p)
{
    io(p.line, p.column);
}
template <typename Io>
void fields(Io &io, redact::RedactReport &r)
{
    io(r.suffix, r.kind, r.notes, r.framePts, r.frameTimeBase, r.frameSize, r.audioStreams,
       r.textPlaces, r.text, r.pageCount, r.pageSizes, r.rasterisedPages, r.textEncoding, r.done,
       r.applied);
}

// ---- Verification

template <typename Io>
void fields(Io &io, verify::BoxExpectation &b)
{
    io(b.pts, b.rect, b.pageRect, b.solid, b.colour, b.label, b.outlined);
}
template <typename Io>
void fields(Io &io, verify::CutExpectation &c)
{
    io(c.audioStream, c.beginSeconds, c.endSeconds, c.channels, c.silent);
}
template <typename Io>
void fields(Io &io, verify::AnchoredText &a)
{
    io(a.before, a.text, a.after);
}
template <typename Io>
void fields(Io &io, verify::Expectation &e)
{
    io(e.kind, e.boxes, e.cuts, e.withheld, e.forbiddenTags, e.replacements, e.anchored,
       e.redactedText, e.framePts, e.frameTimeBase, e.frameSize, e.audioStreams, e.pageCount,
       e.pageSizes, e.textEncoding, e.labels);
}
template <typename Io>
void fields(Io &io, release::KeptBox &b)
{
    io(b.at, b.rect, b.only);
}
template <typename Io>
void fields(Io &io, release::AttackRequest &r)
{
    io(r.ocr, r.ocrLanguages, r.search, r.kept);
}
template <typename Io>
void fields(Io &io, verify::Check &c)
{
    io(c.name, c.outcome, c.detail);
}
template <typename Io>
void fields(Io &io, verify::Suspect &s)
{
    io(s.check, s.page, s.pts, s.rect, s.why, s.withheld);
}
template <typename Io>
void fields(Io &io, verify::Verification &v)
{
    io(v.verdict, v.checks, v.suspects);
}
template <typename Io>
void fields(Io &io, medium::Part &p)
{
    io(p.name, p.bytes);
}
template <typename Io>
void fields(Io &io, medium::Parts &p)
{
    io(p.parts, p.notExamined);
}
template <typename Io>
void fields(Io &io, workflow::Examination &e)
{
    std::optional<SentError> problem = sent(e.problem);
    std::optional<SentError> nameProblem = sent(e.nameProblem);
    std::optional<SentError> partsProblem = sent(e.partsProblem);
    io(e.analysis, problem, e.inName, nameProblem, e.parts, partsProblem);
    if constexpr (ReadsFields<Io>) {
        e.problem = believed(problem);
        e.nameProblem = believed(nameProblem);
        e.partsProblem = believed(partsProblem);
    }
}
/// A value or what was in its way, of a list that goes on.
struct SentFindings
{
    FindingList findings;
    std::optional<SentError> error;
};
template <typename Io>
void fields(Io &io, SentFindings &f)
{
    io(f.findings, f.error);
}

/// The kinds of jobs, and what the first message of each holds besides its kind.
enum class JobKind {
    KindOf,
    Examine,
    ResolveMarks,
    OutputSuffix,
    Redact,
    Verify,
    VerifyAgain,
    View, ///< takes orders
    IndexFrames,
    ReadWaveform,
    LoadDocument,
    Details,
    Whole
};
template <>
inline constexpr JobKind kLastEnumerator<JobKind> = JobKind::Whole;

} // namespace redoubt::worker
