// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <QByteArray>

#include <string>

namespace toll {

/// A file by what it is called and holds.
struct WatchedFile {
    std::string name; ///< without its folder
    std::int64_t size = 0;
    QByteArray digest; ///< SHA-256

    bool operator==(const WatchedFile &) const = default;
};

/// The files of watched folders that were imported.
class WatchStore {
public:
    explicit WatchStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<bool> isKnown(const WatchedFile &file);
    /// Knowing it already changes nothing.
    Result<void> remember(const WatchedFile &file, Instant importedAt, std::int64_t added, std::int64_t rejected);

private:
    Connection &m_connection;
};

} // namespace toll
