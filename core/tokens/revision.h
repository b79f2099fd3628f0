// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace toll {

/// What revisions are kept of.
enum class RevisionKind : std::uint8_t { Customer, Token, Plan };

/// When something changed last: the newest of all changes has the highest sequence.
struct Revision {
    std::int64_t sequence = 0; ///< over customers, tokens and plans together
    RevisionKind kind = RevisionKind::Token;
    std::string id; ///< of a plan its name
    std::string mark; ///< drawn at random with each change: copies of a workspace that went on apart count alike

    /// What tells states apart, whatever copy they are of: "17-9f3a12cd".
    [[nodiscard]] std::string tag() const { return std::to_string(sequence) + "-" + mark; }
    bool operator==(const Revision &) const = default;
};

} // namespace toll
