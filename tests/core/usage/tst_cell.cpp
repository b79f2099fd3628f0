// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bytes.h"
#include "core/usage/cell.h"
#include "generators.h"

#include <QtTest>
#include <rapidcheck.h>

#include <limits>

using namespace toll;
using namespace toll::test;

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
const std::vector<std::string> declared{"a", "b"};

CellDay dayOf(const std::vector<UsageEvent> &events)
{
    CellDay day;
    for (const UsageEvent &event : events) {
        if (!day[cellKeyOf(event, declared)].add(event))
            qFatal("overflow");
    }
    return day;
}

CellDay sumOf(CellDay left, const CellDay &right)
{
    for (const auto &[key, sums] : right) {
        if (!left[key].add(sums))
            qFatal("overflow");
    }
    return left;
}

/// The bytes behind a correct version and checksum, so that what is decoded is not refused at the door.
std::vector<std::byte> sealed(std::span<const std::byte> content)
{
    ByteWriter writer(1);
    writer.bytes(content);
    return std::move(writer).sealed();
}

UsageEvent eventAt(std::int64_t ms)
{
    UsageEvent event;
    event.time.ms = ms;
    return event;
}

} // namespace

class CellTest : public QObject {
    Q_OBJECT

private slots:
    void aQuarterIsHalfOpen()
    {
        QCOMPARE(cellKeyOf(eventAt(msPerQuarter - 1), {}).quarter.ms, 0);
        QCOMPARE(cellKeyOf(eventAt(msPerQuarter), {}).quarter.ms, msPerQuarter);
        QCOMPARE(cellKeyOf(eventAt(-1), {}).quarter.ms, -msPerQuarter);
    }

    void keepsOnlyDeclaredDimensions()
    {
        UsageEvent event = eventAt(0);
        event.dimensions = {{"a", "1"}, {"z", "2"}};
        const CellKey key = cellKeyOf(event, declared);
        QCOMPARE(key.dimensions.size(), 1U);
        QCOMPARE(key.dimensions.front().first, std::string("a"));
    }

    void keepsUnknownApartFromZero()
    {
        UsageEvent known = eventAt(0);
        known.units[0] = 0;
        known.count = 3;
        CellSums sums;
        QVERIFY(sums.add(known).has_value());
        QVERIFY(sums.add(eventAt(0)).has_value());
        QCOMPARE(sums.requests, 4);
        QVERIFY((sums.units[0] == MeterSum{0, 3}));
        QVERIFY(sums.units[1] == MeterSum{});
    }

    void responseTimesCountForEachRequestOfARow()
    {
        UsageEvent event = eventAt(0);
        event.count = 4;
        event.responseMs = 50;
        CellSums sums;
        QVERIFY(sums.add(event).has_value());
        QVERIFY((sums.responseMs == MeterSum{200, 4}));
        QCOMPARE(sums.response.total(), 4);
        QCOMPARE(sums.response.percentile(50), 50);
    }

    void anOverflowLeavesTheCellAsItWas_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("requests") << 0;
        QTest::newRow("unit") << 1;
        QTest::newRow("response") << 2;
        QTest::newRow("custom") << 3;
    }
    void anOverflowLeavesTheCellAsItWas()
    {
        QFETCH(const int, which);
        UsageEvent event = eventAt(0);
        event.units[0] = 1;
        event.responseMs = 1;
        event.custom = {{"images", 1}};
        if (which == 0)
            event.count = largest;
        if (which == 1)
            event.units[0] = largest;
        if (which == 2)
            event.responseMs = largest;
        if (which == 3)
            event.custom.front().second = largest;
        CellSums sums;
        QVERIFY(sums.add(event).has_value());
        const CellSums before = sums;
        const auto again = sums.add(event);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Overflow);
        QVERIFY(sums == before);
        QVERIFY(!sums.add(before));
        QVERIFY(sums == before);
    }

    void summingIsAssociativeAndInAnyOrder()
    {
        QVERIFY(rc::check("sums", [] {
            const auto a = anyEvents();
            const auto b = anyEvents();
            const auto c = anyEvents();
            const CellDay left = sumOf(sumOf(dayOf(a), dayOf(b)), dayOf(c));
            const CellDay right = sumOf(dayOf(a), sumOf(dayOf(b), dayOf(c)));
            RC_ASSERT(left == right);
            auto all = c;
            all.insert(all.end(), b.begin(), b.end());
            all.insert(all.end(), a.begin(), a.end());
            RC_ASSERT(left == dayOf(all));
        }));
    }

    void comesBackFromItsBytes()
    {
        QVERIFY(rc::check("round trip", [] {
            const CellDay day = dayOf(anyEvents());
            const auto back = decodeCellDay(encodeCellDay(day));
            RC_ASSERT(back.has_value());
            RC_ASSERT(*back == day);
        }));
    }

    void noticesEveryFlippedBitAndEveryCut()
    {
        UsageEvent event = eventAt(0);
        event.model = "gpt-4o";
        event.responseMs = 321;
        event.custom = {{"images", 2}};
        const auto bytes = encodeCellDay(dayOf({event, eventAt(msPerQuarter)}));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            QVERIFY(!decodeCellDay(std::span(bytes).first(i)));
            for (int bit = 0; bit < 8; ++bit) {
                auto flipped = bytes;
                flipped[i] ^= static_cast<std::byte>(1 << bit);
                QVERIFY(!decodeCellDay(flipped));
            }
        }
    }

    void survivesAnyContentBehindAGoodChecksum()
    {
        QVERIFY(rc::check("any bytes", [] {
            const auto drawn = *rc::gen::arbitrary<std::vector<std::uint8_t>>();
            const auto found = decodeCellDay(sealed(std::as_bytes(std::span(drawn))));
            RC_ASSERT(found.has_value() || found.error().code == ErrorCode::Damaged);
        }));
        QVERIFY(rc::check("garbled bytes", [] {
            const auto bytes = encodeCellDay(dayOf(anyEvents()));
            std::vector<std::byte> content(bytes.begin() + 1, bytes.end() - 4);
            const int changes = *rc::gen::inRange(1, 4);
            for (int i = 0; i < changes; ++i)
                content[*rc::gen::inRange<std::size_t>(0, content.size())] =
                    static_cast<std::byte>(*rc::gen::inRange(0, 256));
            const auto found = decodeCellDay(sealed(content));
            RC_ASSERT(found.has_value() || found.error().code == ErrorCode::Damaged);
        }));
    }

    void refusesAbsurdCountsWithoutAllocatingThem()
    {
        ByteWriter writer(1);
        writer.varint(std::uint64_t{1} << 60);
        QCOMPARE(decodeCellDay(std::move(writer).sealed()).error().code, ErrorCode::Damaged);
        ByteWriter cells(1);
        cells.varint(0);
        cells.varint(std::uint64_t{1} << 60);
        QCOMPARE(decodeCellDay(std::move(cells).sealed()).error().code, ErrorCode::Damaged);
    }

    void tellsALaterVersionFromDamage()
    {
        ByteWriter writer(2);
        QCOMPARE(decodeCellDay(std::move(writer).sealed()).error().code, ErrorCode::TooNew);
    }

    void cellsBecomeRowsWithTheirTextsOnce()
    {
        UsageEvent event = eventAt(5);
        event.model = "gpt-4o";
        event.source = "log";
        event.status = 200;
        event.units[3] = 7;
        event.custom = {{"images", 2}};
        event.dimensions = {{"a", "eu"}};
        UsageTable table;
        table.tokens = {{"t"}};
        const CellDay day = dayOf({event, event});
        appendRows(table, 0, day);
        appendRows(table, 0, day);
        QCOMPARE(table.rows.size(), 2U);
        const UsageRow &row = table.rows.front();
        QCOMPARE(row.requests, 2);
        QCOMPARE(row.time.ms, 0);
        QVERIFY((row.units[3] == MeterSum{14, 2}));
        QCOMPARE(table.text(row.model), std::string("gpt-4o"));
        QCOMPARE(table.text(row.source), std::string("log"));
        QCOMPARE(table.text(row.endpoint), std::string());
        QVERIFY((table.customs(row.custom) == UsageTable::Customs{{"images", {4, 2}}}));
        QVERIFY((table.dimensions(row.dimensions) == UsageTable::Dimensions{{"a", "eu"}}));
        QCOMPARE(table.rows.back().model, row.model);
        QCOMPARE(table.rows.back().dimensions, row.dimensions);
    }

    void anEventBecomesARow()
    {
        UsageEvent event = eventAt(1234);
        event.count = 3;
        event.responseMs = 10;
        event.units[1] = 9;
        UsageTable table;
        const UsageRow row = table.rowOf(event, 0);
        QCOMPARE(row.time.ms, 1234);
        QCOMPARE(row.requests, 3);
        QVERIFY((row.responseMs == MeterSum{30, 3}));
        QVERIFY((row.units[1] == MeterSum{9, 3}));
        QVERIFY(row.units[0] == MeterSum{});
        QCOMPARE(row.custom, 0U);
        QCOMPARE(row.dimensions, 0U);
    }
};

QTEST_APPLESS_MAIN(CellTest)
#include "tst_cell.moc"
