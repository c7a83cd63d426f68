// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/personnames.h"

#include "core/text/patternpack.h"
#include "core/text/textfold.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr qsizetype kLongestWord = 40;
constexpr std::size_t kLongestRun = 5;

enum WordKind : quint8 {
    Given = 1,
    Surname = 2,
    Common = 4,
    Place = 8,
    Honorific = 16,
    Particle = 32,
    SpeechVerb = 64,
    Suffix = 128
};

/// What each known word is, by folded key.
const QHash<QString, quint8> &lexicon()
{
    static const QHash<QString, quint8> kWords = [] {
        QHash<QString, quint8> words;
        const auto add = [&](const QStringList &list, WordKind kind) {
            for (const QString &word : list)
                words[foldKey(word)] |= kind;
        };
        add(builtInWords(u"given_names.txt"_s), Given);
        add(builtInWords(u"surnames.txt"_s), Surname);
        add(builtInWords(u"common_words.txt"_s), Common);
        add(builtInWords(u"places.txt"_s), Place);
        add(u"mr mrs ms miss mx dr prof professor doctor sir madam mister rev reverend fr herr "
            u"frau "
            "monsieur madame mme mlle señor señora sr sra don doña signor signora judge justice "
            "senator sgt sergeant capt captain lt lieutenant col colonel maj major officer "
            "detective "
            "deputy nurse attorney president governor mayor rabbi imam pastor sheriff"_s.split(
                u' '),
            Honorific);
        add(u"de del der den van von la le di da dos du bin ibn al el ter ten st san mac y e"_s
                .split(u' '),
            Particle);
        add(u"said says told asked asks wrote writes replied added explained testified stated "
            "noted claimed argued shouted answered reported confirmed denied signed died lives "
            "lived works worked married"_s.split(u' '),
            SpeechVerb);
        add(u"jr sr ii iii iv md phd esq rn dds"_s.split(u' '), Suffix);
        return words;
    }();
    return kWords;
}

/// Labels after which a name stands, as written before a colon or equals sign.
const QSet<QString> &nameLabels()
{
    static const QSet<QString> kLabels = [] {
        QSet<QString> labels;
        for (
            const QString &label :
            u"name,full name,patient,patient name,client,customer,employee,contact,contact person,"
            "first name,last name,surname,given name,middle name,maiden name,mother,father,spouse,"
            "subject,suspect,victim,witness,defendant,plaintiff,claimant,applicant,respondent,"
            "petitioner,complainant,attorney,counsel,physician,provider,doctor,prescriber,surgeon,"
            "pathologist,radiologist,attending,referring physician,ordering physician,primary care,"
            "nurse,author,from,to,cc,bcc,attn,attention,signed,signature,signed by,prepared by,"
            "reviewed by,approved by,reported by,requested by,ordered by,directed by,written by,"
            "by,submitted by,owner,maintainer,assigned to,assignee,user,caller,officer,detective,"
            "interviewer,interviewee,guardian,parent,next of kin,emergency contact,beneficiary,"
            "insured,subscriber,policyholder,account holder,card holder,cardholder,cardholder name,"
            "account name,tenant,landlord,buyer,seller,notary,judge,re,regarding,manager,"
            "supervisor,student,teacher,child,driver,passenger,deponent,affiant,nom,nombre,nome,"
            "naam,vorname,nachname,patient's name,member,member name,cname,lead,engineer,recipient,"
            "sender,responsible,therapist,specialist,interpreter,commit author,reporter,"
            "user name,display name,displayname,fullname,firstname,lastname,"
            "patient_name,full_name,first_name,last_name"_s.split(u','))
            labels.insert(label);
        return labels;
    }();
    return kLabels;
}

bool isApostrophe(QChar c)
{
    return c == u'\'';
}

struct Word
{
    qsizetype begin = 0;
    qsizetype end = 0;
    quint8 kind = 0;
    bool allCaps = false;
    bool initial = false; ///< one letter, with or without a full stop
};

class Finder
{
public:
    Finder(QStringView text, std::vector<Candidate> &out)
        : m_text(text)
        , m_out(out)
    {}

    void run(const Stop &stop)
    {
        qsizetype at = 0;
        qsizetype checked = 0;
        while (at < m_text.size()) {
            if (at - checked > 0x8000) {
                checked = at;
                if (stop && stop())
                    return;
            }
            if (!startsWord(at)) {
                ++at;
                continue;
            }
            at = runAt(at);
        }
    }

private:
    /// An upper-case letter that no letter, digit or sign of an address precedes.
    bool startsWord(qsizetype at) const
    {
        const QChar c = m_text[at];
        if (c.unicode() < 0x80 ? !(c >= u'A' && c <= u'Z') : !(c.isUpper() || c.isTitleCase()))
            return false;
        if (at == 0)
            return true;
        const QChar before = m_text[at - 1];
        return !before.isLetterOrNumber() && before != u'@' && before != u'_' && before != u'\\' &&
               !(before == u'.' && at > 1 && m_text[at - 2].isLower());
    }

    Word wordAt(qsizetype begin) const
    {
        Word word;
        word.begin = begin;
        qsizetype at = begin;
        bool lower = false;
        while (at < m_text.size() && at - begin <= kLongestWord) {
            const QChar c = m_text[at];
            if (c.isLetter() || c.isMark()) {
                if (c.unicode() >= 0x2e80 && isUnspacedScript(c.unicode()))
                    break;
                lower = lower || c.isLower();
                ++at;
            } else if ((isApostrophe(c) || c == u'-') && at + 1 < m_text.size() &&
                       m_text[at + 1].isLetter()) {
                // "Kate's" ends before the apostrophe, "O'Neil" does not.
                const bool possessive = isApostrophe(c) &&
                                        (m_text[at + 1] == u's' || m_text[at + 1] == u'S') &&
                                        (at + 2 >= m_text.size() || !m_text[at + 2].isLetter());
                if (possessive)
                    break;
                ++at;
            } else {
                break;
            }
        }
        word.end = at;
        word.allCaps = !lower && at - begin > 1;
        word.initial = at - begin == 1;
        if (word.initial && at < m_text.size() && m_text[at] == u'.')
            ++word.end;
        return word;
    }

    quint8 kindOf(const Word &word) const
    {
        if (word.initial)
            return 0;
        return lexicon().value(foldKey(m_text.sliced(word.begin, word.end - word.begin)), 0);
    }

    /// Begin of the next word when only a space (or a line end, @a wrapped) stands between.
    qsizetype nextWord(qsizetype end, bool &wrapped) const
    {
        qsizetype at = end;
        wrapped = false;
        while (at < m_text.size() && at - end <= 3) {
            const QChar c = m_text[at];
            if (c == u'\n') {
                if (wrapped)
                    return -1;
                wrapped = true;
            } else if (c != u' ') {
                break;
            }
            ++at;
        }
        return at > end && at < m_text.size() && at - end <= 4 ? at : -1;
    }

    /// Reads the run of capitalised words at @a at; returns where to go on.
    qsizetype runAt(qsizetype at)
    {
        std::vector<Word> run;
        qsizetype end = at;
        bool honorific = false;
        qsizetype next = at;
        while (next >= 0 && run.size() < kLongestRun) {
            Word word = wordAt(next);
            word.kind = kindOf(word);
            if (word.end - word.begin > kLongestWord)
                break;
            end = word.end;
            if ((word.kind & Honorific) && run.empty() && !(word.kind & Given && !dotAfter(word))) {
                honorific = true;
                if (dotAfter(word))
                    ++end;
            } else {
                run.push_back(word);
            }
            bool wrapped = false;
            next = nextWord(end, wrapped);
            if (next >= 0 && wrapped && !honorificOpen(honorific, run) &&
                !(run.size() == 1 && (run[0].kind & Given) && !(run[0].kind & Common)))
                break;
            next = next >= 0 ? skipParticles(next) : -1;
            if (next >= 0 && !startsWord(next))
                break;
        }
        if (!run.empty())
            judge(run, honorific);
        return std::max(end, at + 1);
    }

    bool dotAfter(const Word &word) const
    {
        return word.end < m_text.size() && m_text[word.end] == u'.';
    }

    static bool honorificOpen(bool honorific, const std::vector<Word> &run)
    {
        return honorific && run.empty();
    }

    /// Over "van der" to the capital behind, when there is one.
    qsizetype skipParticles(qsizetype at) const
    {
        qsizetype next = at;
        for (int particles = 0; particles < 3; ++particles) {
            if (startsWord(next))
                return next;
            qsizetype end = next;
            while (end < m_text.size() && m_text[end].isLower() && end - next < 5)
                ++end;
            if (end == next || end >= m_text.size() || m_text[end] != u' ')
                return at;
            const quint8 kind = lexicon().value(m_text.sliced(next, end - next).toString(), 0);
            if (!(kind & Particle))
                return at;
            next = end + 1;
        }
        return startsWord(next) ? next : at;
    }

    void judge(std::vector<Word> run, bool honorific)
    {
        // Words that open a sentence or a heading are not part of the name after them.
        std::size_t first = 0;
        while (!honorific && first < run.size() && (run[first].kind & Common) &&
               !(run[first].kind & Given))
            ++first;
        std::size_t last = run.size();
        while (last > first && (run[last - 1].kind & Common) &&
               !(run[last - 1].kind & (Given | Surname | Suffix)))
            --last;
        // "Virginia Department": a common word inside ends the name there.
        for (std::size_t i = first + 1; i < last; ++i) {
            if ((run[i].kind & Common) && !(run[i].kind & (Given | Surname | Particle | Suffix))) {
                last = i;
                break;
            }
        }
        run.assign(run.begin() + std::ptrdiff_t(first), run.begin() + std::ptrdiff_t(last));
        while (!run.empty() && run.back().initial && run.size() == 1)
            run.pop_back();
        if (run.empty())
            return;
        if (run.size() == 1 && (run[0].kind & Place)) {
            if (!(run[0].kind & Given) || !honorific)
                emitAs(run, u"location"_s, 0.4, u"place.list"_s);
            if (!honorific)
                return;
        }
        const Evidence evidence = weigh(run, honorific);
        if (evidence.score >= 0.3)
            emitAs(run, u"person_name"_s, evidence.score, evidence.rule);
    }

    struct Evidence
    {
        double score = 0;
        QString rule;
    };

    Evidence weigh(const std::vector<Word> &run, bool honorific) const
    {
        if (honorific)
            return {0.85, u"name.honorific"_s};
        const auto full = std::size_t(
            std::count_if(run.begin(), run.end(), [](const Word &word) { return !word.initial; }));
        const bool given = run[0].kind & Given;
        const bool surname = run.back().kind & Surname;
        const bool commonFirst = run[0].kind & Common;
        const bool caps = std::all_of(
            run.begin(), run.end(), [](const Word &word) { return word.allCaps || word.initial; });
        const bool labelled = afterLabel(run.front().begin);
        if (labelled && (full >= 2 || given || surname))
            return {0.85, u"name.label"_s};
        if (labelled && !commonFirst && !(caps && run.front().end - run.front().begin <= 4))
            return {0.5, u"name.label"_s};
        if (caps && !(given && surname))
            return given && full >= 2 ? Evidence{0.45, u"name.list"_s} : Evidence{};
        if (full >= 2 && given && surname)
            return {0.75, u"name.list"_s};
        const Cue before = cueBefore(run.front().begin);
        const bool strong = before == Cue::Strong || beforeVerb(run.back().end);
        const bool cue = strong || before == Cue::Weak;
        if (full >= 2 && given)
            return {cue ? 0.75 : 0.6, u"name.list"_s};
        if (full >= 2 && cue && !commonFirst)
            return {strong ? 0.65 : 0.55, u"name.cue"_s};
        const bool ownLine = standsAlone(run);
        if (full >= 2 && run.size() <= 4 && !commonFirst) {
            if (surname || personalEnding(run.back()))
                return {0.55, u"name.surname"_s};
            if (std::any_of(run.begin() + 1, run.end() - 1,
                            [](const Word &word) { return word.initial; }))
                return {0.55, u"name.initial"_s};
            return {ownLine ? 0.35 : 0.4, u"name.capitals"_s};
        }
        if (full == 1 && cue && !commonFirst && !run[0].allCaps)
            return {strong || given ? 0.6 : 0.45, u"name.cue"_s};
        if (full == 1 && given && !commonFirst && !run[0].allCaps)
            return {0.4, u"name.list"_s};
        if (full == 1 && run.size() >= 2 && !run[0].allCaps && (surname || run[0].initial))
            return {0.45, u"name.initial"_s};
        if (full == 1 && !commonFirst && !run[0].allCaps && personalEnding(run[0]) &&
            !sentenceStart(run[0].begin))
            return {0.35, u"name.surname"_s};
        return {};
    }

    bool standsAlone(const std::vector<Word> &run) const
    {
        const qsizetype begin = run.front().begin;
        const qsizetype end = run.back().end;
        return (begin == 0 || m_text[begin - 1] == u'\n') &&
               (end == m_text.size() || m_text[end] == u'\n');
    }

    bool sentenceStart(qsizetype begin) const
    {
        qsizetype at = begin;
        while (at > 0 && (m_text[at - 1] == u' ' || m_text[at - 1] == u'"'))
            --at;
        return at == 0 || u".!?:\n"_s.contains(m_text[at - 1]);
    }

    /// Endings that family names of several languages share.
    bool personalEnding(const Word &word) const
    {
        static constexpr std::array<std::u16string_view, 36> kEndings{
            u"sson", u"sen",     u"dottir", u"dóttir", u"ski",   u"ska",   u"cki",  u"cka",
            u"wicz", u"ova",     u"eva",    u"off",    u"enko",  u"chuk",  u"vich", u"vić",
            u"ić",   u"ič",      u"ová",    u"escu",   u"nen",   u"ström", u"berg", u"quist",
            u"lund", u"mann",    u"moto",   u"mura",   u"guchi", u"ez",    u"elli", u"etti",
            u"akis", u"opoulos", u"yan",    u"shvili"};
        const QStringView text = m_text.sliced(word.begin, word.end - word.begin);
        if (text.size() < 5 || (word.kind & Common))
            return false;
        if ((text.startsWith(u"Mc") || text.startsWith(u"O'") || text.startsWith(u"Fitz")) &&
            text.size() > 4)
            return true;
        if (text.endsWith(u"ov") || text.endsWith(u"ev") || text.endsWith(u"ín"))
            return true;
        return std::any_of(kEndings.begin(), kEndings.end(), [&](std::u16string_view ending) {
            return ending.back() == text.back() && text.endsWith(QStringView(ending));
        });
    }

    /// True behind "Patient:", "name = \"" or a label on a line of its own.
    bool afterLabel(qsizetype begin) const
    {
        qsizetype at = begin;
        while (at > 0 && begin - at < 12 &&
               (m_text[at - 1] == u' ' || m_text[at - 1] == u'"' || isApostrophe(m_text[at - 1]) ||
                m_text[at - 1] == u'\t' || m_text[at - 1] == u'>'))
            --at;
        if (at == 0 || (m_text[at - 1] != u':' && m_text[at - 1] != u'='))
            return false;
        --at;
        while (at > 0 &&
               (m_text[at - 1] == u'"' || isApostrophe(m_text[at - 1]) || m_text[at - 1] == u' '))
            --at;
        qsizetype from = at;
        while (from > 0 && at - from < 28 &&
               (m_text[from - 1].isLetter() || m_text[from - 1] == u' ' ||
                m_text[from - 1] == u'_' || isApostrophe(m_text[from - 1])))
            --from;
        QString label = m_text.sliced(from, at - from).toString().toLower().trimmed();
        for (;;) { // "ordering physician" is looked up whole, then as "physician"
            if (nameLabels().contains(label))
                return true;
            const qsizetype space = label.indexOf(u' ');
            if (space < 0)
                return false;
            label = label.mid(space + 1);
        }
    }

    enum class Cue { None, Weak, Strong };

    /// What the words before say: a name usually follows some, and often enough others.
    Cue cueBefore(qsizetype begin) const
    {
        static const QStringList kStrong{
            u"name is"_s,    u"name?"_s,       u"named"_s,   u"call me"_s,  u"i am"_s,
            u"i'm"_s,        u"dear"_s,        u"hi"_s,      u"hello"_s,    u"hey"_s,
            u"sincerely"_s,  u"regards"_s,     u"cheers"_s,  u"yours"_s,    u"truly"_s,
            u"record for"_s, u"results for"_s, u"signed,"_s, u"mr."_s,      u"mrs."_s,
            u"ms."_s,        u"dr."_s,         u"patient"_s, u"starring"_s, u"employee"_s};
        static const QStringList kWeak{u"called"_s, u"met"_s,    u"by"_s,        u"told"_s,
                                       u"asked"_s,  u"with"_s,   u"client"_s,    u"thanks"_s,
                                       u"actor"_s,  u"singer"_s, u"player"_s,    u"to"_s,
                                       u"i,"_s,     u"given"_s,  u"contacted"_s, u"interviewed"_s};
        qsizetype at = begin;
        while (at > 0 && begin - at < 6 &&
               (m_text[at - 1] == u' ' || m_text[at - 1] == u'\n' || m_text[at - 1] == u','))
            --at;
        if (at == begin || at == 0)
            return Cue::None;
        const qsizetype from = std::max<qsizetype>(0, at - 16);
        // Cues are ASCII, so nothing else needs to be made lower case.
        std::array<QChar, 16> lower;
        const auto size = std::size_t(at - from);
        std::transform(m_text.begin() + from, m_text.begin() + at, lower.begin(), [](QChar c) {
            return c >= u'A' && c <= u'Z' ? QChar(char16_t(c.unicode() + 0x20)) : c;
        });
        const QStringView before(lower.data(), qsizetype(size));
        const auto ends = [&](const QString &cue) {
            return cue.back() == before.back() && before.endsWith(cue) &&
                   (before.size() == cue.size() ||
                    !before[before.size() - cue.size() - 1].isLetter());
        };
        if (std::any_of(kStrong.begin(), kStrong.end(), ends))
            return Cue::Strong;
        return std::any_of(kWeak.begin(), kWeak.end(), ends) ? Cue::Weak : Cue::None;
    }

    bool beforeVerb(qsizetype end) const
    {
        qsizetype at = end;
        if (at < m_text.size() && m_text[at] == u',')
            ++at;
        while (at < m_text.size() && at - end < 3 && m_text[at] == u' ')
            ++at;
        qsizetype to = at;
        while (to < m_text.size() && to - at < 12 && m_text[to].isLower())
            ++to;
        return to > at && to - at < 12 &&
               (lexicon().value(m_text.sliced(at, to - at).toString(), 0) & SpeechVerb);
    }

    void emitAs(const std::vector<Word> &run, const QString &type, double score,
                const QString &rule)
    {
        m_out.push_back({run.front().begin, run.back().end, type, score, rule});
    }

    QStringView m_text;
    std::vector<Candidate> &m_out;
};

} // namespace

void findPersonNames(QStringView text, const Stop &stop, std::vector<Candidate> &candidates)
{
    Finder(text, candidates).run(stop);
}

} // namespace redoubt::text
