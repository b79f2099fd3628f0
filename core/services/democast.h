// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace toll {

/// Who and what the demo workspace shows.
struct DemoCustomer {
    std::string_view name;
    std::string_view currency;
    std::string_view timezone;
    std::string_view contact;
};

/// When in the day and week a token is used, in its customer's zone.
enum class DemoRhythm { Office, Evening, Steady, Night };
/// What its requests ask for.
enum class DemoWork { Chat, Embedding, Api, Device };

/// What is special about a token.
enum class DemoPart {
    Plain, ///< renews by itself
    EachWindow, ///< its cap counts window by window
    Charged, ///< pays for what goes over its cap
    Rejected, ///< is refused what goes over its cap
    OneTerm, ///< does not renew
    Suspended,
    Revoked,
    Unused,
    Spiking, ///< incident: twelve times its traffic for two days, nine days ago
    OverCap, ///< incident: four times its cap, always
};

struct DemoToken {
    std::size_t customer = 0; ///< index into demoCustomers()
    std::string_view name;
    DemoRhythm rhythm = DemoRhythm::Office;
    DemoWork work = DemoWork::Api;
    std::int64_t perDay = 0; ///< requests on an average day
    std::string_view rate;
    std::string_view cap; ///< empty: none
    std::string_view lifetime;
    std::string_view tags; ///< separated by spaces
    int days = 90; ///< in use since so many days ago
    DemoPart part = DemoPart::Plain;
};

[[nodiscard]] std::span<const DemoCustomer> demoCustomers();
[[nodiscard]] std::span<const DemoToken> demoTokens();

} // namespace toll
