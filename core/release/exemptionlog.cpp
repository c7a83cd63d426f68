// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/exemptionlog.h"

#include "core/base/overloaded.h"
#include "core/medium/mediumtable.h"
#include "core/release/tr.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

/// 3661.5 -> "1:01:01.500"
QString clock(double seconds)
{
    const bool negative = seconds < 0;
    const qint64 ms = std::llround(std::abs(seconds) * 1000);
    const qint64 s = ms / 1000;
    QString text = s >= 3600 ? u"%1:%2:%3"_s.arg(s / 3600)
                                   .arg(s / 60 % 60, 2, 10, QLatin1Char('0'))
                                   .arg(s % 60, 2, 10, QLatin1Char('0'))
                             : u"%1:%2"_s.arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'));
    text += u".%1"_s.arg(ms % 1000, 3, 10, QLatin1Char('0'));
    return negative ? u'-' + text : text;
}

Rational baseOf(const casefile::Item &item, int stream)
{
    const casefile::ItemStream *s = item.stream(stream);
    return s ? s->timeBase : Rational{1, 1};
}

QString fromTo(double begin, double end)
{
    return Tr::tr("%1 to %2").arg(clock(begin), clock(end));
}

/// RFC 4180, and no cell that a spreadsheet would run as a formula.
QString cell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') ||
        text.contains(u'\r')) {
        text.replace(u'"', u"\"\""_s);
        text = u'"' + text + u'"';
    }
    return text;
}

} // namespace

QString placeText(const Place &place, const casefile::Item &item)
{
    const double start = item.start.value_or(0);
    return std::visit(
        Overloaded{
            [&](const Track &t) {
                if (t.boxes.empty())
                    return QString();
                const PixelRect &r = t.boxes.front().rect;
                const QString box =
                    Tr::tr("%1×%2 pixels at %3, %4").arg(r.w).arg(r.h).arg(r.x).arg(r.y);
                if (isStill(item.kind))
                    return box;
                const Rational base = baseOf(item, t.stream);
                return fromTo(toSeconds(t.boxes.front().pts, base) - start,
                              toSeconds(t.boxes.back().pts, base) - start) +
                       u", "_s + box;
            },
            [&](const Span &s) -> QString {
                const Rational base = baseOf(item, s.stream);
                return Tr::tr("stream %1, %2")
                    .arg(s.stream)
                    .arg(fromTo(toSeconds(s.time.begin, base) - start,
                                toSeconds(s.time.end, base) - start));
            },
            [&](const Area &a) -> QString {
                if (a.rects.isEmpty())
                    return Tr::tr("page %1").arg(a.page + 1);
                PageRect all;
                for (const PageRect &r : a.rects)
                    all = all.united(r);
                return Tr::tr("page %1, %2×%3 at %4, %5")
                    .arg(a.page + 1)
                    .arg(std::lround(all.w))
                    .arg(std::lround(all.h))
                    .arg(std::lround(all.x))
                    .arg(std::lround(all.y));
            },
            [](const TextRange &r) -> QString {
                return Tr::tr("characters %1 to %2").arg(r.begin).arg(r.end);
            },
            [](const Field &f) { return f.path; },
        },
        place);
}

QString amountText(const redact::MarkRecord &mark, const casefile::Item &item)
{
    return std::visit(
        Overloaded{
            [&](const Track &t) {
                return isStill(item.kind) ? Tr::tr("1 area")
                                          : Tr::tr("%n frame(s)", nullptr, int(t.boxes.size()));
            },
            [&](const Span &s) {
                return Tr::tr("%1 s").arg(toSeconds(s.time.length(), baseOf(item, s.stream)), 0,
                                          'f', 2);
            },
            [](const Area &a) { return Tr::tr("%n area(s)", nullptr, int(a.rects.size())); },
            [](const TextRange &) { return Tr::tr("1 place"); },
            [](const Field &) { return Tr::tr("1 field"); },
        },
        mark.place);
}

namespace {

/// Where the replacement of a text mark stands in the output.
QString writtenPlace(const PlannedItem &planned, const TextRange &range, const ItemResult &result)
{
    const auto &edits = planned.plan.edits;
    const auto edit = std::find_if(edits.begin(), edits.end(), [&](const redact::TextEdit &e) {
        return e.range.begin <= range.begin && range.begin < e.range.end;
    });
    const auto index = size_t(edit - edits.begin());
    if (edit == edits.end() || index >= result.textPlaces.size() ||
        result.textPlaces[index].line == 0)
        return Tr::tr("in the text");
    const redact::TextPlace &place = result.textPlaces[index];
    return medium::of(planned.item.kind).cells
               ? Tr::tr("row %1, cell %2").arg(place.line).arg(place.column)
               : Tr::tr("line %1, character %2").arg(place.line).arg(place.column);
}

} // namespace

LogRow logRow(const ReleasePlan &plan, const PlannedItem &planned, size_t number,
              const ItemResult *result, const QString &reasonSeparator)
{
    const redact::MarkRecord &mark = planned.marks[number];
    const auto told = [&](const QString &text) { return publicSentence(plan, planned, text); };
    LogRow row;
    row.reasons = told(mark.reasons.join(reasonSeparator));
    row.decidedBy = told(mark.decidedBy);
    if (!result || result->status != Status::Released) {
        row.place = Tr::tr("no output");
        return row;
    }
    if (const auto *range = std::get_if<TextRange>(&mark.place))
        row.place = writtenPlace(planned, *range, *result);
    else if (std::holds_alternative<Field>(mark.place))
        row.place = told(placeText(mark.place, planned.item));
    else
        row.place = placeText(mark.place, planned.item);
    // What was done, and not what was asked for.
    if (number < result->applied.size())
        row.effect = toString(result->applied[number]);
    row.amount = amountText(mark, planned.item);
    return row;
}

QByteArray exemptionLogCsv(const ReleasePlan &plan, const ReleaseResult &result)
{
    QStringList lines{u"item,output,type,place,effect,reason,amount,decided_by"_s};
    QHash<ItemId, const ItemResult *> results;
    for (const ItemResult &item : result.items)
        results.insert(item.item, &item);
    for (const PlannedItem &planned : plan.items) {
        const ItemResult *item = results.value(planned.item.id);
        for (size_t i = 0; i < planned.marks.size(); ++i) {
            const LogRow row = logRow(plan, planned, i, item, u"; "_s);
            const QStringList cells{planned.name.shown,
                                    item ? item->output : QString(),
                                    toString(planned.marks[i].type),
                                    row.place,
                                    row.effect,
                                    row.reasons,
                                    row.amount,
                                    row.decidedBy};
            QStringList quoted;
            for (const QString &text : cells)
                quoted.append(cell(text));
            lines.append(quoted.join(u','));
        }
    }
    return lines.join(u"\r\n"_s).toUtf8() + "\r\n";
}

} // namespace redoubt::release
