// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/settings.h"

#include "core/money/money.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <array>

namespace toll {

std::string_view name(LateUsage policy)
{
    static constexpr std::array<std::string_view, 3> names{"next_bill", "reopen", "reject"};
    return names[static_cast<std::size_t>(policy)];
}

Result<LateUsage> parseLateUsage(std::string_view text)
{
    for (const LateUsage policy : {LateUsage::NextBill, LateUsage::Reopen, LateUsage::Reject})
        if (text == name(policy))
            return policy;
    return fail(ErrorCode::UnknownKey, std::string(setting::lateUsage), std::string(text), "next_bill, reopen, reject");
}

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

Result<SettingsService::LatePolicy> SettingsService::lateUsage() const
{
    const Result<std::optional<std::string>> text = m_context.stores->settings.get(setting::lateUsage);
    if (!text)
        return std::unexpected(text.error());
    if (!*text)
        return LatePolicy();
    const Result<LateUsage> policy = parseLateUsage(**text);
    if (!policy)
        return fail(ErrorCode::Damaged, std::string(setting::lateUsage), **text);
    return LatePolicy{*policy, false};
}

Result<void> SettingsService::setLateUsage(LateUsage policy)
{
    return change(m_context, Topic::Settings, [&]() -> Result<void> {
        if (Result<void> set = m_context.stores->settings.set(setting::lateUsage, name(policy)); !set)
            return set;
        return record(m_context, "workspace.changed", Json().set("late_usage", name(policy)));
    });
}

} // namespace toll
