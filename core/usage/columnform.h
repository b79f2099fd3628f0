// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/eventcolumns.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace toll {

/// What writing and reading a segment's columns share. Every column: the version, how many rows, its content, a
/// checksum.
inline constexpr std::uint8_t columnFormVersion = 2;

/// Whether identities are kept, or made again from source and id.
enum class HashForm : std::uint8_t { AllDerived, SomeStored };

inline constexpr std::pair<SegmentColumn, std::string_view> columnNames[] = {
    {SegmentColumn::Hash, "hash"},
    {SegmentColumn::Time, "time"},
    {SegmentColumn::Token, "token"},
    {SegmentColumn::Id, "id"},
    {SegmentColumn::Status, "status"},
    {SegmentColumn::Count, "count"},
    {SegmentColumn::Response, "response_ms"},
    {SegmentColumn::Units, "input_units"},
    {SegmentColumn::Units, "cached_input_units"},
    {SegmentColumn::Units, "cache_write_units"},
    {SegmentColumn::Units, "output_units"},
    {SegmentColumn::Model, "model"},
    {SegmentColumn::Endpoint, "endpoint"},
    {SegmentColumn::Source, "source"},
    {SegmentColumn::Custom, "custom"},
    {SegmentColumn::Dimensions, "dimensions"},
};

} // namespace toll
