// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The gate: who may pass, counted exactly, recorded durably. For whoever puts a protocol in front of it.
//
// Threads. authorize(), look() and complete() may be called from any threads at once; they hold one short lock, do no I/O but
// writing to mapped memory, and ask no store. Everything else belongs to the thread that owns the Services: open(),
// drain(), refresh(), uncompleted(), the destructor. Call drain() each second or so, and refresh() when customers,
// tokens, plans or settings have changed (Services::onChanged), before the change is answered: a token that was revoked
// passes no more when refresh() has returned.
//
// What a crash costs. An admission is in the journal, in mapped memory, before it is answered. When the process is
// killed nothing is lost: no unit is taken, none given away. When the power fails, what was admitted since the last
// flush is lost, which is at most GateOptions::flushEvery and the time a flush takes: those requests are not counted
// again (given away, not taken). What drain() has put into the store is as safe as the store.
//
// Counters are no facts of their own: they are what the usage in the store, the open requests beside it and the journal
// behind both add up to. So they are rebuilt exactly, and usage that comes another way (an import, an event of the
// API) counts as soon as drain() has seen it; where it may come before a token's first use, refresh(). What is admitted
// is shown as usage once it is completed, and pending until then.
//
// Each drain that makes usage writes a segment: UpkeepService::compact() puts them together, once an hour or so.
#pragma once

#include "core/base/ipnetwork.h"
#include "core/limits/limitbook.h"
#include "core/services/context.h"
#include "core/usage/event.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// Why a request may not pass.
enum class Denial {
    UnknownKey, ///< no such secret, or one that was replaced and whose overlap is over
    Revoked,
    Suspended,
    AddressNotAllowed,
    ModelNotAllowed,
    EndpointNotAllowed,
    RequestIdTaken, ///< another token's request has this id
    NotBegun, ///< before the token's first term
    Expired, ///< after a term, before the next one if there is one
    Exhausted, ///< C x T of the term is spent
    OverCap, ///< a cap's window is full
    OverRate, ///< the token's rate limit
    PoolCap, ///< a cap that the customer's tokens share
    PoolRate, ///< a rate limit that they share
};
inline constexpr std::size_t denialCount = 14;
[[nodiscard]] std::string_view name(Denial denial); ///< "unknown_key", "over_cap", …

/// The SHA-256 of a whole secret: what is kept of it.
struct SecretHash {
    std::array<std::byte, 32> bytes{};

    bool operator==(const SecretHash &) const = default;
};
[[nodiscard]] SecretHash hashOfSecret(std::string_view secret); ///< from any thread
[[nodiscard]] Result<SecretHash> parseSecretHash(std::string_view hex); ///< 64 hex digits; Syntax

/// Amounts by UnitMeter; absent is unknown.
using UnitAmounts = std::array<std::optional<std::int64_t>, unitMeterCount>;

struct GateRequest {
    SecretHash key;
    std::optional<IpAddress> address; ///< of the client; unknown fits no allow-list
    std::string_view model; ///< empty: unknown
    std::string_view endpoint; ///< likewise
    std::int64_t requests = 1; ///< 1 or more: all of them pass, or none
    UnitAmounts units{}; ///< as far as they are known already
    /// Of the gateway, never of its client: one that comes again is answered as before and not counted again. 1 to
    /// mostRequestId bytes.
    std::string_view id;
    /// Of a request that takes long: its units are kept for it until it is completed, at the latest until then.
    std::optional<Instant> reservedUntil;
};
inline constexpr std::size_t mostRequestId = 200;
// The most that one request may say; their products and sums stay far from 63 bits.
inline constexpr std::int64_t mostRequests = 1'000'000'000;
inline constexpr std::int64_t mostResponseMs = 9'000'000'000;
inline constexpr std::int64_t mostUnits = 1'000'000'000'000'000;

struct GateDenial {
    Denial reason = Denial::UnknownKey;
    std::optional<Instant> notBefore; ///< for Retry-After; nothing: not known, or never
    std::string limit; ///< "200/day", "10/second burst 20"; else empty
    std::string charge; ///< whose cap or C x T it is; else empty
    std::uint32_t met = 0; ///< of a limit: as GateHeadroom::charge
    std::uint32_t which = 0; ///< likewise: as GateHeadroom::which
};

/// How much of a limit is left, for RateLimit headers.
struct GateHeadroom {
    bool isShared = false; ///< by the customer's tokens
    LimitKind kind = LimitKind::Window;
    std::uint32_t charge = 0; ///< counts the capped charges that the request met
    std::uint32_t which = 0; ///< of the caps, from 0
    std::int64_t limit = 0;
    std::int64_t remaining = 0;
    std::int64_t resetAfter = 0; ///< ms
    bool isEnforced = true; ///< false: what is over it is free, charged or throttled
    Cap cap{}; ///< of a window: as the price now has it; else of count 0
};

/// Whose a secret is.
struct GateHolder {
    TokenId token;
    std::string name;
    CustomerId customer;
};

struct GateAnswer {
    static constexpr std::size_t mostHeadrooms = 12;

    bool isAdmitted = false;
    bool isRepeat = false; ///< of a request that was admitted before; nothing was counted
    std::shared_ptr<const GateHolder> holder; ///< nothing where the key is unknown
    /// Every reason; the first is the true one: with all others gone it would have been refused still.
    std::vector<GateDenial> denials;
    std::array<GateHeadroom, mostHeadrooms> headrooms{}; ///< after this request
    std::size_t headroomCount = 0;
};

/// How an admitted request ended, or what happened without asking.
struct GateCompletion {
    std::string_view id; ///< of the request
    std::optional<TokenId> token; ///< needed where the request was not admitted here
    std::optional<Instant> time; ///< likewise; of an admitted one its admission is the time
    std::int16_t status = noStatus;
    std::optional<std::int64_t> requests; ///< absent: what was admitted, else 1
    std::optional<std::int64_t> responseMs;
    UnitAmounts units{};
    std::string_view model; ///< empty: as it was admitted
    std::string_view endpoint; ///< likewise
};

/// An admitted request that was never completed, or a reservation that nobody settled.
struct UncompletedRequest {
    std::string id;
    TokenId token;
    Instant time;
    std::int64_t requests = 1;
    UnitAmounts units{};
    std::string model;
    std::string endpoint;
    bool isExpired = false; ///< a reservation: its units were given back, and it is no usage
};

struct GateOptions {
    std::string source = "gateway"; ///< of the usage events it makes
    std::string journal; ///< file; empty: beside the workspace, with ".journal" behind its name
    std::int64_t completeWithin = msPerHour; ///< then a request is usage of unknown status, and listed
    std::int64_t rememberFor = 15 * msPerMinute; ///< how long ids of completed requests are known
    std::int64_t flushEvery = 100; ///< ms
    /// Records that are damaged in the middle of the journal are left out instead of refused.
    bool acceptsDamage = false;
};

/// What opening found.
struct GateReport {
    std::int64_t recovered = 0; ///< records of the journal that the store did not have
    std::int64_t counted = 0; ///< events and open requests that counters were rebuilt from
    std::int64_t tornBytes = 0; ///< behind the last whole record: a write that never ended
    std::int64_t damaged = 0; ///< records that were left out (GateOptions::acceptsDamage)
};

struct DrainReport {
    std::int64_t records = 0;
    std::int64_t added = 0; ///< usage events
    std::int64_t duplicates = 0;
    std::int64_t conflicts = 0;
    std::int64_t uncompleted = 0; ///< became usage of unknown status
    std::int64_t expired = 0; ///< reservations that were given back
    std::int64_t rejected = 0; ///< late, and the workspace refuses that
};

/// Usage that a client reports; the gate may have let its request through.
struct ReportedEvent {
    TokenId token; ///< whose it is
    UsageEvent event; ///< with its source and id
    bool saysTime = true; ///< false: `time` is when it came
    bool saysCount = true; ///< false: `count` is 1 for want of it
};
/// What becomes of the events beside one that is rejected.
enum class TakeMode {
    EachAlone,
    AllOrNone,
};
struct TakeReport {
    std::int64_t accepted = 0; ///< new usage, or the end of a request that the gate had let through
    std::int64_t duplicates = 0;
    std::int64_t conflicts = 0; ///< of a known identity with another body; the first stands
    std::int64_t late = 0; ///< dated in a closed period; refused ones too
    std::int64_t future = 0; ///< of the accepted: dated more than five minutes after they came
    std::vector<std::pair<std::size_t, Error>> rejected; ///< by their place among the events, in order
    bool needsRefresh = false; ///< some lie before their token's first use: refresh() counts them
};

class Gate {
public:
    /// Reads who may pass, rebuilds the counters and takes up the journal. `workspace`: path of its file. Damaged where
    /// the journal has whole records behind damaged ones (`where` the file, `found` which byte, `expected` how many
    /// records are whole before and behind); it stays as it is.
    [[nodiscard]] static Result<std::unique_ptr<Gate>> open(
        ServiceContext &context, const std::string &workspace, GateOptions options = {});
    ~Gate(); ///< flushes the journal; what is in it waits for the next open()
    Gate(const Gate &) = delete;
    Gate &operator=(const Gate &) = delete;

    [[nodiscard]] const GateReport &opened() const;

    /// Any thread. Missing or OutOfRange for an id or a number that cannot be; Io where the journal cannot be written:
    /// then nothing was counted, and nobody may pass. A clock that goes back stands still.
    [[nodiscard]] Result<GateAnswer> authorize(const GateRequest &request, Instant now);
    /// Any thread. The same without passing: nothing is counted or written, and no id is needed.
    [[nodiscard]] Result<GateAnswer> look(const GateRequest &request, Instant now);
    /// Any thread. Of an admitted request: its counts follow what was used. Of any other: usage, as soon as drain() has
    /// found that it is new; NotFound where no such token is there.
    [[nodiscard]] Result<void> complete(const GateCompletion &completion, Instant now);

    /// Owner, outside of any transaction. Usage by (source, id): what is new is in the store, and counts, when this
    /// returns. An event with the id of a request of its token that the gate let through, open or ended, is that
    /// request's, whatever its source: it completes it, or is compared with how it was completed. Where the report
    /// comes first, the gate takes the request for one that comes again, as long as it remembers ids.
    [[nodiscard]] Result<TakeReport> take(std::span<const ReportedEvent> events, TakeMode mode, Instant now);

    /// Owner. Makes usage of what the journal has since the last time, in one transaction with the journal's place; in
    /// another it writes off what was never completed and gives back reservations that expired. Counts usage that came
    /// another way. What fails is done the next time.
    Result<DrainReport> drain(Instant now);
    /// Owner. Reads anew who may pass; drains first. Counters of what changed are rebuilt.
    Result<void> refresh(Instant now);
    /// Owner. In order of time.
    [[nodiscard]] Result<std::vector<UncompletedRequest>> uncompleted() const;

    /// Owner. How far a reader of completions has come, such as one that follows a log, in words of its own. To be kept
    /// once drain() has put into the store what it completed up to there: then a crash costs it nothing but reading some
    /// again, and what comes again completes nothing twice.
    [[nodiscard]] Result<void> keepPlace(std::string_view reader, std::string_view place);
    [[nodiscard]] Result<std::optional<std::string>> placeOf(std::string_view reader) const;

private:
    class Impl;
    explicit Gate(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace toll
