// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/conflictbody.h"

#include "core/base/json.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr std::string_view meterPrefix = "meter.";
constexpr std::string_view dimensionPrefix = "dim.";

std::unexpected<Error> damaged(std::string field = {})
{
    return fail(ErrorCode::Damaged, "conflict", std::move(field));
}

bool setText(StoredEvent &stored, const std::string &field, const std::string &text)
{
    UsageEvent &event = stored.event;
    if (field == "time") {
        const Result<Instant> time = parseRfc3339(text);
        event.time = time.value_or(Instant());
        return time.has_value();
    }
    if (field.starts_with(dimensionPrefix)) {
        event.dimensions.emplace_back(field.substr(dimensionPrefix.size()), text);
        return true;
    }
    const std::pair<std::string_view, std::string *> texts[]{{"id", &event.id}, {"token", &stored.token.text},
        {"model", &event.model}, {"endpoint", &event.endpoint}, {"source", &event.source}};
    for (const auto &[name, target] : texts) {
        if (field == name) {
            *target = text;
            return true;
        }
    }
    return false;
}

bool setNumber(UsageEvent &event, const std::string &field, std::int64_t number)
{
    if (field == "status") {
        event.status = static_cast<std::int16_t>(number);
        return number >= 0 && number <= std::numeric_limits<std::int16_t>::max();
    }
    if (field == "response_ms") {
        event.responseMs = number;
        return true;
    }
    if (field == "count") {
        event.count = number;
        return true;
    }
    if (field.starts_with(meterPrefix)) {
        event.custom.emplace_back(field.substr(meterPrefix.size()), number);
        return true;
    }
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        if (field == name(static_cast<UnitMeter>(unit))) {
            event.units[unit] = number;
            return true;
        }
    }
    return false;
}

} // namespace

Result<StoredEvent> eventOf(const std::string &body, const EventHash &hash)
{
    const Result<Json> json = parseJson(body);
    const Json::Object *members = json ? json->asObject() : nullptr;
    if (!members)
        return damaged();
    StoredEvent stored{{}, hash, {}};
    for (const auto &[field, value] : *members) {
        const Result<std::int64_t> number = value.toInt64();
        const bool isSet = value.asString() ? setText(stored, field, *value.asString())
                                            : number && setNumber(stored.event, field, *number);
        if (!isSet)
            return damaged(field);
    }
    if (stored.token.isEmpty() || !json->find("time") || !faultsOf(stored.event).empty())
        return damaged();
    std::ranges::sort(stored.event.custom);
    std::ranges::sort(stored.event.dimensions);
    return stored;
}

Result<std::vector<BodyField>> fieldsOf(const std::string &first, const std::string &second)
{
    const Result<Json> one = parseJson(first);
    const Result<Json> other = parseJson(second);
    if (!one || !other || !one->asObject() || !other->asObject())
        return damaged();
    std::vector<BodyField> fields;
    for (const auto &[field, value] : *one->asObject()) {
        const Json *there = other->find(field);
        fields.push_back({field, value.dump(), there ? there->dump() : std::string(), !there || *there != value});
    }
    for (const auto &[field, value] : *other->asObject())
        if (!one->find(field))
            fields.push_back({field, {}, value.dump(), true});
    return fields;
}

Result<std::vector<BodyDifference>> differencesOf(const std::string &first, const std::string &second)
{
    Result<std::vector<BodyField>> fields = fieldsOf(first, second);
    if (!fields)
        return std::unexpected(fields.error());
    std::vector<BodyDifference> differences;
    for (BodyField &field : *fields)
        if (field.differs)
            differences.push_back({std::move(field.field), std::move(field.first), std::move(field.second)});
    return differences;
}

} // namespace toll
