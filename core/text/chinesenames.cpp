// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/chinesenames.h"

#include "core/text/patternpack.h"
#include "core/text/quicklook.h"
#include "core/text/textfold.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

bool isHan(QChar c)
{
    return c.unicode() >= 0x3400 && c.unicode() <= 0x9fff;
}

const QSet<QString> &surnames()
{
    static const QSet<QString> kSurnames = [] {
        const QStringList words = builtInWords(u"chinese_surnames.txt"_s);
        return QSet<QString>(words.begin(), words.end());
    }();
    return kSurnames;
}

qsizetype surnameLength(QStringView text)
{
    if (text.size() >= 2 && surnames().contains(text.first(2).toString()))
        return 2;
    return !text.isEmpty() && surnames().contains(text.first(1).toString()) ? 1 : 0;
}

const QStringList &titlesAfter()
{
    static const QStringList kTitles =
        u"先生 女士 小姐 同志 老师 医生 大夫 护士 教授 主任 经理 律师 法官 警官 主席 总理 总统 "
        u"总裁 "
        "书记 部长 局长 处长 院长 校长 董事长 博士 同学 说 表示 认为 指出 介绍 告诉 称 强调 今天 "
        "昨天 "
        "在 的 和 与 因 于 被 向 对 任 是"_s.split(u' ', Qt::SkipEmptyParts);
    return kTitles;
}

/// So many entries of titlesAfter() make a name certain; those up to kSpeechVerbs make it likely.
constexpr qsizetype kStrongTitles = 27;
constexpr qsizetype kSpeechVerbs = 35;

const QStringList &labelsBefore()
{
    static const QStringList kLabels =
        u"姓名 患者 病人 联系人 被告 被告人 原告 申请人 申请执行人 收件人 寄件人 客户 嫌疑人 "
        u"受害人 证人 "
        "法定代表人 负责人 经办人 代理人 委托人 我叫 名叫 叫做 记者 作者 主席 总理 总统 书记 部长 "
        "局长 "
        "同志 医生 教授 导演 演员 父亲 母亲 丈夫 妻子"_s.split(u' ', Qt::SkipEmptyParts);
    return kLabels;
}

class ChineseFinder
{
public:
    ChineseFinder(QStringView text, std::vector<Candidate> &out)
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
            if (!isHan(m_text[at])) {
                at = skipAscii(m_text, at + 1);
                continue;
            }
            qsizetype end = at;
            while (end < m_text.size() && isHan(m_text[end]))
                ++end;
            at = groupAt(at, end);
        }
    }

private:
    /// A run of Han characters; returns where to go on.
    qsizetype groupAt(qsizetype begin, qsizetype end)
    {
        if (end - begin <= 4) {
            if (const qsizetype next = spacedName(begin, end); next > 0)
                return next;
        }
        if (end - begin >= 2 && end - begin <= 4 && !partOfSentence(begin, end)) {
            const qsizetype family = surnameLength(m_text.sliced(begin, end - begin));
            if (family > 0 && end - begin > family && end - begin <= family + 2) {
                add(begin, end, hasLabel(begin) ? 0.85 : 0.4);
                return end;
            }
        }
        for (qsizetype at = begin; at + 2 <= end; ++at) {
            const qsizetype used = nameInside(at, end);
            at += used > 0 ? used - 1 : 0;
        }
        return end;
    }

    bool partOfSentence(qsizetype begin, qsizetype end) const
    {
        const auto joins = [&](qsizetype at) {
            return at >= 0 && at < m_text.size() && isUnspacedScript(m_text[at].unicode());
        };
        return joins(begin - 1) || joins(end);
    }

    /// "芳 王" and "裕子 高橋": given and family name with a space, as forms print them.
    qsizetype spacedName(qsizetype begin, qsizetype end)
    {
        if (end >= m_text.size() || m_text[end] != u' ' || partOfSentence(begin, end))
            return 0;
        qsizetype to = end + 1;
        while (to < m_text.size() && isHan(m_text[to]))
            ++to;
        const qsizetype second = to - end - 1;
        if (second < 1 || second > 3 || end - begin > 3 || partOfSentence(begin, to))
            return 0;
        const QString a = m_text.sliced(begin, end - begin).toString();
        const QString b = m_text.sliced(end + 1, second).toString();
        const bool known = surnames().contains(a) || surnames().contains(b);
        if (!known && !hasLabel(begin))
            return 0;
        add(begin, to, hasLabel(begin) ? 0.85 : known ? 0.65 : 0.5);
        return to;
    }

    qsizetype nameInside(qsizetype at, qsizetype end)
    {
        const qsizetype family = surnameLength(m_text.sliced(at, end - at));
        if (family == 0)
            return 0;
        // A title decides where the name ends, a bare family name included.
        for (const qsizetype given : {qsizetype(0), qsizetype(1), qsizetype(2)}) {
            const qsizetype to = at + family + given;
            if (to < m_text.size() && to <= end) {
                const qsizetype title = titleAt(to);
                if (title >= 0 && title < kStrongTitles)
                    return add(at, to, 0.8);
            }
        }
        const bool labelled = hasLabel(at);
        for (const qsizetype given : {qsizetype(2), qsizetype(1)}) {
            const qsizetype to = at + family + given;
            if (to > end)
                continue;
            const qsizetype title = titleAt(to);
            if (title >= 0 && title < kSpeechVerbs)
                return add(at, to, labelled ? 0.8 : 0.55);
            if (labelled && (title >= 0 || to == end || given == 2))
                return add(at, to, 0.75);
        }
        return 0;
    }

    qsizetype titleAt(qsizetype at) const
    {
        const QStringView rest = m_text.sliced(at, std::min<qsizetype>(4, m_text.size() - at));
        const QStringList &titles = titlesAfter();
        for (qsizetype i = 0; i < titles.size(); ++i) {
            if (rest.startsWith(titles[i]))
                return i;
        }
        return -1;
    }

    bool hasLabel(qsizetype begin) const
    {
        qsizetype at = begin;
        while (at > 0 && begin - at < 4 &&
               (m_text[at - 1] == u':' || m_text[at - 1] == u' ' || m_text[at - 1] == u'"' ||
                m_text[at - 1] == u'='))
            --at;
        const QStringView before =
            m_text.sliced(std::max<qsizetype>(0, at - 24), std::min<qsizetype>(24, at));
        const QStringList &labels = labelsBefore();
        if (std::any_of(labels.begin(), labels.end(),
                        [&](const QString &label) { return before.endsWith(label); }))
            return true;
        static const QStringList kLatin{u"name"_s, u"patient"_s, u"dr."_s, u"for"_s, u"contact"_s,
                                        u"mr."_s,  u"ms."_s,     u"by"_s,  u"re"_s,  u"provider"_s};
        const QString lower = before.toString().toLower();
        return std::any_of(kLatin.begin(), kLatin.end(),
                           [&](const QString &label) { return lower.endsWith(label); });
    }

    qsizetype add(qsizetype begin, qsizetype end, double score)
    {
        m_out.push_back({begin, end, u"person_name"_s, score, u"name.han"_s});
        return end - begin;
    }

    QStringView m_text;
    std::vector<Candidate> &m_out;
};

} // namespace

void findChineseNames(QStringView text, const Stop &stop, std::vector<Candidate> &candidates)
{
    ChineseFinder(text, candidates).run(stop);
}

} // namespace redoubt::text
