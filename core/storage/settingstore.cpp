// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/settingstore.h"

namespace toll {

using namespace Qt::StringLiterals;

Result<void> SettingStore::set(std::string_view key, std::string_view value)
{
    return m_connection.run(u"INSERT INTO workspace (key, value) VALUES (?, ?)"
                            " ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s,
        key, value);
}

Result<std::optional<std::string>> SettingStore::get(std::string_view key)
{
    return m_connection.first(
        u"SELECT value FROM workspace WHERE key = ?"_s, [](const Row &row) { return row.text(0); }, key);
}

Result<std::map<std::string, std::string>> SettingStore::all()
{
    std::map<std::string, std::string> settings;
    auto done = m_connection.each(u"SELECT key, value FROM workspace"_s, [&](const Row &row) -> Result<void> {
        settings.emplace(row.text(0), row.text(1));
        return {};
    });
    if (!done)
        return std::unexpected(std::move(done.error()));
    return settings;
}

} // namespace toll
