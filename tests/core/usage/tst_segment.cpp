// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/bytes.h"
#include "core/usage/eventcolumns.h"
#include "core/usage/segment.h"
#include "generators.h"

#include <QtTest>
#include <rapidcheck.h>

#include <random>
#include <set>
#include <span>
#include <tuple>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

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
                ByteWriter writer(*rc::gen::element<std::uint8_t>(1, 2));
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

    void readsTheFirstForm();
    void packsIdsThatAreAlike_data();
    void packsIdsThatAreAlike();
    void readsSingleColumns();

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

/// Columns as version 1 wrote them.
void SegmentTest::readsTheFirstForm()
{
    const std::pair<const char *, const char *> first[] = {
        {"hash",
            "01908110b77db79a3dc13413d5941b3759fb7f84943a21ef4f733b8bd992731db05d0e8608331f81f3c3"
            "539d429c8a42c3d31bb44819d30261ed575c72ed1ce80d481290b3d5bd4b0d4c6b800f58ac1d737cfe2c"
            "c26e561f0e571235bcc19df2cf1230b7db"},
        {"time",
            "0180a0abfef962890189018901890189017609f027"},
        {"token",
            "010207746f6b656e2d3007746f6b656e2d3100000100010001dc5f873a"},
        {"id",
            "01010009726571756573742d300801370000000a726571756573742d3231090138000068f0239d"},
        {"status",
            "010001010101000100ad03c801ad03c801c8017cd8ac39"},
        {"count",
            "010100050101000ca55ea018"},
        {"response_ms",
            "01000100010101010064666768690b5005b7"},
        {"input_units",
            "010101060000f403e807dc0bd00fc41362cd4764"},
        {"cached_input_units",
            "0101000600ce41fc45"},
        {"cache_write_units",
            "0101000600ce41fc45"},
        {"output_units",
            "01000001000100010001030539d7ddb1"},
        {"model",
            "010205736d616c6c056c61726765000001010001013a0d89e0"},
        {"endpoint",
            "010200072f76312fe4b8ad000000010000002e48c1ec"},
        {"source",
            "0102036c6f670467617465010003010334954d88"},
        {"custom",
            "010205617564696f06696d616765730000000002000000050100d5a070e9"},
        {"dimensions",
            "010506726567696f6e026575047573657202753402753503000200010203020001020400000000000102"
            "ab371eb0"},
    };
    Segment segment;
    segment.events = 6;
    for (const auto &[name, bytes] : first) {
        const QByteArray raw = QByteArray::fromHex(bytes);
        const auto content = std::as_bytes(std::span(raw.data(), static_cast<std::size_t>(raw.size())));
        segment.columns.emplace_back(name, std::vector<std::byte>(content.begin(), content.end()));
    }
    const auto found = decodeSegment(segment);
    QVERIFY(found.has_value());
    std::vector<StoredEvent> expected;
    for (int i = 0; i < 6; ++i) {
        UsageEvent event;
        event.id = i % 3 == 2 ? "" : "request-" + std::to_string(i * 7);
        event.source = i < 3 ? "log" : "gate";
        event.time.ms = 1'700'000'000'000 + i * 137LL;
        event.status = i == 4 ? noStatus : std::int16_t(i % 2 == 1 ? 200 : 429);
        event.count = i == 5 ? 12 : 1;
        if (i != 1)
            event.responseMs = 100 + i;
        event.units[0] = i * 500;
        if (i % 2 == 1)
            event.units[3] = i;
        event.model = i % 3 == 0 ? "small" : "large";
        event.endpoint = i == 2 ? "/v1/\u4e2d" : "";
        if (i == 3)
            event.custom = {{"audio", 5}, {"images", 0}};
        if (i > 3)
            event.dimensions = {{"region", "eu"}, {"user", "u" + std::to_string(i)}};
        const TokenId token{"token-" + std::to_string(i % 2)};
        expected.push_back({token,
            event.id.empty() ? hashOfRow(event.source, token, "raw " + std::to_string(i), 0)
                             : hashOfId(event.source, event.id),
            event});
    }
    QVERIFY(*found == expected);
    QVERIFY(decodeHashes(segment)->back() == expected.back().hash);
}

void SegmentTest::packsIdsThatAreAlike_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<double>("most"); // bytes an id
    QTest::newRow("counting") << u"req-%1"_s << 0.5;
    QTest::newRow("counting, padded") << u"req-%2"_s << 0.5;
    QTest::newRow("random number") << u"%3"_s << 8.1;
    QTest::newRow("UUID") << u"018bcfe5-6800-7%4"_s << 9.6;
    QTest::newRow("texts") << u"a%1z"_s << 5.0;
}

void SegmentTest::packsIdsThatAreAlike()
{
    QFETCH(QString, form);
    QFETCH(double, most);
    std::mt19937_64 dice(5);
    auto stored = manyStored(2000);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const auto number = static_cast<qulonglong>(dice() >> 1);
        const QString hex = QString::number(number | 1ULL << 62, 16).rightJustified(16, u'0');
        QString id = form;
        id.replace(u"%1"_s, QString::number(i)).replace(u"%2"_s, QString::number(i).rightJustified(9, u'0'));
        id.replace(u"%3"_s, QString::number(number));
        id.replace(u"%4"_s, hex.left(3) + u'-' + hex.mid(3, 4) + u'-' + hex.mid(7, 9) + u"abc"_s);
        stored[i].event.id = id.toStdString();
        stored[i].hash = hashOfId(stored[i].event.source, stored[i].event.id);
    }
    Segment segment = encodeSegment(stored);
    const auto back = decodeSegment(segment);
    QVERIFY(back.has_value());
    QVERIFY(*back == stored);
    const double bytes = static_cast<double>(column(segment, "id").size()) / static_cast<double>(stored.size());
    QVERIFY2(bytes <= most, qPrintable(QString::number(bytes)));
    QVERIFY(column(segment, "hash").size() < 16); // made again from the id
}

void SegmentTest::readsSingleColumns()
{
    const auto stored = manyStored(300);
    Segment segment = encodeSegment(stored);
    std::erase_if(segment.columns, [](const auto &entry) { return entry.first != "time" && entry.first != "token"; });
    const auto found = decodeColumns(segment, SegmentColumn::Time | SegmentColumn::Token);
    QVERIFY(found.has_value());
    QCOMPARE(found->rows, stored.size());
    QCOMPARE(found->times[299], stored[299].event.time.ms);
    QCOMPARE(std::string(found->tokens.at(299)), stored[299].token.text);
    QVERIFY(!decodeColumns(segment, SegmentColumn::Time | SegmentColumn::Status));
}

QTEST_APPLESS_MAIN(SegmentTest)
#include "tst_segment.moc"
