// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The states of holders as bytes. A record: version, whether there is a rate, the number of windows twice (the second
// time inverted, so that a flipped bit is not taken for a record that was cut off), the id, the rate and its state,
// each window's end, cap and use, and a checksum of all that (FNV-1a, 64 bits). Numbers have their lowest byte first.
#include "core/limits/limitbook.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::uint8_t recordVersion = 1;
constexpr std::size_t headSize = 1 + 1 + 4 + 4;
constexpr std::size_t idSize = 16;
constexpr std::size_t rateSize = 32;
constexpr std::size_t windowSize = 24;
constexpr std::size_t checksumSize = 8;

std::uint64_t checksumOf(std::span<const std::byte> bytes)
{
    std::uint64_t sum = 0xcbf29ce484222325ULL;
    for (const std::byte byte : bytes)
        sum = (sum ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001b3ULL;
    return sum;
}

void put(std::vector<std::byte> &bytes, std::uint64_t value, std::size_t size)
{
    for (std::size_t i = 0; i < size; ++i)
        bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

/// Whoever calls has made sure that there is enough.
std::uint64_t take(std::span<const std::byte> &bytes, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
    bytes = bytes.subspan(size);
    return value;
}

std::int64_t takeSigned(std::span<const std::byte> &bytes)
{
    return static_cast<std::int64_t>(take(bytes, 8));
}

struct Record {
    CounterId id;
    std::optional<RateLimit> limit; ///< that the state is of; its burst does not matter
    RateState rate;
    std::vector<WindowUse> windows;
};

std::unexpected<Error> damaged(std::size_t record)
{
    return fail(ErrorCode::Damaged, "limits", {}, {}, static_cast<std::int64_t>(record) + 1);
}

bool isPossible(Instant t)
{
    return t >= earliestInstant && t <= latestInstant;
}

bool isPossibleWindow(const WindowUse &window)
{
    return isPossible(window.end) && window.cap >= 0 && window.used >= 0;
}

/// Takes one record off; false where it was cut off.
Result<bool> takeRecord(std::span<const std::byte> &bytes, std::size_t index, Record &record)
{
    if (bytes.size() < headSize)
        return false;
    std::span<const std::byte> rest = bytes;
    const std::uint64_t version = take(rest, 1);
    const std::uint64_t hasRate = take(rest, 1);
    const std::uint64_t windows = take(rest, 4);
    const std::uint64_t inverted = take(rest, 4);
    if (version != recordVersion || hasRate > 1 || windows > mostWindows || (windows ^ inverted) != 0xffffffffU)
        return damaged(index);
    const std::size_t size = headSize + idSize + hasRate * rateSize + windows * windowSize;
    if (bytes.size() < size + checksumSize)
        return false;
    record.id.high = take(rest, 8);
    record.id.low = take(rest, 8);
    if (hasRate != 0) {
        const std::int64_t count = takeSigned(rest);
        const Result<RateLimit> limit = RateLimit::make(count, takeSigned(rest), 1);
        if (!limit)
            return damaged(index);
        record.limit = *limit;
        record.rate.at = Instant{takeSigned(rest)};
        record.rate.backlog = takeSigned(rest);
    }
    for (std::uint64_t which = 0; which < windows; ++which) {
        WindowUse &window = record.windows.emplace_back();
        window.end = Instant{takeSigned(rest)};
        window.cap = takeSigned(rest);
        window.used = takeSigned(rest);
    }
    if (take(rest, checksumSize) != checksumOf(bytes.first(size)) || !isPossible(record.rate.at)
        || record.rate.backlog < 0 || !std::ranges::all_of(record.windows, &isPossibleWindow))
        return damaged(index);
    bytes = rest;
    return true;
}

} // namespace

std::vector<std::byte> LimitBook::bytesOf(const CounterId &id) const
{
    std::vector<std::byte> bytes;
    const Holder *holder = m_holders.find(id);
    if (!holder)
        return bytes;
    const HolderLimits &limits = limitsOf(*holder);
    put(bytes, recordVersion, 1);
    put(bytes, limits.rate ? 1 : 0, 1);
    put(bytes, limits.windows, 4);
    put(bytes, ~limits.windows, 4);
    put(bytes, id.high, 8);
    put(bytes, id.low, 8);
    if (limits.rate) {
        put(bytes, static_cast<std::uint64_t>(limits.rate->count()), 8);
        put(bytes, static_cast<std::uint64_t>(limits.rate->every()), 8);
        put(bytes, static_cast<std::uint64_t>(holder->rate.at.ms), 8);
        put(bytes, static_cast<std::uint64_t>(holder->rate.backlog), 8);
    }
    for (std::uint32_t which = 0; which < limits.windows; ++which) {
        const WindowUse &window = windowOf(*holder, which);
        const std::int64_t used = std::max(window.used, std::min(leased(window.used), window.cap));
        put(bytes, static_cast<std::uint64_t>(window.end.ms), 8);
        put(bytes, static_cast<std::uint64_t>(window.cap), 8);
        put(bytes, static_cast<std::uint64_t>(used), 8);
    }
    put(bytes, checksumOf(bytes), checksumSize);
    return bytes;
}

std::vector<std::byte> LimitBook::bytes() const
{
    std::vector<std::byte> all;
    m_holders.forEach([&](const Holder &holder) {
        const std::vector<std::byte> one = bytesOf(holder.id);
        all.insert(all.end(), one.begin(), one.end());
    });
    return all;
}

Result<std::int64_t> LimitBook::read(std::span<const std::byte> bytes)
{
    std::vector<Record> records;
    while (!bytes.empty()) {
        Record record;
        const Result<bool> isWhole = takeRecord(bytes, records.size(), record);
        if (!isWhole)
            return std::unexpected(isWhole.error());
        if (!*isWhole)
            break;
        records.push_back(std::move(record));
    }
    for (const Record &record : records) {
        Holder *holder = m_holders.find(record.id);
        if (!holder)
            continue;
        const HolderLimits &limits = limitsOf(*holder);
        if (limits.rate && record.limit)
            holder->rate = limits.rate->carriedOver(record.rate, *record.limit);
        const std::size_t windows = std::min<std::size_t>(limits.windows, record.windows.size());
        for (std::uint32_t which = 0; which < windows; ++which)
            windowOf(*holder, which) = record.windows[which];
    }
    return static_cast<std::int64_t>(records.size());
}

} // namespace toll
