// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/seenamount.h"

#include "core/medium/mediumtable.h"
#include "ui/common/timeaxis.h"
#include "ui/common/tr.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kSecondsOfPage = 60;
constexpr double kCharactersOfPage = 1500;

bool hasPages(ItemKind kind)
{
    return medium::of(kind).view == medium::kPagesView;
}

double lengthOf(QList<TimeSpan> spans, TimeSpan whole)
{
    std::sort(spans.begin(), spans.end(),
              [](const TimeSpan &a, const TimeSpan &b) { return a.begin < b.begin; });
    Ticks covered = 0;
    Ticks reached = whole.begin;
    for (const TimeSpan &span : spans) {
        const Ticks from = std::max(span.begin, reached);
        const Ticks to = std::min(span.end, whole.end);
        covered += std::max<Ticks>(0, to - from);
        reached = std::max(reached, to);
    }
    return double(covered);
}

QString clock(double seconds)
{
    const auto whole = qint64(std::floor(seconds));
    return u"%1:%2"_s.arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

/// What is seen is never rounded up to all of it.
QString number(double amount, int digits)
{
    const double factor = std::pow(10.0, digits);
    return QLocale().toString(std::floor(amount * factor + 1e-6) / factor, 'f',
                              amount == std::floor(amount) ? 0 : digits);
}

} // namespace

SeenAmount &SeenAmount::operator+=(const SeenAmount &other)
{
    pages += other.pages;
    pagesSeen += other.pagesSeen;
    seconds += other.seconds;
    secondsSeen += other.secondsSeen;
    characters += other.characters;
    charactersSeen += other.charactersSeen;
    return *this;
}

double SeenAmount::share() const
{
    const double all =
        pages * kSecondsOfPage + seconds + characters / kCharactersOfPage * kSecondsOfPage;
    const double seen = pagesSeen * kSecondsOfPage + secondsSeen +
                        charactersSeen / kCharactersOfPage * kSecondsOfPage;
    return all > 0 ? std::min(1.0, seen / all) : 0;
}

QString SeenAmount::text() const
{
    QStringList parts;
    if (pages > 0)
        //: Seen: "pages 3.5 of 12"
        parts.append(Tr::tr("pages %1 of %2").arg(number(pagesSeen, 1), number(pages, 0)));
    if (seconds > 0)
        //: Seen: "minutes 1:30 of 4:00"
        parts.append(Tr::tr("minutes %1 of %2").arg(clock(secondsSeen), clock(seconds)));
    if (characters > 0)
        //: Seen: "characters 800 of 3,200"
        parts.append(
            Tr::tr("characters %1 of %2").arg(number(charactersSeen, 0), number(characters, 0)));
    return parts.join(u" · "_s);
}

SeenAmount seenAmount(const casefile::Case &openCase, const casefile::Item &item)
{
    SeenAmount amount;
    const QList<int> streams = axisStreams(item);
    for (const int stream : streams) {
        const auto axis = timeAxis(item, stream);
        if (!axis)
            continue;
        const TimeSpan whole{axis->begin, axis->end};
        amount.seconds += toSeconds(whole.length(), axis->base);
        amount.secondsSeen +=
            lengthOf(openCase.seen(item.id, stream), whole) * axis->base.num / axis->base.den;
    }
    if (!streams.isEmpty())
        return amount;
    if (!hasPages(item.kind)) {
        amount.characters = double(item.extent);
        amount.charactersSeen = lengthOf(openCase.seen(item.id, 0), {0, item.extent});
        return amount;
    }
    QList<TimeSpan> strips = openCase.seen(item.id, kStripStream);
    for (const TimeSpan &pages : openCase.seen(item.id, 0))
        strips.append({pages.begin * kStripsPerPage, pages.end * kStripsPerPage});
    amount.pages = double(item.extent);
    amount.pagesSeen = lengthOf(strips, {0, item.extent * kStripsPerPage}) / kStripsPerPage;
    return amount;
}

} // namespace redoubt::ui
