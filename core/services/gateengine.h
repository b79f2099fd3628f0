// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/gatefacts.h"
#include "core/services/gatemodel.h"
#include "core/services/gaterecord.h"

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace toll {

/// The decisions of the gate and their counters. A plain value: it knows no lock, no store and no file.
class GateEngine {
public:
    explicit GateEngine(std::string source, std::int64_t rememberFor);
    GateEngine(const GateEngine &) = delete;
    GateEngine &operator=(const GateEngine &) = delete;

    /// Whose counters must be rebuilt: they hold nothing yet.
    struct Changed {
        std::unordered_set<TokenId> tokens;
        std::unordered_set<CustomerId> customers; ///< their pools

        [[nodiscard]] bool isEmpty() const { return tokens.empty() && customers.empty(); }
    };
    /// Takes over who may pass. Terms that began here and are not in the store's usage yet stay begun.
    [[nodiscard]] Changed take(GateModel model);
    /// What take() would say. Gives the tokens of the model the starts that are known here alone.
    [[nodiscard]] Changed difference(GateModel &model) const;
    /// Where the usage begins that the counters of these must be rebuilt from; nothing where there is none.
    [[nodiscard]] Result<std::unordered_map<TokenId, Instant>> usageNeeded(const Changed &changed, Instant now);

    /// Decides; what is admitted is counted by admit() only, to be called next with the same request.
    [[nodiscard]] Result<GateAnswer> decide(const GateRequest &request, Instant now);
    void admit(const GateRequest &request, GateAnswer &answer);
    void addHeadrooms(GateAnswer &answer); ///< of the request that was decided; admit() does
    [[nodiscard]] CounterId decidedToken() const; ///< tokenKeyOf()

    /// An admission that is known: from the journal or the store. `only`: whose counters count it; nothing: all.
    [[nodiscard]] Result<void> restore(const GateRecord &record, const Changed *only = nullptr);
    /// A completion of a request that is open: its counts follow. False where it is not open here.
    [[nodiscard]] Result<bool> complete(const GateRecord &record);
    /// The same with all that is known of how it ended.
    [[nodiscard]] Result<bool> complete(const CounterId &request, GateFacts facts);
    /// Makes a completed request known, so that it does not come again.
    void remember(const CounterId &request, const CounterId &token, Instant now);
    /// Usage that nobody asked for, or of the past: it is counted whether there is room or not.
    [[nodiscard]] Result<void> count(
        const TokenId &token, const GateFacts &facts, Instant t, const Changed *only = nullptr);
    /// An open request is so no more: given back (an expired reservation), or left counted.
    void close(const CounterId &request, bool isGivenBack);
    [[nodiscard]] bool isOpen(const CounterId &request) const;
    [[nodiscard]] bool isKnown(const CounterId &request) const { return m_known.find(request) != nullptr; }
    /// Drops ids that were completed long ago.
    void forget(Instant now);

    /// Whether the token's first term begins later than use at an instant would have it.
    [[nodiscard]] bool beginsAfter(const TokenId &token, Instant use) const;
    [[nodiscard]] const TokenId *tokenOf(const CounterId &token) const;
    [[nodiscard]] Instant now(Instant t) { return m_now = std::max(m_now, t); } ///< never goes back
    [[nodiscard]] LimitBook &book() { return m_book; }

private:
    // Who holds limits: the high half says what, the low half whose.
    static constexpr std::uint64_t rateOfToken = 0;
    static constexpr std::uint64_t firstCharge = 1;
    static constexpr std::uint64_t poolKind = ~std::uint64_t{0};
    static constexpr std::uint32_t noCharge = ~std::uint32_t{0};

    struct Counted {
        std::uint32_t charge = 0;
        std::int64_t units = 0;
    };
    /// A request whose id is known.
    struct Known {
        CounterId id;
        std::uint32_t slot = 0;
        bool isOpen = false;
        bool isReserved = false;
        Instant time;
        std::int64_t requests = 1;
        UnitAmounts units{};
        /// What charges counted of it; nothing: all requests by `charge`, if there is one.
        std::unique_ptr<std::vector<Counted>> counted;
        std::uint32_t charge = noCharge;
        std::unique_ptr<std::pair<std::string, std::string>> texts; ///< model and endpoint, where the plan looks at them
    };
    struct Slot {
        GateToken token;
        CounterId key;
        std::uint32_t customer = 0;
        bool isPresent = true;
        bool isReady = false;
        Instant start; ///< of its first term, where that has not begun: as if it began now
        std::vector<std::unique_ptr<ChargeGate>> gates; ///< by charge; nothing where it caps nothing
    };
    struct CustomerSlot {
        GateCustomer customer;
        std::vector<WindowGrid> grids;
    };
    struct KeyPlace {
        CounterId id; ///< the first half of the hash
        CounterId rest;
        std::uint32_t slot = 0;
        Instant validUntil = latestInstant;
    };
    struct SlotPlace {
        CounterId id;
        std::uint32_t slot = 0;
    };
    /// Where a request stands among the terms of the charges that take it.
    struct Outside {
        Denial reason = Denial::Expired;
        std::optional<Instant> notBefore;
        std::string charge;
    };

    void keepStart(GateToken &token, const Slot &slot) const;
    void takeKeys(const std::vector<GateKey> &keys);
    void takeCustomer(GateCustomer customer, Changed &changed);
    void takeToken(GateToken token, Changed &changed);
    void reset(std::uint32_t slot);
    void prepare(std::uint32_t slot, Instant t);
    [[nodiscard]] std::optional<Window> windowAt(const CounterId &holder, std::uint32_t which, Instant t) const;
    template<typename Use>
    void eachTaken(const Slot &slot, const GateFacts &facts, Instant t, Use use);
    [[nodiscard]] Result<void> meet(std::uint32_t slot, const GateFacts &facts, Instant t);
    void checkAccess(const Slot &slot, const GateRequest &request, std::vector<GateDenial> &denials) const;
    [[nodiscard]] bool hasRoom(std::uint32_t slot, const GateRequest &request);
    [[nodiscard]] std::int64_t needed(const Meeting &meeting, const GateRequest &request) const;
    void explain(std::uint32_t slot, const GateRequest &request, std::vector<GateDenial> &denials);
    [[nodiscard]] GateDenial denialOf(const Refusal &refusal, std::uint32_t slot) const;
    [[nodiscard]] std::span<const CounterId> othersOf(std::uint32_t slot);
    [[nodiscard]] Result<std::vector<Counted>> countedBy(std::uint32_t slot, const GateFacts &facts, Instant t);
    [[nodiscard]] Result<std::vector<Counted>> countAll(
        std::uint32_t slot, const GateFacts &facts, Instant t, const Changed *only);
    [[nodiscard]] static std::vector<Counted> countedOf(const Known &known);
    static void keep(Known &known, std::vector<Counted> counted);
    void move(std::uint32_t slot, std::uint32_t charge, std::int64_t units, Instant counted);
    Known &insertKnown(const CounterId &id, std::uint32_t slot, Instant time);
    void begin(Slot &slot, Instant t);
    [[nodiscard]] Result<Instant> tokenUsageBegin(std::uint32_t slot, Instant now);
    [[nodiscard]] Instant poolUsageBegin(const CustomerSlot &customer, Instant now) const;
    [[nodiscard]] bool isRequests(const Slot &slot, std::uint32_t charge) const;

    std::string m_source;
    std::int64_t m_rememberFor;
    Instant m_now = earliestInstant;
    LimitBook m_book;
    std::deque<CustomerSlot> m_customers;
    std::unordered_map<CustomerId, std::uint32_t> m_customerOf;
    std::deque<Slot> m_slots;
    CounterTable<SlotPlace> m_slotOf; ///< by tokenKeyOf()
    CounterTable<KeyPlace> m_keys;
    CounterTable<Known> m_known;
    std::deque<std::pair<Instant, CounterId>> m_completed; ///< of m_known, by the time it may be forgotten
    std::deque<std::pair<Instant, CounterId>> m_givenUp; ///< likewise
    WindowsAt m_windowsAt;

    // Of the request that is being decided; kept for their memory.
    std::uint32_t m_slot = 0;
    std::optional<Outside> m_outside;
    TakenGroups m_groups;
    std::vector<Meeting> m_meetings;
    std::vector<std::uint32_t> m_charges; ///< of the meetings
    std::vector<bool> m_isKnown; ///< of the meetings: their quantities are
    std::array<CounterId, 2> m_others{};
    std::array<Headroom, GateAnswer::mostHeadrooms> m_headrooms{};
};

} // namespace toll
