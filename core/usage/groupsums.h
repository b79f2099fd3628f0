// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/largepages.h"
#include "core/usage/amountcolumn.h"
#include "core/usage/row.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

namespace toll {

/// Values and how often each comes, sorted by value.
using ValueCounts = std::vector<std::pair<std::int64_t, std::int64_t>>;
/// In order of value, each once.
[[nodiscard]] ValueCounts joined(ValueCounts counts);

/// The percentiles that summaries show, exactly: nearest rank, as Histogram::percentile() has it.
inline constexpr std::array<int, 3> summaryPercents{50, 95, 99};
using ExactPercentiles = std::array<std::int64_t, summaryPercents.size()>;
/// `counts` has at least one value.
[[nodiscard]] ExactPercentiles percentilesOf(const ValueCounts &counts);

/// What the events of a group sum up to.
struct GroupSums {
    std::int64_t requests = 0;
    std::int64_t errors = 0; ///< with a status of 400 or more
    std::array<MeterSum, unitMeterCount> units{};
    MeterSum responseMs;

    /// Overflow where a sum would leave 64 bits.
    [[nodiscard]] Result<void> add(const GroupSums &other);
    /// The same where no sum can leave them.
    void addPlainly(const GroupSums &other);
    bool operator==(const GroupSums &) const = default;
};

/// A group and its sums.
struct SummedGroup {
    std::uint32_t group = 0;
    GroupSums sums;
    ExactPercentiles percentiles{}; ///< of the response times; where any is known and they were asked for
};

/// Room for the groups of many pieces of time, which are most of what a long summary keeps: in large pages, because
/// fetching four thousand small ones takes longer than filling them. Any thread.
class SummedGroups {
public:
    /// Empty ones, which stand as long as this does.
    [[nodiscard]] std::span<SummedGroup> take(std::size_t count);

private:
    std::mutex m_mutex;
    std::vector<std::vector<SummedGroup, LargePages<SummedGroup>>> m_chunks;
};

/// The rows of a batch of events, and in which group each is.
struct GroupedRows {
    /// The row is in no group.
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    std::span<const std::uint32_t> groups; ///< small numbers
    std::span<const std::int16_t> statuses;
    const AmountColumn *counts = nullptr;
    const AmountColumn *responses = nullptr;
    std::array<const AmountColumn *, unitMeterCount> units{};
};

/// Sums groups of events, a stretch of time after the other: each group has a place only where it has events, and the
/// response times are kept one by one until their percentiles are known.
class GroupSummer {
public:
    GroupSummer() { clear(); }

    /// Overflow where a sum would leave 64 bits.
    [[nodiscard]] Result<void> add(const GroupedRows &rows, std::size_t begin, std::size_t end);
    [[nodiscard]] Result<void> add(const GroupSummer &other);
    [[nodiscard]] bool isEmpty() const { return m_groups.size() == 1; }

    /// The groups in order of their first event, with exact percentiles, in `room`. Leaves nothing here.
    [[nodiscard]] std::span<SummedGroup> takePercentiles(SummedGroups &room);
    /// The same with all response times instead, by group.
    [[nodiscard]] std::span<SummedGroup> takeValues(SummedGroups &room, std::vector<ValueCounts> &values);
    void clear();

    std::size_t mostValues = std::size_t{1} << 22; ///< kept one by one before equal ones are counted; for tests

private:
    /// The response time of a single request.
    struct Valued {
        std::uint32_t place = 0;
        std::uint32_t value = 0;
    };
    /// Response times that equal each other, or of several requests at once.
    struct Counted {
        std::uint32_t place = 0;
        std::int64_t value = 0;
        std::int64_t count = 0;
        auto operator<=>(const Counted &) const = default;
    };

    [[nodiscard]] std::uint32_t placeOf(std::uint32_t group);
    void addPlainly(const GroupedRows &rows, std::size_t begin);
    [[nodiscard]] Result<void> addCarefully(const GroupedRows &rows, std::size_t begin);
    [[nodiscard]] Result<void> addSums(const GroupSummer &other);
    [[nodiscard]] Valued *roomForValues(std::size_t count);
    void countValues();
    void sortByValue();
    [[nodiscard]] std::vector<std::uint32_t> valuesByPlace(std::vector<std::size_t> &ends);
    [[nodiscard]] ValueCounts valuesOf(std::size_t &next) const;
    [[nodiscard]] std::span<SummedGroup> sums(SummedGroups &room) const;

    // By place. The first is of the rows in no group.
    std::vector<std::uint32_t> m_groups;
    std::vector<GroupSums> m_sums;
    std::vector<std::uint32_t> m_placeOfGroup; ///< 0: none
    std::vector<std::uint32_t> m_places; ///< of the rows being added
    std::size_t m_plainRows = 0; ///< added without a look at overflow
    // Response times of single requests as they came, and the others.
    std::vector<Valued> m_values; ///< and room for more
    std::size_t m_valueCount = 0;
    std::vector<Valued> m_sorted; ///< room to sort them
    std::vector<Counted> m_counted;
};

/// Counts values of any size, most of them small: the response times of everything at once.
class ValueCounter {
public:
    [[nodiscard]] Result<void> add(const GroupedRows &rows, std::size_t begin, std::size_t end);
    [[nodiscard]] Result<void> add(const ValueCounter &other);
    [[nodiscard]] ValueCounts counts() const;

private:
    [[nodiscard]] Result<void> add(std::int64_t value, std::int64_t count);

    std::vector<std::int64_t> m_small; ///< by value
    ValueCounts m_large; ///< in no order
    std::size_t m_mostLarge = std::size_t{1} << 20; ///< before equal ones become one
};

} // namespace toll
