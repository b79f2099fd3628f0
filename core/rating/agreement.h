// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"

namespace toll {

/// A plan under what was agreed with one customer. The terms are a JSON merge patch (RFC 7396) of the plan file: members
/// replace the plan's, null takes one away, and an entry of `charges` changes the charge with its `id`:
/// `{"charges":[{"id":"calls","price":{"rate":"0.015"}}],"discounts":[{"percent":"10"}],"minimum":null}`.
/// Only charges, discounts, minimum, maximum and tax can be agreed on; no charge can be added. Every fault is reported,
/// `where` being its JSON pointer: in the terms for what they may not say, else in the plan they would make.
[[nodiscard]] Checked<Plan> withAgreement(const Plan &plan, const Json &terms);

} // namespace toll
