// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/fields.h"
#include "core/services/customers.h"

#include <string>

/// A customer as its resource shows it.
[[nodiscard]] toll::Json customerJson(const toll::Customer &customer);

struct CustomerDefaults {
    std::string currency;
    std::string timezone;
};
/// Reads a whole body, as readTokenSettings does.
[[nodiscard]] toll::NewCustomer readCustomer(
    Fields &fields, const CustomerDefaults &defaults, const toll::Customer *current);
[[nodiscard]] bool isAsAsked(const toll::Customer &customer, const toll::NewCustomer &wanted);
