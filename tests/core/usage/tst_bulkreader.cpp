// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bulkreader.h"

#include <QtTest>
#include <rapidcheck.h>

#include <random>

using namespace toll;

namespace {

/// A row as either reader gave it.
struct Seen {
    std::int64_t line = 0;
    std::string raw;
    UsageEvent event;
    std::vector<Error> faults;

    bool operator==(const Seen &) const = default;
};

Seen seenOf(const ReadRow &row)
{
    return {row.line, std::string(row.raw), row.faults.empty() ? row.event : UsageEvent(), row.faults};
}

Seen seenOf(const PlainRow &row)
{
    Seen seen;
    seen.line = row.line;
    seen.raw = row.raw;
    UsageEvent &event = seen.event;
    event.id = row.id;
    event.source = row.source;
    event.time.ms = row.time;
    event.token = row.token;
    event.customer = row.customer;
    event.status = row.status;
    event.count = row.count;
    const auto amount = [](std::int64_t value) {
        return value == PlainRow::absent ? std::nullopt : std::optional(value);
    };
    event.responseMs = amount(row.response);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        event.units[unit] = amount(row.units[unit]);
    event.model = row.model;
    event.endpoint = row.endpoint;
    event.custom.assign(row.customs.begin(), row.customs.end());
    event.dimensions.assign(row.dimensions.begin(), row.dimensions.end());
    return seen;
}

Layout layoutOf(const std::vector<std::string> &columns, char delimiter = ',')
{
    Layout layout;
    layout.dialect.delimiter = delimiter;
    layout.columns = columns;
    for (const std::string &column : columns) {
        if (column != "unmapped")
            layout.fields[column] = column;
    }
    return layout;
}

template<typename Reader>
void feedInPieces(Reader &reader, std::string_view text, std::size_t piece)
{
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
        reader.feed(text.substr(0, piece));
    reader.finish();
}

std::vector<Seen> slowly(const Layout &layout, std::string_view text)
{
    std::vector<Seen> rows;
    UsageReader reader(layout, Zone(), [&rows](const ReadRow &row) { rows.push_back(seenOf(row)); });
    feedInPieces(reader, text, 1 << 20);
    return rows;
}

struct Fast {
    std::vector<Seen> rows;
    int plain = 0;
    int inBlocks = 0; ///< of these
};

enum class Blocks { Taken, Left };

Fast fast(const Layout &layout, std::string_view text, std::size_t piece, Blocks blocks = Blocks::Taken)
{
    Fast found;
    BulkReader::Sinks sinks;
    sinks.plain = [&found](const PlainRow &row) {
        ++found.plain;
        found.rows.push_back(seenOf(row));
    };
    sinks.other = [&found](const ReadRow &row) { found.rows.push_back(seenOf(row)); };
    if (blocks == Blocks::Taken) {
        sinks.block = [&](const PlainBlock &block) {
            for (std::size_t row = 0; row < block.rows; ++row)
                sinks.plain(block.at(row));
            found.inBlocks += static_cast<int>(block.rows);
        };
    }
    BulkReader reader(layout, Zone(), sinks);
    feedInPieces(reader, text, piece);
    return found;
}

const std::vector<std::string> everyColumn{"id", "time", "token", "customer", "status", "response_ms", "unmapped",
    "count", "input_units", "output_units", "model", "endpoint", "source", "meter.images", "dim.region", "dim.user"};

/// Mostly what files hold, and everything that has ever broken one.
std::string anyCell(const std::string &column, std::mt19937 &dice, unsigned neatness)
{
    static const std::vector<std::string> odd{"", " ", "\"\"", "\"a,b\"", "\"a\"\"b\"", "\"two\nlines\"",
        "\"cr\r\nlf\"", "mid\"dle", "\"open", "\xff\xfe", std::string("n\0l", 3), "\xe4\xb8\xad\xe6\x96\x87",
        " padded ", "-1", "1e3", "12.0", "12.5", "99999999999999999999", "9223372036854775807", "x", "\t", "0", "00",
        "600", "99", "\r"};
    if (dice() % neatness == 0)
        return odd[dice() % odd.size()];
    const auto number = [&](unsigned below) { return std::to_string(dice() % below); };
    const auto two = [&](unsigned below) {
        const std::string digits = number(below);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    // What is just allowed, and just not.
    static const std::vector<std::string> statuses{"99", "100", "599", "600", "0200", "20", "2000"};
    static const std::vector<std::string> clocks{
        "24:00:00", "23:59:59", "23:60:00", "12:00:60", "1::00:00", "12-00:00"};
    if (column == "time") {
        static const std::vector<std::string> ends{"Z", ".123Z", "+02:00", "z", ".5Z", ".1234567Z", "-00:30"};
        if (dice() % (2 * neatness) == 0)
            return "2026-02-30T00:00:00Z";
        if (dice() % 60 == 0)
            return "2026-01-01T" + clocks[dice() % clocks.size()] + "Z";
        return "2026-0" + std::to_string(1 + dice() % 3) + "-0" + std::to_string(1 + dice() % 9) + "T" + two(24) + ":"
            + two(60) + ":" + two(dice() % neatness == 0 ? 62 : 60)
            + ends[dice() % (dice() % 4 == 0 ? ends.size() : 2)];
    }
    if (column == "status" && dice() % 60 == 0)
        return statuses[dice() % statuses.size()];
    if (column == "status")
        return dice() % 5 == 0 ? "" : std::to_string(200 + dice() % 300);
    if (column == "count")
        return dice() % 3 == 0 ? number(neatness < 100 ? 5 : 1'000'000) : "";
    if (column == "response_ms" || column.starts_with("meter") || column.ends_with("units"))
        return dice() % 5 == 0 ? "" : number(5000);
    return dice() % 6 == 0 ? "" : column.substr(0, 2) + number(50);
}

std::string anyFile(const std::vector<std::string> &columns, char delimiter, unsigned seed)
{
    std::mt19937 dice(seed);
    std::string text;
    if (dice() % 4 == 0)
        text += "\xEF\xBB\xBF";
    const bool isDos = dice() % 3 == 0;
    const bool isNeat = dice() % 2 == 0;
    const unsigned neatness = isNeat ? 3000 : 40;
    const auto end = [&] {
        text += isDos != (dice() % neatness == 0) ? "\r\n" : dice() % (5 * neatness) == 0 ? "\r" : "\n";
    };
    for (std::size_t i = 0; i < columns.size(); ++i)
        text += (i == 0 ? "" : std::string(1, delimiter)) + columns[i];
    end();
    const std::size_t rows = dice() % (isNeat ? 700 : 60);
    for (std::size_t row = 0; row < rows; ++row) {
        if (dice() % neatness == 0)
            end();
        const std::size_t width = dice() % neatness == 0 ? dice() % (columns.size() + 3) : columns.size();
        for (std::size_t i = 0; i < width; ++i)
            text += (i == 0 ? "" : std::string(1, delimiter))
                + (i < columns.size()     ? anyCell(columns[i], dice, neatness)
                        : dice() % 2 == 0 ? ""
                                          : "more");
        if (row + 1 < rows || dice() % 2 == 0)
            end();
    }
    return text;
}

} // namespace

class BulkReaderTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatTheGeneralReaderReads()
    {
        int plain = 0;
        int inBlocks = 0;
        const bool holds = rc::check("fast == general", [&](unsigned seed) {
            std::vector<std::string> columns = everyColumn;
            std::mt19937 dice(seed);
            if (dice() % 2 == 0) // what blocks do not hold
                std::erase_if(columns, [](const std::string &column) { return column.contains('.'); });
            std::ranges::shuffle(columns, dice);
            if (dice() % 2 == 0)
                columns.resize(3 + dice() % (columns.size() - 4));
            if (std::ranges::find(columns, "time") == columns.end())
                columns[0] = "time";
            const char delimiter = ",;\t|"[dice() % 4];
            Layout layout = layoutOf(columns, delimiter);
            layout.hasHeader = dice() % 5 != 0;
            if (dice() % 8 == 0)
                layout.units["response_ms"] = *rc::gen::element<std::string>("s", "us");
            if (dice() % 10 == 0)
                layout.dialect.quote = '\'';
            if (dice() % 10 == 0)
                layout.dialect.comment = 't';
            if (dice() % 10 == 0)
                layout.numbers.point = ',';
            const std::string text = anyFile(columns, delimiter, seed);
            const Fast found = fast(layout, text, *rc::gen::element<std::size_t>(1, 7, 64, 1000, 1 << 20));
            plain += found.plain;
            inBlocks += found.inBlocks;
            const std::vector<Seen> expected = slowly(layout, text);
            RC_ASSERT(found.rows == expected);
            RC_ASSERT(fast(layout, text, 1 << 20, Blocks::Left).rows == expected);
        });
        QVERIFY(holds);
        QVERIFY(plain > 100); // the quick way was taken
        QVERIFY(inBlocks > 100); // and the quickest
    }

    /// Many pieces, none of which ends with a row; a long quoted cell in the middle.
    void longFilesKeepTheirLines()
    {
        const Layout layout = layoutOf({"time", "id", "status"});
        std::string text = "time,id,status\n";
        for (int i = 0; i < 40'000; ++i) {
            text += "2026-01-01T00:00:0" + std::to_string(i % 10) + "Z,r" + std::to_string(i) + ",200\n";
            if (i == 20'000)
                text += "2026-01-01T00:00:00Z,\"" + std::string(300'000, 'x') + "\n\n" + "\",200\n\n";
        }
        const Fast found = fast(layout, text, 100'001);
        QCOMPARE(found.plain, 40'000); // all but the quoted one
        QVERIFY(found.rows == slowly(layout, text));
        QCOMPARE(found.rows.back().line, 40'000 + 1 + 4);
    }

    void otherFormatsAreReadToo()
    {
        Layout layout;
        layout.format = FileFormat::JsonLines;
        layout.columns = {"time", "id"};
        layout.fields = {{"time", "time"}, {"id", "id"}};
        const std::string text = "{\"time\":\"2026-01-01T00:00:00Z\",\"id\":\"a\"}\n{bad\n";
        const Fast found = fast(layout, text, 5);
        QCOMPARE(found.rows.size(), 2U);
        QVERIFY(found.rows == slowly(layout, text));
    }
};

QTEST_APPLESS_MAIN(BulkReaderTest)
#include "tst_bulkreader.moc"
