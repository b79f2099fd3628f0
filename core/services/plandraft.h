// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace toll {

// Steps of writing a plan, on its document: what is typed in may not be a valid plan yet.

/// Every fault of the document: those of parsePlan(), a time zone nobody knows, the name of the built-in plan.
[[nodiscard]] std::vector<Error> draftFaults(const Json &document);

/// A plan with one flat charge on requests.
[[nodiscard]] Json blankPlan(const std::string &name, const std::string &currency, const std::string &timezone);
/// The document under another name, and as a plan of this workspace; what it costs stays.
[[nodiscard]] Json renamedPlan(
    const Json &document, const std::string &name, const std::string &currency, const std::string &timezone);
/// A charge whose id no other has.
[[nodiscard]] Json newCharge(const Json &document);
/// The charge with another kind of price: it keeps its rate where the new kind has one, and loses what has no meaning
/// there.
[[nodiscard]] Json chargeOfShape(const Json &charge, const std::string &shape);
/// The tiers with one more before the last, ten times as far as the one before it, at the last one's rate.
[[nodiscard]] Json withTierAdded(const Json &tiers);
/// Without one of several; what was the last of the rest is without end then.
[[nodiscard]] Json withTierRemoved(const Json &tiers, std::size_t index);

} // namespace toll
