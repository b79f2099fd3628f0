// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/cellchunk.h"
#include "generators.h"

#include <QtTest>
#include <rapidcheck.h>

#include <map>

using namespace toll;
using namespace toll::test;

namespace {

using Days = std::map<std::pair<TokenNumber, std::int64_t>, CellDay>;

/// The sums event by event.
Days expectedOf(const EventColumns &events, const std::vector<TokenNumber> &numbers,
    const std::vector<std::string> &declared)
{
    Days days;
    for (std::size_t row = 0; row < events.rows; ++row) {
        const UsageEvent event = events.at(row).event;
        const std::int64_t day = floorTo(event.time, msPerDay).ms / msPerDay;
        CellSums &cell = days[{numbers[events.tokens.rows[row]], day}][cellKeyOf(event, declared)];
        RC_ASSERT(cell.add(event).has_value());
    }
    return days;
}

void add(Days &days, std::int64_t day, const CellChunk &chunk)
{
    for (const TokenCell &cell : chunk.cells) {
        const bool isNew = days[{cell.token, day}].emplace(chunk.keyOf(cell, day), chunk.sumsOf(cell)).second;
        RC_ASSERT(isNew);
    }
}

EventColumns anyColumns()
{
    EventColumns events;
    for (int i = 0; i < 6; ++i) {
        for (const UsageEvent &event : anyEvents())
            events.add({{*rc::gen::element<std::string>("t1", "t2", "t3")}, {}, event});
    }
    events.sortByTime();
    return events;
}

} // namespace

class CellChunkTest : public QObject {
    Q_OBJECT

private slots:
    void sumsAreThoseOfTheEvents()
    {
        QVERIFY(rc::check("sums, stored and read", [] {
            const EventColumns events = anyColumns();
            std::vector<TokenNumber> numbers{7, 2, 900'000};
            numbers.resize(events.tokens.texts.size());
            const std::vector<std::string> declared{"a", "region"};
            Days found;
            const auto done = sumEvents(events, numbers, declared, [&](std::int64_t day, const CellChunk &chunk) {
                for (const auto cells : partsOf(chunk)) {
                    const auto back = decodeChunk(encodeChunk(chunk, cells));
                    RC_ASSERT(back.has_value());
                    add(found, day, *back);
                }
                return Result<void>();
            });
            RC_ASSERT(done.has_value());
            RC_ASSERT(found == expectedOf(events, numbers, declared));
        }));
    }

    void mergedIsTheSumOfBoth()
    {
        QVERIFY(rc::check("merge", [] {
            EventColumns all;
            std::map<std::int64_t, std::vector<CellChunk>> parts;
            const std::vector<TokenNumber> numbers{7, 2, 9};
            for (int part = 0; part < 3; ++part) {
                EventColumns events;
                for (const char *token : {"t1", "t2", "t3"}) // the same numbers in every part
                    events.add({{token}, {}, anyEvent()});
                const EventColumns more = anyColumns();
                for (std::size_t row = 0; row < more.rows; ++row)
                    events.add(more.at(row));
                events.sortByTime();
                for (std::size_t row = 0; row < events.rows; ++row)
                    all.add(events.at(row));
                std::vector<TokenNumber> ours;
                for (std::size_t i = 0; i < events.tokens.texts.size(); ++i)
                    ours.push_back(numbers[static_cast<std::size_t>(events.tokens.texts.at(i)[1] - '1')]);
                RC_ASSERT(sumEvents(events, ours, {}, [&](std::int64_t day, const CellChunk &chunk) {
                    parts[day].push_back(chunk);
                    return Result<void>();
                }).has_value());
            }
            all.sortByTime();
            std::vector<TokenNumber> ours;
            for (std::size_t i = 0; i < all.tokens.texts.size(); ++i)
                ours.push_back(numbers[static_cast<std::size_t>(all.tokens.texts.at(i)[1] - '1')]);
            Days found;
            for (const auto &[day, chunks] : parts) {
                const auto merged = mergedChunks(chunks);
                RC_ASSERT(merged.has_value());
                add(found, day, *merged);
            }
            RC_ASSERT(found == expectedOf(all, ours, {}));
        }));
    }

    void overflowIsRefused()
    {
        EventColumns events;
        for (const char *id : {"a", "b"}) {
            UsageEvent event;
            event.id = id;
            event.units[0] = std::numeric_limits<std::int64_t>::max() / 2 + 1;
            events.add({{"t"}, {}, event});
        }
        const auto done = sumEvents(events, std::vector<TokenNumber>{1}, {}, [](std::int64_t, const CellChunk &) {
            return Result<void>();
        });
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, ErrorCode::Overflow);
    }

    void anyContentBehindAGoodChecksumIsSurvived()
    {
        QVERIFY(rc::check("garbled chunks", [] {
            const EventColumns events = anyColumns();
            std::vector<TokenNumber> numbers{1, 2, 3};
            numbers.resize(events.tokens.texts.size());
            RC_ASSERT(sumEvents(events, numbers, {}, [](std::int64_t, const CellChunk &chunk) {
                const auto bytes = encodeChunk(chunk, chunk.cells);
                std::vector<std::byte> content(bytes.begin() + 1, bytes.end() - 4);
                for (int i = *rc::gen::inRange(1, 4); i > 0; --i)
                    content[*rc::gen::inRange<std::size_t>(0, content.size())] =
                        static_cast<std::byte>(*rc::gen::inRange(0, 256));
                ByteWriter writer(1);
                writer.bytes(content);
                const auto found = decodeChunk(std::move(writer).sealed());
                RC_ASSERT(found.has_value() || found.error().code == ErrorCode::Damaged);
                return Result<void>();
            }).has_value());
        }));
    }
};

QTEST_APPLESS_MAIN(CellChunkTest)
#include "tst_cellchunk.moc"
