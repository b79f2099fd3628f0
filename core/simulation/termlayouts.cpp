// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/termlayouts.h"

#include <algorithm>
#include <numeric>

namespace toll {

namespace {

constexpr std::int64_t mostTerms = 20000; ///< of a token; a lifetime of seconds makes more

/// Known before any is laid out.
bool hasTooManyTerms(const TokenPrice &price, Instant start, Instant until)
{
    return price.renewal == Renewal::Auto && price.lifetime && price.lifetime->kind == Span::Kind::Exact
        && (until.ms - start.ms) / price.lifetime->amount > mostTerms;
}

} // namespace

void TermLayouts::moveTo(const Zone &zone, Instant until)
{
    if (m_until == until && m_zone == zone)
        return;
    m_known.clear();
    m_knownDays.clear();
    m_classDays.clear();
    m_zone = zone;
    m_until = until;
}

const TermLayout *TermLayouts::of(
    std::uint32_t priceClass, const TokenPrice &price, const RatedToken &token, Instant start)
{
    const Key key{priceClass, start.ms};
    if (token.changes.empty())
        if (const auto known = m_known.find(key); known != m_known.end())
            return &known->second;
    std::optional<TermLayout> made = lay(priceClass, price, token, start);
    if (!made)
        return nullptr;
    TermLayout &place = token.changes.empty() ? m_known[key] : m_own;
    place = std::move(*made);
    return &place;
}

const DayTerms *TermLayouts::byDays(
    std::uint32_t priceClass, const TokenPrice &price, const RatedToken &token, Instant start)
{
    if (m_classDays.size() <= priceClass)
        m_classDays.resize(priceClass + 1);
    ClassDays &known = m_classDays[priceClass];
    if (known.form == Form::Unknown)
        known.form = isLimitedByWindows(price) ? Form::Windows
            : isAlikeFromAnyStart(price)       ? Form::Alike
                                               : Form::ByStart;
    if (known.form == Form::Windows || known.terms)
        return known.terms;
    const Instant from = known.form == Form::Alike ? m_earliestStart : start;
    const auto [found, isNew] = m_knownDays.try_emplace({priceClass, from.ms});
    if (isNew)
        if (const TermLayout *layout = of(priceClass, price, token, from))
            found->second = inDays(*layout, from);
    const DayTerms *terms = found->second ? &*found->second : nullptr;
    if (known.form == Form::Alike)
        known = terms ? ClassDays{Form::Alike, terms} : ClassDays{Form::ByStart, nullptr};
    return terms;
}

bool TermLayouts::isAlikeFromAnyStart(const TokenPrice &price) const
{
    if (price.align != Alignment::Term || (price.lifetime && price.lifetime->kind != Span::Kind::Days))
        return false;
    const auto isExact = [](const Cap &cap) { return cap.unit != TimeUnit::Month && cap.unit != TimeUnit::Year; };
    if (!std::ranges::all_of(price.caps, isExact))
        return false;
    const std::int64_t days = price.lifetime ? price.lifetime->amount + 1 : 1; // the last term goes on for so long
    return days < mostTerms && isSteady(m_zone, {m_earliestStart, m_until.plus(days * msPerDay)});
}

std::optional<DayTerms> TermLayouts::inDays(const TermLayout &layout, Instant start) const
{
    const Steps days(start, Span{Span::Kind::Days, 1}, m_zone);
    DayTerms terms;
    Instant end = start;
    for (const TermLayout::Entry &entry : layout.entries) {
        if (entry.span.begin != end)
            return std::nullopt;
        end = entry.span.end;
        const std::int64_t day = end == latestInstant ? none : days.holding(end).index;
        if (end != latestInstant && (day >= none || days.at(day) != end))
            return std::nullopt;
        terms.entries.push_back({static_cast<std::uint32_t>(day), entry.slot});
    }
    return terms;
}

std::optional<TermLayout> TermLayouts::lay(
    std::uint32_t priceClass, const TokenPrice &price, const RatedToken &token, Instant start)
{
    if (hasTooManyTerms(price, start, m_until))
        return std::nullopt;
    TermLayout layout;
    for (const Term &term : termsOf(price, token.changes, start, m_until, m_zone))
        layout.entries.push_back(entryOf(priceClass, price, term));
    return layout;
}

TermLayout::Entry TermLayouts::entryOf(std::uint32_t priceClass, const TokenPrice &price, const Term &term)
{
    TermLayout::Entry entry{term.span, {}, none};
    std::vector<GridShape> shapes;
    for (const Cap &cap : price.caps) {
        const WindowGrid grid(cap, term.span, term.anchor(), price.align, m_zone);
        if (isLimitedByWindows(price))
            entry.windows = grid;
        if (const std::optional<GridShape> shape = grid.shape())
            shapes.push_back(*shape);
    }
    // Under windows too: a C x T that cannot be counted is an error there as well.
    if (!shapes.empty())
        entry.slot = slotOf(priceClass, std::move(shapes));
    return entry;
}

std::uint32_t TermLayouts::slotOf(std::uint32_t priceClass, UsageMatrix::CapRule rule)
{
    UsageMatrix::Slot slot{priceClass, std::move(rule)};
    const auto [known, isNew] = m_slotOf.try_emplace(slot, static_cast<std::uint32_t>(m_slots.size()));
    if (isNew)
        m_slots.push_back(std::move(slot));
    return known->second;
}

CappedSpan TermLayouts::spanAt(Instant t, std::uint32_t priceClass, const TermLayout &layout, std::size_t &at)
{
    while (at < layout.entries.size() && layout.entries[at].span.end <= t)
        ++at;
    if (at == layout.entries.size())
        return {latestInstant, none, false};
    const TermLayout::Entry &entry = layout.entries[at];
    if (t < entry.span.begin)
        return {entry.span.begin, none, false};
    if (!entry.windows)
        return {entry.span.end, entry.slot, true};
    const Window window = entry.windows->at(t);
    const std::int64_t length = window.span.length();
    if (length >= window.fullLength) {
        if (m_wholeOf.first != priceClass)
            m_wholeOf = {priceClass, slotOf(priceClass, WindowPart{1, 1})};
        return {window.span.end, m_wholeOf.second, true};
    }
    const std::int64_t divisor = std::gcd(length, window.fullLength);
    return {window.span.end, slotOf(priceClass, WindowPart{length / divisor, window.fullLength / divisor}), true};
}

} // namespace toll
