// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The states of limits across a crash, and the table that holds them.
#include "core/limits/limitbook.h"

#include <QtTest>
#include <rapidcheck.h>

#include <map>

using namespace toll;

namespace {

constexpr Instant begin{1'790'000'000'000};

/// Days of exactly 24 hours from `begin` on, with a cap by holder.
WindowsAt daysOf(std::int64_t cap)
{
    return [cap](const CounterId &holder, std::uint32_t which, Instant t) {
        const std::int64_t length = (which + 1) * msPerDay;
        const std::int64_t index = (t.ms - begin.ms) / length;
        return std::optional(Window{index, {begin.plus(index * length), begin.plus((index + 1) * length)}, length,
            cap + static_cast<std::int64_t>(holder.low)});
    };
}

LimitBook bookOf(std::int64_t lease, const HolderLimits &limits, std::uint64_t holders)
{
    LimitBook book(lease);
    for (std::uint64_t i = 0; i < holders; ++i)
        book.set({0, i}, limits);
    return book;
}

void append(std::vector<std::byte> &journal, const std::vector<std::byte> &record)
{
    journal.insert(journal.end(), record.begin(), record.end());
}

} // namespace

class TestLimitBytes : public QObject {
    Q_OBJECT

private slots:
    void comesBackAsItWas();
    void givesNothingAwayInACrash();
    void writesSeldomWithALargeLease();
    void losesAtMostOneBurstOfARate();
    void leavesOutARecordThatWasCutOff();
    void findsDamage();
    void passesOverWhatNobodyHas();
    void findsWhatWasPutIn();
    void readsUuids();
};

void TestLimitBytes::comesBackAsItWas()
{
    const HolderLimits limits{true, 3, *RateLimit::make(7, msPerMinute, 50)};
    LimitBook book = bookOf(1, limits, 20);
    for (std::uint64_t i = 0; i < 20; ++i)
        (void)book.admit(
            Claim{{0, i}, static_cast<std::int64_t>(i)}, begin.plus(static_cast<std::int64_t>(i)), daysOf(100));
    LimitBook again = bookOf(1, limits, 20);
    QVERIFY(again.read(book.bytes()) == Result<std::int64_t>(20));
    for (std::uint64_t i = 0; i < 20; ++i) {
        for (std::uint32_t which = 0; which < 3; ++which)
            QVERIFY(again.windowUse({0, i}, which) == book.windowUse({0, i}, which));
        const Instant now = begin.plus(5000);
        QVERIFY(again.headroom({0, i}, now, daysOf(100)) == book.headroom({0, i}, now, daysOf(100)));
    }
    // Limits that changed while nothing ran: a window less, another rate.
    LimitBook other = bookOf(1, {true, 2, *RateLimit::make(14, msPerMinute, 50)}, 20);
    QVERIFY(other.read(book.bytes()) == Result<std::int64_t>(20));
    QVERIFY(other.windowUse({0, 9}, 1) == book.windowUse({0, 9}, 1));
    QCOMPARE(other.headroom({0, 9}, begin.plus(9), daysOf(100)).back().resetAfter,
        book.headroom({0, 9}, begin.plus(9), daysOf(100)).back().resetAfter);
}

void TestLimitBytes::givesNothingAwayInACrash()
{
    QVERIFY(
        rc::check("written before answered: across crashes no window gives more than its cap, nor loses a lease", [] {
            const auto lease = *rc::gen::element<std::int64_t>(1, 2, 8, 64);
            const auto cap = *rc::gen::inRange<std::int64_t>(0, 200);
            constexpr std::uint64_t holders = 3;
            const HolderLimits limits{false, 2, {}};
            LimitBook book = bookOf(lease, limits, holders);
            std::vector<std::byte> journal;
            std::map<std::pair<std::uint64_t, std::int64_t>, std::int64_t> given; // by holder and day
            std::map<std::uint64_t, std::int64_t> crashes; // since the day began
            Instant now = begin;
            for (int i = 0; i < 150; ++i) {
                if (*rc::gen::inRange(0, 12) == 0) {
                    book = bookOf(lease, limits, holders);
                    RC_ASSERT(book.read(journal).has_value());
                    for (std::uint64_t holder = 0; holder < holders; ++holder)
                        ++crashes[holder];
                }
                if (*rc::gen::inRange(0, 40) == 0) {
                    now = now.plus(msPerDay);
                    crashes.clear();
                }
                const CounterId holder{0, *rc::gen::inRange<std::uint64_t>(0, holders)};
                const auto units = *rc::gen::inRange<std::int64_t>(0, 20);
                std::int64_t &today = given[{holder.low, now.ms}];
                const std::int64_t full = cap + static_cast<std::int64_t>(holder.low);
                const Decision decision = book.admit(Claim{holder, units}, now, daysOf(cap));
                if (decision.isWriteDue)
                    append(journal, book.bytesOf(holder));
                if (decision.isAdmitted) {
                    today += units;
                    RC_ASSERT(today <= full);
                } else if (decision.refusals.front().which == 0) {
                    RC_ASSERT(today + units + crashes[holder.low] * (book.lease() - 1) > full);
                }
            }
        }));
}

void TestLimitBytes::writesSeldomWithALargeLease()
{
    LimitBook book = bookOf(64, {false, 1, {}}, 1);
    int writes = 0;
    for (int i = 0; i < 1000; ++i)
        writes += book.admit(Claim{{0, 0}, 1}, begin, daysOf(1000)).isWriteDue ? 1 : 0;
    QCOMPARE(writes, 16); // 1,000 / 64, and the first
    QCOMPARE(LimitBook(1).lease(), std::int64_t(1));
    QCOMPARE(LimitBook(65).lease(), std::int64_t(128));
    QCOMPARE(LimitBook(-5).lease(), std::int64_t(1));
}

void TestLimitBytes::losesAtMostOneBurstOfARate()
{
    const HolderLimits limits{false, 0, *RateLimit::make(1, msPerSecond, 5)};
    LimitBook book = bookOf(1, limits, 1);
    const std::vector<std::byte> early = book.bytes();
    for (int i = 0; i < 5; ++i)
        QVERIFY(!book.admit(Claim{{0, 0}, 1}, begin, daysOf(1)).isWriteDue);
    QVERIFY(book.read(early).has_value());
    QCOMPARE(book.room({0, 0}, begin, daysOf(1)), std::int64_t(5));
}

void TestLimitBytes::leavesOutARecordThatWasCutOff()
{
    LimitBook book = bookOf(1, {false, 2, *RateLimit::make(1, msPerSecond, 5)}, 3);
    (void)book.admit(Claim{{0, 1}, 2}, begin, daysOf(10));
    std::vector<std::byte> journal = book.bytesOf({0, 1});
    const std::size_t whole = journal.size();
    (void)book.admit(Claim{{0, 1}, 3}, begin, daysOf(10));
    append(journal, book.bytesOf({0, 1}));
    for (std::size_t size = 0; size <= journal.size(); ++size) {
        LimitBook again = bookOf(1, {false, 2, *RateLimit::make(1, msPerSecond, 5)}, 3);
        const Result<std::int64_t> read = again.read(std::span(journal).first(size));
        QVERIFY(read.has_value());
        QCOMPARE(*read, std::int64_t(size / whole));
        const std::optional<WindowUse> use = again.windowUse({0, 1}, 1);
        QCOMPARE(use ? use->used : 0, std::int64_t(size < whole ? 0 : size < 2 * whole ? 2 : 5));
    }
    QVERIFY(book.bytesOf({5, 5}).empty());
}

void TestLimitBytes::findsDamage()
{
    LimitBook book = bookOf(1, {true, 2, *RateLimit::make(1, msPerSecond, 5)}, 1);
    (void)book.admit(Claim{{0, 0}, 2}, begin, daysOf(10));
    std::vector<std::byte> good = book.bytes();
    append(good, good);
    const std::size_t first = good.size() / 2;
    for (std::size_t bit = 0; bit < first * 8; ++bit) {
        std::vector<std::byte> bad = good;
        bad[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
        LimitBook again = bookOf(1, {true, 2, *RateLimit::make(1, msPerSecond, 5)}, 1);
        const Result<std::int64_t> read = again.read(bad);
        // A flag that says less or more is in it moves the checksum, too: nothing passes.
        QVERIFY2(!read.has_value(), qPrintable(QString::number(bit)));
        QCOMPARE(int(read.error().code), int(ErrorCode::Damaged));
        QCOMPARE(read.error().line, std::int64_t(1));
        QVERIFY(!again.windowUse({0, 0}, 0));
    }
}

void TestLimitBytes::passesOverWhatNobodyHas()
{
    LimitBook book = bookOf(1, {false, 1, {}}, 3);
    for (std::uint64_t i = 0; i < 3; ++i)
        (void)book.admit(Claim{{0, i}, 1}, begin, daysOf(10));
    LimitBook one = bookOf(1, {false, 1, {}}, 1);
    QVERIFY(one.read(book.bytes()) == Result<std::int64_t>(3));
    QCOMPARE(one.size(), std::size_t(1));
    QCOMPARE(one.windowUse({0, 0}, 0)->used, std::int64_t(1));
    // A day that is over by the time it is read begins anew.
    QCOMPARE(one.room({0, 0}, begin.plus(msPerDay), daysOf(10)), std::int64_t(10));
}

/// Ids from a small set, so that chains form, are entered in the middle, and are closed again.
void TestLimitBytes::findsWhatWasPutIn()
{
    struct Entry {
        CounterId id;
        int value = 0;
    };
    QVERIFY(rc::check("insertions and removals as in a map", [] {
        CounterTable<Entry> table;
        std::map<CounterId, int> reference;
        const auto range = *rc::gen::element<std::uint64_t>(4, 40, 400);
        for (int i = 0; i < 400; ++i) {
            const CounterId id{*rc::gen::inRange<std::uint64_t>(0, 2), *rc::gen::inRange<std::uint64_t>(0, range)};
            if (*rc::gen::inRange(0, 3) == 0) {
                table.remove(id);
                reference.erase(id);
            } else {
                table.insert(id).value = i;
                reference[id] = i;
            }
            RC_ASSERT(table.size() == reference.size());
        }
        for (const auto &[id, value] : reference) {
            RC_ASSERT(table.find(id) != nullptr);
            RC_ASSERT(table.find(id)->value == value);
        }
        std::size_t met = 0;
        table.forEach([&](const Entry &entry) {
            ++met;
            RC_ASSERT(reference.at(entry.id) == entry.value);
        });
        RC_ASSERT(met == reference.size());
        RC_ASSERT(table.find({77, 0}) == nullptr);
    }));
}

void TestLimitBytes::readsUuids()
{
    const CounterId id{0x0192f3a45b6c7d8eULL, 0x9f0a1b2c3d4e5f60ULL};
    QVERIFY(counterIdOf("0192f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f60") == id);
    QVERIFY(counterIdOf("0192F3A4-5B6C-7D8E-9F0A-1B2C3D4E5F60") == id);
    for (const char *text : {"", "0192f3a4", "0192f3a45-b6c-7d8e-9f0a-1b2c3d4e5f60",
             "0192f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6g", "0192f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f601",
             "0192f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6`", "0192f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6@"})
        QVERIFY2(!counterIdOf(text), text);
}

QTEST_APPLESS_MAIN(TestLimitBytes)
#include "tst_limitbytes.moc"
