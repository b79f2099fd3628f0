// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/tokenfinder.h"
#include "core/base/json.h"

/// Which CloudEvents are taken.
enum class EventDialect {
    Own, ///< the type ends in api.call.v1, and `data` has our meters alone
    OpenMeter, ///< any type; further numbers of `data` are custom meters, further texts dimensions
};

/// A CloudEvent 1.0 as usage of the token that its subject names, at `now` where it has no time. Every fault by its JSON
/// pointer.
[[nodiscard]] toll::Checked<toll::ReportedEvent> readReportedEvent(
    const toll::Json &event, EventDialect dialect, TokenFinder &tokens, toll::Instant now);
