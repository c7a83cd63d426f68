// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/publicnames.h"

#include "core/base/paths.h"
#include "core/finding/effects.h"
#include "core/finding/filename.h"
#include "core/redact/plan/planner.h"
#include "core/verify/search/secretsearch.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdio>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

/// Fields that say how and when a file was made; file names that say the same tell nothing new.
bool isTechnical(const Finding &finding)
{
    return std::holds_alternative<Field>(finding.place) && !isFileName(finding.place) &&
           (finding.type == FindingType::Metadata || finding.type == FindingType::Date);
}

std::string numbered(const char *what, size_t number)
{
    char name[48];
    std::snprintf(name, sizeof name, "%s-%04zu", what, number);
    return name;
}

/// ".pdf", where that is all it says.
std::string plainSuffix(const std::string &name, const WithheldWords &words)
{
    const std::string suffix = std::filesystem::path(name).extension().string();
    const bool plain =
        suffix.size() >= 2 && suffix.size() <= 6 &&
        std::all_of(suffix.begin() + 1, suffix.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        });
    return plain && !words.occurIn(QString::fromStdString(suffix)) ? suffix : std::string();
}

std::vector<std::string> partsOf(const std::string &path)
{
    std::vector<std::string> parts;
    for (size_t begin = 0; begin <= path.size();) {
        const size_t end = std::min(path.find('/', begin), path.size());
        if (end > begin)
            parts.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// One path after the other; folders keep their numbers.
class NeutralNames
{
public:
    explicit NeutralNames(const WithheldWords &words)
        : m_words(words)
    {}

    PublicName next(const casefile::Item &item, const QStringList &kept)
    {
        ++m_file;
        const std::vector<std::string> parts = partsOf(item.rawName);
        std::vector<bool> hidden;
        for (const std::string &part : parts)
            hidden.push_back(m_words.occurIn(displayName(part), kept));
        // A name that begins in one folder and ends in the next.
        if (std::find(hidden.begin(), hidden.end(), true) == hidden.end() &&
            m_words.occurIn(displayName(item.rawName), kept))
            hidden.assign(parts.size(), true);

        PublicName name;
        name.kept = kept;
        std::string original;
        for (size_t i = 0; i < parts.size(); ++i) {
            original += '/' + parts[i];
            const bool folder = i + 1 < parts.size();
            const size_t number =
                folder ? m_folders.try_emplace(original, m_folders.size() + 1).first->second
                       : m_file;
            name.path += i > 0 ? "/" : "";
            if (!hidden[i])
                name.path += parts[i];
            else if (folder)
                name.path += numbered("folder", number);
            else
                name.path += numbered("file", number) + plainSuffix(parts[i], m_words);
            name.replaced = name.replaced || hidden[i];
        }
        name.shown = displayName(name.path);
        return name;
    }

private:
    const WithheldWords &m_words;
    std::map<std::string, size_t> m_folders;
    size_t m_file = 0;
};

} // namespace

WithheldWords withheldWords(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                            const QList<SensitiveText> &also)
{
    WithheldWords words;
    for (const SensitiveText &text : also)
        words.add(text, FindingType::Custom);
    for (const casefile::Item &item : sheet.items()) {
        for (const Finding *finding : sheet.findings(item.id)) {
            if (finding->text.isEmpty() || isTechnical(*finding))
                continue;
            const auto outcome = sheet.outcome(*finding, profile);
            if (outcome.verdict == Verdict::Redact &&
                !staysAsItIs(outcome.effect, finding->type, finding->text.reveal()))
                words.add(finding->text, finding->type);
        }
    }
    return words;
}

QString withoutNeutralNames(QString name)
{
    static const QRegularExpression neutral(u"^redacted/|\\b(file|folder)-[0-9]{4,}"_s);
    return name.remove(neutral);
}

bool holdsWithheld(QString name, const QStringList &kept, const QList<SensitiveText> &withheld)
{
    name = withoutNeutralNames(std::move(name));
    for (const QString &passage : kept)
        name.remove(passage, Qt::CaseInsensitive);
    QList<SensitiveText> telling;
    std::copy_if(withheld.begin(), withheld.end(), std::back_inserter(telling),
                 [](const SensitiveText &text) { return WithheldWords::isTelling(text); });
    const verify::SecretSearch search(telling);
    verify::Found found;
    search.searchText(name, found);
    search.searchText(withSpaces(name), found);
    return !found.empty();
}

std::map<ItemId, PublicName> publicNames(const casefile::ReviewSheet &sheet,
                                         const casefile::Profile &profile,
                                         const WithheldWords &words)
{
    std::map<ItemId, PublicName> names;
    NeutralNames neutral(words);
    for (const casefile::Item &item : sheet.items()) {
        QStringList kept;
        for (const Finding *finding : sheet.findings(item.id)) {
            if (isFileName(finding->place) &&
                sheet.outcome(*finding, profile).verdict == Verdict::Keep)
                kept.append(finding->text.reveal());
        }
        names.emplace(item.id, neutral.next(item, kept));
    }
    return names;
}

} // namespace redoubt::release
