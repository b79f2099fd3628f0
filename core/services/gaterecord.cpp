// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A record: kind, flags, sizes of the three texts, status, the token, the numbers (absent ones are -1), the texts.
#include "core/services/gaterecord.h"

#include "core/usage/segment.h"

#include <cstring>

namespace toll {

namespace {

constexpr std::int64_t absent = -1;
constexpr std::uint8_t hasTime = 1;
constexpr std::uint8_t isReserved = 2;

/// As it stands in the file, lowest byte first on every machine this runs on.
struct Plain {
    std::uint8_t kind = 0;
    std::uint8_t flags = 0;
    std::uint16_t idSize = 0;
    std::uint16_t modelSize = 0;
    std::uint16_t endpointSize = 0;
    std::uint64_t tokenHigh = 0;
    std::uint64_t tokenLow = 0;
    std::int64_t time = 0;
    std::int64_t reservedUntil = 0;
    std::int64_t requests = absent;
    std::int64_t responseMs = absent;
    std::int64_t units[unitMeterCount] = {};
    std::int64_t status = 0;
};
static_assert(sizeof(Plain) <= 128);

CounterId keyOf(std::string_view kind, std::string_view id)
{
    const EventHash hash = hashOfId(kind, id);
    return {hash.high, hash.low};
}

std::optional<std::int64_t> amountOf(std::int64_t value)
{
    return value == absent ? std::nullopt : std::optional(value);
}

} // namespace

CounterId tokenKeyOf(const TokenId &token)
{
    return keyOf("token", token.text);
}

CounterId requestKeyOf(std::string_view id)
{
    return keyOf("request", id);
}

std::span<const std::byte> encode(const GateRecord &record, std::span<std::byte, mostRecordBytes> to)
{
    Plain plain;
    plain.kind = static_cast<std::uint8_t>(record.kind);
    plain.flags = static_cast<std::uint8_t>((record.time ? hasTime : 0) | (record.reservedUntil ? isReserved : 0));
    plain.idSize = static_cast<std::uint16_t>(record.id.size());
    plain.modelSize = static_cast<std::uint16_t>(record.model.size());
    plain.endpointSize = static_cast<std::uint16_t>(record.endpoint.size());
    plain.tokenHigh = record.token.high;
    plain.tokenLow = record.token.low;
    plain.time = record.time.value_or(Instant()).ms;
    plain.reservedUntil = record.reservedUntil.value_or(Instant()).ms;
    plain.requests = record.requests.value_or(absent);
    plain.responseMs = record.responseMs.value_or(absent);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        plain.units[unit] = record.units[unit].value_or(absent);
    plain.status = record.status;
    std::memcpy(to.data(), &plain, sizeof plain);
    std::size_t size = sizeof plain;
    for (const std::string_view text : {record.id, record.model, record.endpoint}) {
        if (!text.empty())
            std::memcpy(to.data() + size, text.data(), text.size());
        size += text.size();
    }
    return to.first(size);
}

Result<GateRecord> decodeRecord(std::span<const std::byte> bytes)
{
    Plain plain;
    if (bytes.size() < sizeof plain)
        return fail(ErrorCode::Damaged, "journal");
    std::memcpy(&plain, bytes.data(), sizeof plain);
    const std::size_t texts = std::size_t{plain.idSize} + plain.modelSize + plain.endpointSize;
    if (bytes.size() != sizeof plain + texts || plain.kind < 1 || plain.kind > 2)
        return fail(ErrorCode::Damaged, "journal");
    GateRecord record;
    record.kind = static_cast<GateRecord::Kind>(plain.kind);
    record.token = {plain.tokenHigh, plain.tokenLow};
    if (plain.flags & hasTime)
        record.time = Instant{plain.time};
    if (plain.flags & isReserved)
        record.reservedUntil = Instant{plain.reservedUntil};
    record.requests = amountOf(plain.requests);
    record.responseMs = amountOf(plain.responseMs);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        record.units[unit] = amountOf(plain.units[unit]);
    record.status = static_cast<std::int16_t>(plain.status);
    const char *text = reinterpret_cast<const char *>(bytes.data()) + sizeof plain;
    record.id = {text, plain.idSize};
    record.model = {text + plain.idSize, plain.modelSize};
    record.endpoint = {text + plain.idSize + plain.modelSize, plain.endpointSize};
    return record;
}

} // namespace toll
