// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/tokens/access.h"

namespace toll {

/// What the command line says of who may use a token; absent values stay, an empty one clears.
struct AccessArguments {
    std::optional<std::string> rate;
    std::optional<std::string> burst;
    std::vector<std::string> networks;
    std::vector<std::string> models;
    std::vector<std::string> endpoints;

    [[nodiscard]] bool areEmpty() const;
    [[nodiscard]] Finished apply(TokenAccess &access) const;
};
void addAccessOptions(CLI::App &command, AccessArguments &arguments);

/// The same of what a customer's tokens share.
struct PoolArguments {
    std::vector<std::string> caps;
    std::optional<std::string> rate;
    std::optional<std::string> burst;

    [[nodiscard]] bool areEmpty() const;
    [[nodiscard]] Finished apply(PoolLimits &pool) const;
};
void addPoolOptions(CLI::App &command, PoolArguments &arguments);

} // namespace toll
