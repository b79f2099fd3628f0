// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/cell.h"

namespace toll {

/// What a day's cells hold beside a part of them: the inverse of adding cell by cell. Damaged (where "cells") where the
/// part is not in the whole.
[[nodiscard]] Result<CellDay> difference(const CellDay &whole, const CellDay &part);

} // namespace toll
