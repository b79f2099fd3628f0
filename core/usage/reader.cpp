// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/reader.h"

#include "core/base/json.h"
#include "core/usage/cloudevents.h"
#include "core/usage/combinedlog.h"
#include "core/usage/csv.h"
#include "core/usage/jsonelements.h"
#include "core/usage/jsonlines.h"
#include "core/usage/lines.h"
#include "core/usage/rowmapper.h"
#include "core/usage/sample.h"
#include "core/usage/text.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace toll {

/// What the formats share: finding the values of the mapped columns is theirs, the rest is not.
class UsageReader::Impl {
public:
    Impl(Layout layout, Zone zone, Sink sink)
        : m_layout(std::move(layout)), m_mapper(m_layout, std::move(zone)), m_sink(std::move(sink)),
          m_values(m_mapper.columns().size())
    {
        const auto byLine = [this](void (Impl::*read)(std::string_view)) {
            return LineSplitter([this, read](std::int64_t number, std::string_view line, bool isTooLong) {
                if (m_isUnusable)
                    return;
                begin(number, line);
                if (isTooLong)
                    fault(ErrorCode::OutOfRange, "row", line, "<= " + std::to_string(LineSplitter::maxLine));
                else
                    (this->*read)(line);
                m_sink(m_row);
            });
        };
        switch (m_layout.format) {
        case FileFormat::Csv:
            m_parser = CsvParser(m_layout.dialect, [this](const CsvRow &row) { readCsv(row); });
            break;
        case FileFormat::JsonLines:
            m_parser = byLine(&Impl::readJson);
            break;
        case FileFormat::Json:
        case FileFormat::CloudEvents:
            m_parser = JsonElements([this](std::int64_t line, std::string_view text, std::string_view expected) {
                begin(line, text);
                if (expected.empty())
                    readJson(text);
                else
                    fault(ErrorCode::Syntax, "row", text, std::string(expected));
                m_sink(m_row);
            });
            break;
        case FileFormat::CombinedLog:
            m_log.emplace(m_layout.columns.empty() ? combinedLogColumns() : m_layout.columns);
            m_parser = byLine(&Impl::readLog);
            break;
        }
    }

    void feed(std::string_view bytes)
    {
        std::visit([bytes](auto &parser) { feedTo(parser, bytes); }, m_parser);
    }

    void finish()
    {
        std::visit([](auto &parser) { finishOf(parser); }, m_parser);
    }

    [[nodiscard]] CsvParser *csv() { return std::get_if<CsvParser>(&m_parser); }
    [[nodiscard]] Places places() const
    {
        if (m_isUnusable || m_places.empty())
            return {};
        return {m_width, m_mapper.columns(), m_places};
    }

private:
    static void feedTo(std::monostate, std::string_view) { }
    template<typename Parser>
    static void feedTo(Parser &parser, std::string_view bytes)
    {
        parser.feed(bytes);
    }
    static void finishOf(std::monostate) { }
    template<typename Parser>
    static void finishOf(Parser &parser)
    {
        parser.finish();
    }

    void begin(std::int64_t line, std::string_view raw)
    {
        m_row.line = line;
        m_row.raw = raw;
        m_row.faults.clear();
    }

    void fault(ErrorCode code, std::string where, std::string_view found, std::string expected)
    {
        m_row.faults.push_back({code, std::move(where), excerpt(found), std::move(expected), m_row.line});
    }

    /// Finds the mapped columns among those of the file, once; each that is not there is a fault, and nothing more
    /// is read then.
    void placeColumns(const std::vector<std::string> &names)
    {
        if (!m_places.empty() || m_mapper.columns().empty())
            return;
        for (std::size_t i = 0; i < m_mapper.columns().size(); ++i) {
            const std::string &column = m_mapper.columns()[i];
            const auto place = std::ranges::find(names, column);
            if (place == names.end())
                fault(ErrorCode::Missing, m_mapper.fieldOf(i), {}, column);
            m_places.push_back(static_cast<std::size_t>(place - names.begin()));
        }
        m_isUnusable = !m_row.faults.empty();
    }

    void readCsv(const CsvRow &csv)
    {
        if (m_isUnusable)
            return;
        begin(csv.line, csv.raw);
        if (csv.fault)
            m_row.faults.push_back(*csv.fault);
        if (m_layout.hasHeader && !m_hasHeader)
            readHeader(csv);
        else if (m_row.faults.empty())
            readCells(csv.cells);
        else
            m_sink(m_row);
    }

    void readHeader(const CsvRow &csv)
    {
        m_hasHeader = true;
        m_width = csv.cells.size();
        m_isUnusable = csv.fault.has_value();
        if (!m_isUnusable)
            placeColumns(columnNames(csv.cells));
        if (m_isUnusable)
            m_sink(m_row);
    }

    void readCells(const std::vector<std::string_view> &cells)
    {
        if (!m_layout.hasHeader) {
            m_width = m_layout.columns.size();
            placeColumns(m_layout.columns);
        }
        if (!m_isUnusable)
            mapCells(cells);
        m_sink(m_row);
    }

    void mapCells(const std::vector<std::string_view> &cells)
    {
        if (cells.size() < m_width || !restIsEmpty(cells, m_width)) {
            fault(ErrorCode::Syntax, "columns", std::to_string(cells.size()), std::to_string(m_width));
            return;
        }
        mapPlaced(cells);
    }

    template<typename Values>
    void mapPlaced(const Values &values)
    {
        for (std::size_t i = 0; i < m_places.size(); ++i)
            m_values[i] = values[m_places[i]];
        m_mapper.map(m_values, m_row);
        if (m_row.faults.empty() && validTextLength(m_row.raw) < m_row.raw.size())
            fault(ErrorCode::Syntax, "row", m_row.raw, encodingText(m_layout.encoding));
    }

    void readLog(std::string_view line)
    {
        placeColumns(m_layout.columns.empty() ? combinedLogColumns() : m_layout.columns);
        if (m_isUnusable)
            return;
        if (const auto values = m_log->parse(line))
            mapPlaced(*values);
        else
            fault(ErrorCode::Syntax, "row", line, std::string(name(FileFormat::CombinedLog)));
    }

    void readJson(std::string_view line)
    {
        const auto object = parseJson(line);
        if (!object || object->asObject() == nullptr) {
            fault(ErrorCode::Syntax, object ? "row" : object.error().where, line, "{…}");
            return;
        }
        if (m_layout.format == FileFormat::CloudEvents)
            m_row.faults = envelopeFaultsOf(*object);
        for (Error &fault : m_row.faults)
            fault.line = m_row.line;
        std::vector<std::string> texts(m_values.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const Json *member = memberAt(*object, m_mapper.columns()[i]);
            auto text = member == nullptr ? std::optional(std::string()) : scalarText(*member);
            if (!text)
                fault(ErrorCode::Syntax, m_mapper.fieldOf(i), member->dump(), "\"…\"");
            texts[i] = std::move(text).value_or("");
            m_values[i] = texts[i];
        }
        if (m_row.faults.empty())
            m_mapper.map(m_values, m_row);
    }

    Layout m_layout;
    RowMapper m_mapper;
    Sink m_sink;
    std::variant<std::monostate, CsvParser, LineSplitter, JsonElements> m_parser;
    std::optional<AccessLogParser> m_log;
    std::vector<std::size_t> m_places; ///< of the mapped columns among those of the file
    std::size_t m_width = 0; ///< columns of a CSV file
    bool m_hasHeader = false;
    bool m_isUnusable = false;
    std::vector<std::string_view> m_values;
    ReadRow m_row;
};

UsageReader::UsageReader(Layout layout, Zone zone, Sink sink)
    : m_impl(std::make_unique<Impl>(std::move(layout), std::move(zone), std::move(sink)))
{
}

UsageReader::~UsageReader() = default;
UsageReader::UsageReader(UsageReader &&) noexcept = default;
UsageReader &UsageReader::operator=(UsageReader &&) noexcept = default;

void UsageReader::feed(std::string_view bytes)
{
    m_impl->feed(bytes);
}

void UsageReader::finish()
{
    m_impl->finish();
}

bool UsageReader::isBetweenRows() const
{
    return m_impl->csv() != nullptr && m_impl->csv()->isBetweenRows();
}

std::int64_t UsageReader::line() const
{
    return m_impl->csv() != nullptr ? m_impl->csv()->line() : 0;
}

void UsageReader::setLine(std::int64_t line)
{
    if (m_impl->csv() != nullptr)
        m_impl->csv()->setLine(line);
}

UsageReader::Places UsageReader::places() const
{
    return m_impl->places();
}

} // namespace toll
