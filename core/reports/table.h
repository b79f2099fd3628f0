// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace toll {

/// A report as text: what CSV, print and screen write alike.
struct ReportTable {
    struct Column {
        std::string name; ///< machine name, as the CSV's header
        bool isNumber = false; ///< right-aligned; never guarded against formulas
        bool operator==(const Column &) const = default;
    };
    std::string name;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;

    bool operator==(const ReportTable &) const = default;
};

} // namespace toll
