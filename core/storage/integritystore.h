// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace toll {

/// A table, index or trigger as the file declares it.
struct SchemaObject {
    std::string kind; ///< "table", "index", "trigger"
    std::string name;
    std::string sql;

    auto operator<=>(const SchemaObject &) const = default;
};

/// A row that names another which is not there.
struct OrphanRow {
    std::string table;
    std::int64_t row = 0;
    std::string missing; ///< the table that lacks the other

    bool operator==(const OrphanRow &) const = default;
};

/// What fills the file, bytes.
struct FileUse {
    std::int64_t file = 0; ///< the whole file, without its write-ahead log
    std::int64_t free = 0; ///< pages that hold nothing and will be used again
    std::vector<std::pair<std::string, std::int64_t>> columns; ///< of segments, by name
    std::int64_t cells = 0;
    std::int64_t segmentCount = 0;
    std::int64_t events = 0;
    std::int64_t cellDays = 0;
    std::int64_t dropped = 0; ///< events of which only the identities are left
    std::int64_t identities = 0; ///< bytes of these
};

/// What the database itself can tell about its file.
class IntegrityStore {
public:
    explicit IntegrityStore(Connection &connection) : m_connection(connection) { }

    /// The lines of SQLite's own check of pages, indexes and constraints; none where all is well.
    [[nodiscard]] Result<std::vector<std::string>> damage(int most);
    [[nodiscard]] Result<std::vector<OrphanRow>> orphans();
    /// Sorted; what SQLite makes for itself is left out.
    [[nodiscard]] Result<std::vector<SchemaObject>> schema();
    [[nodiscard]] Result<FileUse> use();
    /// How many events the imports say they added.
    [[nodiscard]] Result<std::int64_t> eventsImported();

private:
    Connection &m_connection;
};

/// What a workspace of this schema version holds, found by making an empty one. OutOfRange for unknown versions.
[[nodiscard]] Result<std::vector<SchemaObject>> builtInSchema(int version);

} // namespace toll
