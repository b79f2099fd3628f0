// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/usage/segment.h"

#include <string>
#include <vector>

namespace toll {

/// The event that a conflict's body tells of: the inverse of toJson(StoredEvent). Damaged at "conflict".
[[nodiscard]] Result<StoredEvent> eventOf(const std::string &body, const EventHash &hash);

/// A field in which two bodies differ, each as its JSON text; empty where a body lacks it.
struct BodyDifference {
    std::string field;
    std::string first;
    std::string second;

    bool operator==(const BodyDifference &) const = default;
};
/// A field of one of two bodies or both, each as its JSON text; empty where a body lacks it.
struct BodyField {
    std::string field;
    std::string first;
    std::string second;
    bool differs = false;

    bool operator==(const BodyField &) const = default;
};
/// All of them, in the order of the first body's fields, then those only the second has; Damaged at "conflict".
[[nodiscard]] Result<std::vector<BodyField>> fieldsOf(const std::string &first, const std::string &second);

/// Those that differ, in the order of the first body's fields, then those only the second has; Damaged at "conflict".
[[nodiscard]] Result<std::vector<BodyDifference>> differencesOf(const std::string &first, const std::string &second);

} // namespace toll
