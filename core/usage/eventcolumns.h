// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/columns.h"
#include "core/usage/packed.h"
#include "core/usage/segment.h"
#include "core/usage/textpool.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace toll {

/// Texts that repeat: a number for each row, and each text once. Until a text is used the first one is the empty text.
struct TextColumn {
    std::vector<std::uint32_t> rows;
    TextPool texts;

    [[nodiscard]] std::string_view at(std::size_t row) const { return texts.at(rows[row]); }
};

/// What a batch of events has in common for reading it quickly: one array a column. An absent amount is -1.
struct EventColumns {
    static constexpr std::int64_t absent = -1;

    std::vector<std::int64_t> times; ///< milliseconds
    TextColumn tokens;
    TextArena ids;
    std::vector<std::int16_t> statuses; ///< noStatus where there is none
    std::vector<std::int64_t> counts; ///< 1 or more
    std::vector<std::int64_t> responses; ///< milliseconds
    std::array<std::vector<std::int64_t>, unitMeterCount> units;
    TextColumn models;
    TextColumn endpoints;
    TextColumn sources;
    std::vector<std::pair<std::uint32_t, NamedNumbers>> customs; ///< of the rows that have any, in order
    std::vector<std::uint32_t> dimensions; ///< which of the sets a row has
    std::vector<NamedTexts> dimensionSets; ///< the first is empty
    std::vector<EventHash> hashes;
    bool hashesAreOfIds = false; ///< known: every row with an id has the identity that is made of it
    std::size_t rows = 0; ///< of the batch, whichever columns are here

    EventColumns();
    void reserve(std::size_t size);
    void clear();
    [[nodiscard]] bool isEmpty() const { return rows == 0; }
    void add(const StoredEvent &stored);
    [[nodiscard]] std::uint32_t dimensionSet(const NamedTexts &set);
    /// All columns must be here.
    [[nodiscard]] StoredEvent at(std::size_t row) const;
    [[nodiscard]] const NamedNumbers &customsOf(std::size_t row) const;
    /// Whether chosen rows come with their texts, or with their numbers alone.
    enum class Texts { Taken, Left };
    /// These rows in this order.
    [[nodiscard]] EventColumns select(std::span<const std::uint32_t> wanted, Texts texts = Texts::Taken) const;
    /// Whether the two rows say the same, identities apart.
    [[nodiscard]] bool sameBody(std::size_t row, const EventColumns &other, std::size_t otherRow) const;
    /// Orders the rows by time, then id; ties keep their order.
    void sortByTime();

private:
    void reorder(std::size_t begin, std::span<const std::uint32_t> order);
};

/// Which columns to decode; together with `|`.
enum class SegmentColumn : unsigned {
    Time = 1U << 0,
    Token = 1U << 1,
    Id = 1U << 2,
    Status = 1U << 3,
    Count = 1U << 4,
    Response = 1U << 5,
    Units = 1U << 6,
    Model = 1U << 7,
    Endpoint = 1U << 8,
    Source = 1U << 9,
    Custom = 1U << 10,
    Dimensions = 1U << 11,
    Hash = 1U << 12, ///< needs Id and Source
};
using ColumnSet = unsigned;
inline constexpr ColumnSet allColumns = (1U << 13) - 1;
[[nodiscard]] constexpr ColumnSet operator|(SegmentColumn a, SegmentColumn b)
{
    return static_cast<ColumnSet>(a) | static_cast<ColumnSet>(b);
}
[[nodiscard]] constexpr ColumnSet operator|(ColumnSet a, SegmentColumn b)
{
    return a | static_cast<ColumnSet>(b);
}
[[nodiscard]] constexpr bool has(ColumnSet set, SegmentColumn column)
{
    return (set & static_cast<ColumnSet>(column)) != 0;
}
/// The names of these columns in a segment.
[[nodiscard]] std::vector<std::string_view> namesOf(ColumnSet columns);

/// Most events of one segment in its present form.
inline constexpr std::size_t mostSegmentEvents = std::size_t{1} << 22;

/// Sorted events (sortByTime) as a segment.
[[nodiscard]] Segment encodeColumns(const EventColumns &events);
/// The wanted columns of a segment that has at least these; damaged ones are a Damaged error naming the column.
[[nodiscard]] Result<EventColumns> decodeColumns(const Segment &segment, ColumnSet wanted = allColumns);

} // namespace toll
