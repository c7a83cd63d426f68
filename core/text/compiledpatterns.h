// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/patternpack.h"
#include "core/text/textscanner.h"

#include <functional>
#include <memory>
#include <vector>

namespace redoubt::text {

enum class Prefilter {
    Hyperscan, ///< only the neighbourhood of triggers is confirmed
    None       ///< everything is confirmed: slow, the same answers; for processors without SSSE3
};

/// A pattern pack made ready to run: Hyperscan over a byte-folded copy of the text, or of what
/// stands near its numbers and labels (triggeranchors.h), finds where something may stand, PCRE2
/// decides in a window around. Immutable after compile(); match() may run in several threads at
/// once.
class CompiledPatterns
{
public:
    struct Match
    {
        qsizetype begin; ///< of the pattern's group
        qsizetype end;
        std::size_t pattern; ///< index into pack().patterns
    };

    /// Expressions that do not compile are an Invalid error that names the pattern.
    static Result<std::shared_ptr<const CompiledPatterns>>
    compile(PatternPack pack, Prefilter prefilter = Prefilter::Hyperscan);
    /// The packs of the program, compiled once per process. Shared because every scanner of every
    /// job reads the same one.
    static Result<std::shared_ptr<const CompiledPatterns>> builtIn();
    ~CompiledPatterns();

    const PatternPack &pack() const;

    /// Appends the matches of the patterns with enabled[i] in @a text, in no particular order.
    /// Requires: text is valid UTF-16, enabled has one entry per pattern. Partial when @a stop
    /// ended it or an expression ran into its limit.
    Coverage match(const QString &text, const std::vector<bool> &enabled,
                   const std::function<bool()> &stop, std::vector<Match> &matches) const;

private:
    struct Private;
    explicit CompiledPatterns(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::text
