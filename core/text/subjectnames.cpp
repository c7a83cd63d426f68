// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/subjectnames.h"

#include "core/text/textfold.h"
#include "core/text/textscanner.h"

#include <QHash>
#include <QMultiHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr qsizetype kShortestToken = 3;
constexpr qsizetype kLongestToken = 40;
constexpr qsizetype kLongestGap = 24;
constexpr qsizetype kWordBlock = 1 << 20; ///< units of text whose words are held at once

enum class Match : quint8 { Exact, Fuzzy };

/// A token of a name that a word of the text stands for.
struct Found
{
    int token;
    Match how;
};

/// What is known of a word however often it stands in a text.
struct Spelling
{
    QString key; ///< folded, apostrophes removed
    std::vector<Found> found;
    double handle = 0; ///< score as a handle ("jroe"); 0: is none
};

struct NamedWord
{
    qsizetype begin;
    qsizetype end;
    const Spelling *spelling;
    bool capital;
};

bool joinsWord(QStringView text, qsizetype at)
{
    return text[at] == u'\'' && at > 0 && at + 1 < text.size() && text[at - 1].isLetter() &&
           text[at + 1].isLetter();
}

bool beginsWord(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit < 0x80)
        return (unit | 0x20) >= u'a' ? (unit | 0x20) <= u'z' : unit >= u'0' && unit <= u'9';
    return c.isLetterOrNumber() || c.isSurrogate();
}

bool belongsToWord(QChar c)
{
    return beginsWord(c) || (c.unicode() >= 0x80 && c.isMark());
}

/// Calls @a visit(begin, end) for the words of letters and digits from text[from, to) on.
template <typename Visit>
void forEachWord(QStringView text, qsizetype from, qsizetype to, Visit visit)
{
    qsizetype at = from;
    while (at < to) {
        if (!beginsWord(text[at])) {
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && end - at < 256 &&
               (belongsToWord(text[end]) || joinsWord(text, end)))
            ++end;
        qsizetype wordEnd = end;
        // The possessive is not part of the name.
        if (end - at > 3 && text[end - 2] == u'\'' &&
            (text[end - 1] == u's' || text[end - 1] == u'S'))
            wordEnd = end - 2;
        visit(at, wordEnd);
        at = std::max(end, at + 1);
    }
}

QString keyOf(QStringView word)
{
    QString key = foldKey(word);
    key.remove(u'\'');
    return key;
}

QStringList keysOf(QStringView text)
{
    QStringList keys;
    forEachWord(text, 0, text.size(), [&](qsizetype begin, qsizetype end) {
        keys.append(keyOf(text.sliced(begin, end - begin)));
    });
    return keys;
}

/// @a word with one unit left out, in all ways.
void deletions(const QString &word, QSet<QString> &out)
{
    for (qsizetype i = 0; i < word.size(); ++i) {
        QString shorter = word;
        shorter.remove(i, 1);
        out.insert(shorter);
    }
}

/// Everything within @a distance deletions of @a word, itself included.
QSet<QString> neighbourhood(const QString &word, int distance)
{
    QSet<QString> all{word};
    QSet<QString> last{word};
    for (int step = 0; step < distance; ++step) {
        QSet<QString> next;
        for (const QString &entry : std::as_const(last))
            deletions(entry, next);
        all += next;
        last = std::move(next);
    }
    return all;
}

int allowedEdits(qsizetype length)
{
    return length >= 9 ? 2 : length >= 5 ? 1 : 0;
}

QString withoutDigits(QString key)
{
    while (!key.isEmpty() && key.back().isDigit())
        key.chop(1);
    return key;
}

bool isHanName(const QString &key)
{
    return !key.isEmpty() && std::all_of(key.begin(), key.end(), [](QChar c) {
        return c == u' ' || isUnspacedScript(c.unicode());
    });
}

} // namespace

int editDistance(QStringView a, QStringView b, int limit)
{
    if (qAbs(a.size() - b.size()) > limit || a.size() > 64 || b.size() > 64)
        return limit + 1;
    std::array<std::array<int, 65>, 3> rows{};
    for (std::size_t j = 0; j <= std::size_t(b.size()); ++j)
        rows[0][j] = int(j);
    std::size_t now = 0;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        const std::size_t before = now;
        const std::size_t earlier = (now + 2) % 3;
        now = (now + 1) % 3;
        rows[now][0] = int(i);
        int best = rows[now][0];
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto k = std::size_t(j);
            int cost = std::min({rows[before][k] + 1, rows[now][k - 1] + 1,
                                 rows[before][k - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = std::min(cost, rows[earlier][k - 2] + 1);
            rows[now][k] = cost;
            best = std::min(best, cost);
        }
        if (best > limit)
            return limit + 1;
    }
    return rows[now][std::size_t(b.size())];
}

struct SubjectNames::Private
{
    struct Name
    {
        std::vector<int> tokens; ///< ids, in the order given name ... family name
    };
    QStringList tokens; ///< by id
    QHash<QString, int> idOf;
    std::vector<Name> names;
    QMultiHash<int, int> namesWith;   ///< token id -> name indexes
    QMultiHash<QString, int> deleted; ///< deletion neighbours -> token id
    QHash<QString, double> handles;   ///< "jroe" -> score
    QStringList han;                  ///< names written without spaces

    void addName(const QString &name);
    void addHandles(const QStringList &words);
    std::vector<Found> tokensLike(const QString &key) const;
    Spelling spelling(QStringView word) const;
    void matchFrom(QStringView text, const std::vector<NamedWord> &words, std::size_t at,
                   std::vector<Candidate> &candidates) const;
};

void SubjectNames::Private::addHandles(const QStringList &words)
{
    if (words.size() < 2)
        return;
    const QString &first = words.front();
    const QString &last = words.back();
    const auto add = [this](const QString &handle, double score) {
        if (handle.size() >= 4)
            handles[handle] = std::max(handles.value(handle), score);
    };
    add(first + last, 0.85);
    add(last + first, 0.85);
    add(first.left(1) + last, 0.7);
    add(last + first.left(1), 0.65);
    add(first + last.left(1), 0.5);
    if (words.size() > 2)
        add(words.join(QString()), 0.85);
}

void SubjectNames::Private::addName(const QString &given)
{
    const QString plain = foldText(given, Fold::Normalise).text();
    const QString key = foldKey(given).trimmed();
    if (isHanName(key)) {
        QString joined = key;
        joined.remove(u' ');
        if (joined.size() >= 2)
            han.append(joined);
        const QStringList parts =
            plain.split(u' ', Qt::SkipEmptyParts); // keys have no blanks there
        if (parts.size() == 2)
            han.append(parts[1] + parts[0]);
        return;
    }
    QStringList words;
    for (const QString &word : keysOf(plain)) {
        static const QSet<QString> kTitles{u"mr"_s,   u"mrs"_s,  u"ms"_s, u"dr"_s,
                                           u"miss"_s, u"prof"_s, u"sir"_s};
        if (!kTitles.contains(word) && word.size() <= kLongestToken)
            words.append(word);
    }
    // "Roe, Jane" in the list means the same person as "Jane Roe".
    const qsizetype comma = plain.indexOf(u',');
    if (comma > 0 && words.size() >= 2) {
        const qsizetype family = keysOf(QStringView(plain).first(comma)).size();
        if (family < words.size())
            words = words.mid(family) + words.first(family);
    }
    if (words.isEmpty() || (words.size() == 1 && words[0].size() < kShortestToken))
        return;
    Name name;
    for (const QString &word : std::as_const(words)) {
        auto id = idOf.constFind(word);
        if (id == idOf.constEnd()) {
            id = idOf.insert(word, int(tokens.size()));
            tokens.append(word);
            if (const int edits = allowedEdits(word.size())) {
                for (const QString &entry : neighbourhood(word, edits))
                    deleted.insert(entry, *id);
            }
        }
        name.tokens.push_back(*id);
    }
    const int index = int(names.size());
    for (const int id : name.tokens) {
        if (!namesWith.contains(id, index))
            namesWith.insert(id, index);
    }
    names.push_back(std::move(name));
    addHandles(words);
}

std::vector<Found> SubjectNames::Private::tokensLike(const QString &key) const
{
    std::vector<Found> found;
    if (key.isEmpty() || key.size() > kLongestToken)
        return found;
    if (const auto exact = idOf.constFind(key); exact != idOf.constEnd())
        found.push_back({*exact, Match::Exact});
    if (key.size() < 4 || deleted.isEmpty())
        return found;
    for (const QString &entry : neighbourhood(key, std::max(1, allowedEdits(key.size() + 2)))) {
        for (auto id = deleted.constFind(entry); id != deleted.constEnd() && id.key() == entry;
             ++id) {
            const QString &token = tokens[*id];
            const bool known = std::any_of(found.begin(), found.end(),
                                           [&](const Found &other) { return other.token == *id; });
            const int limit = allowedEdits(token.size());
            if (!known && editDistance(key, token, limit) <= limit)
                found.push_back({*id, Match::Fuzzy});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Found &a, const Found &b) { return a.token < b.token; });
    return found;
}

Spelling SubjectNames::Private::spelling(QStringView word) const
{
    Spelling made;
    made.key = keyOf(word);
    made.found = tokensLike(made.key);
    // "jane.roe42": the digits belong to the handle.
    const QString bare = withoutDigits(made.key);
    if (made.found.empty() && bare != made.key)
        made.found = tokensLike(bare);
    made.handle = handles.value(bare);
    return made;
}

/// Looks for each name that the word @a at belongs to, with that word as the first one standing.
void SubjectNames::Private::matchFrom(QStringView text, const std::vector<NamedWord> &words,
                                      std::size_t at, std::vector<Candidate> &candidates) const
{
    const auto how = [&](std::size_t word, int token) -> std::optional<Match> {
        if (word >= words.size())
            return std::nullopt;
        for (const Found &entry : words[word].spelling->found) {
            if (entry.token == token)
                return entry.how;
        }
        return std::nullopt;
    };
    const auto near = [&](std::size_t a, std::size_t b) {
        if (b >= words.size() || words[b].begin - words[a].end > kLongestGap)
            return false;
        // A blank line or a full stop behind a whole word parts two people.
        const QStringView gap = text.sliced(words[a].end, words[b].begin - words[a].end);
        return gap.count(u'\n') <= 1 && gap.size() <= 16 &&
               std::all_of(gap.begin(), gap.end(), [](QChar c) {
                   return c.isSpace() || c == u',' || c == u'.' || c == u'-' || c == u'_' ||
                          c == u'>' || c == u'"' || c == u'\'' || c == u'(' || c == u')';
               });
    };
    const auto isInitialOf = [&](std::size_t word, int token) {
        return word < words.size() && words[word].spelling->key.size() == 1 &&
               tokens[token].startsWith(words[word].spelling->key);
    };
    const auto put = [&](std::size_t from, std::size_t to, double score, const QString &rule) {
        candidates.push_back({words[from].begin, words[to].end, u"person_name"_s, score, rule});
    };
    for (const Found &start : words[at].spelling->found) {
        const double certainty = start.how == Match::Exact ? 1 : 0.85;
        const bool longEnough = tokens[start.token].size() >= kShortestToken;
        if (longEnough) {
            const double single = start.how == Match::Fuzzy ? (words[at].capital ? 0.45 : 0.35)
                                  : words[at].capital       ? 0.55
                                                            : 0.4;
            put(at, at, single, u"subject.part"_s);
        }
        for (auto index = namesWith.constFind(start.token);
             index != namesWith.constEnd() && index.key() == start.token; ++index) {
            const auto &name = names[std::size_t(*index)].tokens;
            if (name.size() == 1) {
                put(at, at, start.how == Match::Exact ? 0.9 : 0.6, u"subject.full"_s);
                continue;
            }
            const int first = name.front();
            const int last = name.back();
            // "Jane Roe", "Jane M. Roe", "Jane Mary Roe": the last token within two words.
            for (std::size_t step = 1; start.token == first && step <= name.size() + 1; ++step) {
                if (!near(at + step - 1, at + step))
                    break;
                if (const auto other = how(at + step, last)) {
                    const bool skipped = step + 1 > name.size();
                    put(at, at + step,
                        (*other == Match::Exact ? 0.98 : 0.85) * certainty - (skipped ? 0.1 : 0),
                        u"subject.full"_s);
                    break;
                }
            }
            if (start.token == last) {
                if (near(at, at + 1)) {
                    if (const auto other = how(at + 1, first)) // "Roe, Jane"
                        put(at, at + 1, (*other == Match::Exact ? 0.95 : 0.8) * certainty,
                            u"subject.reversed"_s);
                    else if (isInitialOf(at + 1, first) && text[words[at].end] != u'.') // "Roe, J."
                        put(at, at + 1, 0.75 * certainty, u"subject.initials"_s);
                }
                if (at > 0 && near(at - 1, at) && isInitialOf(at - 1, first)) { // "J. Roe"
                    put(at - 1, at, 0.85 * certainty, u"subject.initials"_s);
                } else if (at > 1 && near(at - 1, at) && near(at - 2, at - 1) &&
                           words[at - 1].spelling->key.size() == 1 &&
                           isInitialOf(at - 2, first)) { // "J. M. Roe"
                    put(at - 2, at, 0.85 * certainty, u"subject.initials"_s);
                }
            }
            if (start.token == first && near(at, at + 1) && isInitialOf(at + 1, last) &&
                words[at + 1].capital) // "Jane R."
                put(at, at + 1, 0.7 * certainty, u"subject.initials"_s);
        }
    }
}

/// Spellings met in one text, by the word as it stands there. References stay good until limit().
/// Words must stand in memory as long as this.
class SubjectNames::SpellingCache
{
public:
    explicit SpellingCache(const Private &names)
        : m_names(names)
    {}
    const Spelling &of(QStringView word)
    {
        // Most words of a text are few: their place among the recent ones is cheaper to find than
        // a good hash.
        Recent &recent = m_recent[placeOf(word)];
        if (!recent.spelling || recent.word != word) {
            const auto known = m_known.find(word);
            const auto &entry =
                known != m_known.end()
                    ? *known
                    : *m_known.emplace(word.toString(), m_names.spelling(word)).first;
            recent = {word, &entry.second};
        }
        return *recent.spelling;
    }
    /// Forgets all when there are many: a text of nothing but different words must not fill memory.
    void limit()
    {
        if (m_known.size() > kMost) {
            m_known.clear();
            m_recent.assign(kRecent, {});
        }
    }

private:
    static constexpr std::size_t kMost = 200'000;
    static constexpr std::size_t kRecent = 4096;
    struct Recent
    {
        QStringView word;
        const Spelling *spelling = nullptr;
    };
    static std::size_t placeOf(QStringView word)
    {
        quint64 head = 0;
        quint64 tail = 0;
        const qsizetype size = word.size();
        constexpr qsizetype kUnits = sizeof(quint64) / sizeof(QChar);
        if (size >= kUnits) {
            std::memcpy(&head, word.utf16(), sizeof head);
            std::memcpy(&tail, word.utf16() + size - kUnits, sizeof tail);
        } else {
            for (const QChar c : word)
                head = head << 16 | c.unicode();
        }
        const quint64 mixed =
            (head ^ (tail * 0x9e3779b97f4a7c15U) ^ quint64(size)) * 0xff51afd7ed558ccdU;
        return std::size_t(mixed >> 52);
    }
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(QStringView word) const { return qHash(word); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(QStringView a, QStringView b) const { return a == b; }
    };
    const Private &m_names;
    std::unordered_map<QString, Spelling, Hash, Equal> m_known;
    std::vector<Recent> m_recent{kRecent};
};

SubjectNames::SubjectNames(const QStringList &names)
    : d(std::make_unique<Private>())
{
    for (const QString &name : names)
        d->addName(name);
}

SubjectNames::~SubjectNames() = default;

void SubjectNames::find(QStringView text, const Stop &stop,
                        std::vector<Candidate> &candidates) const
{
    for (const QString &name : std::as_const(d->han)) {
        if (stop && stop())
            return;
        for (const auto &[begin, end] : findTerm(text, name))
            candidates.push_back({begin, end, u"person_name"_s, 0.95, u"subject.full"_s});
    }
    if (d->names.empty())
        return;
    // Few distinct words make up a text: each is compared with the names once.
    SpellingCache known(*d);
    std::vector<NamedWord> words;
    for (qsizetype from = 0; from < text.size(); from += kWordBlock) {
        words.clear();
        known.limit();
        // Blocks share a stretch, so that no name is cut; resolving drops what is found twice.
        forEachWord(text, std::max<qsizetype>(0, from - 256),
                    std::min(text.size(), from + kWordBlock), [&](qsizetype begin, qsizetype end) {
                        words.push_back({begin, end, &known.of(text.sliced(begin, end - begin)),
                                         text[begin].isUpper()});
                    });
        for (std::size_t i = 0; i < words.size(); ++i) {
            if ((i & 0xfff) == 0 && stop && stop())
                return;
            if (!words[i].spelling->found.empty())
                d->matchFrom(text, words, i, candidates);
            if (words[i].spelling->handle > 0)
                candidates.push_back({words[i].begin, words[i].end, u"person_name"_s,
                                      words[i].spelling->handle, u"subject.handle"_s});
        }
    }
}

} // namespace redoubt::text
