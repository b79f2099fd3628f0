// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/reports/table.h"
#include "core/services/job.h"
#include "core/services/usage.h"
#include "ui/charts/chartdata.h"

#include <QString>

namespace toll {

/// The chart's exact values: one row a day or hour, one column a series; unknown stays empty.
[[nodiscard]] ReportTable sumsReport(const ChartData &data, bool isByHour);
/// A few made-up rows in the same columns.
[[nodiscard]] ReportTable sampleReport();
/// Rejected rows: line, field, what was found, what was expected.
[[nodiscard]] ReportTable faultsReport(const std::vector<Error> &faults);

/// Writes the table as CSV; the file is replaced whole or left as it was. False where it cannot be written.
[[nodiscard]] bool writeCsv(const QString &path, const ReportTable &table);
/// The same with a JSON document.
[[nodiscard]] bool writeJson(const QString &path, const Json &document);
[[nodiscard]] bool isJsonPath(const QString &path);

} // namespace toll
