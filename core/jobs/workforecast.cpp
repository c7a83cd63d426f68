// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/workforecast.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <set>

namespace redoubt {

namespace {

constexpr size_t kTenths = 10;
constexpr double kItemNearlyAll = 0.99;
constexpr double kLongItemPause = 3; // seconds

double secondsOf(WorkForecast::Duration time)
{
    return double(time.count()) / 1000;
}

/// The time that had passed, of 1, when the progress was @a share.
double timeAt(const std::vector<double> &shape, double share)
{
    if (shape.size() != kTenths + 1)
        return std::min(share, 1.0);
    const double place = std::clamp(share, 0.0, 1.0) * double(kTenths);
    const size_t below = std::min(size_t(place), kTenths - 1);
    const double between = place - double(below);
    return shape[below] * (1 - between) + shape[below + 1] * between;
}

} // namespace

int WorkForecast::add(const QByteArray &kind, double weight, std::vector<double> stages)
{
    Item item;
    item.kind = kind;
    item.weight = std::max(weight, 1e-3);
    item.ends = std::move(stages);
    item.ends.push_back(1);
    m_items.push_back(std::move(item));
    m_share = 0; // there is more to do than was thought
    return int(m_items.size()) - 1;
}

int WorkForecast::addLast(const QByteArray &kind, double weight)
{
    const int item = add(kind, weight);
    m_items[size_t(item)].last = true;
    return item;
}

void WorkForecast::begin(int number, Duration now)
{
    Item &item = m_items[size_t(number)];
    if (item.state != State::Waiting)
        return;
    item.state = State::Running;
    item.began = now;
    item.moved = now;
    item.knots.assign(item.ends.size(), {});
}

size_t WorkForecast::stageOf(const Item &item) const
{
    return std::min(item.passed.size(), item.ends.size() - 1);
}

/// Remembers when stages and their tenths were reached.
void WorkForecast::cross(Item &item, double share, Duration now)
{
    double begin = 0;
    for (size_t stage = 0; stage < item.ends.size(); ++stage) {
        const double end = item.ends[stage];
        auto &knots = item.knots[stage];
        while (knots.size() < kTenths &&
               share >= begin + (end - begin) * double(knots.size() + 1) / double(kTenths) - 1e-9)
            knots.push_back(now);
        if (share >= end - 1e-9 && item.passed.size() == stage && stage + 1 < item.ends.size())
            item.passed.push_back(now);
        begin = end;
    }
}

void WorkForecast::update(int number, double share, Duration now)
{
    Item &item = m_items[size_t(number)];
    share = std::clamp(share, 0.0, 1.0);
    if (item.state != State::Running || share <= item.share)
        return;
    item.share = share;
    item.moved = now;
    ++item.moves;
    cross(item, share, now);
}

void WorkForecast::end(int number, Ended how, Duration now)
{
    Item &item = m_items[size_t(number)];
    const bool learns = how == Ended::Done && item.state == State::Running;
    item.state = State::Over;
    if (!learns)
        return;
    cross(item, 1, now);
    Duration from = item.began;
    double begin = 0;
    for (size_t stage = 0; stage < item.ends.size(); ++stage) {
        const Duration to = stage < item.passed.size() ? item.passed[stage] : now;
        const double width = item.ends[stage] - begin;
        const double seconds = secondsOf(to - from);
        Cost &cost = m_costs[{item.kind, stage}];
        // The table was a guess for one item; half of what was known each time lets a cost that
        // changes, such as by other work on the machine, be noticed.
        cost.seconds = 0.8 * cost.seconds + seconds;
        cost.weight = 0.8 * cost.weight + item.weight * width;
        cost.worst = std::max(0.98 * cost.worst, seconds / std::max(item.weight * width, 1e-9));
        ++cost.items;
        if (cost.shape.empty()) {
            for (size_t i = 0; i <= kTenths; ++i)
                cost.shape.push_back(double(i) / double(kTenths));
        }
        // A reader that reports only at its end says nothing about the way there.
        if (seconds > 0 && item.moves > 4) {
            const double counts = cost.items == 1 ? 0.85 : 0.4;
            for (size_t i = 1; i < kTenths + 1; ++i) {
                const double at = secondsOf(item.knots[stage][i - 1] - from) / seconds;
                // The last knot is its last report and not its end: what comes then counts too.
                cost.shape[i] += counts * (std::clamp(at, 0.0, 1.0) - cost.shape[i]);
            }
        }
        m_doneSeconds += seconds;
        m_doneWeight += item.weight * width;
        from = to;
        begin = item.ends[stage];
    }
}

/// Seconds that a unit of weight takes, whatever its kind; nothing while too little is measured.
std::optional<double> WorkForecast::unitCost(Duration now) const
{
    double seconds = m_doneSeconds;
    double weight = m_doneWeight;
    double all = 0;
    for (const Item &item : m_items) {
        all += item.weight;
        if (item.state != State::Running)
            continue;
        if (item.share < 0.01)
            continue;
        seconds += secondsOf(now - item.began);
        weight += item.weight * item.share;
    }
    if (weight < 0.01 * all || weight <= 0 || seconds <= 0)
        return std::nullopt;
    return seconds / weight;
}

/// Seconds that a stage of an item takes as a whole.
double WorkForecast::expected(const Item &item, size_t stage, double unit) const
{
    const double width = item.ends[stage] - (stage > 0 ? item.ends[stage - 1] : 0);
    const double weight = item.weight * width;
    const double byTable = weight * unit;
    const auto known = m_costs.find({item.kind, stage});
    if (known == m_costs.end() || known->second.weight <= 0)
        return byTable;
    // The table counts as half an item of this weight.
    const Cost &cost = known->second;
    const double table = 0.5 * cost.weight / std::max(1, cost.items);
    return weight * (cost.seconds + table * unit) / (cost.weight + table);
}

/// Seconds that an item takes when it goes as badly as the worst of its kind; 0: unknown.
double WorkForecast::worst(const Item &item) const
{
    double seconds = 0;
    for (size_t stage = 0; stage < item.ends.size(); ++stage) {
        const auto known = m_costs.find({item.kind, stage});
        const double width = item.ends[stage] - (stage > 0 ? item.ends[stage - 1] : 0);
        if (known != m_costs.end())
            seconds += item.weight * width * known->second.worst;
    }
    return seconds;
}

WorkForecast::Left WorkForecast::left(const Item &item, double unit, Duration now) const
{
    Left left;
    if (item.state == State::Over)
        return {0, true};
    const size_t stage = item.state == State::Waiting ? 0 : stageOf(item);
    for (size_t i = stage + (item.state == State::Waiting ? 0 : 1); i < item.ends.size(); ++i)
        left.seconds += expected(item, i, unit);
    if (item.state == State::Waiting)
        return left;
    const double begin = stage > 0 ? item.ends[stage - 1] : 0;
    const double ran = secondsOf(now - (stage > 0 ? item.passed[stage - 1] : item.began));
    const double guess = expected(item, stage, unit);
    const double raw = std::clamp((item.share - begin) / (item.ends[stage] - begin), 0.0, 1.0);
    const auto known = m_costs.find({item.kind, stage});
    static const std::vector<double> kEven;
    const std::vector<double> &shape = known != m_costs.end() ? known->second.shape : kEven;
    const double done = timeAt(shape, raw);
    const double silent = secondsOf(now - item.moved);
    const double pause = secondsOf(item.moved - item.began) / std::max(1, item.moves);
    double open = 0;
    if (raw <= 0) {
        // Nothing was heard of it: what is usual, and when that has passed, ever longer.
        open = std::max(guess - ran, ran / 2);
    } else {
        // How long it is silent here as a rule; what is beyond that counts as time in which
        // nothing moved.
        const double next = raw >= 1 ? 1 : timeAt(shape, raw + 0.1) - 0.1;
        const double usual = std::max(2 * pause, (next - done) * guess);
        const double beyond = std::max(0.0, silent - usual);
        const double byItself = done > 0 ? (ran - silent + beyond) / done : ran;
        // Of a long silence that is usual nobody knows how much has passed.
        if (known != m_costs.end()) {
            const double trust = (next > done + 0.2 ? 0.3 : 1) * done / (done + 0.1);
            open = (1 - trust) * std::max(guess, ran) + trust * byItself - ran + beyond;
        } else {
            // The table compares kinds only roughly: the first of a kind soon speaks for itself.
            const double trust = done / (done + 0.005);
            open =
                (1 - trust) * (1 - done) * std::max(guess, ran) + trust * (byItself - ran + beyond);
        }
        open = std::max(open, beyond);
    }
    // Until it has ended it is not over.
    left.seconds += std::max(open, 1.0);
    left.known = !(item.share >= kItemNearlyAll && done >= kItemNearlyAll &&
                   silent > std::max(kLongItemPause, 3 * pause));
    return left;
}

double WorkForecast::share(Duration now)
{
    const auto unit = unitCost(now);
    double done = 0;
    double open = 0;
    bool all = true;
    for (const Item &item : m_items) {
        all = all && item.state == State::Over;
        const double whole = item.weight * unit.value_or(1);
        if (item.state == State::Over) {
            double cost = 0;
            for (size_t i = 0; i < item.ends.size(); ++i)
                cost += unit ? expected(item, i, *unit) : 0;
            done += unit ? cost : whole;
            continue;
        }
        if (!unit) {
            done += whole * item.share;
            open += whole * (1 - item.share);
            continue;
        }
        open += left(item, *unit, now).seconds;
        if (item.state == State::Running)
            done += secondsOf(now - item.began);
    }
    if (all)
        return m_share = m_items.empty() ? 0 : 1;
    const double share = done + open > 0 ? std::min(0.999, done / (done + open)) : 0;
    return m_share = std::max(m_share, share);
}

std::optional<WorkForecast::Duration> WorkForecast::remaining(int places, Duration now)
{
    const auto unit = unitCost(now);
    if (!unit || now.count() < 1000) {
        m_shown.reset();
        return std::nullopt;
    }
    std::priority_queue<double, std::vector<double>, std::greater<>> busy;
    double end = 0;
    double known = 0;
    double after = 0;
    double spread = 0;
    double all = 0;
    double guessed = 0; ///< of all, by the table alone
    bool sure = true;
    const auto speaks = [](const Item &item) {
        return item.state == State::Running && item.share >= 0.05;
    };
    std::set<QByteArray> measured;
    for (const auto &[stage, cost] : m_costs)
        measured.insert(stage.first);
    for (const Item &item : m_items) {
        if (speaks(item))
            measured.insert(item.kind);
    }
    for (const Item &item : m_items) {
        if (item.state != State::Running)
            continue;
        const Left open = left(item, *unit, now);
        busy.push(open.seconds);
        all += open.seconds;
        guessed += measured.contains(item.kind) ? 0 : open.seconds;
        end = std::max(end, open.seconds);
        sure = sure && open.known;
        if (open.known)
            known = std::max(known, open.seconds);
    }
    while (busy.size() < size_t(std::max(1, places)))
        busy.push(0);
    for (const Item &item : m_items) {
        if (item.state != State::Waiting)
            continue;
        const double whole = left(item, *unit, now).seconds;
        all += whole;
        guessed += item.last || measured.contains(item.kind) ? 0 : whole;
        if (item.last) {
            after += whole;
            continue;
        }
        const double at = busy.top() + whole;
        busy.pop();
        busy.push(at);
        end = std::max(end, at);
        known = std::max(known, at);
        // Whoever is last may be as slow as the slowest so far.
        spread = std::max(0.8 * spread, worst(item) - whole);
    }
    end += after + 0.5 * spread;
    // The table compares kinds only roughly: it is no estimate when nearly all hangs on it.
    if (guessed > 0.6 * all && guessed > 20 * std::max(1, places)) {
        m_shown.reset();
        return std::nullopt;
    }
    // Somebody is about to be done for ever so long, and nothing else takes longer than that.
    if (!sure && known + after < 30) {
        m_shown.reset();
        return std::nullopt;
    }
    // Not every report moves the label: it follows, upwards sooner than downwards.
    if (m_shown && now >= m_shownAt) {
        const double passed = secondsOf(now - m_shownAt);
        const double before = std::max(0.0, *m_shown - passed);
        const double follow = end > before ? 2.0 : 4.0;
        end = before + (end - before) * (1 - std::exp(-passed / follow));
    }
    m_shown = end = std::max(end, m_share < 1 ? 1.0 : 0.0); // nothing is over before its end
    m_shownAt = now;
    return Duration(qint64(end * 1000));
}

} // namespace redoubt
