// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Sums and exact percentiles of groups against counting them one by one, and the packed numbers they are read from.
#include "core/usage/groupsums.h"
#include "core/usage/packed.h"
#include "core/usage/packednumbers.h"

#include <QtTest>
#include <rapidcheck.h>

#include <limits>
#include <map>

using namespace toll;

namespace {

struct Rows {
    std::vector<std::uint32_t> groups;
    std::vector<StoredEvent> events; ///< in order of time
};

std::optional<std::int64_t> anyAmount(std::int64_t most)
{
    return *rc::gen::inRange(0, 4) == 0 ? std::nullopt : std::optional(*rc::gen::inRange<std::int64_t>(0, most));
}

/// Few values or many, of single requests or of several at once, that fit 32 bits or do not.
Rows anyRows(std::size_t size)
{
    const std::int64_t most = *rc::gen::element<std::int64_t>(3, 500, 3'000'000'000);
    const std::int64_t mostCount = *rc::gen::element<std::int64_t>(1, 1, 4);
    const bool hasUnits = *rc::gen::arbitrary<bool>();
    Rows rows;
    for (std::size_t i = 0; i < size; ++i) {
        StoredEvent stored;
        stored.event.id = std::to_string(1'000'000 + i);
        stored.event.time.ms = static_cast<std::int64_t>(i);
        stored.event.status = static_cast<std::int16_t>(*rc::gen::element(0, 200, 399, 400, 503));
        stored.event.count = *rc::gen::inRange<std::int64_t>(1, mostCount + 1);
        stored.event.responseMs = anyAmount(most);
        for (std::size_t unit = 0; unit < unitMeterCount && hasUnits; ++unit)
            stored.event.units[unit] = unit == 1 ? std::optional<std::int64_t>(7) : anyAmount(most);
        rows.events.push_back(stored);
        rows.groups.push_back(*rc::gen::element<std::uint32_t>(0, 1, 5, 70, GroupedRows::none));
    }
    return rows;
}

/// The columns of a segment that holds the rows.
struct Columns {
    explicit Columns(const Rows &rows) : groups(rows.groups)
    {
        const Segment segment = encodeSegment(rows.events);
        const auto decoded = decodeColumns(segment, static_cast<ColumnSet>(SegmentColumn::Status));
        statuses = decoded->statuses;
        bool fine = counts.decode(segment, "count") && responses.decode(segment, "response_ms");
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            fine = fine && units[unit].decode(segment, name(static_cast<UnitMeter>(unit)));
        if (!fine)
            qFatal("not decoded");
    }
    [[nodiscard]] GroupedRows rows() const
    {
        return {groups, statuses, &counts, &responses, {&units[0], &units[1], &units[2], &units[3]}};
    }

    std::vector<std::uint32_t> groups;
    std::vector<std::int16_t> statuses;
    AmountColumn counts;
    AmountColumn responses;
    std::array<AmountColumn, unitMeterCount> units;
};

struct Counted {
    GroupSums sums;
    std::map<std::int64_t, std::int64_t> responses;
};

std::map<std::uint32_t, Counted> countedOneByOne(const Rows &rows)
{
    std::map<std::uint32_t, Counted> groups;
    for (std::size_t i = 0; i < rows.events.size(); ++i) {
        if (rows.groups[i] == GroupedRows::none)
            continue;
        const UsageEvent &event = rows.events[i].event;
        auto &[sums, responses] = groups[rows.groups[i]];
        sums.requests += event.count;
        sums.errors += event.status >= 400 ? event.count : 0;
        if (event.responseMs) {
            sums.responseMs.sum += *event.responseMs * event.count;
            sums.responseMs.known += event.count;
            responses[*event.responseMs] += event.count;
        }
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (event.units[unit]) {
                sums.units[unit].sum += *event.units[unit];
                sums.units[unit].known += event.count;
            }
    }
    return groups;
}

/// The smallest value that at least `percent` of all do not exceed.
std::int64_t nearestRank(const std::map<std::int64_t, std::int64_t> &responses, int percent)
{
    std::int64_t all = 0;
    for (const auto &[value, count] : responses)
        all += count;
    std::int64_t passed = 0;
    for (const auto &[value, count] : responses)
        if ((passed += count) * 100 >= all * percent)
            return value;
    return -1;
}

ValueCounts asCounts(const std::map<std::int64_t, std::int64_t> &responses)
{
    return {responses.begin(), responses.end()};
}

} // namespace

class TestGroupSums : public QObject {
    Q_OBJECT

private slots:
    void groupsAreWhatOneByOneCounts();
    void partsJoinToTheWhole();
    void percentilesOfManyAreThoseOfTheSorted();
    void overflowIsAnError();
    void packedNumbersOfEveryWidthComeBack_data();
    void packedNumbersOfEveryWidthComeBack();
    void shortenedNumbersFail();
};

void TestGroupSums::groupsAreWhatOneByOneCounts()
{
    QVERIFY(rc::check("groups", [] {
        const Rows rows = anyRows(*rc::gen::inRange<std::size_t>(1, 200));
        const Columns columns(rows);
        GroupSummer summer;
        summer.mostValues = *rc::gen::element<std::size_t>(5, 1'000'000);
        const std::size_t cut = *rc::gen::inRange<std::size_t>(0, rows.events.size() + 1);
        RC_ASSERT(summer.add(columns.rows(), 0, cut).has_value());
        RC_ASSERT(summer.add(columns.rows(), cut, rows.events.size()).has_value());
        std::map<std::uint32_t, Counted> expected = countedOneByOne(rows);
        SummedGroups room;
        for (const SummedGroup &group : summer.takePercentiles(room)) {
            const auto &[sums, responses] = expected.at(group.group);
            RC_ASSERT(group.sums == sums);
            for (std::size_t i = 0; i < summaryPercents.size() && !responses.empty(); ++i)
                RC_ASSERT(group.percentiles[i] == nearestRank(responses, summaryPercents[i]));
            expected.erase(group.group);
        }
        RC_ASSERT(expected.empty());
        RC_ASSERT(summer.isEmpty());
    }));
}

void TestGroupSums::partsJoinToTheWhole()
{
    QVERIFY(rc::check("parts", [] {
        Rows all;
        GroupSummer whole;
        ValueCounter values;
        for (int part = *rc::gen::inRange(1, 5); part > 0; --part) {
            const Rows rows = anyRows(*rc::gen::inRange<std::size_t>(1, 60));
            const Columns columns(rows);
            GroupSummer summer;
            whole.mostValues = *rc::gen::element<std::size_t>(5, 1'000'000);
            RC_ASSERT(summer.add(columns.rows(), 0, rows.events.size()).has_value());
            RC_ASSERT(whole.add(summer).has_value());
            ValueCounter some;
            RC_ASSERT(some.add(columns.rows(), 0, rows.events.size()).has_value());
            RC_ASSERT(values.add(some).has_value());
            all.groups.insert(all.groups.end(), rows.groups.begin(), rows.groups.end());
            all.events.insert(all.events.end(), rows.events.begin(), rows.events.end());
        }
        std::map<std::uint32_t, Counted> expected = countedOneByOne(all);
        std::map<std::int64_t, std::int64_t> everything;
        std::vector<ValueCounts> responses;
        SummedGroups room;
        const auto groups = whole.takeValues(room, responses);
        RC_ASSERT(groups.size() == expected.size());
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const Counted &counted = expected.at(groups[i].group);
            RC_ASSERT(groups[i].sums == counted.sums);
            RC_ASSERT(responses[i] == asCounts(counted.responses));
            for (const auto &[value, count] : counted.responses)
                everything[value] += count;
        }
        RC_ASSERT(values.counts() == asCounts(everything));
    }));
}

void TestGroupSums::percentilesOfManyAreThoseOfTheSorted()
{
    Rows rows;
    std::map<std::int64_t, std::int64_t> responses;
    for (std::int64_t i = 0; i < 5000; ++i) {
        StoredEvent stored;
        stored.event.id = std::to_string(10'000 + i);
        stored.event.time.ms = i;
        stored.event.responseMs = i * 7919 % 5003;
        ++responses[*stored.event.responseMs];
        rows.events.push_back(stored);
        rows.groups.push_back(3);
    }
    const Columns columns(rows);
    GroupSummer summer;
    QVERIFY(summer.add(columns.rows(), 0, rows.events.size()));
    SummedGroups room;
    const auto groups = summer.takePercentiles(room);
    QCOMPARE(groups.size(), std::size_t(1));
    for (std::size_t i = 0; i < summaryPercents.size(); ++i)
        QCOMPARE(groups.front().percentiles[i], nearestRank(responses, summaryPercents[i]));
    QCOMPARE(percentilesOf(asCounts(responses)), groups.front().percentiles);
}

void TestGroupSums::overflowIsAnError()
{
    Rows rows;
    for (int i = 0; i < 2; ++i) {
        StoredEvent stored;
        stored.event.id = std::to_string(i);
        stored.event.time.ms = i;
        stored.event.units[0] = std::numeric_limits<std::int64_t>::max() - 5;
        rows.events.push_back(stored);
        rows.groups.push_back(0);
    }
    const Columns columns(rows);
    GroupSummer first;
    QVERIFY(first.add(columns.rows(), 0, 1));
    GroupSummer second;
    QVERIFY(second.add(columns.rows(), 1, 2));
    const Result<void> joined = first.add(second);
    QVERIFY(!joined);
    QCOMPARE(joined.error().code, ErrorCode::Overflow);
    GroupSummer both;
    const Result<void> added = both.add(columns.rows(), 0, 2);
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::Overflow);
}

void TestGroupSums::packedNumbersOfEveryWidthComeBack_data()
{
    QTest::addColumn<int>("width");
    for (int width = 0; width <= 64; ++width)
        QTest::addRow("%d bits", width) << width;
}

void TestGroupSums::packedNumbersOfEveryWidthComeBack()
{
    QFETCH(int, width);
    const std::uint64_t mask = width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
    for (const std::size_t size : {std::size_t(1), std::size_t(127), std::size_t(128), std::size_t(300)}) {
        std::vector<std::uint64_t> values;
        std::uint64_t dice = 88172645463325252U + static_cast<std::uint64_t>(width);
        for (std::size_t i = 0; i < size; ++i) {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            values.push_back((dice & mask) + (width < 60 ? 1000 : 0));
        }
        ByteWriter writer(1);
        writePacked(writer, values);
        writer.byte(0xab);
        const std::vector<std::byte> bytes = std::move(writer).sealed();
        Result<ByteReader> reader = ByteReader::open(bytes, 1, "numbers");
        QVERIFY(reader);
        QCOMPARE(readPacked(*reader, size), values);
        QCOMPARE(reader->byte(), std::uint8_t(0xab)); // not a byte more was read
        QVERIFY(reader->finished());
    }
}

void TestGroupSums::shortenedNumbersFail()
{
    const std::vector<std::uint64_t> values{1, 900, 3, 70'000};
    ByteWriter writer(1);
    writePacked(writer, values);
    const std::vector<std::byte> bytes = std::move(writer).sealed();
    Result<ByteReader> reader = ByteReader::open(bytes, 1, "numbers");
    QVERIFY(reader);
    const std::vector<std::uint64_t> read = readPacked(*reader, values.size() + 128);
    QVERIFY(!reader->ok());
    QCOMPARE(read.size(), values.size() + 128);
    QCOMPARE(read.back(), std::uint64_t(0));
}

QTEST_APPLESS_MAIN(TestGroupSums)
#include "tst_groupsums.moc"
