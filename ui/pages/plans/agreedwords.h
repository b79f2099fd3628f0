// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"
#include "ui/pages/plans/planentry.h"

#include <QStringList>

namespace toll {

// An agreement in words.

/// What differs from the version that holds where the agreement begins, one fact a line.
[[nodiscard]] QStringList agreedLines(const PlansAnswer::Stored &plan, const AgreementRow &agreement);
[[nodiscard]] Status agreedStatus(const Agreed &agreed, Instant now);
/// Since when, in the customer's zone; with the time where it is not a midnight.
[[nodiscard]] QString agreedSince(const Agreed &agreed);
/// The last one with this customer; null where nothing was agreed.
[[nodiscard]] const Agreed *lastAgreed(const std::vector<Agreed> &agreements, const CustomerId &customer);

} // namespace toll
