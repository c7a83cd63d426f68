// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/compiledpatterns.h"

#include "core/text/tr.h"
#include "core/text/triggeranchors.h"

#define PCRE2_CODE_UNIT_WIDTH 16
#include <hs.h>
#include <pcre2.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr qsizetype kChunk = 256 * 1024;
/// Longer than any trigger, so that none is lost between two chunks.
constexpr qsizetype kOverlap = 512;
/// Triggers per database. The time to compile one grows faster than the number of its triggers, and
/// what is searched for most of them is a small part of the text.
constexpr std::size_t kBatch = 16;
constexpr quint32 kMatchLimit = 200'000;
/// After so many expressions at their limit in one text, the text is hostile and the rest of a
/// region is left, which match() reports.
constexpr int kMostLimitHits = 64;
constexpr qsizetype kSearchStep = 64 * 1024;
constexpr qsizetype kSkipAfterLimit = 256;

struct CodeDeleter
{
    void operator()(pcre2_code *code) const { pcre2_code_free(code); }
};
struct DatabaseDeleter
{
    void operator()(hs_database_t *database) const { hs_free_database(database); }
};
struct ScratchDeleter
{
    void operator()(hs_scratch_t *scratch) const { hs_free_scratch(scratch); }
};
struct DataDeleter
{
    void operator()(pcre2_match_data *data) const { pcre2_match_data_free(data); }
};
struct ContextDeleter
{
    void operator()(pcre2_match_context *context) const { pcre2_match_context_free(context); }
};
struct StackDeleter
{
    void operator()(pcre2_jit_stack *stack) const { pcre2_jit_stack_free(stack); }
};
using Code = std::unique_ptr<pcre2_code, CodeDeleter>;
using Scratch = std::unique_ptr<hs_scratch_t, ScratchDeleter>;

/// A stretch of text in which matches of one pattern may begin, and how far they may reach.
struct Region
{
    qsizetype begin;
    qsizetype lastBegin;
    qsizetype end;
};

/// What one thread needs while it matches.
struct Workspace
{
    Scratch scratch;
    std::unique_ptr<pcre2_match_data, DataDeleter> data{pcre2_match_data_create(16, nullptr)};
    std::unique_ptr<pcre2_match_context, ContextDeleter> context{
        pcre2_match_context_create(nullptr)};
    std::unique_ptr<pcre2_jit_stack, StackDeleter> stack{
        pcre2_jit_stack_create(32 * 1024, 1024 * 1024, nullptr)};
    std::vector<char> bytes;
    AnchoredText near;

    Workspace()
    {
        if (!context)
            return;
        pcre2_set_match_limit(context.get(), kMatchLimit);
        pcre2_set_depth_limit(context.get(), 10'000);
        pcre2_set_heap_limit(context.get(), 16 * 1024);
        pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
    }
};

/// One byte per UTF-16 unit, so that offsets stay what they are. Classes above 0x7f: 0x80 letters,
/// 0x81 scripts without spaces, 0x82 other signs, 0x83 halves of surrogate pairs.
char byteClass(char16_t unit)
{
    if (unit < 0x80)
        return char(unit);
    if (unit >= 0xd800 && unit <= 0xdfff)
        return char(0x83);
    if ((unit >= 0x2e80 && unit <= 0x9fff && !(unit >= 0x3000 && unit <= 0x303f)) ||
        (unit >= 0xf900 && unit <= 0xfaff))
        return char(0x81);
    if (unit < 0xc0 || unit == 0xd7 || unit == 0xf7 || (unit >= 0x2000 && unit <= 0x303f) ||
        unit >= 0xfb50)
        return char(0x82);
    return char(0x80);
}

/// Folds @a size units. Nearly all of most texts is ASCII, a block of which is copied at once.
void foldBytes(const char16_t *units, qsizetype size, char *bytes)
{
    constexpr qsizetype kBlock = 32;
    qsizetype at = 0;
    for (; at + kBlock <= size; at += kBlock) {
        char16_t all = 0;
        for (qsizetype i = 0; i < kBlock; ++i)
            all = char16_t(all | units[at + i]);
        if (all < 0x80) {
            for (qsizetype i = 0; i < kBlock; ++i)
                bytes[at + i] = char(units[at + i]);
        } else {
            std::transform(units + at, units + at + kBlock, bytes + at, byteClass);
        }
    }
    std::transform(units + at, units + size, bytes + at, byteClass);
}

struct ScanState
{
    const std::vector<Pattern> *patterns;
    const std::vector<bool> *enabled;
    std::vector<std::vector<Region>> *regions;
    const AnchoredText *near; ///< null: the chunk itself is searched
    qsizetype offset;         ///< of the chunk
    qsizetype size;
};

int onTrigger(unsigned id, unsigned long long, unsigned long long to, unsigned, void *context)
{
    auto *state = static_cast<ScanState *>(context);
    if (!(*state->enabled)[id])
        return 0;
    const Pattern &pattern = (*state->patterns)[id];
    const auto end = qsizetype(to);
    const qsizetype at =
        std::min(state->size, state->offset + (state->near ? state->near->endInText(end) : end));
    const Region region{std::max<qsizetype>(0, at - pattern.before), at,
                        std::min(state->size, at + pattern.after)};
    std::vector<Region> &regions = (*state->regions)[id];
    // Chunks overlap, so ends may step back a little; the merged region only grows.
    if (!regions.empty() && region.begin <= regions.back().end) {
        regions.back().begin = std::min(regions.back().begin, region.begin);
        regions.back().lastBegin = std::max(regions.back().lastBegin, region.lastBegin);
        regions.back().end = std::max(regions.back().end, region.end);
    } else {
        regions.push_back(region);
    }
    return 0;
}

Result<Code> compileRegex(const Pattern &pattern)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    const quint32 options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_USE_OFFSET_LIMIT |
                            PCRE2_MULTILINE | (pattern.caseless ? PCRE2_CASELESS : 0u);
    Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.regex.utf16()),
                            PCRE2_SIZE(pattern.regex.size()), options & ~PCRE2_NO_UTF_CHECK, &error,
                            &offset, nullptr));
    if (!code)
        return Error(ErrorKind::Invalid, "text/compiledpatterns",
                     Tr::tr("The expression of the pattern \"%1\" is wrong at character %2. "
                            "Correct the pattern pack.")
                         .arg(pattern.id)
                         .arg(offset));
    // Without the just-in-time compiler (a hardened kernel may forbid it) matching is only slower.
    std::ignore = pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
    return code;
}

} // namespace

using Database = std::unique_ptr<hs_database_t, DatabaseDeleter>;

namespace {

/// Where triggers are searched.
struct Neighbourhood
{
    Anchor anchor = Anchor::None;
    qsizetype reach = 0;
    auto operator<=>(const Neighbourhood &) const = default;
};

/// Triggers that are searched together.
struct TriggerSet
{
    Neighbourhood where;
    std::vector<unsigned> patterns;
    Database database;
    std::optional<Error> error;
};

/// Longest match of a trigger; more than any reach when it has no bound, or is none.
qsizetype widthOf(const QByteArray &trigger)
{
    hs_expr_info_t *info = nullptr;
    hs_compile_error_t *problem = nullptr;
    const hs_error_t status =
        hs_expression_info(trigger.constData(), HS_FLAG_CASELESS, &info, &problem);
    const qsizetype width = status == HS_SUCCESS ? qsizetype(info->max_width) : kLongReach + 1;
    hs_free_compile_error(problem);
    std::free(info); // NOLINT(cppcoreguidelines-no-malloc): the library's allocator is the C one
    return width;
}

std::vector<TriggerSet> triggerSets(const std::vector<QByteArray> &triggers)
{
    std::map<Neighbourhood, std::vector<unsigned>> byPlace;
    for (std::size_t i = 0; i < triggers.size(); ++i) {
        const qsizetype width = widthOf(triggers[i]);
        const Anchor anchor = anchorOf(triggers[i], width);
        const qsizetype reach = anchor == Anchor::None ? 0
                                : width <= kShortReach ? kShortReach
                                                       : kLongReach;
        byPlace[{anchor, reach}].push_back(unsigned(i));
    }
    std::vector<TriggerSet> sets;
    for (const auto &[where, all] : byPlace) {
        for (std::size_t first = 0; first < all.size(); first += kBatch) {
            TriggerSet &set = sets.emplace_back();
            set.where = where;
            set.patterns.assign(all.begin() + std::ptrdiff_t(first),
                                all.begin() + std::ptrdiff_t(std::min(first + kBatch, all.size())));
        }
    }
    return sets;
}

void compileSet(const PatternPack &pack, const std::vector<QByteArray> &triggers, TriggerSet &set)
{
    std::vector<const char *> expressions;
    for (const unsigned pattern : set.patterns)
        expressions.push_back(triggers[pattern].constData());
    const std::vector<unsigned> flags(expressions.size(), HS_FLAG_CASELESS);
    hs_database_t *made = nullptr;
    hs_compile_error_t *problem = nullptr;
    if (hs_compile_multi(expressions.data(), flags.data(), set.patterns.data(),
                         unsigned(expressions.size()), HS_MODE_BLOCK, nullptr, &made,
                         &problem) != HS_SUCCESS) {
        const int at = problem ? problem->expression : -1;
        const QString id = at >= 0 ? pack.patterns[set.patterns[std::size_t(at)]].id : QString();
        const QString what = problem ? QString::fromLatin1(problem->message) : QString();
        hs_free_compile_error(problem);
        set.error = Error(ErrorKind::Invalid, "text/compiledpatterns",
                          Tr::tr("The trigger of the pattern \"%1\" is wrong: %2. Correct the "
                                 "pattern pack.")
                              .arg(id, what));
    }
    set.database.reset(made);
}

/// On all processors: compiling is most of what a start of the recognisers takes.
void compileAll(const PatternPack &pack, const std::vector<QByteArray> &triggers,
                std::vector<TriggerSet> &sets)
{
    // The longest first, so that none of them is begun when all others are done.
    std::vector<std::pair<qsizetype, TriggerSet *>> order;
    for (TriggerSet &set : sets) {
        qsizetype length = 0;
        for (const unsigned pattern : set.patterns)
            length += triggers[pattern].size();
        order.emplace_back(length, &set);
    }
    std::sort(order.begin(), order.end(), std::greater());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < order.size(); i = next++)
            compileSet(pack, triggers, *order[i].second);
    };
    const std::size_t threads =
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, sets.size());
    std::vector<std::jthread> others;
    while (others.size() + 1 < threads)
        others.emplace_back(work);
    work();
}

} // namespace

struct CompiledPatterns::Private
{
    PatternPack pack;
    std::vector<Code> codes;
    std::vector<TriggerSet> sets;
    Scratch prototype;
    mutable std::mutex mutex;
    mutable std::vector<std::unique_ptr<Workspace>> idle;

    Result<void> compileTriggers();
    std::unique_ptr<Workspace> borrow() const;
    Coverage findRegions(const QString &text, const std::vector<bool> &enabled,
                         const std::function<bool()> &stop, Workspace &workspace,
                         std::vector<std::vector<Region>> &regions) const;
    Coverage confirm(const QString &text, std::size_t index, const Region &region,
                     Workspace &workspace, const std::function<bool()> &stop, int &limitHits,
                     std::vector<Match> &matches) const;
};

Result<void> CompiledPatterns::Private::compileTriggers()
{
    std::vector<QByteArray> triggers;
    for (const Pattern &pattern : pack.patterns)
        triggers.push_back(pattern.trigger.toLatin1());
    sets = triggerSets(triggers);
    compileAll(pack, triggers, sets);
    for (const TriggerSet &set : sets) {
        if (set.error)
            return *set.error;
    }
    // One scratch space grows until it serves all.
    hs_scratch_t *scratch = nullptr;
    for (const TriggerSet &set : sets) {
        if (hs_alloc_scratch(set.database.get(), &scratch) != HS_SUCCESS) {
            prototype.reset(scratch);
            return Error(ErrorKind::Limit, "text/compiledpatterns");
        }
    }
    prototype.reset(scratch);
    return {};
}

std::unique_ptr<Workspace> CompiledPatterns::Private::borrow() const
{
    {
        const std::lock_guard lock(mutex);
        if (!idle.empty()) {
            auto workspace = std::move(idle.back());
            idle.pop_back();
            return workspace;
        }
    }
    auto workspace = std::make_unique<Workspace>();
    if (prototype) {
        hs_scratch_t *scratch = nullptr;
        if (hs_clone_scratch(prototype.get(), &scratch) != HS_SUCCESS)
            return nullptr;
        workspace->scratch.reset(scratch);
    }
    return workspace->data && workspace->context ? std::move(workspace) : nullptr;
}

Coverage CompiledPatterns::Private::findRegions(const QString &text,
                                                const std::vector<bool> &enabled,
                                                const std::function<bool()> &stop,
                                                Workspace &workspace,
                                                std::vector<std::vector<Region>> &regions) const
{
    if (sets.empty()) {
        for (std::size_t i = 0; i < regions.size(); ++i) {
            if (enabled[i])
                regions[i].push_back({0, text.size(), text.size()});
        }
        return Coverage::Complete;
    }
    auto &bytes = workspace.bytes;
    bytes.resize(std::size_t(kChunk + kOverlap));
    for (qsizetype begin = 0; begin < text.size(); begin += kChunk) {
        if (stop && stop())
            return Coverage::Partial;
        const qsizetype offset = std::max<qsizetype>(0, begin - kOverlap);
        const qsizetype size = std::min(text.size(), begin + kChunk) - offset;
        foldBytes(reinterpret_cast<const char16_t *>(text.utf16()) + offset, size, bytes.data());
        const QByteArrayView chunk(bytes.data(), size);
        Neighbourhood gathered;
        for (const TriggerSet &set : sets) {
            if (set.where != gathered)
                workspace.near.gather(chunk, set.where.anchor, set.where.reach);
            gathered = set.where;
            const bool whole = set.where.anchor == Anchor::None;
            const QByteArrayView searched = whole ? chunk : workspace.near.bytes();
            ScanState state{&pack.patterns, &enabled,   &regions, whole ? nullptr : &workspace.near,
                            offset,         text.size()};
            if (!searched.isEmpty() &&
                hs_scan(set.database.get(), searched.data(), unsigned(searched.size()), 0,
                        workspace.scratch.get(), onTrigger, &state) != HS_SUCCESS)
                return Coverage::Partial;
        }
    }
    return Coverage::Complete;
}

Coverage CompiledPatterns::Private::confirm(const QString &text, std::size_t index,
                                            const Region &region, Workspace &workspace,
                                            const std::function<bool()> &stop, int &limitHits,
                                            std::vector<Match> &matches) const
{
    const Pattern &pattern = pack.patterns[index];
    auto subject = reinterpret_cast<PCRE2_SPTR>(text.utf16());
    // Windows are cut in the subject's length only, so that look-behind sees what really precedes.
    qsizetype end = region.end;
    if (end < text.size() && text[end].isLowSurrogate())
        ++end;
    qsizetype from = region.begin;
    if (from > 0 && from < text.size() && text[from].isLowSurrogate())
        --from;
    Coverage coverage = Coverage::Complete;
    int rounds = 0;
    while (from <= region.lastBegin) {
        // A dense text is one long region; searching it in steps keeps stop() prompt.
        const qsizetype limit = std::min(region.lastBegin, from + kSearchStep);
        pcre2_set_offset_limit(workspace.context.get(), PCRE2_SIZE(limit));
        const int found =
            pcre2_match(codes[index].get(), subject, PCRE2_SIZE(end), PCRE2_SIZE(from),
                        PCRE2_NO_UTF_CHECK, workspace.data.get(), workspace.context.get());
        if (((++rounds & 0xff) == 0 || found < 0) && stop && stop())
            return Coverage::Partial;
        if (found == PCRE2_ERROR_NOMATCH) {
            from = limit + 1;
        } else if (found < 0) {
            coverage = Coverage::Partial;
            if (++limitHits >= kMostLimitHits)
                return coverage;
            from += kSkipAfterLimit;
        } else {
            const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(workspace.data.get());
            const auto group = std::size_t(pattern.group);
            if (pattern.group < found && offsets[2 * group] != PCRE2_UNSET) {
                const Match match{qsizetype(offsets[2 * group]), qsizetype(offsets[2 * group + 1]),
                                  index};
                if (match.end > match.begin)
                    matches.push_back(match);
            }
            from = std::max(qsizetype(offsets[1]), from + 1);
        }
        if (from < text.size() && text[from].isLowSurrogate())
            ++from;
    }
    return coverage;
}

CompiledPatterns::CompiledPatterns(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

CompiledPatterns::~CompiledPatterns() = default;

const PatternPack &CompiledPatterns::pack() const
{
    return d->pack;
}

Result<std::shared_ptr<const CompiledPatterns>> CompiledPatterns::compile(PatternPack pack,
                                                                          Prefilter prefilter)
{
    auto made = std::make_unique<Private>();
    made->pack = std::move(pack);
    for (const Pattern &pattern : made->pack.patterns) {
        auto code = compileRegex(pattern);
        if (!code)
            return code.error();
        made->codes.push_back(std::move(*code));
    }
    if (prefilter == Prefilter::Hyperscan && hs_valid_platform() == HS_SUCCESS &&
        !made->pack.patterns.empty()) {
        if (auto compiled = made->compileTriggers(); !compiled)
            return compiled.error();
    }
    return std::shared_ptr<const CompiledPatterns>(new CompiledPatterns(std::move(made)));
}

Result<std::shared_ptr<const CompiledPatterns>> CompiledPatterns::builtIn()
{
    static const auto shared = []() -> Result<std::shared_ptr<const CompiledPatterns>> {
        auto pack = builtInPatterns();
        if (!pack)
            return pack.error();
        return compile(std::move(*pack));
    }();
    return shared;
}

Coverage CompiledPatterns::match(const QString &text, const std::vector<bool> &enabled,
                                 const std::function<bool()> &stop,
                                 std::vector<Match> &matches) const
{
    Q_ASSERT(enabled.size() == d->pack.patterns.size());
    auto workspace = d->borrow();
    if (!workspace)
        return Coverage::Partial;
    std::vector<std::vector<Region>> regions(d->pack.patterns.size());
    Coverage coverage = d->findRegions(text, enabled, stop, *workspace, regions);
    int limitHits = 0;
    for (std::size_t i = 0; i < regions.size() && limitHits < kMostLimitHits; ++i) {
        for (const Region &region : regions[i]) {
            if ((stop && stop()) || limitHits >= kMostLimitHits) {
                coverage = Coverage::Partial;
                break;
            }
            if (d->confirm(text, i, region, *workspace, stop, limitHits, matches) ==
                Coverage::Partial)
                coverage = Coverage::Partial;
        }
    }
    const std::lock_guard lock(d->mutex);
    d->idle.push_back(std::move(workspace));
    return coverage;
}

} // namespace redoubt::text
