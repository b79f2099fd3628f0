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

inline constexpr std::pair<Column, std::string_view> columnNames[] = {
    {Column::Hash, "hash"},
    {Column::Time, "time"},
    {Column::Token, "token"},
    {Column::Id, "id"},
    {Column::Status, "status"},
    {Column::Count, "count"},
    {Column::Response, "response_ms"},
    {Column::Units, "input_units"},
    {Column::Units, "cached_input_units"},
    {Column::Units, "cache_write_units"},
    {Column::Units, "output_units"},
    {Column::Model, "model"},
    {Column::Endpoint, "endpoint"},
    {Column::Source, "source"},
    {Column::Custom, "custom"},
    {Column::Dimensions, "dimensions"},
};

} // namespace toll
