// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/print/pages.h"
#include "core/reports/document.h"

namespace toll {

/// Numbers keep to one line and to the right; words are broken where there is too little room. A table that is still
/// too wide is set smaller.
void addTable(Pages &pages, const Typeface &face, const DocumentTable &table);

/// Names with what they stand for beside them.
void addFacts(Pages &pages, const Typeface &face, const DocumentFacts &facts);

} // namespace toll
