// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/print/pages.h"
#include "core/reports/document.h"

#include <QLocale>

namespace toll {

// Charts as they are on the screen, for paper: told apart by more than colour, each value written beside its mark.

[[nodiscard]] Piece chartPiece(const Typeface &face, const DocumentWaterfall &fall);
[[nodiscard]] Piece chartPiece(const Typeface &face, const DocumentTornado &tornado);
/// `locale`: of the numbers on its axis.
[[nodiscard]] Piece chartPiece(const Typeface &face, const DocumentFan &fan, const QLocale &locale);

} // namespace toll
