// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace toll {

/// A row among many segments: those before its segment counted, it fits in 32 bits.
using RowNumber = std::uint32_t;

/// Puts rows into the order of their keys, which are found by row number; rows with equal keys keep their order. Takes
/// a second copy of the rows while it works. `isCancelled` is asked now and then; where it says so the order is of no
/// use.
void sortByKeys(
    std::vector<RowNumber> &rows, std::span<const std::uint32_t> keys, const std::function<bool()> &isCancelled);
void sortByKeys(
    std::vector<RowNumber> &rows, std::span<const std::uint64_t> keys, const std::function<bool()> &isCancelled);

/// Places in an order that hold rows of one rank, which something else is to decide among.
struct RankSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// Sorts all rows likewise, and gives what is still of one rank.
[[nodiscard]] std::vector<RankSpan> sortAll(
    std::vector<RowNumber> &rows, std::span<const std::uint64_t> keys, const std::function<bool()> &isCancelled);
/// Sorts within each of the spans by the keys, and gives what is still of one rank.
[[nodiscard]] std::vector<RankSpan> sortSpans(
    std::span<RowNumber> rows, std::span<const RankSpan> spans, std::span<const std::uint64_t> keys);
/// The spans of two rows or more whose keys are equal, in an order that is sorted by them.
[[nodiscard]] std::vector<RankSpan> equalSpans(std::span<const RowNumber> rows, std::span<const std::uint64_t> keys);

} // namespace toll
