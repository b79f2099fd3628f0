// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/textbuffer.h"
#include "core/services/usageexport.h"
#include "core/storage/usagestore.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
    /// Texts that come again and again, as they stand in the file. Behind each as many bytes can be read as
    /// TextBuffer::putPadded() asks for.
    class Cells {
    public:
        Cells() { clear(); }
        void clear();
        void add(std::string_view text);
        [[nodiscard]] std::string_view at(std::size_t number) const
        {
            const auto &[begin, size] = m_places[number];
            return {m_bytes.data() + begin, size};
        }
        [[nodiscard]] std::size_t longest() const { return m_longest; }

    private:
        std::string m_bytes;
        std::vector<std::pair<std::size_t, std::size_t>> m_places; ///< begin and size
        std::size_t m_longest = 0;
    };

    void writeCsv(std::size_t row, TextBuffer &out);
    [[nodiscard]] Json jsonOf(std::size_t row) const;
    [[nodiscard]] static std::string idOf(const EventColumns &columns, std::size_t row);
    [[nodiscard]] std::string cell(std::string_view text) const;
    void takeCells(const TextColumn &column, std::string_view behind, Cells &cells) const;
    void putId(std::size_t row, TextBuffer &out) const;
    [[nodiscard]] std::string cellsOf(const NamedTexts &dimensions) const;
    [[nodiscard]] bool isPlain(std::string_view text) const;
    void putTime(Instant time, TextBuffer &out);
    void putAmount(std::int64_t amount, TextBuffer &out);
    [[nodiscard]] std::string timeText(Instant time) const;

    const UsageExport &m_wanted;
    const Owners &m_owners;
    const UsageStore::Names &m_names;
    const EventColumns *m_columns = nullptr;
    // With the commas behind them.
    Cells m_ownerCells; ///< by token of the segment: customer and token
    Cells m_models;
    Cells m_endpoints;
    Cells m_sources; ///< none
    Cells m_dimensions; ///< none: all columns of a set, with the commas before them, and the end of the line
    std::size_t m_lineRoom = 0; ///< that the longest line takes, ids apart
    bool m_idsArePlain = false; ///< none has a character that a reader would take for the end of a cell
    /// The minute that times were last written in: what is before their seconds, and what behind, with a comma.
    Interval m_minute;
    Cells m_minuteCells;
};

} // namespace toll
