// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The terms and windows that a matrix lays units into. Only matrixbuilder.cpp uses it.
#pragma once

#include "core/simulation/usagematrix.h"

#include <limits>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace toll {

/// The terms of a price from one start, each with what limits it.
struct TermLayout {
    struct Entry {
        Interval span;
        std::optional<WindowGrid> windows; ///< where they limit one by one
        std::uint32_t slot = 0; ///< of the whole term; TermLayouts::none: unlimited
    };
    std::vector<Entry> entries;
};

/// Terms that follow one another from a token's start on, by the days that step from there (DaySums).
struct DayTerms {
    struct Entry {
        std::uint32_t end = 0; ///< day; the first begins at 0, each other one where the one before it ends
        std::uint32_t slot = 0; ///< of the whole term; TermLayouts::none: unlimited
    };
    std::vector<Entry> entries;
};

/// A span of time under one cap.
struct CappedSpan {
    Instant end;
    std::uint32_t slot = 0;
    bool isInTerm = false;
};

/// Lays terms out once for all tokens of a price that begin at the same time, and numbers the caps they come to.
class TermLayouts {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// Slots are appended to `slots`. No token starts before `earliestStart`.
    TermLayouts(std::vector<UsageMatrix::Slot> &slots, Instant earliestStart)
        : m_slots(slots), m_earliestStart(earliestStart)
    {
    }

    /// For the tokens of another customer: what was laid out stays where zone and end are the same.
    void moveTo(const Zone &zone, Instant until);
    /// Nothing where there are too many terms. Holds until the next call.
    [[nodiscard]] const TermLayout *of(
        std::uint32_t priceClass, const TokenPrice &price, const RatedToken &token, Instant start);
    /// The same by days, for a token whose terms nobody has changed. Nothing where windows limit them one by one, and where
    /// they do not begin and end on such days. Holds until the next call of moveTo().
    [[nodiscard]] const DayTerms *byDays(
        std::uint32_t priceClass, const TokenPrice &price, const RatedToken &token, Instant start);
    /// The same where it is known, and alike whatever the start.
    [[nodiscard]] const DayTerms *alikeByDays(std::uint32_t priceClass) const
    {
        return priceClass < m_classDays.size() ? m_classDays[priceClass].terms : nullptr;
    }
    /// One term without end and without a cap.
    [[nodiscard]] const TermLayout *endless() const { return &m_endless; }
    /// What limits the units at an instant, looking from the term `at` on.
    [[nodiscard]] CappedSpan spanAt(Instant t, std::uint32_t priceClass, const TermLayout &layout, std::size_t &at);

private:
    /// Class and start.
    using Key = std::pair<std::uint32_t, std::int64_t>;
    struct KeyHash {
        std::size_t operator()(const Key &key) const
        {
            // Starts are quarters of an hour, or days: the odd factor carries them into the low bits.
            const auto mixed = (static_cast<std::uint64_t>(key.second) + key.first) * 0x9e3779b97f4a7c15U;
            return static_cast<std::size_t>(mixed >> 20);
        }
    };

    [[nodiscard]] std::optional<TermLayout> lay(
        std::uint32_t priceClass, const TokenPrice &price, const RatedToken &token, Instant start);
    [[nodiscard]] TermLayout::Entry entryOf(std::uint32_t priceClass, const TokenPrice &price, const Term &term);
    [[nodiscard]] std::uint32_t slotOf(std::uint32_t priceClass, UsageMatrix::CapRule rule);
    /// Whether terms are alike wherever they begin, counted in days.
    [[nodiscard]] bool isAlikeFromAnyStart(const TokenPrice &price) const;
    [[nodiscard]] std::optional<DayTerms> inDays(const TermLayout &layout, Instant start) const;

    std::vector<UsageMatrix::Slot> &m_slots;
    Instant m_earliestStart;
    std::map<UsageMatrix::Slot, std::uint32_t> m_slotOf;
    std::pair<std::uint32_t, std::uint32_t> m_wholeOf{none, none}; ///< the slot of whole windows, by class
    Zone m_zone;
    Instant m_until;
    std::unordered_map<Key, TermLayout, KeyHash> m_known;
    TermLayout m_own; ///< of a token whose terms were changed
    std::unordered_map<Key, std::optional<DayTerms>, KeyHash> m_knownDays;
    enum class Form { Unknown, Alike, ByStart, Windows };
    struct ClassDays {
        Form form = Form::Unknown;
        const DayTerms *terms = nullptr; ///< where they are alike
    };
    std::vector<ClassDays> m_classDays;
    const TermLayout m_endless{{{{earliestInstant, latestInstant}, {}, none}}};
};

} // namespace toll
