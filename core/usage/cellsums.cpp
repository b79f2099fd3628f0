// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cellchunk.h"

#include <algorithm>

namespace toll {

namespace {

/// The place of each kind of `kinds` among the sorted `all`.
std::vector<std::uint32_t> placesOf(const std::vector<CellKind> &kinds, const std::vector<CellKind> &all)
{
    std::vector<std::uint32_t> places;
    for (const CellKind &kind : kinds)
        places.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(all, kind) - all.begin()));
    return places;
}

/// A cell with the chunk its lists are in.
struct Source {
    TokenCell cell; ///< with the kind's number in the sum
    const CellChunk *chunk = nullptr;
};

auto orderOf(const Source &source)
{
    return std::tuple(source.cell.token, source.cell.quarter, source.cell.kind);
}

void append(CellChunk &to, const TokenCell &cell, const Histogram &response, UsageTable::Customs customs)
{
    TokenCell added = cell;
    added.bucketsBegin = static_cast<std::uint32_t>(to.buckets.size());
    to.buckets.insert(to.buckets.end(), response.buckets().begin(), response.buckets().end());
    added.bucketsEnd = static_cast<std::uint32_t>(to.buckets.size());
    added.customs = customs.empty() ? 0 : static_cast<std::uint32_t>(to.customs.size());
    if (!customs.empty())
        to.customs.push_back(std::move(customs));
    to.cells.push_back(added);
}

void append(CellChunk &to, TokenCell cell, CellSums sums)
{
    cell.requests = sums.requests;
    cell.units = sums.units;
    cell.responseMs = sums.responseMs;
    append(to, cell, sums.response, std::move(sums.customs));
}

} // namespace

CellKey CellChunk::keyOf(const TokenCell &cell, std::int64_t day) const
{
    const CellKind &kind = kinds[cell.kind];
    return {{day * msPerDay + cell.quarter * msPerQuarter}, kind.model, kind.status, kind.source, kind.dimensions};
}

CellSums CellChunk::sumsOf(const TokenCell &cell) const
{
    CellSums sums;
    sums.requests = cell.requests;
    sums.units = cell.units;
    sums.responseMs = cell.responseMs;
    sums.customs = customs[cell.customs];
    const auto first = buckets.begin();
    sums.response = Histogram::fromBuckets({first + cell.bucketsBegin, first + cell.bucketsEnd}).value_or(Histogram());
    return sums;
}

void CellChunk::add(TokenNumber token, const CellDay &day)
{
    for (const auto &[key, sums] : day) {
        const CellKind kind{key.model, key.status, key.source, key.dimensions};
        const auto known = std::ranges::find(kinds, kind);
        TokenCell cell;
        cell.token = token;
        cell.quarter = static_cast<std::uint32_t>((key.quarter.ms - floorTo(key.quarter, msPerDay).ms) / msPerQuarter);
        cell.kind = static_cast<std::uint32_t>(known - kinds.begin());
        if (known == kinds.end())
            kinds.push_back(kind);
        append(*this, cell, sums);
    }
}

Result<CellChunk> mergedChunks(std::span<const CellChunk> chunks)
{
    CellChunk sum;
    for (const CellChunk &chunk : chunks)
        sum.kinds.insert(sum.kinds.end(), chunk.kinds.begin(), chunk.kinds.end());
    std::ranges::sort(sum.kinds);
    sum.kinds.erase(std::ranges::unique(sum.kinds).begin(), sum.kinds.end());
    std::vector<Source> sources;
    for (const CellChunk &chunk : chunks) {
        const auto places = placesOf(chunk.kinds, sum.kinds);
        for (const TokenCell &cell : chunk.cells) {
            sources.push_back({cell, &chunk});
            sources.back().cell.kind = places[cell.kind];
        }
    }
    std::ranges::stable_sort(sources, {}, orderOf);
    for (std::size_t begin = 0, end = 0; begin < sources.size(); begin = end) {
        end = begin + 1;
        const auto sumsAt = [&](std::size_t place) { return sources[place].chunk->sumsOf(sources[place].cell); };
        CellSums sums = sumsAt(begin);
        for (; end < sources.size() && orderOf(sources[end]) == orderOf(sources[begin]); ++end) {
            if (Result<void> added = sums.add(sumsAt(end)); !added)
                return std::unexpected(added.error());
        }
        append(sum, sources[begin].cell, std::move(sums));
    }
    return sum;
}

std::vector<std::span<const TokenCell>> partsOf(const CellChunk &chunk)
{
    std::vector<std::span<const TokenCell>> parts;
    const std::span<const TokenCell> cells(chunk.cells);
    for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
        end = std::min(begin + chunkCells, cells.size());
        while (end < cells.size() && cells[end].token == cells[end - 1].token)
            ++end;
        parts.push_back(cells.subspan(begin, end - begin));
    }
    return parts;
}

std::vector<EncodedChunk> encodeParts(std::int64_t day, const CellChunk &chunk)
{
    std::vector<EncodedChunk> encoded;
    for (const std::span<const TokenCell> cells : partsOf(chunk))
        encoded.push_back({day, cells.front().token, cells.back().token, encodeChunk(chunk, cells)});
    return encoded;
}

Result<std::vector<EncodedChunk>> encodeSums(
    const EventColumns &events, std::span<const TokenNumber> numbers, std::span<const std::string> declaredDimensions)
{
    std::vector<EncodedChunk> encoded;
    const Result<void> summed = sumEvents(
        events, numbers, declaredDimensions, [&encoded](std::int64_t day, const CellChunk &chunk) -> Result<void> {
            std::ranges::move(encodeParts(day, chunk), std::back_inserter(encoded));
            return {};
        });
    if (!summed)
        return std::unexpected(summed.error());
    return encoded;
}

} // namespace toll
