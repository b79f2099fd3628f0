// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/settings.h"

#include "core/money/money.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

namespace toll {

std::vector<std::string> currencyCodes()
{
    std::vector<std::string> codes;
    for (const Currency &known : currencies())
        codes.push_back(known.code);
    return codes;
}

bool isCurrencyCode(const std::string &code)
{
    return currency(code).has_value();
}

Result<WorkspaceInfo> SettingsService::info() const
{
    Result<std::map<std::string, std::string>> all = m_context.stores->settings.all();
    if (!all)
        return std::unexpected(all.error());
    const auto text = [&](std::string_view key, std::string fallback) {
        const auto found = all->find(std::string(key));
        return found == all->end() ? std::move(fallback) : found->second;
    };
    const WorkspaceInfo defaults;
    return WorkspaceInfo{text(setting::name, ""), text(setting::currency, defaults.currency),
        text(setting::timezone, defaults.timezone), text(setting::isDemo, "0") == "1"};
}

Result<void> SettingsService::setInfo(const WorkspaceInfo &info)
{
    if (const Result<Currency> known = currency(info.currency); !known)
        return fail(known.error().code, "currency", info.currency, known.error().expected);
    if (const Result<Zone> zone = zoneNamed(info.timezone); !zone)
        return std::unexpected(zone.error());
    return change(m_context, Topic::Settings, [&]() -> Result<void> {
        const std::pair<std::string_view, std::string> values[]{{setting::name, info.name},
            {setting::currency, info.currency}, {setting::timezone, info.timezone},
            {setting::isDemo, info.isDemo ? "1" : "0"}};
        for (const auto &[key, value] : values)
            if (Result<void> set = m_context.stores->settings.set(key, value); !set)
                return set;
        Json payload;
        payload.set("currency", info.currency).set("timezone", info.timezone);
        return record(m_context, "workspace.changed", payload);
    });
}

} // namespace toll
