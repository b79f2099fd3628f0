// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/csv.h"
#include "core/services/usageexport.h"
#include "core/storage/usagestore.h"

#include <string>
#include <unordered_map>

namespace toll {

/// Writes events in the canonical form, line by line, behind what `out` holds.
class EventWriter {
public:
    struct Owner {
        std::string token;
        std::string customer;
    };
    using Owners = std::unordered_map<TokenId, Owner>;

    EventWriter(std::string &out, const UsageExport &wanted, const Owners &owners, const UsageStore::Names &names);

    void header(); ///< nothing in JSON Lines
    void write(const StoredEvent &stored);

private:
    void writeCsv(const StoredEvent &stored);
    void writeJson(const StoredEvent &stored);
    void number(std::optional<std::int64_t> value);
    void text(const std::string &value);
    [[nodiscard]] std::string timeText(Instant time) const;

    std::string &m_out;
    const UsageExport &m_wanted;
    const Owners &m_owners;
    const UsageStore::Names &m_names;
    CsvWriter m_csv;
    bool m_isFirst = true;
};

} // namespace toll
