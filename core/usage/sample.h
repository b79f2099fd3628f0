// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/layout.h"

#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// The beginning of a file, cut into columns: what a layout is proposed from.
struct Sample {
    Layout layout; ///< format, dialect, hasHeader and columns
    std::vector<std::vector<std::string>> rows; ///< one text for each column; empty where there is none
};

/// Finds out format, dialect and columns, as far as they are not chosen. A Syntax error if this is no text of a kind we
/// read.
[[nodiscard]] Result<Sample> takeSample(std::string_view head, const ReadingChoices &choices = {});

/// Columns by their header cells: an empty one is "#3" (its place), a repeated one "name#2".
[[nodiscard]] std::vector<std::string> columnNames(const std::vector<std::string_view> &cells);

/// True if all cells from `columns` on are empty.
[[nodiscard]] bool restIsEmpty(const std::vector<std::string_view> &cells, std::size_t columns);

} // namespace toll
