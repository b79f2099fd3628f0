// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/addressthrottle.h"
#include "core/server/connectioncounts.h"
#include "core/server/inflate.h"
#include "core/server/requestid.h"
#include "core/server/worker.h"

#include <QtTest>

#include <set>
#include <semaphore>

#include <zlib.h>

using namespace toll;
using namespace toll::http;

namespace {

Address v4(std::uint32_t number)
{
    return Address::v4({static_cast<std::uint8_t>(number >> 24), static_cast<std::uint8_t>(number >> 16),
        static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)});
}

Address v6(std::uint8_t subscriber, std::uint8_t host)
{
    return Address::v6({0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, subscriber, 0, 0, 0, 0, 0, 0, 0, host});
}

std::string gzip(const std::string &text)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::vector<char> packed(deflateBound(&stream, text.size()) + 32);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return {packed.data(), packed.size() - stream.avail_out};
}

} // namespace

class TestGuards : public QObject {
    Q_OBJECT

private slots:
    void throttlesAnAddressAndLetsItGoAgain();
    void throttlesIpv6ByItsSubscriber();
    void staysInItsRoomAndRemembersTheWorst();
    void countsConnectionsOfAllAndOfEach();
    void knowsLoopback();
    void makesIdsThatDiffer();
    void takesOverSaneIdsOnly_data();
    void takesOverSaneIdsOnly();
    void unpacksWithinBounds();
    void workerDoesAllJobsInOrderOnOneThread();
    void workerRefusesWhatIsTooMuch();
};

void TestGuards::throttlesAnAddressAndLetsItGoAgain()
{
    AddressThrottle throttle(*RateLimit::make(10, msPerMinute, 3), 1000, 42);
    const Address bad = v4(0x01020304);
    Instant now{1'796'040'000'000};
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!throttle.retryAfter(bad, now));
        throttle.failed(bad, now);
    }
    QCOMPARE(throttle.retryAfter(bad, now), std::optional<std::int64_t>(6000));
    throttle.failed(bad, now); // more of them make it no longer
    QCOMPARE(throttle.retryAfter(bad, now.plus(5999)), std::optional<std::int64_t>(1));
    QVERIFY(!throttle.retryAfter(bad, now.plus(6000)));
    QVERIFY(!throttle.retryAfter(v4(0x01020305), now));
}

void TestGuards::throttlesIpv6ByItsSubscriber()
{
    AddressThrottle throttle(*RateLimit::make(1, msPerMinute, 1), 1000, 42);
    const Instant now{1'796'040'000'000};
    throttle.failed(v6(1, 1), now);
    QVERIFY(throttle.retryAfter(v6(1, 200), now));
    QVERIFY(!throttle.retryAfter(v6(2, 1), now));
}

void TestGuards::staysInItsRoomAndRemembersTheWorst()
{
    AddressThrottle throttle(*RateLimit::make(1, msPerHour, 20), 1000, 42);
    const Instant now{1'796'040'000'000};
    const Address worst = v4(0x01020304);
    for (int i = 0; i < 20; ++i)
        throttle.failed(worst, now);
    for (std::uint32_t other = 0; other < 100'000; ++other)
        throttle.failed(v4(0x0a000000 + other), now.plus(other / 100));
    QCOMPARE(throttle.room(), 1024U);
    QVERIFY(throttle.retryAfter(worst, now.plus(1000)));
}

void TestGuards::countsConnectionsOfAllAndOfEach()
{
    using Verdict = ConnectionCounts::Verdict;
    ConnectionCounts counts(4, 2);
    QCOMPARE(counts.admit(v4(1)), Verdict::Admitted);
    QCOMPARE(counts.admit(v4(1)), Verdict::Admitted);
    QCOMPARE(counts.admit(v4(1)), Verdict::TooManyOfAddress);
    QCOMPARE(counts.admit(v6(1, 1)), Verdict::Admitted);
    QCOMPARE(counts.admit(v6(1, 2)), Verdict::Admitted);
    QCOMPARE(counts.admit(v4(2)), Verdict::TooMany);
    counts.release(v6(1, 2));
    QCOMPARE(counts.admit(v6(2, 1)), Verdict::Admitted);
    QCOMPARE(counts.total(), 4U);
}

void TestGuards::knowsLoopback()
{
    QVERIFY(v4(0x7f000001).isLoopback());
    QVERIFY(v4(0x7f0a0b0c).isLoopback());
    QVERIFY(!v4(0x01020304).isLoopback());
    QVERIFY(Address::v6({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}).isLoopback());
    QVERIFY(!v6(1, 1).isLoopback());
    const Address mapped = Address::v6({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1});
    QVERIFY(mapped.isLoopback());
    QCOMPARE(mapped.text(), "127.0.0.1");
    QCOMPARE(v6(1, 1).group().text(), "2001:db8:0:1::");
}

void TestGuards::makesIdsThatDiffer()
{
    RequestIds ids({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    std::set<std::string> seen;
    RequestIds::Text text{};
    for (int i = 0; i < 10'000; ++i) {
        ids.next(text);
        const std::string id(text.data(), text.size());
        QVERIFY(isSaneRequestId(id));
        QVERIFY(seen.insert(id).second);
    }
    QCOMPARE(*seen.begin(), "0102030405060708090a-000000000001");
}

void TestGuards::takesOverSaneIdsOnly_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("isSane");
    QTest::newRow("UUID") << QByteArray("0197a8b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b") << true;
    QTest::newRow("nginx") << QByteArray("7f3b0a9c7f3b0a9c7f3b0a9c7f3b0a9c") << true;
    QTest::newRow("Amazon") << QByteArray("Root=1-67891233-abcdef012345678912345678") << true;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("space") << QByteArray("a b") << false;
    QTest::newRow("quote") << QByteArray("a\"b") << false;
    QTest::newRow("line feed") << QByteArray("a\nb") << false;
    QTest::newRow("no ASCII") << QByteArray("é") << false;
    QTest::newRow("as long as may be") << QByteArray(128, 'a') << true;
    QTest::newRow("longer") << QByteArray(129, 'a') << false;
}

void TestGuards::takesOverSaneIdsOnly()
{
    QFETCH(QByteArray, id);
    QFETCH(bool, isSane);
    QCOMPARE(isSaneRequestId({id.data(), static_cast<std::size_t>(id.size())}), isSane);
}

void TestGuards::unpacksWithinBounds()
{
    const std::string text(100'000, 'x');
    const std::string packed = gzip(text);
    QCOMPARE(*inflateGzip(packed, text.size()), text);
    QCOMPARE(inflateGzip(packed, text.size() - 1).error().code, ErrorCode::OutOfRange);
    QCOMPARE(inflateGzip(packed.substr(0, packed.size() - 1), text.size()).error().code, ErrorCode::Damaged);
    QCOMPARE(inflateGzip(packed + "x", text.size()).error().code, ErrorCode::Damaged);
    QCOMPARE(inflateGzip("plain", 100).error().code, ErrorCode::Damaged);
    QCOMPARE(inflateGzip("", 100).error().code, ErrorCode::Damaged);
    QCOMPARE(*inflateGzip(gzip(""), 0), "");
    QCOMPARE(inflateGzip(gzip(std::string(200'000'000, '\0')), 1024).error().code, ErrorCode::OutOfRange);
}

void TestGuards::workerDoesAllJobsInOrderOnOneThread()
{
    std::vector<int> done;
    std::set<std::thread::id> threads;
    {
        Worker worker(1000);
        for (int i = 0; i < 500; ++i)
            QVERIFY(worker.post([&, i] {
                done.push_back(i);
                threads.insert(std::this_thread::get_id());
            }));
        QVERIFY(worker.call([&] { done.push_back(500); }));
        worker.stop();
        QVERIFY(!worker.post([] {}));
        QVERIFY(!worker.call([] {}));
    }
    QCOMPARE(done.size(), 501U);
    QVERIFY(std::ranges::is_sorted(done));
    QCOMPARE(threads.size(), 1U);
}

void TestGuards::workerRefusesWhatIsTooMuch()
{
    std::binary_semaphore begun{0};
    std::binary_semaphore go{0};
    Worker worker(2);
    QVERIFY(worker.post([&] {
        begun.release();
        go.acquire();
    }));
    begun.acquire();
    QVERIFY(worker.post([] {}));
    QVERIFY(worker.post([] {}));
    QVERIFY(!worker.post([] {}));
    QCOMPARE(worker.waiting(), 2U);
    go.release();
    QVERIFY(worker.call([] {}));
    QVERIFY(worker.post([] {}));
}

QTEST_APPLESS_MAIN(TestGuards)
#include "tst_guards.moc"
