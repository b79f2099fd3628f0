// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// No file may crash the readers of usage, in any format or dialect; it reads the same whole and in pieces, and the same
// in bulk; every fault says where; and no event comes through that the rules refuse.
#include "core/usage/bulkreader.h"

#include <cstdint>
#include <cstdlib>
#include <tuple>

using namespace toll;

namespace {

struct Row {
    std::int64_t line = 0;
    std::string raw;
    UsageEvent event;
    std::vector<Error> faults;

    bool operator==(const Row &) const = default;
};

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

std::vector<Row> read(const Layout &layout, std::string_view text, std::size_t piece)
{
    std::vector<Row> rows;
    UsageReader reader(layout, Zone(), [&rows](const ReadRow &row) {
        rows.push_back({row.line, std::string(row.raw), row.faults.empty() ? row.event : UsageEvent(), row.faults});
    });
    for (std::size_t at = 0; at < text.size(); at += piece)
        reader.feed(text.substr(at, piece));
    reader.finish();
    return rows;
}

Row rowOf(const PlainRow &plain)
{
    const auto amount = [](std::int64_t value) {
        return value == PlainRow::absent ? std::nullopt : std::optional(value);
    };
    Row row{plain.line, std::string(plain.raw), {}, {}};
    UsageEvent &event = row.event;
    event.time.ms = plain.time;
    event.id = plain.id;
    event.source = plain.source;
    event.token = plain.token;
    event.customer = plain.customer;
    event.status = plain.status;
    event.count = plain.count;
    event.responseMs = amount(plain.response);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        event.units[unit] = amount(plain.units[unit]);
    event.model = plain.model;
    event.endpoint = plain.endpoint;
    event.custom.assign(plain.customs.begin(), plain.customs.end());
    event.dimensions.assign(plain.dimensions.begin(), plain.dimensions.end());
    return row;
}

std::vector<Row> readInBulk(const Layout &layout, std::string_view text, std::size_t piece)
{
    std::vector<Row> rows;
    BulkReader reader(layout, Zone(),
        {[&rows](const PlainRow &row) { rows.push_back(rowOf(row)); },
            [&rows](const ReadRow &row) {
                rows.push_back(
                    {row.line, std::string(row.raw), row.faults.empty() ? row.event : UsageEvent(), row.faults});
            },
            [&rows](const PlainBlock &block) {
                for (std::size_t row = 0; row < block.rows; ++row)
                    rows.push_back(rowOf(block.at(row)));
            }});
    for (std::size_t at = 0; at < text.size(); at += piece)
        reader.feed(text.substr(at, piece));
    reader.finish();
    return rows;
}

/// The first byte chooses what a person might; the others are the file.
ReadingChoices choicesOf(std::uint8_t byte)
{
    ReadingChoices choices;
    constexpr FileFormat formats[]{
        FileFormat::Csv, FileFormat::JsonLines, FileFormat::Json, FileFormat::CloudEvents, FileFormat::CombinedLog};
    if (byte % 8 < 5)
        choices.format = formats[byte % 8];
    if (byte & 0x08)
        choices.escape = '\\';
    if (byte & 0x10)
        choices.quote = '\'';
    if (byte & 0x20)
        choices.skippedLines = 1;
    if (byte & 0x40)
        choices.comment = '#';
    if (byte & 0x80)
        std::tie(choices.point, choices.group) = std::pair(',', '.');
    return choices;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    static_cast<void>(recogniseEncoding(text));
    auto layout = proposeLayout(text, choicesOf(data[0]));
    if (!layout)
        return 0;
    layout->timeOrigin = Instant{};
    const auto rows = read(*layout, text, size);
    for (const Row &row : rows) {
        expect(row.line > 0);
        for (const Error &fault : row.faults)
            expect(!fault.where.empty());
        if (row.faults.empty())
            expect(faultsOf(row.event).empty());
    }
    expect(read(*layout, text, 1) == rows);
    expect(read(*layout, text, 7) == rows);
    expect(readInBulk(*layout, text, size) == rows);
    expect(readInBulk(*layout, text, 61) == rows);
    return 0;
}
