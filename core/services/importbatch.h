// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens/token.h"
#include "core/usage/eventcolumns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// Two rows with one identity and different bodies.
struct ImportClash {
    EventHash hash;
    std::string first; ///< JSON
    std::string second;
};

/// A new row that is dated in a closed period, where the workspace refuses that.
struct RefusedRow {
    TokenId token;
    Instant time;
    std::int64_t line = 0;
};

/// Rows of a file on their way into the workspace, with all that came with them. It is written whole or not at all.
struct ImportRows {
    EventColumns added; ///< known to be new
    std::optional<Segment> packed; ///< these as they are stored, where that is done; then they are sorted
    std::vector<std::int64_t>
        lines; ///< where in the file all that was read stands, where the workspace may refuse rows
    EventColumns doubted; ///< of identities that may have come, to be compared with what is stored
    std::vector<std::int64_t> doubtedLines; ///< where in the file these stand, where the workspace may refuse rows
    std::vector<RefusedRow> refused;
    std::vector<ImportClash> clashes;
    std::vector<Token> tokens; ///< made for these rows
    std::vector<Error> faults;
    std::int64_t read = 0;
    std::int64_t duplicates = 0;
    std::int64_t conflicts = 0;
    std::int64_t empty = 0;
    std::int64_t rejected = 0;
    std::int64_t position = 0; ///< bytes of the file used up with these rows

    /// Ready for other rows, with the memory of these.
    void clear()
    {
        added.clear();
        packed.reset();
        lines.clear();
        doubted.clear();
        doubtedLines.clear();
        refused.clear();
        clashes.clear();
        tokens.clear();
        faults.clear();
        read = duplicates = conflicts = empty = rejected = position = 0;
    }
};

} // namespace toll
