// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QString>

#include <cstdint>

namespace toll {

/// The same seeded events as a workspace, through the path of imports in bulk, and as a plain table "event".
void makeTableWorkspace(const QString &path, std::int64_t rows);
void makePlainTable(const QString &path, std::int64_t rows);
[[nodiscard]] QSqlDatabase openPlainTable(const QString &path);

} // namespace toll
