// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/plandiff.h"

#include <QString>

namespace toll {

// What stands in a plan, in words, in the language the program has loaded (English without one).

[[nodiscard]] QString shapeLabel(std::string_view shape); ///< "graduated": "Graduated tiers"
[[nodiscard]] QString meterLabel(std::string_view meter); ///< "input_units": "Input units"; "meter.images": "images"
/// So many of a meter: "1,500 requests".
[[nodiscard]] QString meterQuantity(std::string_view meter, std::int64_t quantity);
/// "0.01 up to 1000, 0.006 up to 10000, then 0.004".
[[nodiscard]] QString priceSummary(const Charge &charge);
/// The name of a key of the plan file: "overage_rate" is "Overage rate".
[[nodiscard]] QString keyLabel(std::string_view key);
/// Where a pointer leads: "Charge “calls”, tier 2, rate". Charges are called by their ids in the document.
[[nodiscard]] QString planPlace(const Json &document, const std::string &pointer);
/// "Charge “calls”, tier 2, rate: 0.006 becomes 0.005."
[[nodiscard]] QString sentence(const PlanChange &change, const Plan &before, const Plan &after);
/// What is wrong with a value, without naming the place: it stands there.
[[nodiscard]] QString complaint(const Error &fault);

} // namespace toll
