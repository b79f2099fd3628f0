// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// How packed numbers and texts (core/usage/packed.h) lie in a column.
namespace toll::packed {

inline constexpr std::size_t blockSize = 128;
inline constexpr std::uint8_t allEqual = 0;
inline constexpr std::uint8_t inBlocks = 1;

// The forms of a text arena.
inline constexpr std::uint8_t allEmpty = 0;
inline constexpr std::uint8_t shared = 1;
inline constexpr std::uint8_t numbered = 2;
inline constexpr std::uint8_t counting = 3;
inline constexpr std::uint8_t hexadecimal = 4;
inline constexpr std::size_t maxShared = 64; // bounds how much longer texts can get than their bytes
inline constexpr std::size_t maxTemplate = 64;
inline constexpr std::size_t maxDigits = 19; // of a number below 2^64
inline constexpr std::string_view hexDigits = "0123456789abcdef";

} // namespace toll::packed
