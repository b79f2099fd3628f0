// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usagestore.h"

#include "core/usage/packed.h"

#include <algorithm>
#include <future>
#include <limits>
#include <set>
#include <utility>

// The part of UsageStore that writes usage in bulk: cells in chunks of many tokens, and first and last uses in parts.
namespace toll {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint8_t usesVersion = 1;
constexpr std::int64_t mostParts = 8; ///< of a day, or of uses, before they are joined

std::uint64_t unsignedOf(std::int64_t value)
{
    return static_cast<std::uint64_t>(value);
}

} // namespace

Result<void> UsageStore::append(EventColumns &events, const BatchId &batch,
    std::span<const std::string> declaredDimensions, Instant now, const std::optional<Segment> &packed)
{
    Q_ASSERT(m_connection.isInTransaction());
    if (events.isEmpty())
        return {};
    if (!packed)
        events.sortByTime();
    if (events.rows < bulkEvents) {
        std::vector<StoredEvent> few;
        for (std::size_t row = 0; row < events.rows; ++row)
            few.push_back(events.at(row));
        return append(few, batch, declaredDimensions, now);
    }
    const auto numbers = numbersOf(events.tokens.texts);
    if (!numbers)
        return std::unexpected(numbers.error());
    const auto last = m_connection.first(
        u"SELECT coalesce(max(part), 0) FROM usage_cell_chunk"_s, [](const Row &row) { return row.integer(0); });
    if (!last)
        return std::unexpected(last.error());
    // Summing takes as long as writing, and needs no file.
    auto sums = std::async(std::launch::async, [&] { return encodeSums(events, *numbers, declaredDimensions); });
    auto done = writeSegment(packed ? *packed : encodeColumns(events), batch, now);
    if (done)
        done = noteUses(events, *numbers);
    const Result<std::vector<EncodedChunk>> chunks = sums.get();
    if (!done)
        return done;
    if (!chunks)
        return std::unexpected(chunks.error());
    if (done = addChunks(last->value_or(0) + 1, *chunks); !done)
        return done;
    std::int64_t day = std::numeric_limits<std::int64_t>::min();
    for (const EncodedChunk &chunk : *chunks) {
        if (std::exchange(day, chunk.day) == chunk.day)
            continue;
        if (done = joinParts(chunk.day); !done)
            return done;
    }
    return {};
}

/// What is known of the numbers is read again where the last one is not the one in the file: another writer, or a
/// transaction that was rolled back.
Result<void> UsageStore::syncNumbers()
{
    const auto last = m_connection.first(u"SELECT number, token_id FROM usage_token ORDER BY number DESC LIMIT 1"_s,
        [](const Row &row) { return std::pair(row.integer(0), row.text(1)); });
    if (!last)
        return std::unexpected(last.error());
    const bool isSame = *last
        ? unsignedOf((*last)->first) + 1 == m_tokenIds.size() && m_tokenIds.back() == (*last)->second
        : m_tokenIds.size() <= 1;
    if (isSame)
        return {};
    m_numbered.clear();
    m_numbers.clear();
    m_tokenIds.clear();
    return m_connection.each(u"SELECT number, token_id FROM usage_token"_s, [this](const Row &row) -> Result<void> {
        const auto number = static_cast<TokenNumber>(row.integer(0));
        if (m_tokenIds.size() <= number)
            m_tokenIds.resize(number + std::size_t{1});
        m_tokenIds[number] = row.text(1);
        this->number(row.text(1), number);
        return {};
    });
}

Result<std::vector<TokenNumber>> UsageStore::numbersOf(const TextPool &tokens)
{
    if (auto synced = syncNumbers(); !synced)
        return std::unexpected(synced.error());
    if (m_tokenIds.empty())
        m_tokenIds.emplace_back();
    std::vector<std::string_view> ids;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        ids.push_back(tokens.at(i));
    std::vector<std::uint32_t> places(ids.size());
    m_numbered.use(ids, places.data());
    std::vector<TokenNumber> numbers;
    numbers.reserve(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::uint32_t place = places[i];
        if (place == m_numbers.size()) {
            m_numbers.push_back(static_cast<TokenNumber>(m_tokenIds.size()));
            m_tokenIds.emplace_back(tokens.at(i));
            auto added = m_connection.run(u"INSERT INTO usage_token (number, token_id) VALUES (?, ?)"_s,
                static_cast<std::int64_t>(m_numbers.back()), m_tokenIds.back());
            if (!added)
                return std::unexpected(added.error());
        }
        numbers.push_back(m_numbers[place]);
    }
    return numbers;
}

std::optional<TokenNumber> UsageStore::numberOf(const TokenId &token) const
{
    const std::optional<std::uint32_t> place = m_numbered.find(token.text);
    return place ? std::optional(m_numbers[*place]) : std::nullopt;
}

void UsageStore::number(const std::string &id, TokenNumber number)
{
    if (m_numbered.use(id) == m_numbers.size())
        m_numbers.push_back(number);
}

Result<void> UsageStore::addChunks(std::int64_t part, std::span<const EncodedChunk> chunks)
{
    for (const EncodedChunk &chunk : chunks) {
        auto added = m_connection.run(
            u"INSERT INTO usage_cell_chunk (day, part, first_token, last_token, cells) VALUES (?, ?, ?, ?, ?)"_s,
            chunk.day, part, static_cast<std::int64_t>(chunk.firstToken), static_cast<std::int64_t>(chunk.lastToken),
            std::span(chunk.bytes));
        if (!added)
            return added;
    }
    return {};
}

/// A day that has come in many parts becomes one.
Result<void> UsageStore::joinParts(std::int64_t day)
{
    const auto parts = m_connection.first(
        u"SELECT count(DISTINCT part), max(part) FROM usage_cell_chunk WHERE day = ?"_s,
        [](const Row &row) { return std::pair(row.integer(0), row.integer(1)); }, day);
    if (!parts)
        return std::unexpected(parts.error());
    if (!*parts || (*parts)->first <= mostParts)
        return {};
    const auto all = m_connection.rows(
        u"SELECT cells FROM usage_cell_chunk WHERE day = ? ORDER BY part, number"_s,
        [](const Row &row) { return decodeChunk(bytesOf(row.blob(0))); }, day);
    if (!all)
        return std::unexpected(all.error());
    const Result<CellChunk> sum = mergedChunks(*all);
    if (!sum)
        return std::unexpected(sum.error());
    if (auto removed = m_connection.run(u"DELETE FROM usage_cell_chunk WHERE day = ?"_s, day); !removed)
        return removed;
    return addChunks((*parts)->second, encodeParts(day, *sum));
}

Result<std::vector<UsageStore::StoredChunk>> UsageStore::chunks(const UsageQuery &query)
{
    if (query.span.isEmpty())
        return {};
    const std::int64_t firstDay = floorTo(query.span.begin, msPerDay).ms / msPerDay;
    const std::int64_t lastDay = floorTo(query.span.end.plus(-1), msPerDay).ms / msPerDay;
    if (auto synced = syncNumbers(); !synced)
        return std::unexpected(synced.error());
    TokenNumber first = 0;
    TokenNumber last = std::numeric_limits<TokenNumber>::max();
    if (!query.tokens.empty()) {
        std::swap(first, last);
        for (const TokenId &token : query.tokens) {
            const std::optional<TokenNumber> number = numberOf(token);
            if (!number)
                continue;
            first = std::min(first, *number);
            last = std::max(last, *number);
        }
        if (first > last)
            return {};
    }
    return m_connection.rows(
        u"SELECT day, part, cells FROM usage_cell_chunk WHERE day BETWEEN ? AND ? AND first_token <= ?"
        " AND last_token >= ? ORDER BY day, part, number"_s,
        [](const Row &row) { return StoredChunk{row.integer(0), row.integer(1), row.blob(2)}; }, firstDay, lastDay,
        static_cast<std::int64_t>(last), static_cast<std::int64_t>(first));
}

Result<std::vector<std::int64_t>> UsageStore::chunkDays(Interval span)
{
    if (span.isEmpty())
        return {};
    return m_connection.rows(
        u"SELECT DISTINCT day FROM usage_cell_chunk WHERE day BETWEEN ? AND ? ORDER BY day"_s,
        [](const Row &row) { return row.integer(0); }, floorTo(span.begin, msPerDay).ms / msPerDay,
        floorTo(span.end.plus(-1), msPerDay).ms / msPerDay);
}

Result<void> UsageStore::noteUses(const EventColumns &events, std::span<const TokenNumber> numbers)
{
    std::vector<UseSpan> spans(numbers.size(), UseSpan{latestInstant, earliestInstant});
    for (std::size_t row = 0; row < events.rows; ++row) { // in order of time
        UseSpan &span = spans[events.tokens.rows[row]];
        span.first = std::min(span.first, Instant{events.times[row]});
        span.last = Instant{events.times[row]};
    }
    std::vector<TokenUse> uses;
    for (std::size_t token = 0; token < spans.size(); ++token) {
        if (spans[token].first <= spans[token].last)
            uses.push_back({numbers[token], spans[token]});
    }
    const auto parts =
        m_connection.first(u"SELECT count(*) FROM usage_use_part"_s, [](const Row &row) { return row.integer(0); });
    if (!parts)
        return std::unexpected(parts.error());
    if (parts->value_or(0) >= mostParts) {
        auto before = usesInBulk();
        if (!before)
            return std::unexpected(before.error());
        uses.insert(uses.end(), before->begin(), before->end());
        if (auto removed = m_connection.run(u"DELETE FROM usage_use_part"_s); !removed)
            return removed;
    }
    return writeUses(std::move(uses));
}

Result<void> UsageStore::writeUses(std::vector<TokenUse> uses)
{
    // By number rather than sorted: there are nearly as many of them.
    const UseSpan none{latestInstant, earliestInstant};
    TokenNumber last = 0;
    for (const TokenUse &use : uses)
        last = std::max(last, use.token);
    std::vector<UseSpan> spans(last + std::size_t{1}, none);
    UseSpan all = none;
    const auto widen = [](UseSpan &span, const UseSpan &by) {
        span = {std::min(span.first, by.first), std::max(span.last, by.last)};
    };
    for (const TokenUse &use : uses) {
        widen(spans[use.token], use.use);
        widen(all, use.use);
    }
    std::vector<std::uint64_t> steps, firsts, lengths;
    TokenNumber previous = 0;
    for (TokenNumber token = 0; token < spans.size(); ++token) {
        const UseSpan &span = spans[token];
        if (span.last < span.first)
            continue;
        steps.push_back(token - previous);
        previous = token;
        firsts.push_back(unsignedOf(span.first.ms - all.first.ms));
        lengths.push_back(unsignedOf(span.last.ms - span.first.ms));
    }
    ByteWriter writer(usesVersion);
    writer.varint(steps.size());
    for (const auto *numbers : {&steps, &firsts, &lengths})
        writePacked(writer, *numbers);
    const std::vector<std::byte> bytes = std::move(writer).sealed();
    return m_connection.run(u"INSERT INTO usage_use_part (first_ms, last_ms, uses) VALUES (?, ?, ?)"_s, all.first,
        all.last, std::span(bytes));
}

Result<std::vector<UsageStore::TokenUse>> UsageStore::usesInBulk()
{
    constexpr std::uint64_t mostTokens = std::uint64_t{1} << 28;
    std::vector<TokenUse> uses;
    auto done =
        m_connection.each(u"SELECT first_ms, uses FROM usage_use_part"_s, [&uses](const Row &row) -> Result<void> {
            const QByteArray blob = row.blob(1);
            Result<ByteReader> reader = ByteReader::open(bytesOf(blob), usesVersion, "uses");
            if (!reader)
                return std::unexpected(reader.error());
            const std::uint64_t size = reader->varint();
            if (size > mostTokens)
                return fail(ErrorCode::Damaged, "uses");
            const auto steps = readPacked(*reader, size);
            const auto firsts = readPacked(*reader, size);
            const auto lengths = readPacked(*reader, size);
            if (!reader->finished())
                return fail(ErrorCode::Damaged, "uses");
            std::uint64_t token = 0;
            for (std::size_t i = 0; i < size; ++i) {
                token += steps[i];
                const Instant first{row.integer(0) + static_cast<std::int64_t>(firsts[i])};
                uses.push_back(
                    {static_cast<TokenNumber>(token), {first, first.plus(static_cast<std::int64_t>(lengths[i]))}});
            }
            return {};
        });
    if (!done)
        return std::unexpected(done.error());
    return uses;
}

} // namespace toll
