// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"

#include <QString>

#include <span>
#include <vector>

namespace toll {

/// One step of the schema: the statements of a numbered .sql resource.
struct Migration {
    int version = 0;
    QString name; ///< file name, for errors
    QStringList statements;
};

/// Splits a script at the lines that consist of "--" only.
[[nodiscard]] QStringList statementsOf(const QString &script);

/// The steps built into the program, in order, from 1 without a gap.
[[nodiscard]] const std::vector<Migration> &builtInMigrations();
[[nodiscard]] int latestSchemaVersion();

/// Brings the schema up to date, one transaction a step with user_version inside. A file that already holds a
/// schema is first copied to PATH.vN.bak, and the copy checked. Nothing to do is no work at all.
[[nodiscard]] Result<void> migrate(Connection &writer, std::span<const Migration> migrations = builtInMigrations());

} // namespace toll
