// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ipnetwork.h"
#include "core/server/log.h"
#include "core/server/serveroptions.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// All that tollkeeperd can be told, on the command line and in its file alike.
struct DaemonOptions {
    std::string store;
    std::string adminKeyFile; ///< empty: only the keys of the workspace
    toll::ServerOptions server{};
    toll::http::LogLevel logLevel = toll::http::LogLevel::Info;
    bool listsRoutes = false; ///< says what is served, and ends
    bool hasPublicMetrics = false; ///< GET /metrics also from other than loopback addresses
    std::vector<toll::IpNetwork> trustedProxies{}; ///< gateways' addresses beside loopback
    bool hasOldRateHeaders = false; ///< X-RateLimit-* beside RateLimit
    std::vector<std::string> accessLogs{}; ///< files of gateways that are followed
    std::vector<std::string> accessSyslogs{}; ///< addresses at which their logs are received
    std::chrono::milliseconds completeWithin{3'600'000}; ///< then a request is listed as never completed
};

/// Reads the command line, and the file --config names; what stands in both is taken from the command line. Gives the
/// exit code where the program is to end: 0 after --help and --version, 2 after a fault, which has been said.
[[nodiscard]] std::optional<int> readOptions(int argc, char *argv[], DaemonOptions &options);
