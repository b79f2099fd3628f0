// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What is watched, from one run to the next.
#include "core/base/json.h"
#include "core/services/stores.h"
#include "core/services/watch.h"
#include "core/services/zones.h"

namespace toll {

namespace {

constexpr std::string_view off = "off";

Json toJson(const WatchedFolder &watched)
{
    const ImportOptions &options = watched.options;
    Json json;
    json.set("folder", watched.folder).set("settle", watched.settle).set("paused", watched.isPaused);
    json.set("timezone", options.zone.id()).set("source", options.source).set("token_column", options.tokenColumn);
    json.set("create_tokens", options.createTokens);
    if (options.token)
        json.set("token", options.token->text);
    if (options.customer)
        json.set("customer", options.customer->text);
    return json;
}

std::optional<WatchedFolder> watchedFrom(const Json &json)
{
    const auto text = [&json](std::string_view key) {
        const Json *member = json.find(key);
        return member ? member->asString() : nullptr;
    };
    const auto flag = [&json](std::string_view key) {
        const Json *member = json.find(key);
        return member ? member->asBool() : nullptr;
    };
    const Json *settle = json.find("settle");
    const Result<std::int64_t> seconds = settle ? settle->toInt64() : fail(ErrorCode::Damaged);
    for (const char *key : {"folder", "timezone", "source", "token_column"})
        if (!text(key))
            return std::nullopt;
    const Result<Zone> zone = zoneNamed(*text("timezone"));
    if (!zone || !seconds || *seconds < 0 || *seconds > 24 * 60 * 60 || !flag("paused") || !flag("create_tokens"))
        return std::nullopt;
    WatchedFolder watched{*text("folder"), {}, static_cast<int>(*seconds), *flag("paused")};
    watched.options.zone = *zone;
    watched.options.source = *text("source");
    watched.options.tokenColumn = *text("token_column");
    watched.options.createTokens = *flag("create_tokens");
    if (text("token"))
        watched.options.token = TokenId{*text("token")};
    if (text("customer"))
        watched.options.customer = CustomerId{*text("customer")};
    return watched;
}

} // namespace

Result<std::optional<WatchedFolder>> WatchService::remembered() const
{
    const Result<std::optional<std::string>> kept = m_context.stores->settings.get(setting::watchedFolder);
    if (!kept)
        return std::unexpected(kept.error());
    if (!*kept || **kept == off)
        return std::optional<WatchedFolder>();
    const Result<Json> json = parseJson(**kept);
    std::optional<WatchedFolder> watched = json ? watchedFrom(*json) : std::nullopt;
    if (!watched)
        return fail(ErrorCode::Damaged, std::string(setting::watchedFolder), **kept);
    return watched;
}

Result<void> WatchService::remember(const std::optional<WatchedFolder> &watched)
{
    return change(m_context, Topic::Settings, [&]() -> Result<void> {
        return m_context.stores->settings.set(
            setting::watchedFolder, watched ? toJson(*watched).dump() : std::string(off));
    });
}

} // namespace toll
