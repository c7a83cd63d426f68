// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/generalise.h"

#include <QRegularExpression>
#include <QSet>

namespace redoubt {

using namespace Qt::StringLiterals;

namespace {

/// ZIP prefixes of areas with 20,000 people or fewer, which Safe Harbor wants as 000 (45 CFR
/// 164.514(b)(2)(i)(B), list of the Office for Civil Rights after the census of 2000).
bool isSparseZipPrefix(QStringView prefix)
{
    static const QSet<QString> sparse{u"036"_s, u"059"_s, u"063"_s, u"102"_s, u"203"_s, u"556"_s,
                                      u"692"_s, u"790"_s, u"821"_s, u"823"_s, u"830"_s, u"831"_s,
                                      u"878"_s, u"879"_s, u"884"_s, u"890"_s, u"893"_s};
    return sparse.contains(prefix.toString());
}

} // namespace

bool canBeGeneralised(FindingType type)
{
    return type == FindingType::Date || type == FindingType::Age || type == FindingType::Location;
}

std::optional<QString> generalised(FindingType type, QStringView text)
{
    switch (type) {
    case FindingType::Date: {
        static const QRegularExpression year(u"(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?![0-9])"_s);
        auto it = year.globalMatch(text.toString());
        if (!it.hasNext())
            return std::nullopt;
        const QString found = it.next().captured(1);
        return it.hasNext() ? std::nullopt : std::optional(found);
    }
    case FindingType::Age: {
        static const QRegularExpression number(u"[0-9]{1,3}"_s);
        const auto match = number.match(text.toString());
        if (!match.hasMatch())
            return std::nullopt;
        return match.captured().toInt() > 89 ? u"90+"_s : text.toString();
    }
    case FindingType::Location: {
        static const QRegularExpression zip(
            u"(?<![0-9])([0-9]{3})[0-9]{2}(?:-[0-9]{4})?(?![0-9])"_s);
        const auto match = zip.match(text.toString());
        if (!match.hasMatch() || match.capturedLength() != text.trimmed().size())
            return std::nullopt;
        return (isSparseZipPrefix(match.capturedView(1)) ? u"000"_s : match.captured(1)) + u"**"_s;
    }
    default:
        return std::nullopt;
    }
}

} // namespace redoubt
