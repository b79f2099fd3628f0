// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <rapidcheck.h>

#include <algorithm>

namespace toll::test {

inline rc::Gen<std::string> shortText()
{
    return rc::gen::element<std::string>("", "a", "b", "gpt-4o", "model/β", "x\ny", std::string("nul\0inside", 10));
}

inline rc::Gen<std::int64_t> amount()
{
    return rc::gen::weightedOneOf<std::int64_t>(
        {{3, rc::gen::inRange<std::int64_t>(0, 300)}, {1, rc::gen::inRange<std::int64_t>(0, 1LL << 40)}});
}

inline rc::Gen<std::optional<std::int64_t>> maybeAmount()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 3), amount()), [](const std::pair<int, std::int64_t> &drawn) {
        return drawn.first == 0 ? std::nullopt : std::optional(drawn.second);
    });
}

/// An event without faults, of a few days and texts, so that keys meet.
inline UsageEvent anyEvent()
{
    UsageEvent event;
    event.id = *rc::gen::weightedOneOf<std::string>(
        {{1, rc::gen::just(std::string())}, {3, rc::gen::container<std::string>(rc::gen::inRange('a', 'd'))}});
    event.source = *shortText();
    event.time.ms = *rc::gen::inRange<std::int64_t>(-2 * msPerDay, 2 * msPerDay);
    event.status = *rc::gen::element<std::int16_t>(std::int16_t{0}, 200, 404, 599);
    event.count = *rc::gen::weightedOneOf<std::int64_t>(
        {{3, rc::gen::just<std::int64_t>(1)}, {1, rc::gen::inRange<std::int64_t>(1, 1000)}});
    event.responseMs = *maybeAmount();
    for (auto &unit : event.units)
        unit = *maybeAmount();
    event.model = *shortText();
    event.endpoint = *shortText();
    for (const char *name : {"audio", "images"}) {
        if (const auto value = *maybeAmount())
            event.custom.emplace_back(name, *value);
    }
    for (const char *name : {"a", "b", "region"}) {
        if (*rc::gen::arbitrary<bool>())
            event.dimensions.emplace_back(name, *shortText());
    }
    return event;
}

inline std::vector<UsageEvent> anyEvents()
{
    std::vector<UsageEvent> events(static_cast<std::size_t>(*rc::gen::inRange(0, 12)));
    std::ranges::generate(events, anyEvent);
    return events;
}

} // namespace toll::test
