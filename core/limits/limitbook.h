// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/ratelimit.h"
#include "core/calendar/window.h"
#include "core/limits/countertable.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace toll {

enum class LimitKind {
    Term, ///< C x T of the term under way
    Window, ///< a cap's window
    Rate, ///< burst and sustained rate
};

/// Which limits a holder has. The windows themselves come when they are asked for.
struct HolderLimits {
    bool hasTerm = false; ///< the first of `windows` is the term, with C x T as its cap
    std::uint32_t windows = 0; ///< the term, if there is one, and the caps; at most mostWindows
    std::optional<RateLimit> rate;

    auto operator<=>(const HolderLimits &) const = default;
};
inline constexpr std::uint32_t mostWindows = 1000;

/// A window under way and how much of it is used up.
struct WindowUse {
    Instant end = earliestInstant; ///< it holds until then; one that has not been opened yet is over
    std::int64_t cap = 0;
    std::int64_t used = 0; ///< may pass the cap only where the cap has been lowered since

    [[nodiscard]] std::int64_t room() const { return used < cap ? cap - used : 0; }
    bool operator==(const WindowUse &) const = default;
};

/// The window of a holder's n-th window limit (0 is the term, where it has one) that holds an instant: the very one
/// that billing uses (WindowGrid, or CapSeries where prices change). Nothing where no such limit is in force then.
using WindowsAt = std::function<std::optional<Window>(const CounterId &holder, std::uint32_t which, Instant t)>;

/// A limit that had no room.
struct Refusal {
    std::uint32_t claim = 0; ///< whose it is: index into the claims
    LimitKind kind = LimitKind::Window;
    std::uint32_t which = 0; ///< of the holder's windows; 0 for a rate
    /// Not before then is there room: the end of the window, or when the rate's backlog is down. Nothing: never,
    /// because more is asked for than the burst.
    std::optional<Instant> notBefore;

    bool operator==(const Refusal &) const = default;
};

/// What a request asks of one holder.
struct Claim {
    CounterId holder;
    std::int64_t units = 1; ///< 0 or more
};

/// More than anybody has: a token, its customer, and room to spare.
inline constexpr std::size_t mostClaims = 8;

struct Decision {
    bool isAdmitted = false;
    /// Before the admission is told, bytesOf() of every holder claimed must be where a crash leaves it (see LimitBook).
    bool isWriteDue = false;
    /// Every limit that had no room; none if admitted. The first is the one that keeps the request out longest: as long
    /// as that lasts, room in the others would not have helped. Ties: in order of claims; the term, windows, the rate.
    std::vector<Refusal> refusals;
};

/// What an answer's headers say of one limit.
struct Headroom {
    LimitKind kind = LimitKind::Window;
    std::uint32_t which = 0;
    std::int64_t limit = 0; ///< units of the window under way, or the burst
    std::int64_t remaining = 0;
    std::int64_t resetAfter = 0; ///< ms until the window ends, or the burst is whole again

    bool operator==(const Headroom &) const = default;
};

/// Counters of tokens and of customers' pools, and the decision whether a request fits all of them at once. A plain
/// value: it knows no clock, no lock and no store. A request that is refused by one limit uses up none.
///
/// What a crash costs: the states of holders can be written out (bytesOf) and read back. The use that is written is
/// rounded up to a whole number of leases, and Decision::isWriteDue says when an admission passes what was written
/// last. Whoever writes before answering gives nothing away in a crash, and takes at most `lease - 1` units from each
/// window of each holder; with a lease of 1 the bound is 0. Rates are written as they stand: a holder may have at most
/// one burst more after a crash.
class LimitBook {
public:
    /// `lease`: units, 1 or more; the next power of two is taken.
    explicit LimitBook(std::int64_t lease = 1);
    [[nodiscard]] std::int64_t lease() const { return m_lease; }

    void reserve(std::size_t holders) { m_holders.reserve(holders); }
    [[nodiscard]] std::size_t size() const { return m_holders.size(); }
    [[nodiscard]] bool contains(const CounterId &holder) const { return m_holders.find(holder) != nullptr; }

    /// States a holder's limits. What is used of windows it had before stays, by their number; a rate is carried over.
    void set(const CounterId &holder, const HolderLimits &limits);
    void remove(const CounterId &holder);
    /// Begins all windows of a holder anew: its next term. The rate goes on.
    void restart(const CounterId &holder);
    /// Puts another window in place of the one under way; what is used of it stays (C x T after an extension).
    void replace(const CounterId &holder, std::uint32_t which, const Window &window);

    /// All or nothing: either every claim fits every limit of its holder and is counted, or nothing is. A holder
    /// without limits is never in the way. Times may not go back further than a window under way; a rate stands still
    /// until the clock has caught up. At most mostClaims; two may not name the same holder.
    [[nodiscard]] Decision admit(std::span<const Claim> claims, Instant now, const WindowsAt &windowsAt);
    /// The same for one holder alone.
    [[nodiscard]] Decision admit(const Claim &claim, Instant now, const WindowsAt &windowsAt);
    [[gnu::always_inline]] void prefetch(const CounterId &holder) const { m_holders.prefetch(holder); }

    /// Gives back units that were counted at an instant and are not needed after all: a reservation that settled lower,
    /// or expired. Windows that have ended since stay as they are, and so do rates: the request did come.
    void giveBack(const CounterId &holder, std::int64_t units, Instant counted, const WindowsAt &windowsAt);

    /// Counts units of an instant that has passed: what a request turned out to use, or one that is heard of later.
    /// Windows that have ended since stay as they are. There need be no room.
    void addLate(const CounterId &holder, std::int64_t units, Instant counted, const WindowsAt &windowsAt);

    /// The parts of admit(), for whoever divides what is asked for.
    static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
    [[nodiscard]] std::int64_t room(const CounterId &holder, Instant now, const WindowsAt &windowsAt);
    /// Counts units for which there was room at the same instant; true where a write is due.
    bool use(const CounterId &holder, std::int64_t units, Instant now);
    /// Appends the limits that have no room for so many units; after room() or admit() at the same instant.
    void addRefusals(const Claim &claim, std::uint32_t index, Instant now, std::vector<Refusal> &refusals) const;
    /// The one that lasts longest comes first.
    static void sortRefusals(std::vector<Refusal> &refusals);

    /// One entry a limit in force; the term, windows, the rate.
    [[nodiscard]] std::vector<Headroom> headroom(const CounterId &holder, Instant now, const WindowsAt &windowsAt);
    /// The same into `to`, as far as it reaches; gives how many there are. Without memory of its own.
    std::size_t headroom(
        const CounterId &holder, Instant now, const WindowsAt &windowsAt, std::span<Headroom> to);
    /// What is used of a window limit, as far as it has been opened.
    [[nodiscard]] std::optional<WindowUse> windowUse(const CounterId &holder, std::uint32_t which) const;

    /// The state of one holder as a record with a checksum; records may be written one behind the other, the last one
    /// of a holder counts.
    [[nodiscard]] std::vector<std::byte> bytesOf(const CounterId &holder) const;
    [[nodiscard]] std::vector<std::byte> bytes() const; ///< of all
    /// Takes records in their order, for holders whose limits have been set; others, and windows that they no longer
    /// have, are passed over. A last record that was cut off is left out: its write never ended. Anything else that is
    /// wrong is Damaged, and then nothing was taken. Gives the number of whole records.
    [[nodiscard]] Result<std::int64_t> read(std::span<const std::byte> bytes);

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    /// A line of the processor's cache: with one window or a rate, or both, nothing else is touched.
    struct alignas(64) Holder {
        CounterId id;
        RateState rate;
        WindowUse first;
        std::uint32_t limits = none; ///< index into m_limits
        std::uint32_t more = 0; ///< where its other windows begin in m_more
    };

    [[nodiscard]] const HolderLimits &limitsOf(const Holder &holder) const { return m_limits[holder.limits]; }
    [[nodiscard]] WindowUse &windowOf(Holder &holder, std::uint32_t which)
    {
        return which == 0 ? holder.first : m_more[holder.more + which - 1];
    }
    [[nodiscard]] const WindowUse &windowOf(const Holder &holder, std::uint32_t which) const
    {
        return which == 0 ? holder.first : m_more[holder.more + which - 1];
    }
    [[nodiscard]] std::uint32_t indexOf(const HolderLimits &limits);
    [[nodiscard]] std::uint32_t takePlaces(std::uint32_t count);
    void giveBackPlaces(const Holder &holder);
    void open(Holder &holder, std::uint32_t which, Instant now, const WindowsAt &windowsAt);
    void adjust(const CounterId &id, std::int64_t units, Instant counted, const WindowsAt &windowsAt);
    [[nodiscard]] bool fits(Holder &holder, std::int64_t units, Instant now, const WindowsAt &windowsAt);
    bool count(Holder &holder, std::int64_t units, Instant now);
    void refuse(std::span<const Claim> claims, Instant now, const WindowsAt &windowsAt, Decision &decision);
    /// The next whole number of leases.
    [[nodiscard]] std::int64_t leased(std::int64_t used) const
    {
        const std::int64_t rest = used & (m_lease - 1);
        return rest == 0 ? used : used > unlimited - m_lease ? unlimited : used - rest + m_lease;
    }

    std::int64_t m_lease;
    CounterTable<Holder> m_holders;
    std::vector<HolderLimits> m_limits; ///< each once; many holders share them
    std::map<HolderLimits, std::uint32_t> m_limitIndex;
    std::vector<WindowUse, LargePages<WindowUse>> m_more; ///< windows of holders that have several
    std::map<std::uint32_t, std::vector<std::uint32_t>> m_freed; ///< places in m_more by their number
};

inline bool LimitBook::fits(Holder &holder, std::int64_t units, Instant now, const WindowsAt &windowsAt)
{
    const HolderLimits &limits = limitsOf(holder);
    for (std::uint32_t which = 0; which < limits.windows; ++which) {
        if (windowOf(holder, which).end <= now)
            open(holder, which, now, windowsAt);
        if (windowOf(holder, which).room() < units)
            return false;
    }
    return !limits.rate || limits.rate->fits(holder.rate, now, units);
}

inline bool LimitBook::count(Holder &holder, std::int64_t units, Instant now)
{
    const HolderLimits &limits = limitsOf(holder);
    bool isWriteDue = false;
    for (std::uint32_t which = 0; which < limits.windows; ++which) {
        WindowUse &window = windowOf(holder, which);
        if (window.end == earliestInstant)
            continue; // no cap in force: there is nothing to count for
        isWriteDue |= leased(window.used) < window.used + units;
        window.used += units;
    }
    if (limits.rate)
        limits.rate->take(holder.rate, now, units);
    return isWriteDue;
}

inline Decision LimitBook::admit(const Claim &claim, Instant now, const WindowsAt &windowsAt)
{
    Decision decision;
    Holder *holder = m_holders.find(claim.holder);
    decision.isAdmitted = !holder || fits(*holder, claim.units, now, windowsAt);
    if (!decision.isAdmitted)
        refuse(std::span(&claim, 1), now, windowsAt, decision);
    else if (holder)
        decision.isWriteDue = count(*holder, claim.units, now);
    return decision;
}

} // namespace toll
