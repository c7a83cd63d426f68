// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace redoubt {

/// Estimates the time left of work that consists of items, several of them at once, each of one or
/// more stages. An item has a weight from a table, which says what it might cost beside the others.
/// How long a unit of weight takes is measured while the work runs: of what was finished of the
/// same kind, the table counting less with every item. So is how the progress of a kind goes on
/// with time: readers that are all but done early and then take long are known for it from their
/// second item on. The end is forecast by dealing out what is left to the places that work. It
/// would rather say nothing than something wrong. Time is passed in, so that tests need no clock.
/// Threads: one at a time.
class WorkForecast
{
public:
    using Duration = std::chrono::milliseconds;

    /// Items of one kind cost alike. @a weight: of the table, more than 0. @a stages: where the
    /// stages of an item end in its progress, rising, below 1; none: it is one stage. Returns its
    /// number, from 0.
    int add(const QByteArray &kind, double weight, std::vector<double> stages = {});
    /// Work after all items, by itself.
    int addLast(const QByteArray &kind, double weight);
    void begin(int item, Duration now);
    void update(int item, double share, Duration now);
    enum class Ended {
        Done,     ///< it says what its kind costs
        Shortened ///< skipped, stopped, or done in an earlier run: it says nothing
    };
    void end(int item, Ended how, Duration now);

    /// 0..1, and 1 only when all have ended. Falls only after add().
    double share(Duration now);
    /// @a places: how many items are at work at once, at most.
    std::optional<Duration> remaining(int places, Duration now);

private:
    enum class State { Waiting, Running, Over };
    struct Item
    {
        QByteArray kind;
        double weight = 1;
        std::vector<double> ends; ///< of the stages, the last one 1
        bool last = false;
        State state = State::Waiting;
        double share = 0;
        int moves = 0; ///< how often the share grew
        Duration began{0};
        Duration moved{0};                        ///< when the share grew last
        std::vector<Duration> passed;             ///< when the stages ended
        std::vector<std::vector<Duration>> knots; ///< when tenths of each stage were reached
    };
    /// What is known of a stage of a kind.
    struct Cost
    {
        double seconds = 0;
        double weight = 0;
        double worst = 0; ///< seconds for a unit of weight; old ones fade
        int items = 0;
        std::vector<double> shape; ///< share of the time at each tenth of the progress
    };
    struct Left
    {
        double seconds = 0;
        bool known = true;
    };

    size_t stageOf(const Item &item) const;
    void cross(Item &item, double share, Duration now);
    std::optional<double> unitCost(Duration now) const;
    double expected(const Item &item, size_t stage, double unit) const;
    double worst(const Item &item) const;
    Left left(const Item &item, double unit, Duration now) const;

    std::vector<Item> m_items;
    std::map<std::pair<QByteArray, size_t>, Cost> m_costs;
    double m_doneSeconds = 0; ///< of all that was finished
    double m_doneWeight = 0;
    double m_share = 0;
    std::optional<double> m_shown; ///< seconds, at m_shownAt
    Duration m_shownAt{0};
};

} // namespace redoubt
