// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/limits/counterid.h"
#include "core/usage/segment.h"

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>

namespace toll {

/// Requests that were reported as usage before the gate was asked about them: should it be asked yet, they are not
/// counted again. Known for a while, and the latest ones only.
class GateReports {
public:
    static constexpr std::size_t most = std::size_t{1} << 18;

    struct Report {
        CounterId token; ///< tokenKeyOf()
        EventHash hash; ///< of the usage
        std::string source;
        Instant at; ///< when it came
    };
    /// By requestKeyOf(); null where there is none.
    [[nodiscard]] const Report *find(const CounterId &request) const;
    /// False where there is one already: it stays.
    bool add(const CounterId &request, Report report);
    void remove(const CounterId &request) { m_reports.erase(request); }
    /// Drops what came before.
    void forget(Instant before);

private:
    void dropOldest();

    std::unordered_map<CounterId, Report> m_reports;
    std::deque<std::pair<Instant, CounterId>> m_order;
};

} // namespace toll
