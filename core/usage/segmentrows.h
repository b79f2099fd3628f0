// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/eventcolumns.h"
#include "core/usage/packedview.h"
#include "core/usage/segment.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace toll {

/// Single events of a segment, read from its packed columns: what is not looked at is not decoded. It takes little more
/// memory than the segment does.
class SegmentRows {
public:
    /// Takes the segment, of which all columns must be here. Damaged, naming the column.
    [[nodiscard]] static Result<SegmentRows> open(Segment segment);

    [[nodiscard]] std::size_t size() const { return m_rows; }
    [[nodiscard]] Instant timeAt(std::size_t row) const;
    /// Damaged where the row's column names what its column does not hold.
    [[nodiscard]] Result<StoredEvent> at(std::size_t row) const;
    /// What it takes in memory.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    struct TextRows {
        TextsView texts;
        PackedView rows;
    };
    /// Meters of the few rows that have any.
    struct CustomRows {
        std::vector<std::string> names;
        std::vector<std::uint32_t> rows; ///< in order
        std::vector<std::uint32_t> begins; ///< of their values, and the end of all
        PackedView used; ///< of names
        PackedView amounts;
    };
    /// Identities that are not made of source and id.
    struct HashRows {
        std::vector<std::uint32_t> rows; ///< in order
        std::span<const std::byte> hashes;
    };

    void readColumn(SegmentColumn column, std::string_view name, ByteReader &reader);
    void readTexts(ByteReader &reader, TextRows &texts);
    void readStatuses(ByteReader &reader);
    void readCustoms(ByteReader &reader);
    void readDimensions(ByteReader &reader);
    void readHashes(ByteReader &reader);
    [[nodiscard]] TextRows *textsOf(SegmentColumn column);
    [[nodiscard]] NamedNumbers customsAt(std::size_t row) const;
    [[nodiscard]] EventHash hashAt(std::size_t row, const UsageEvent &event) const;
    [[nodiscard]] std::size_t indexBytes() const;

    Segment m_segment; ///< what the views look into
    std::unique_ptr<EventColumns> m_decoded; ///< instead of them, where the segment is in an older form
    std::size_t m_rows = 0;
    std::size_t m_bytes = 0;
    std::int64_t m_firstTime = 0;
    RunningSums m_times;
    TextRows m_tokens, m_models, m_endpoints, m_sources;
    TextsView m_ids;
    std::vector<std::int16_t> m_statuses;
    PackedView m_statusRows;
    PackedView m_counts;
    PackedView m_responses;
    std::array<PackedView, unitMeterCount> m_units;
    CustomRows m_customs;
    std::vector<NamedTexts> m_dimensionSets;
    PackedView m_dimensions;
    HashRows m_hashes;
};

/// What the counts of a segment's rows from `begin` to before `end` add up to; of its columns "count" must be here.
/// Damaged; Overflow.
[[nodiscard]] Result<std::int64_t> sumOfCounts(const Segment &segment, std::size_t begin, std::size_t end);

} // namespace toll
