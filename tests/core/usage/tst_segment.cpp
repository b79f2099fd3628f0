// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bytes.h"
#include "core/usage/segment.h"
#include "generators.h"

#include <QtTest>
#include <rapidcheck.h>

#include <set>
#include <tuple>

using namespace toll;
using namespace toll::test;

namespace {

std::vector<StoredEvent> anyStored()
{
    std::vector<StoredEvent> stored;
    for (const UsageEvent &event : anyEvents()) {
        const TokenId token{*shortText()};
        stored.push_back({token, hashOfRow(event.source, token, event.id, std::ssize(stored)), event});
    }
    return stored;
}

std::vector<StoredEvent> manyStored(int size)
{
    std::vector<StoredEvent> stored;
    for (int i = 0; i < size; ++i) {
        UsageEvent event;
        event.id = "request-" + std::to_string(i);
        event.source = "log";
        event.time.ms = 1'700'000'000'000 + i * 137LL;
        event.status = 200;
        event.model = i % 3 == 0 ? "small" : "large";
        event.units[0] = i % 500;
        stored.push_back({{"token-" + std::to_string(i % 7)}, hashOfId(event.source, event.id), event});
    }
    return stored;
}

std::vector<std::byte> &column(Segment &segment, std::string_view name)
{
    for (auto &[found, bytes] : segment.columns) {
        if (found == name)
            return bytes;
    }
    qFatal("no such column");
}

} // namespace

class SegmentTest : public QObject {
    Q_OBJECT

private slots:
    void comesBackInOrderOfTimeThenId()
    {
        QVERIFY(rc::check("round trip", [] {
            auto stored = anyStored();
            const Segment segment = encodeSegment(stored);
            std::ranges::stable_sort(
                stored, {}, [](const StoredEvent &one) { return std::tuple(one.event.time, one.event.id); });
            const auto back = decodeSegment(segment);
            RC_ASSERT(back.has_value());
            RC_ASSERT(*back == stored);
            const auto hashes = decodeHashes(segment);
            RC_ASSERT(hashes.has_value() && hashes->size() == stored.size());
            for (std::size_t i = 0; i < stored.size(); ++i)
                RC_ASSERT((*hashes)[i] == stored[i].hash);
        }));
    }

    void anEmptySegmentIsFine()
    {
        const Segment segment = encodeSegment({});
        QCOMPARE(segment.events, 0);
        QVERIFY(segment.span.isEmpty());
        QVERIFY(decodeSegment(segment)->empty());
    }

    void theSpanEndsOneMillisecondPastTheLast()
    {
        const Segment segment = encodeSegment(manyStored(2));
        QCOMPARE(segment.span.begin.ms, 1'700'000'000'000);
        QCOMPARE(segment.span.end.ms, 1'700'000'000'138);
    }

    void doesNotKeepTheTextsOfTokenAndCustomer()
    {
        auto stored = manyStored(1);
        stored[0].event.token = "as written";
        stored[0].event.customer = "as written";
        const auto back = decodeSegment(encodeSegment(stored));
        QVERIFY(back->front().event.token.empty());
        QVERIFY(back->front().event.customer.empty());
    }

    void takesFewBytesARow()
    {
        auto stored = manyStored(20'000);
        for (StoredEvent &one : stored)
            one.event.id.clear();
        std::size_t size = 0;
        for (const auto &entry : encodeSegment(stored).columns)
            size += entry.second.size();
        QVERIFY2(size <= stored.size() * 22, qPrintable(QString::number(size)));
    }

    void namesTheDamagedColumn()
    {
        const Segment good = encodeSegment(manyStored(50));
        for (const auto &entry : good.columns) {
            Segment bad = good;
            column(bad, entry.first)[2] ^= std::byte{1};
            const auto found = decodeSegment(bad);
            QVERIFY(!found);
            QCOMPARE(found.error().code, ErrorCode::Damaged);
            QCOMPARE(found.error().where, entry.first);
            Segment cut = good;
            column(cut, entry.first).resize(3);
            QVERIFY(!decodeSegment(cut));
            Segment missing = good;
            std::erase_if(missing.columns, [&](const auto &other) { return other.first == entry.first; });
            QVERIFY(!decodeSegment(missing));
        }
    }

    void survivesAnyContentBehindAGoodChecksum()
    {
        QVERIFY(rc::check("garbled columns", [] {
            Segment segment = encodeSegment(anyStored());
            for (auto &[name, bytes] : segment.columns) {
                if (*rc::gen::inRange(0, 4) != 0)
                    continue;
                std::vector<std::byte> content(bytes.begin() + 1, bytes.end() - 4);
                content.push_back(std::byte{0});
                content[*rc::gen::inRange<std::size_t>(0, content.size())] =
                    static_cast<std::byte>(*rc::gen::inRange(0, 256));
                if (*rc::gen::arbitrary<bool>())
                    content.pop_back();
                ByteWriter writer(1);
                writer.bytes(content);
                bytes = std::move(writer).sealed();
            }
            const auto found = decodeSegment(segment);
            RC_ASSERT(found.has_value() || found.error().code == ErrorCode::Damaged);
        }));
    }

    void anAbsurdNumberOfEventsIsRefused()
    {
        Segment segment = encodeSegment(manyStored(3));
        for (const std::int64_t absurd : {std::int64_t{-1}, std::int64_t{4}, std::int64_t{1} << 60}) {
            segment.events = absurd;
            QVERIFY(!decodeSegment(segment));
            QVERIFY(!decodeHashes(segment));
        }
    }

    void noTwoIdentitiesMeetByConcatenation()
    {
        const std::set<EventHash> hashes{hashOfId("ab", "c"), hashOfId("a", "bc"), hashOfId("", "abc"),
            hashOfId("abc", ""), hashOfRow("ab", {"c"}, "", 0), hashOfRow("a", {"bc"}, "", 0),
            hashOfRow("a", {"b"}, "c", 0), hashOfRow("a", {"b"}, "c", 1), hashOfRow("a", {""}, "bc", 0)};
        QCOMPARE(hashes.size(), 9U);
    }

    /// Stored hashes must mean the same in every later version and on every machine.
    void theHashIsTheSameForEver()
    {
        QVERIFY((hashOfId("source", "id") == EventHash{0xd8924625bbc4f7ac, 0x15789898c504e78a}));
        QVERIFY((hashOfRow("source", {"token"}, "raw", 7) == EventHash{0x5fcac48de6fcb8d7, 0xf0ad125c3b9ee6a2}));
    }
};

QTEST_APPLESS_MAIN(SegmentTest)
#include "tst_segment.moc"
