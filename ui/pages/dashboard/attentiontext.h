// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/overview.h"
#include "ui/models/cell.h"

#include <QString>

namespace toll {

/// What is the matter with a token, in a few words with a sign.
[[nodiscard]] Status concernStatus(Concern concern);
/// The numbers or dates behind it.
[[nodiscard]] QString concernDetails(const Attention &attention, Instant now);

/// The one thing to do about it.
enum class Remedy { Extend, Suspend, ShowToken, ShowUsage };
[[nodiscard]] Remedy remedyOf(Concern concern);
[[nodiscard]] QString remedyText(Remedy remedy);

} // namespace toll
