// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// Keys of the facts every workspace has.
namespace setting {
inline constexpr std::string_view name = "name";
inline constexpr std::string_view currency = "currency";
inline constexpr std::string_view timezone = "timezone";
inline constexpr std::string_view isDemo = "is_demo"; ///< "1" in the demo workspace
inline constexpr std::string_view dimensions = "dimensions"; ///< JSON array of at most four names
inline constexpr std::string_view lateUsage = "late_usage"; ///< policy: "next_bill", "reopen", "reject"
inline constexpr std::string_view retentionMonths = "retention_months"; ///< "off" or a number
inline constexpr std::string_view watchedFolder = "watched_folder"; ///< what the window watches: JSON, or "off"
} // namespace setting

class SettingStore {
public:
    explicit SettingStore(Connection &connection) : m_connection(connection) { }

    Result<void> set(std::string_view key, std::string_view value);
    [[nodiscard]] Result<std::optional<std::string>> get(std::string_view key);
    [[nodiscard]] Result<std::map<std::string, std::string>> all();

private:
    Connection &m_connection;
};

} // namespace toll
