// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/cell.h"
#include "core/usage/eventcolumns.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace toll {

/// The number a workspace gives a token for use inside its own tables, 1 or more.
using TokenNumber = std::uint32_t;

/// What the key of a cell says beside its quarter of an hour.
struct CellKind {
    std::string model;
    std::int16_t status = noStatus;
    std::string source;
    NamedTexts dimensions;

    auto operator<=>(const CellKind &) const = default;
};

/// A cell of some token, its texts and lists held by its chunk.
struct TokenCell {
    TokenNumber token = 0;
    std::uint32_t quarter = 0; ///< of the day, 0 to 95
    std::uint32_t kind = 0; ///< index into CellChunk::kinds
    std::int64_t requests = 0;
    std::array<MeterSum, unitMeterCount> units{};
    MeterSum responseMs;
    std::uint32_t bucketsBegin = 0; ///< of the histogram, in CellChunk::buckets
    std::uint32_t bucketsEnd = 0;
    std::uint32_t customs = 0; ///< index into CellChunk::customs; 0: none
};

/// Cells of a UTC day of several tokens: the unit in which usage that came in bulk is summed and stored.
struct CellChunk {
    std::vector<CellKind> kinds; ///< sorted
    std::vector<TokenCell> cells; ///< by token, quarter, kind
    std::vector<std::pair<std::int32_t, std::int64_t>> buckets;
    std::vector<UsageTable::Customs> customs{1};

    [[nodiscard]] CellKey keyOf(const TokenCell &cell, std::int64_t day) const;
    [[nodiscard]] CellSums sumsOf(const TokenCell &cell) const;
    /// Appends a token's day; tokens must come in order of their numbers. `kinds` is not sorted by this: see sorted().
    void add(TokenNumber token, const CellDay &day);
};

/// About how many cells a stored chunk has at most; one token's are never parted.
inline constexpr std::size_t chunkCells = 4096;
/// A chunk's cells in such parts.
[[nodiscard]] std::vector<std::span<const TokenCell>> partsOf(const CellChunk &chunk);

/// Compact, checksummed bytes of a chunk and back; a Damaged error where they are not what was written.
[[nodiscard]] std::vector<std::byte> encodeChunk(const CellChunk &chunk, std::span<const TokenCell> cells);
[[nodiscard]] Result<CellChunk> decodeChunk(std::span<const std::byte> bytes);

/// The sum of chunks of one day. Overflow when a sum would leave 64 bits.
[[nodiscard]] Result<CellChunk> mergedChunks(std::span<const CellChunk> chunks);

/// Hands on the sums of events (sorted, see EventColumns::sortByTime) day by day, in order. `numbers` are those of the
/// tokens in events.tokens.texts. Overflow when a sum would leave 64 bits.
[[nodiscard]] Result<void> sumEvents(const EventColumns &events, std::span<const TokenNumber> numbers,
    std::span<const std::string> declaredDimensions,
    const std::function<Result<void>(std::int64_t day, const CellChunk &chunk)> &take);

/// A chunk as it is stored.
struct EncodedChunk {
    std::int64_t day = 0; ///< since 1970-01-01, UTC
    TokenNumber firstToken = 0;
    TokenNumber lastToken = 0;
    std::vector<std::byte> bytes;
};
/// The sums of events as sumEvents() gives them, encoded; in order of days, then tokens.
[[nodiscard]] Result<std::vector<EncodedChunk>> encodeSums(
    const EventColumns &events, std::span<const TokenNumber> numbers, std::span<const std::string> declaredDimensions);
/// One day's chunk in parts, encoded.
[[nodiscard]] std::vector<EncodedChunk> encodeParts(std::int64_t day, const CellChunk &chunk);

} // namespace toll
