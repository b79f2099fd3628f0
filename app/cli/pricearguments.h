// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/tokens/token.h"

namespace toll {

/// What the command line says of a token's price; absent values stay as they are.
struct PriceArguments {
    std::optional<std::string> rate;
    std::vector<std::string> caps;
    std::optional<std::string> lifetime;
    std::optional<std::string> capScope;
    std::optional<std::string> overCap;
    std::optional<std::string> overageRate;
    std::optional<std::string> align;
    std::optional<std::string> renewal;

    [[nodiscard]] bool areEmpty() const;
    /// Every bad value is reported, with its option, what was found and what is expected.
    [[nodiscard]] Finished apply(TokenPrice &price) const;
};

void addPriceOptions(CLI::App &command, PriceArguments &arguments);

} // namespace toll
