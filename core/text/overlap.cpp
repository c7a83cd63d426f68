// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/overlap.h"

#include <QHash>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

/// Higher wins at equal score and length. Types with a checksum come before shapes.
int priority(const QString &type)
{
    static const QHash<QString, int> kPriority{{u"credit_card"_s, 9},    {u"iban"_s, 9},
                                               {u"us_ssn"_s, 8},         {u"us_itin"_s, 8},
                                               {u"email_address"_s, 8},  {u"cn_resident_id"_s, 8},
                                               {u"us_npi"_s, 7},         {u"us_dea"_s, 7},
                                               {u"us_mbi"_s, 7},         {u"uk_nhs"_s, 7},
                                               {u"uk_nino"_s, 7},        {u"crypto_address"_s, 7},
                                               {u"cn_mobile"_s, 7},      {u"phone_number"_s, 6},
                                               {u"date"_s, 5},           {u"person_name"_s, 5},
                                               {u"national_id"_s, 6},    {u"tax_id"_s, 6},
                                               {u"street_address"_s, 4}, {u"location"_s, 2},
                                               {u"organisation"_s, 1},   {u"url"_s, 1},
                                               {u"custom"_s, 0}};
    return kPriority.value(type, 3);
}

/// A URL may be kept while an identifier inside it has to go, so it yields to certain ones.
double rank(const Candidate &candidate)
{
    constexpr double kContainer = 0.55;
    return candidate.type == u"url"_s ? std::min(candidate.score, kContainer) : candidate.score;
}

/// A candidate with what decides between it and others, looked up once.
struct Ranked
{
    double rank;
    qsizetype length;
    int priority;
    const Candidate *candidate;
};

bool stronger(const Ranked &x, const Ranked &y)
{
    if (x.rank != y.rank)
        return x.rank > y.rank;
    if (x.length != y.length)
        return x.length > y.length;
    if (x.priority != y.priority)
        return x.priority > y.priority;
    const Candidate &a = *x.candidate;
    const Candidate &b = *y.candidate;
    return std::tie(a.begin, a.type, a.recognizer) < std::tie(b.begin, b.type, b.recognizer);
}

/// Numbers for the types of some candidates, in the order of their names.
QHash<QString, int> typeNumbers(const std::vector<Candidate> &candidates)
{
    QHash<QString, int> numbers;
    for (const Candidate &candidate : candidates)
        numbers.insert(candidate.type, 0);
    QStringList types = numbers.keys();
    types.sort();
    for (int i = 0; i < types.size(); ++i)
        numbers[types[i]] = i;
    return numbers;
}

/// One candidate per connected group of the same type: the widest span, the best score.
std::vector<Candidate> mergeSameType(std::vector<Candidate> candidates)
{
    const QHash<QString, int> numbers = typeNumbers(candidates);
    std::vector<std::pair<int, Candidate *>> sorted;
    sorted.reserve(candidates.size());
    for (Candidate &candidate : candidates)
        sorted.emplace_back(numbers.value(candidate.type), &candidate);
    std::sort(sorted.begin(), sorted.end(), [](const auto &x, const auto &y) {
        const Candidate &a = *x.second;
        const Candidate &b = *y.second;
        return std::tie(x.first, a.begin, b.end, b.score, a.recognizer) <
               std::tie(y.first, b.begin, a.end, a.score, b.recognizer);
    });
    std::vector<Candidate> merged;
    merged.reserve(candidates.size());
    int type = -1;
    for (const auto &[number, candidate] : sorted) {
        if (number != type || merged.back().end <= candidate->begin) {
            merged.push_back(std::move(*candidate));
            type = number;
            continue;
        }
        Candidate &last = merged.back();
        last.end = std::max(last.end, candidate->end);
        if (candidate->score > last.score) {
            last.score = candidate->score;
            last.recognizer = candidate->recognizer;
        }
    }
    return merged;
}

} // namespace

std::vector<Candidate> resolveOverlaps(std::vector<Candidate> candidates)
{
    candidates = mergeSameType(std::move(candidates));
    std::vector<Ranked> ranked;
    ranked.reserve(candidates.size());
    for (const Candidate &candidate : candidates)
        ranked.push_back({rank(candidate), candidate.end - candidate.begin,
                          priority(candidate.type), &candidate});
    std::sort(ranked.begin(), ranked.end(), stronger);
    struct Piece
    {
        qsizetype end;
        const Candidate *of;
    };
    std::map<qsizetype, Piece> taken; // by begin, disjoint
    for (const Ranked &entry : ranked) {
        const Candidate &candidate = *entry.candidate;
        qsizetype from = candidate.begin;
        auto next = taken.upper_bound(from);
        if (next != taken.begin() && std::prev(next)->second.end > from)
            from = std::prev(next)->second.end;
        while (from < candidate.end) {
            next = taken.lower_bound(from);
            const qsizetype to =
                next == taken.end() ? candidate.end : std::min(candidate.end, next->first);
            if (to > from)
                taken.emplace(from, Piece{to, &candidate});
            if (next == taken.end() || next->first >= candidate.end)
                break;
            from = next->second.end;
        }
    }
    std::vector<Candidate> resolved;
    resolved.reserve(taken.size());
    for (const auto &[begin, piece] : taken) {
        resolved.push_back(*piece.of);
        resolved.back().begin = begin;
        resolved.back().end = piece.end;
    }
    return resolved;
}

} // namespace redoubt::text
