// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Lays billable units into the windows and terms of a scenario's outline.
#include "core/base/checked.h"
#include "core/simulation/laneunits.h"
#include "core/simulation/marksearch.h"
#include "core/simulation/poolcounts.h"
#include "core/simulation/termlayouts.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <string>

namespace toll {

namespace {

constexpr std::uint32_t none = TermLayouts::none;
constexpr std::size_t mostReserved = std::size_t{1} << 24; ///< counts

} // namespace

class MatrixBuilder {
public:
    MatrixBuilder(const Baseline &baseline, const BilledUse &use, const Scenario &outline)
        : m_baseline(baseline), m_use(use), m_outline(outline), m_matrix(std::make_shared<UsageMatrix>()),
          m_counts(m_matrix->m_pools, m_matrix->m_counts, m_matrix->m_large),
          m_classes(use.prices.size(), {none, none}), m_layouts(m_matrix->m_slots, use.earliestStart)
    {
        m_matrix->m_lines.reserve(baseline.customers.size());
        m_matrix->m_cells.reserve(baseline.customers.size());
        m_matrix->m_pools.reserve(baseline.customers.size());
    }

    /// The next customer.
    void take(std::uint32_t customer)
    {
        const CustomerUse &use = m_use.customers[customer];
        const bool isOfPlan = m_outline.changesPlans() || !m_outline.charge.empty();
        std::optional<MatrixFault> fault = isOfPlan ? MatrixFault::WholePlan
            : use.fault                             ? use.fault
                                                    : findClasses(customer);
        if (!fault && !addCustomer(customer))
            fault = MatrixFault::Size;
        if (!fault)
            return;
        m_matrix->m_refusals.push_back({m_baseline.customers[customer].id, *fault});
        m_matrix->m_refused.push_back(customer);
    }

    std::shared_ptr<const UsageMatrix> finish()
    {
        findRuns();
        return m_matrix;
    }

private:
    struct Marks {
        std::size_t cells = 0, pools = 0;
        std::int64_t units = 0;
    };

    /// All its tokens are treated alike.
    [[nodiscard]] bool isAlike(const CustomerUse &use) const
    {
        return use.isAlike && m_outline.on.kind == Selection::Kind::All;
    }

    /// The class of each token of a customer.
    std::optional<MatrixFault> findClasses(std::uint32_t customer)
    {
        const BaselineCustomer &owner = m_baseline.customers[customer];
        const CustomerUse &use = m_use.customers[customer];
        m_classOfToken.clear();
        if (!use.isOnQuarters)
            return MatrixFault::Grain;
        if (isAlike(use)) {
            const std::uint32_t one = classOf(use.prices.front(), true);
            m_classOfToken.assign(use.starts.size(), one);
            if (m_fitting == std::pair(one, use.grain))
                return {};
            const auto fault =
                matrixFault({m_matrix->m_classes[one].price, m_matrix->m_classes[one].isFlat}, false, use.grain);
            m_fitting = {fault ? none : one, use.grain};
            return fault;
        }
        std::pair fitting{none, false}; // the last class that was found to be
        for (std::size_t token = 0; token < owner.tokens.size(); ++token) {
            const bool isSelected = m_outline.on.kind == Selection::Kind::All || selects(m_outline.on, owner, token);
            const std::uint32_t priceClass = classOf(use.prices[token], isSelected);
            const UsageMatrix::PriceClass &known = m_matrix->m_classes[priceClass];
            m_classOfToken.push_back(priceClass);
            const std::pair asked{priceClass, bool{use.hasUnbillable[token]}};
            if (!use.starts[token] || asked == fitting)
                continue;
            fitting = asked;
            if (const auto fault = matrixFault({known.price, known.isFlat}, use.hasUnbillable[token], owner.grain))
                return fault;
        }
        return {};
    }

    std::uint32_t classOf(std::uint32_t own, bool isSelected)
    {
        std::uint32_t &known = m_classes[own][isSelected ? 1 : 0];
        if (known != none)
            return known;
        UsageMatrix::PriceClass one{m_use.prices[own].price, isSelected, m_use.prices[own].isFlat};
        if (isSelected)
            // An outline has no factor: a rate that fits its digits is only replaced.
            static_cast<void>(changePrice(one.price, m_outline));
        std::vector<UsageMatrix::PriceClass> &classes = m_matrix->m_classes;
        const auto [same, isNew] = m_classOf.try_emplace(one.key(), static_cast<std::uint32_t>(classes.size()));
        if (isNew)
            classes.push_back(std::move(one));
        return known = same->second;
    }

    /// False, and nothing added, where it does not fit.
    bool addCustomer(std::uint32_t customer)
    {
        const CustomerUse &use = m_use.customers[customer];
        const BaselineCustomer &owner = m_baseline.customers[customer];
        if (use.periods.empty())
            return true;
        const Marks before{m_matrix->m_cells.size(), m_matrix->m_pools.size(), m_matrix->m_allUnits};
        m_layouts.moveTo(use.zone, use.periods.back().end);
        m_cellOf.clear();
        m_lastCell.second = none;
        m_counts.begin();
        for (std::size_t token = 0; token < use.starts.size();) {
            const std::size_t alike = tokensAlike(use, owner, token);
            const bool isAdded = alike > 0 ? addLanes(use, token, alike) : addToken(use, owner.tokens[token], token);
            if (!isAdded) {
                m_matrix->m_cells.resize(before.cells);
                m_matrix->m_allUnits = before.units;
                m_counts.drop();
                return false;
            }
            token += std::max<std::size_t>(1, alike);
        }
        m_counts.lay();
        if (m_matrix->m_lines.empty()) // as if all were like the first: growing would copy them again and again
            m_matrix->m_counts.reserve(std::min(mostReserved, m_matrix->m_counts.size() * m_baseline.customers.size()));
        addLines(customer, before);
        return true;
    }

    /// How many tokens from this one on, in its tile, have the same price and the same terms by days (m_terms); 0 where
    /// this one has none. Unused tokens count as any other.
    std::size_t tokensAlike(const CustomerUse &use, const BaselineCustomer &owner, std::size_t first)
    {
        if (!use.days)
            return 0;
        const std::size_t end = std::min(use.starts.size(), (first / DaySums::width + 1) * DaySums::width);
        std::size_t token = first;
        m_terms = nullptr;
        m_termsClass = m_classOfToken[first];
        if (isAlike(use) && !m_matrix->m_classes[m_termsClass].isFlat)
            if ((m_terms = m_layouts.alikeByDays(m_termsClass)))
                return end - first;
        for (; token < end; ++token) {
            if (!use.starts[token])
                continue;
            const std::uint32_t priceClass = m_classOfToken[token];
            const UsageMatrix::PriceClass &known = m_matrix->m_classes[priceClass];
            if (known.isFlat || !use.hasPlainTerms[token] || (m_terms && priceClass != m_termsClass))
                break;
            const DayTerms *terms = m_layouts.byDays(priceClass, known.price, owner.tokens[token], *use.starts[token]);
            if (!terms || (m_terms && terms != m_terms))
                break;
            m_terms = terms;
            m_termsClass = priceClass;
        }
        return m_terms ? token - first : 0;
    }

    bool addToken(const CustomerUse &use, const RatedToken &token, std::size_t index)
    {
        if (!use.starts[index])
            return true;
        const std::uint32_t priceClass = m_classOfToken[index];
        const bool isFlat = m_matrix->m_classes[priceClass].isFlat;
        const TermLayout *layout = isFlat
            ? m_layouts.endless()
            : m_layouts.of(priceClass, m_matrix->m_classes[priceClass].price, token, *use.starts[index]);
        if (!layout)
            return false;
        Instant end = use.periods.back().end;
        if (!isFlat && token.revokedAt)
            end = std::min(end, *token.revokedAt);
        return walk(use, index, priceClass, *layout, end);
    }

    /// Tokens alike, term by term and period by period.
    bool addLanes(const CustomerUse &use, std::size_t firstToken, std::size_t tokens)
    {
        const std::size_t tile = firstToken / DaySums::width;
        const std::size_t lane = firstToken % DaySums::width;
        const std::uint32_t last = use.days->lastDay(tile);
        const std::size_t width = use.days->lanes(tile);
        const std::size_t only = use.days->onlyPeriod(tile);
        std::size_t first = 0; // period that is not over yet
        std::uint32_t day = 0;
        for (const DayTerms::Entry &term : m_terms->entries) {
            const std::uint32_t *const begin = use.days->before(tile, day) + lane;
            day = std::min(term.end, last);
            const std::uint32_t *const end = use.days->before(tile, day) + lane;
            if (only < use.periods.size()) {
                const LaneUnits units(begin, end, tokens);
                if (units.sum > 0 && !add(cellOf(static_cast<std::uint32_t>(only), m_termsClass), term.slot, units))
                    return false;
            }
            for (std::size_t period = first; period < use.periods.size() && only == use.periods.size(); ++period) {
                const std::uint32_t *const edges = use.days->edges(tile, period) + lane;
                const LaneUnits units({begin, end, edges, edges + width}, tokens);
                if (units.isOver && period == first)
                    ++first;
                if (units.isAhead)
                    break;
                if (units.sum > 0 && !add(cellOf(static_cast<std::uint32_t>(period), m_termsClass), term.slot, units))
                    return false;
            }
            if (day == last)
                break;
        }
        return true;
    }

    /// One token's units, window by window and period by period.
    bool walk(
        const CustomerUse &use, std::size_t token, std::uint32_t priceClass, const TermLayout &layout, Instant end)
    {
        const std::size_t last = use.begins[token + 1];
        CappedSpan span{earliestInstant, none, false};
        std::size_t term = 0;
        std::size_t period = 0;
        Instant pieceEnd = earliestInstant;
        std::uint32_t cell = none;
        std::int64_t before = 0; // units of the span before the period
        for (std::size_t i = use.begins[token]; i < last && use.marks[i].time < end;) {
            const Instant t = use.marks[i].time;
            if (t >= span.end) {
                before = 0;
                span = m_layouts.spanAt(t, priceClass, layout, term);
            }
            if (!span.isInTerm) {
                i = m_search.firstFrom(use.marks, i, last, span.end);
                continue;
            }
            if (t >= pieceEnd) {
                while (use.periods[period].end <= t)
                    ++period;
                const bool isBilled = use.periods[period].begin <= t;
                pieceEnd = isBilled ? use.periods[period].end : use.periods[period].begin;
                cell = isBilled ? cellOf(static_cast<std::uint32_t>(period), priceClass) : none;
            }
            const std::size_t next = m_search.firstFrom(use.marks, i, last, std::min({span.end, pieceEnd, end}));
            const std::int64_t n = use.marks[next].before - use.marks[i].before;
            if (cell != none && n > 0 && !add(cell, span.slot, before, n))
                return false;
            before += n;
            i = next;
        }
        return true;
    }

    std::uint32_t cellOf(std::uint32_t period, std::uint32_t priceClass)
    {
        const std::pair key{period, priceClass};
        if (m_lastCell.second != none && m_lastCell.first == key)
            return m_lastCell.second;
        const auto [known, isNew] = m_cellOf.try_emplace(key, static_cast<std::uint32_t>(m_matrix->m_cells.size()));
        if (isNew)
            m_matrix->m_cells.push_back({period, priceClass, 0, 0}); // its line is found when all are known
        m_lastCell = {key, known->second};
        return known->second;
    }

    bool add(std::uint32_t cell, std::uint32_t slot, std::int64_t before, std::int64_t n)
    {
        // Twice as many as there are: a window that a period cuts is counted in both, whole.
        if (!addChecked(m_matrix->m_allUnits, before) || !addChecked(m_matrix->m_allUnits, n))
            return false;
        m_matrix->m_cells[cell].units += n;
        if (slot == none) {
            m_matrix->m_cells[cell].uncapped += n;
            return true;
        }
        m_counts.add(cell, slot, false, before + n);
        if (before > 0)
            m_counts.add(cell, slot, true, before);
        return true;
    }

    bool add(std::uint32_t cell, std::uint32_t slot, const LaneUnits &units)
    {
        if (!addChecked(m_matrix->m_allUnits, 2 * units.before) || !addChecked(m_matrix->m_allUnits, units.sum))
            return false;
        m_matrix->m_cells[cell].units += units.sum;
        if (slot == none) {
            m_matrix->m_cells[cell].uncapped += units.sum;
            return true;
        }
        m_counts.add(cell, slot, false, units.counts());
        if (units.before > 0)
            m_counts.add(cell, slot, true, units.countsBefore());
        return true;
    }

    /// Brings the customer's cells into the order of its periods, and makes a line of each.
    void addLines(std::uint32_t customer, const Marks &before)
    {
        const std::span cells = std::span(m_matrix->m_cells).subspan(before.cells);
        const auto periodOf = [](const UsageMatrix::Cell &cell) { return cell.line; };
        if (!std::ranges::is_sorted(cells, {}, periodOf))
            sortCells(cells, before);
        const CustomerUse &use = m_use.customers[customer];
        std::uint32_t period = none;
        for (std::uint32_t i = 0; i < cells.size(); ++i) {
            if (cells[i].line != period) {
                period = cells[i].line;
                m_matrix->m_lines.push_back({customer, use.perPlaces, use.minorDigits, use.rounding,
                    static_cast<std::uint32_t>(before.cells) + i, 0});
            }
            ++m_matrix->m_lines.back().cells;
            cells[i].line = static_cast<std::uint32_t>(m_matrix->m_lines.size() - 1);
        }
    }

    void sortCells(std::span<UsageMatrix::Cell> cells, const Marks &before)
    {
        std::vector<std::uint32_t> order(cells.size());
        std::iota(order.begin(), order.end(), std::uint32_t{0});
        std::ranges::stable_sort(order, {}, [&](std::uint32_t cell) { return cells[cell].line; });
        std::vector<UsageMatrix::Cell> sorted;
        std::vector<std::uint32_t> place(order.size());
        for (const std::uint32_t old : order) {
            place[old] = static_cast<std::uint32_t>(before.cells + sorted.size());
            sorted.push_back(cells[old]);
        }
        std::ranges::copy(sorted, cells.begin());
        for (std::size_t pool = before.pools; pool < m_matrix->m_pools.size(); ++pool)
            m_matrix->m_pools[pool].cell = place[m_matrix->m_pools[pool].cell - before.cells];
    }

    void findRuns()
    {
        const std::vector<UsageMatrix::Line> &lines = m_matrix->m_lines;
        for (std::uint32_t i = 0; i < lines.size(); ++i) {
            const auto currencyOf = [&](std::uint32_t line) { return m_use.customers[lines[line].customer].currency; };
            if (i == 0 || !lines[i].isRoundedAs(lines[i - 1]) || currencyOf(i) != currencyOf(i - 1))
                m_matrix->m_runs.push_back({i, i});
            m_matrix->m_runs.back().end = i + 1;
        }
    }

    const Baseline &m_baseline;
    const BilledUse &m_use;
    const Scenario &m_outline;
    std::shared_ptr<UsageMatrix> m_matrix;
    PoolCounts m_counts;
    std::vector<std::array<std::uint32_t, 2>> m_classes; ///< of own prices: not selected, selected
    std::map<std::string, std::uint32_t> m_classOf; ///< by key
    std::vector<std::uint32_t> m_classOfToken; ///< of the customer
    TermLayouts m_layouts;
    std::pair<std::uint32_t, Grain> m_fitting{none, Grain::Cells}; ///< the class looked at last, of customers alike
    const DayTerms *m_terms = nullptr; ///< of tokensAlike()
    std::uint32_t m_termsClass = 0;
    MarkSearch m_search;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> m_cellOf; ///< of the customer, by period and class
    std::pair<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> m_lastCell{{}, none};
};

std::vector<std::shared_ptr<const UsageMatrix>> UsageMatrix::build(
    const Baseline &baseline, const BilledUse &use, std::span<const Scenario> outlines)
{
    std::deque<MatrixBuilder> builders; // they are not to be moved
    for (const Scenario &outline : outlines)
        builders.emplace_back(baseline, use, outline);
    for (std::uint32_t customer = 0; customer < baseline.customers.size(); ++customer)
        for (MatrixBuilder &builder : builders)
            builder.take(customer);
    std::vector<std::shared_ptr<const UsageMatrix>> matrices;
    for (MatrixBuilder &builder : builders)
        matrices.push_back(builder.finish());
    return matrices;
}

} // namespace toll
