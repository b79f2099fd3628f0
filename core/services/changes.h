// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/tokens/revision.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

struct ChangePage {
    std::vector<Revision> changes; ///< each thing once, with its latest change, in their order
    std::string cursor; ///< where the next page begins; opaque
    bool hasMore = false;
};

/// What changed of customers, tokens and plans, for whoever keeps a copy.
class ChangeService {
public:
    explicit ChangeService(ServiceContext &context) : m_context(context) { }

    /// NotFound.
    [[nodiscard]] Result<Revision> latest(RevisionKind kind, const std::string &id) const;
    /// By id.
    [[nodiscard]] Result<std::unordered_map<std::string, Revision>> latest(RevisionKind kind) const;
    /// What changed since a page's cursor; an empty one is the beginning. `limit` is 1 or more. Syntax where the cursor is
    /// none; WrongState where it is of another workspace, or of what this one was before an older copy took its place:
    /// then only reading everything anew helps.
    [[nodiscard]] Result<ChangePage> since(const std::string &cursor, std::int64_t limit) const;

private:
    struct Place;
    [[nodiscard]] Result<Place> placeOf(const std::string &cursor) const;
    /// The cursor behind a sequence, now.
    [[nodiscard]] Result<std::string> cursorAt(std::int64_t sequence) const;
    /// What the ledger's entry is, if it has one of that number.
    [[nodiscard]] Result<std::string> digestOf(std::int64_t ledgerSequence) const;

    ServiceContext &m_context;
};

} // namespace toll
