// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/layout.h"

#include <functional>
#include <string_view>

namespace toll {

/// Calls `use` for each row of a file's beginning; not for the last one if it may be cut off, unless there are only
/// two.
void forEachRow(std::string_view head, const CsvDialect &dialect, const std::function<void(const CsvRow &)> &use);

/// The dialect that cuts most rows of the head into equally many cells; what a person has chosen stays. Lines before
/// the header are skipped if they have fewer cells than the rest and what follows them looks like a header.
[[nodiscard]] CsvDialect recogniseDialect(std::string_view head, const ReadingChoices &choices);

/// Names are neither numbers nor times.
[[nodiscard]] bool looksLikeHeader(const std::vector<std::string_view> &cells);

} // namespace toll
