// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/services/conflicts.h"
#include "ui/models/rowsmodel.h"

#include <map>

namespace toll {

/// How ids and times in bodies are told.
struct BodyWords {
    std::map<std::string, std::string> tokens; ///< id -> name
    Zone zone;
};

/// A conflict as the list shows it.
struct ConflictEntry {
    ConflictRow row;
    std::vector<BodyField> fields;

    [[nodiscard]] bool isWaiting() const { return !row.decision; }
};

[[nodiscard]] std::vector<Column<ConflictEntry>> conflictColumns(const BodyWords &words);
[[nodiscard]] QString keyOf(const ConflictEntry &entry);
/// The two bodies side by side; `stands` is which of them is counted now.
[[nodiscard]] std::vector<Column<BodyField>> bodyColumns(const BodyWords &words, std::optional<Keep> stands);
[[nodiscard]] QString keyOf(const BodyField &field);

} // namespace toll
