// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// What the workspace itself says.
struct WorkspaceInfo {
    std::string name;
    std::string currency = "USD"; ///< default of new customers
    std::string timezone = "UTC"; ///< default of new customers, and of charts over all of them
    bool isDemo = false;
};

/// The codes of all currencies money can be counted in, sorted.
[[nodiscard]] std::vector<std::string> currencyCodes();
[[nodiscard]] bool isCurrencyCode(const std::string &code);

class SettingsService {
public:
    explicit SettingsService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<WorkspaceInfo> info() const;
    [[nodiscard]] Result<void> setInfo(const WorkspaceInfo &info);

private:
    ServiceContext &m_context;
};

} // namespace toll
