// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/sensitivetext.h"
#include "core/jobs/jobcontext.h"
#include "core/verify/search/patternset.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace redoubt::verify {

/// Numbers of the strings that were seen. Never the strings.
using Found = std::set<int>;

/// How strings are searched.
struct SearchScope
{
    /// What the writer itself writes: words of the format, labels in the place of what went. A
    /// hit that lies wholly within one of these is none. One that begins with a slash is a name of
    /// PDF and ends where names end.
    QStringList boilerplate = {};
    bool textual = false;  ///< the bytes are text, where digits are common, and not random
    bool shortToo = false; ///< also strings that are searched at their places (see telling.h)
};

/// Searches withheld strings in all their spellings: those that are telling (telling.h); how many
/// are not, atPlaces() says.
///
/// In text (searchText): case, diacritics, full-width forms, digits of other scripts, invisible
/// characters and runs of white space do not matter. Strings of two or more words, with digits, or
/// of ten and more characters are found inside longer words and with other separators or none;
/// single words of fewer characters only as whole words, since "Ann" is in "annual" and would block
/// every release. Scripts that write no spaces need two characters and no word limits.
///
/// In bytes (searchBytes): UTF-8, Latin-1, UTF-16 of both orders, hexadecimal of UTF-8 and UTF-16,
/// base64 at the three alignments, percent encoding, \u escapes. Random bytes contain every short
/// string: a spelling is only searched where chance gives less than one hit in ten thousand
/// searches; tooShortForBytes() says for how many strings UTF-8 itself is not.
///
/// Threads: const functions from several.
class SecretSearch
{
public:
    explicit SecretSearch(const QList<SensitiveText> &strings, const SearchScope &scope = {});

    int size() const { return m_count; }
    bool isEmpty() const { return m_count == 0; }
    /// Strings without a letter or digit, or single characters: nothing could be searched.
    int unsearchable() const { return m_unsearchable; }
    /// Short and common strings, which are left to the checks of their places.
    int atPlaces() const { return m_atPlaces; }
    int tooShortForBytes(qint64 totalBytes) const;

    void searchText(QStringView text, Found &found) const;
    /// @a totalBytes: everything that is searched in this way, for the chance of a random hit.
    void searchBytes(std::span<const char> bytes, qint64 totalBytes, Found &found) const;
    void searchBytes(const QByteArray &bytes, Found &found) const
    {
        searchBytes({bytes.constData(), std::size_t(bytes.size())}, bytes.size(), found);
    }
    /// The whole source, block by block. Errors: of the source, Cancelled.
    Result<void> searchSource(const ByteSource &source, const JobContext &context,
                              Found &found) const;

private:
    struct Spelling
    {
        int needle = 0;
        double bits = 0; // of surprise in random bytes
        bool wholeWord = false;
    };
    struct TextForm
    {
        int needle = 0;
        bool wholeWord = false;
        bool squeezed = false;
    };
    /// A phrase of the format around a hit: where the hit begins in it.
    struct Around
    {
        int phrase = 0;
        qsizetype begin = 0;
        qsizetype length = 0;
    };
    void learnBoilerplate(const QStringList &phrases);
    bool isBoilerplate(std::span<const char> bytes, int tag, qsizetype offset) const;
    bool isBoilerplate(const QString &folded, int tag, qsizetype first, qsizetype last) const;
    void addBytes(const QByteArray &bytes, PatternSet::Case sensitivity, double bits,
                  bool wholeWord, int needle);
    void addSpellings(const QString &text, int needle, bool wholeWord);
    void addBase64(const QByteArray &bytes, int needle);
    void scanBytes(std::span<const char> bytes, qint64 totalBytes, bool fromStart, bool toEnd,
                   Found &found) const;
    qsizetype longestPhrase() const;
    void scanText(const QString &hay, bool squeezed, const std::vector<int> &origin,
                  const QString &original, Found &found) const;

    int m_count = 0;
    int m_unsearchable = 0;
    int m_atPlaces = 0;
    bool m_textual = false;
    QList<QByteArray> m_phrases;
    QStringList m_foldedPhrases;
    std::unordered_map<int, std::vector<Around>> m_aroundBytes; // by spelling
    std::unordered_map<int, std::vector<Around>> m_aroundText;  // by form
    PatternSet m_bytes;
    std::vector<Spelling> m_spellings;
    std::vector<double> m_plainBits; // of the UTF-8 spelling, by needle
    PatternSet m_text;
    PatternSet m_squeezed;
    std::vector<TextForm> m_forms;
    QList<std::pair<QString, int>> m_tiny; // below three bytes: whole words, compared one by one
};

/// The form in which texts are compared: decomposed without marks, case folded, digits as ASCII,
/// invisible characters dropped, dashes and quotes made plain, white space as single spaces.
QString foldedForSearch(QStringView text);

} // namespace redoubt::verify
