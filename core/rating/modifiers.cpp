// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/modifiers.h"

#include "core/base/checked.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>

namespace toll {

namespace {

const Decimal one(1);

std::string limitText(const Decimal &limit)
{
    return "> " + limit.toString();
}

std::string limitText(const ServiceLevel &level)
{
    const std::string slower = "> " + std::to_string(level.slowerThanMs) + " ms";
    return level.percentile ? "p" + level.percentile->toString() + ' ' + slower : slower;
}

/// The response time of each request of a row; nothing where it is not known.
std::optional<std::int64_t> responseOf(const UsageRow &row)
{
    if (row.responseMs.known == 0)
        return std::nullopt;
    return row.responseMs.sum / row.responseMs.known;
}

/// Of the entries of one kind that hold, the one with the greatest limit (billing-rules.md 23).
const ServiceLevel *greatest(
    const std::vector<ServiceLevel> &levels, bool isPercentile, const std::function<bool(const ServiceLevel &)> &holds)
{
    const ServiceLevel *found = nullptr;
    for (const ServiceLevel &level : levels)
        if (level.percentile.has_value() == isPercentile && holds(level)
            && (!found || level.slowerThanMs > found->slowerThanMs))
            found = &level;
    return found;
}

/// Acts on the amounts of a shape's rows, one modifier after the other, each on what the one before left.
class Modifying {
public:
    Modifying(const RatingInput &input, const Charge &charge, const StatementLine &shape, std::vector<Decimal> amounts,
        Load *load)
        : m_input(input), m_charge(charge), m_shape(shape), m_amounts(std::move(amounts)), m_load(load)
    {
    }

    Result<Modified> run()
    {
        for (const auto modifier : {&Modifying::slices, &Modifying::load, &Modifying::serviceLevel})
            if (Result<void> done = (this->*modifier)(); !done)
                return std::unexpected(done.error());
        return Modified{std::move(m_lines), std::move(m_idle)};
    }

private:
    using Rule = std::optional<std::size_t>; ///< index into the line's steps

    Result<void> slices()
    {
        begin(LineKind::Slices);
        for (const Slice &slice : m_charge.slices)
            m_line.steps.push_back({toString(slice.hours), {}, 0, {}, slice.multiplier, {}});
        return multiply([this](const UsageRow &row) -> Rule {
            const LocalTime local = m_input.zone.toLocal(row.time);
            const auto slice = std::ranges::find_if(
                m_charge.slices, [&](const Slice &candidate) { return candidate.hours.contains(local); });
            return slice == m_charge.slices.end() ? Rule() : Rule(slice - m_charge.slices.begin());
        });
    }

    Result<void> load()
    {
        begin(LineKind::Load);
        for (const LoadBand &band : m_charge.load)
            m_line.steps.push_back({limitText(band.above), {}, 0, {}, band.multiplier, {}});
        return multiply([this](const UsageRow &row) -> Rule {
            Rule found;
            for (std::size_t i = 0; i < m_charge.load.size(); ++i)
                if (m_load->isAbove(row.time, m_charge.load[i].above)
                    && (!found || m_charge.load[i].above > m_charge.load[*found].above))
                    found = i;
            return found;
        });
    }

    /// Credits of single requests first, then the period's percentile on what they leave (billing-rules.md 23).
    Result<void> serviceLevel()
    {
        begin(LineKind::ServiceLevel);
        const std::vector<ServiceLevel> &levels = m_charge.serviceLevel;
        for (const ServiceLevel &level : levels)
            m_line.steps.push_back({limitText(level), {}, 0, {}, level.credit, {}});
        const auto ruleOf = [&](const ServiceLevel *level) { return level ? Rule(level - levels.data()) : Rule(); };
        const auto singly = [&](const UsageRow &row) -> Rule {
            const std::optional<std::int64_t> response = responseOf(row);
            return !response ? Rule() : ruleOf(greatest(levels, false, [&](const ServiceLevel &level) {
                return *response > level.slowerThanMs;
            }));
        };
        if (Result<void> done =
                apply(singly, [&](std::size_t rule) { return Result<Decimal>(levels[rule].credit.negated()); });
            !done)
            return done;
        std::optional<Error> overflow;
        const Rule percentile = ruleOf(greatest(levels, true, [&](const ServiceLevel &level) {
            const Result<std::optional<std::int64_t>> value = responsePercentile(*level.percentile);
            if (!value)
                overflow = value.error();
            return value && *value && **value > level.slowerThanMs;
        }));
        if (overflow)
            return std::unexpected(*overflow);
        if (percentile)
            if (Result<void> done = apply([&](const UsageRow &) { return percentile; },
                    [&](std::size_t rule) { return levels[rule].credit.negated().shiftedDown(2); });
                !done)
                return done;
        end();
        return {};
    }

    /// Nearest rank over the charge's billable requests, weighted by count; unknown ones are left out.
    Result<std::optional<std::int64_t>> responsePercentile(const Decimal &percent)
    {
        if (m_responses.empty()) {
            for (const RowCharge &charged : m_shape.rows) {
                const UsageRow &row = m_input.usage->rows[charged.row];
                if (const std::optional<std::int64_t> response = responseOf(row))
                    if (!addChecked(m_responses[*response], row.requests))
                        return fail(ErrorCode::Overflow, m_charge.id);
            }
        }
        std::int64_t all = 0;
        for (const auto &[response, requests] : m_responses)
            if (!addChecked(all, requests))
                return fail(ErrorCode::Overflow, m_charge.id);
        std::int64_t passed = 0;
        for (const auto &[response, requests] : m_responses) {
            passed += requests;
            const Result<Decimal> needed = percent.times(all);
            if (needed && Decimal(passed).times(100).value_or(0) >= *needed)
                return response;
        }
        return std::optional<std::int64_t>();
    }

    template<typename FindRule>
    Result<void> multiply(FindRule findRule)
    {
        if (Result<void> done =
                apply(findRule, [this](std::size_t rule) { return m_line.steps[rule].factor.minus(one); });
            !done)
            return done;
        end();
        return {};
    }

    /// Adds `factor` times the amount of each row that a rule holds for.
    template<typename FindRule, typename Factor>
    Result<void> apply(FindRule findRule, Factor factor)
    {
        if (m_line.steps.empty())
            return {};
        for (std::size_t i = 0; i < m_shape.rows.size(); ++i) {
            const RowCharge &charged = m_shape.rows[i];
            const Rule rule = findRule(m_input.usage->rows[charged.row]);
            if (!rule)
                continue;
            LineStep &step = m_line.steps[*rule];
            if (!addChecked(step.quantity, charged.billable) || !addChecked(step.quantity, charged.over))
                return fail(ErrorCode::Overflow, m_charge.id);
            const Result<Decimal> share = factor(*rule);
            const Result<Decimal> difference = share ? m_amounts[i].times(*share) : share;
            if (!difference || !add(step.base, m_amounts[i]) || !add(step.exact, *difference)
                || !add(m_line.exact, *difference) || !add(m_line.parts[charged.part].exact, *difference)
                || !add(m_line.rowAmounts[i], *difference) || !add(m_amounts[i], *difference))
                return fail(ErrorCode::Overflow, m_charge.id);
        }
        return {};
    }

    static bool add(Decimal &sum, const Decimal &more)
    {
        const Result<Decimal> added = sum.plus(more);
        if (added)
            sum = *added;
        return added.has_value();
    }

    void begin(LineKind kind)
    {
        m_line = StatementLine();
        m_line.charge = m_shape.charge;
        m_line.shape = m_shape.shape;
        m_line.kind = kind;
        m_line.version = m_shape.version;
        m_line.period = m_shape.period;
        m_line.meter = m_shape.meter;
        m_line.perPlaces = m_shape.perPlaces;
        m_line.rows = m_shape.rows;
        m_line.rowAmounts.resize(m_shape.rows.size());
        for (const LinePart &part : m_shape.parts)
            m_line.parts.emplace_back().token = part.token;
    }

    void end()
    {
        for (const LineStep &step : m_line.steps)
            if (step.quantity == 0)
                m_idle.push_back({m_line.kind, step.rule, step.factor});
        if (!m_line.exact.isZero()) {
            m_line.otherExact = m_line.exact;
            m_lines.push_back(std::move(m_line));
        }
    }

    const RatingInput &m_input;
    const Charge &m_charge;
    const StatementLine &m_shape;
    std::vector<Decimal> m_amounts;
    Load *m_load;
    StatementLine m_line; ///< under way
    std::vector<StatementLine> m_lines;
    std::vector<IdleRule> m_idle;
    std::map<std::int64_t, std::int64_t> m_responses; ///< response time -> requests
};

} // namespace

Load::Load(const Cap &capacity, const UsageTable &traffic, const Zone &zone)
    : m_capacity(capacity), m_traffic(traffic), m_zone(zone),
      m_grid(capacity, {traffic.rows.empty() ? Instant{} : traffic.rows.front().time, latestInstant},
          Alignment::Calendar, zone)
{
}

Interval Load::windowAt(Instant t) const
{
    const Span length = windowSpan(m_capacity);
    if (length.kind != Span::Kind::Exact)
        return m_grid.at(t).span;
    const Date today = m_zone.toLocal(t).date;
    const Instant midnight = m_zone.startOfDay(today);
    const Instant next = m_zone.startOfDay(dateFromDays(daysSinceEpoch(today) + 1));
    const Instant begin = midnight.plus((t.ms - midnight.ms) / length.amount * length.amount);
    return {begin, std::min(begin.plus(length.amount), std::max(next, t.plus(1)))};
}

std::int64_t Load::requestsAt(Instant t)
{
    if (m_isStarted && m_window.contains(t))
        return m_requests;
    m_isStarted = true;
    m_window = windowAt(t);
    m_requests = 0;
    for (auto row = std::ranges::lower_bound(m_traffic.rows, m_window.begin, {}, &UsageRow::time);
         row != m_traffic.rows.end() && row->time < m_window.end; ++row)
        if (!addChecked(m_requests, row->requests))
            m_requests = std::numeric_limits<std::int64_t>::max(); // above every capacity as well

    return m_requests;
}

bool Load::isAbove(Instant t, const Decimal &share)
{
    if (m_traffic.rows.empty() || t < m_traffic.rows.front().time)
        return false;
    const Result<Decimal> limit = share.times(m_capacity.count);
    return limit && Decimal(requestsAt(t)) > *limit;
}

Result<Modified> modifierLines(const RatingInput &input, const Charge &charge,
    const StatementLine &shape, std::vector<Decimal> amounts, Load *load)
{
    return Modifying(input, charge, shape, std::move(amounts), load).run();
}

} // namespace toll
