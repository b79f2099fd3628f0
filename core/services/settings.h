// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/services/context.h"
#include "core/services/job.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What the workspace itself says.
struct WorkspaceInfo {
    std::string name;
    std::string currency = "USD"; ///< default of new customers
    std::string timezone = "UTC"; ///< default of new customers, and of charts over all of them
    bool isDemo = false;
};

/// What becomes of usage that comes after its period was closed.
enum class LateUsage {
    NextBill, ///< it is kept, and the customer's next bill adjusts the closed period
    Reopen, ///< it is kept, and the closed period is open again
    Reject, ///< its rows are refused
};
[[nodiscard]] std::string_view name(LateUsage policy); ///< "next_bill", "reopen", "reject"
[[nodiscard]] Result<LateUsage> parseLateUsage(std::string_view text);

/// "a, b,c" as dimensions; blanks around the names are dropped, and an empty text names none.
[[nodiscard]] std::vector<std::string> parseDimensions(std::string_view text);

/// The codes of all currencies money can be counted in, sorted.
[[nodiscard]] std::vector<std::string> currencyCodes();
[[nodiscard]] bool isCurrencyCode(const std::string &code);

class SettingsService {
public:
    explicit SettingsService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<WorkspaceInfo> info() const;
    [[nodiscard]] Result<void> setInfo(const WorkspaceInfo &info);

    /// The workspace's policy and whether somebody has chosen it.
    struct LatePolicy {
        LateUsage policy = LateUsage::NextBill;
        bool isDefault = true;
    };
    [[nodiscard]] Result<LatePolicy> lateUsage() const;
    [[nodiscard]] Result<void> setLateUsage(LateUsage policy);

    /// How many dimensions cells can keep apart.
    static constexpr std::size_t mostDimensions = 4;
    /// The dimensions that usage is summed by, beside token, model, status and source.
    [[nodiscard]] Result<std::vector<std::string>> dimensions() const;
    /// Declares them, and sums all usage anew by them where they are others: all at once, or nothing where it is
    /// cancelled. Errors at "dimensions": OutOfRange for more than mostDimensions, Syntax for an empty name or one with a
    /// comma or control character, AlreadyExists for one that comes twice.
    [[nodiscard]] Result<void> setDimensions(const std::vector<std::string> &names, const JobControl &job);
    /// The names that usage has dimensions by, sorted; reads of every segment only what names them.
    [[nodiscard]] Result<std::vector<std::string>> dimensionsInUse(const JobControl &job) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
