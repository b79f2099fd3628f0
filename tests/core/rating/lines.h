// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"

#include <QtGlobal>

namespace toll::test {

/// The charges' own lines, counted from 0.
inline const StatementLine &shapeLine(const Statement &statement, std::size_t index = 0)
{
    for (const StatementLine &line : statement.lines)
        if (line.kind == LineKind::Shape && index-- == 0)
            return line;
    qFatal("no such line");
}

/// The first of a kind.
inline const StatementLine *lineOf(const Statement &statement, LineKind kind)
{
    for (const StatementLine &line : statement.lines)
        if (line.kind == kind)
            return &line;
    return nullptr;
}

} // namespace toll::test
