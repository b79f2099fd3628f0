// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// No file may crash the readers of usage, in any format or dialect; it reads the same whole and in pieces; every fault
// says where; and no event comes through that the rules refuse.
#include "core/usage/reader.h"

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
    return 0;
}
