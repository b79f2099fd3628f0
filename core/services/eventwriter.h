// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/textbuffer.h"
#include "core/services/usageexport.h"
#include "core/storage/usagestore.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

/// Writes the events of a segment in the canonical form, line by line. Several may write at once, each its own segment.
class EventWriter {
public:
    struct Owner {
        std::string token;
        std::string customer;
    };
    using Owners = std::unordered_map<TokenId, Owner>;

    EventWriter(const UsageExport &wanted, const Owners &owners, const UsageStore::Names &names);

    [[nodiscard]] std::string header() const; ///< nothing in JSON Lines
    /// All columns of the events must be here until the last is written.
    void begin(const EventColumns &columns);
    void write(std::size_t row, TextBuffer &out);
    /// The first line of a file, which in JSON Lines has all fields: readers learn them from it.
    void writeFirst(std::size_t row, TextBuffer &out);

private:
    /// A text that comes again and again, as it stands in the file.
    using Cells = std::vector<std::string>;

    void writeCsv(std::size_t row, TextBuffer &out);
    [[nodiscard]] Json jsonOf(std::size_t row) const;
    [[nodiscard]] static std::string idOf(const EventColumns &columns, std::size_t row);
    [[nodiscard]] std::string cell(std::string_view text) const;
    [[nodiscard]] Cells cellsOf(const TextColumn &column) const;
    [[nodiscard]] std::string cellsOf(const NamedTexts &dimensions) const;
    [[nodiscard]] bool isPlain(std::string_view text) const;
    void putTime(Instant time, TextBuffer &out);
    void putAmount(std::int64_t amount, TextBuffer &out);
    [[nodiscard]] std::string timeText(Instant time) const;

    const UsageExport &m_wanted;
    const Owners &m_owners;
    const UsageStore::Names &m_names;
    const EventColumns *m_columns = nullptr;
    Cells m_customers; ///< by token of the segment
    Cells m_tokens;
    Cells m_models;
    Cells m_endpoints;
    Cells m_sources;
    Cells m_dimensions; ///< by set, all columns of them
    /// The minute that times were last written in: what is before their seconds, and what behind.
    Interval m_minute;
    std::string m_beforeSeconds;
    std::string m_behindSeconds;
};

} // namespace toll
