// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/services/democast.h"
#include "core/usage/event.h"

#include <cstdint>
#include <random>
#include <vector>

namespace toll {

inline constexpr int demoDays = 90;

/// Invents requests that look like real ones. Integers only, so that a seed gives the same on every machine.
class DemoTraffic {
public:
    /// `end`: when the demo's history ends.
    DemoTraffic(Instant end, std::uint64_t seed) : m_end(end), m_random(seed) { }

    /// The requests of a token in the hour that begins at `hour`, in no order, without ids.
    [[nodiscard]] std::vector<UsageEvent> hourOf(const DemoToken &token, Instant hour, const Zone &zone);

private:
    [[nodiscard]] std::int64_t requestsIn(const DemoToken &token, Instant hour, const Zone &zone);
    [[nodiscard]] UsageEvent request(const DemoToken &token, bool isSpiking);
    void succeed(UsageEvent &event, const DemoToken &token);
    [[nodiscard]] std::int16_t status(const DemoToken &token, bool isSpiking);
    [[nodiscard]] bool isSpiking(const DemoToken &token, Instant hour) const;
    [[nodiscard]] std::int64_t below(std::int64_t bound);
    [[nodiscard]] std::int64_t around(std::int64_t median);

    Instant m_end;
    std::mt19937_64 m_random;
};

} // namespace toll
