// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Single rows out of packed columns, and row numbers in the order of their keys.
#include "core/usage/roworder.h"
#include "core/usage/segmentrows.h"
#include "generators.h"

#include <QtTest>
#include <rapidcheck.h>

#include <numeric>
#include <random>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

enum class Ids { None, Counting, Padded, Numbers, Hexadecimal, Words };

std::string idOf(Ids kind, int i, std::mt19937_64 &dice)
{
    switch (kind) {
    case Ids::None:
        return {};
    case Ids::Counting:
        return "req-" + std::to_string(1000 + 3 * i);
    case Ids::Padded:
        return u"n%1"_s.arg(dice() % 100'000, 8, 10, QLatin1Char('0')).toStdString();
    case Ids::Numbers:
        return std::to_string(dice() >> 1);
    case Ids::Hexadecimal:
        return u"a-%1-%2"_s.arg(dice() >> 40, 6, 16, QLatin1Char('0'))
            .arg(dice() >> 48, 4, 16, QLatin1Char('0'))
            .toStdString();
    case Ids::Words:
        return std::string(dice() % 90, static_cast<char>('a' + i % 26)) + std::to_string(dice() % 7);
    }
    return {};
}

std::vector<StoredEvent> manyEvents(Ids kind, int size)
{
    std::mt19937_64 dice(static_cast<unsigned>(size) + static_cast<unsigned>(kind));
    std::vector<StoredEvent> events;
    for (int i = 0; i < size; ++i) {
        UsageEvent event;
        event.time.ms = 1'700'000'000'000 + static_cast<std::int64_t>(dice() % 1'000'000'000);
        event.id = idOf(kind, i, dice);
        event.source = dice() % 4 == 0 ? "gate" : "log";
        event.status = static_cast<std::int16_t>(dice() % 3 == 0 ? noStatus : 200 + dice() % 300);
        event.count = dice() % 10 == 0 ? static_cast<std::int64_t>(1 + dice() % 70'000) : 1;
        if (dice() % 5 > 0)
            event.responseMs = static_cast<std::int64_t>(dice() % 4000);
        event.units[0] = static_cast<std::int64_t>(dice() >> (dice() % 60 + 2));
        event.model = "model-" + std::to_string(dice() % 5);
        event.endpoint = "/v1/" + std::to_string(dice() % 300);
        if (dice() % 7 == 0)
            event.custom = {{"audio", static_cast<std::int64_t>(dice() % 90)}};
        if (dice() % 11 == 0)
            event.custom.emplace_back("images", static_cast<std::int64_t>(dice() % 9));
        if (dice() % 3 == 0)
            event.dimensions = {{"region", dice() % 2 == 0 ? "eu" : "us"}};
        const TokenId token{"token-" + std::to_string(dice() % 200)};
        const bool isDerived = !event.id.empty() && dice() % 6 > 0;
        events.push_back(
            {token, isDerived ? hashOfId(event.source, event.id) : hashOfRow(event.source, token, event.id, i), event});
    }
    return events;
}

void compareRows(const Segment &segment)
{
    const auto decoded = decodeSegment(segment);
    const auto rows = SegmentRows::open(segment);
    QVERIFY(decoded && rows);
    QCOMPARE(rows->size(), decoded->size());
    // In no order: no row may need the one before.
    for (std::size_t i = 0; i < decoded->size(); ++i) {
        const std::size_t row = i * 7919 % decoded->size();
        const auto stored = rows->at(row);
        QVERIFY(stored.has_value());
        QVERIFY2(*stored == (*decoded)[row], qPrintable(QString::number(row)));
        QCOMPARE(rows->timeAt(row), (*decoded)[row].event.time);
    }
}

} // namespace

class SegmentRowsTest : public QObject {
    Q_OBJECT

private slots:
    void everyRowIsTheDecodedOne_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("size");
        const std::pair<const char *, Ids> kinds[] = {{"no ids", Ids::None}, {"counting", Ids::Counting},
            {"padded", Ids::Padded}, {"numbers", Ids::Numbers}, {"hexadecimal", Ids::Hexadecimal},
            {"words", Ids::Words}};
        for (const auto &[name, kind] : kinds)
            for (const int size : {1, 127, 128, 129, 1000})
                QTest::addRow("%s, %d", name, size) << static_cast<int>(kind) << size;
    }

    void everyRowIsTheDecodedOne()
    {
        QFETCH(const int, kind);
        QFETCH(const int, size);
        compareRows(encodeSegment(manyEvents(static_cast<Ids>(kind), size)));
    }

    void fewRowsOfAnyKindAreTheDecodedOnes()
    {
        QVERIFY(rc::check("rows", [] {
            std::vector<StoredEvent> stored;
            for (const UsageEvent &event : anyEvents())
                stored.push_back({{*shortText()}, hashOfRow(event.source, {}, event.id, std::ssize(stored)), event});
            const Segment segment = encodeSegment(stored);
            const auto decoded = decodeSegment(segment);
            const auto rows = SegmentRows::open(segment);
            RC_ASSERT(decoded && rows);
            for (std::size_t row = 0; row < decoded->size(); ++row)
                RC_ASSERT(rows->at(row).value() == (*decoded)[row]);
        }));
    }

    void damagedColumnIsNamed()
    {
        const Segment sound = encodeSegment(manyEvents(Ids::Numbers, 300));
        for (std::size_t i = 0; i < sound.columns.size(); ++i) {
            Segment segment = sound;
            segment.columns[i].second.back() ^= std::byte{1};
            const auto rows = SegmentRows::open(segment);
            QVERIFY(!rows);
            QCOMPARE(rows.error().code, ErrorCode::Damaged);
            QCOMPARE(rows.error().where, segment.columns[i].first);
        }
    }

    void countsAreSummedOverSomeRows()
    {
        const auto events = manyEvents(Ids::Counting, 400);
        const Segment segment = encodeSegment(events);
        const auto decoded = decodeSegment(segment);
        QVERIFY(decoded.has_value());
        std::int64_t sum = 0;
        for (std::size_t row = 30; row < 290; ++row)
            sum += (*decoded)[row].event.count;
        QCOMPARE(sumOfCounts(segment, 30, 290), Result<std::int64_t>(sum));
        QCOMPARE(sumOfCounts(segment, 30, 30), Result<std::int64_t>(0));
    }

    void keysOrderRowsAndEqualOnesStay_data()
    {
        QTest::addColumn<int>("bits");
        for (const int bits : {0, 1, 7, 16, 17, 24, 32, 33, 64})
            QTest::addRow("%d", bits) << bits;
    }

    void keysOrderRowsAndEqualOnesStay()
    {
        QFETCH(const int, bits);
        std::mt19937_64 dice(7);
        std::vector<std::uint64_t> keys(3000);
        for (std::uint64_t &key : keys)
            key = bits == 0 ? 5 : dice() >> (64 - bits);
        std::vector<RowNumber> rows(keys.size());
        std::iota(rows.rbegin(), rows.rend(), 0U);
        std::vector<RowNumber> expected = rows;
        std::ranges::stable_sort(expected, {}, [&keys](RowNumber row) { return keys[row]; });
        std::vector<RowNumber> sorted = rows;
        sortByKeys(sorted, keys, {});
        QCOMPARE(sorted, expected);
        if (bits > 32)
            return;
        const std::vector<std::uint32_t> narrow(keys.begin(), keys.end());
        sortByKeys(rows, narrow, {});
        QCOMPARE(rows, expected);
    }
};

QTEST_GUILESS_MAIN(SegmentRowsTest)
#include "tst_segmentrows.moc"
