// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/rate.h"
#include "core/services/billing.h"
#include "core/services/inputfile.h"
#include "core/services/plantokenvalues.h"
#include "core/services/zones.h"
#include "core/usage/reader.h"
#include "core/usage/segment.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace toll {

namespace {

constexpr std::size_t headSize = std::size_t{256} * 1024; ///< looked at to propose a layout

/// The values of the command line, beside plan and file.
struct RateTerms {
    Zone zone;
    std::optional<Instant> termStart;
    std::optional<Interval> period;
};

Error at(std::string where, Error error)
{
    error.where = std::move(where);
    return error;
}

Checked<RateTerms> termsOf(const RateRequest &request, const Plan &plan)
{
    const Result<Zone> zone = zoneNamed(request.timezone.value_or(plan.timezone));
    if (!zone)
        return std::unexpected(std::vector{at(request.timezone ? "timezone" : "/timezone", zone.error())});
    RateTerms terms{*zone, {}, {}};
    std::vector<Error> faults;
    if (request.termStart) {
        if (const Result<Instant> start = parseDateOrTime(*request.termStart, *zone))
            terms.termStart = *start;
        else
            faults.push_back(at("term_start", start.error()));
    }
    if (request.period) {
        if (const Result<Interval> period = parsePeriod(*request.period, *zone))
            terms.period = *period;
        else
            faults.push_back(at("period", period.error()));
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return terms;
}

/// Gathers the rows of a file: each id once, in order of time, under tokens by name.
class UsageFile {
public:
    explicit UsageFile(std::vector<Error> &faults) : m_faults(faults) { }

    [[nodiscard]] Checked<UsageTable> read(const RateRequest &request, const Zone &zone) &&
    {
        Result<InputFile> file = InputFile::open(request.usagePath);
        if (!file)
            return std::unexpected(std::vector{file.error()});
        std::string head;
        while (head.size() < headSize) {
            const Result<std::string_view> piece = file->next();
            if (!piece)
                return std::unexpected(std::vector{piece.error()});
            if (piece->empty())
                break;
            head += *piece;
        }
        Checked<Layout> layout = layoutOf(request, head);
        if (!layout)
            return std::unexpected(layout.error());
        layout->encoding = file->encoding();
        UsageReader reader(*layout, zone, [this](const ReadRow &row) { take(row); });
        reader.feed(head);
        while (true) {
            const Result<std::string_view> piece = file->next();
            if (!piece)
                return std::unexpected(std::vector{piece.error()});
            if (piece->empty())
                break;
            reader.feed(*piece);
        }
        reader.finish();
        return std::move(*this).table();
    }

private:
    static Checked<Layout> layoutOf(const RateRequest &request, const std::string &head)
    {
        Layout layout;
        if (!head.empty()) {
            Result<Layout> proposed = proposeLayout(head);
            if (!proposed)
                return std::unexpected(std::vector{at(request.usagePath, proposed.error())});
            layout = std::move(*proposed);
        }
        std::vector<Error> faults;
        for (const std::string &mapping : request.mappings)
            if (const Result<void> applied = applyMapping(layout, mapping); !applied)
                faults.push_back(applied.error());
        if (faults.empty() && !head.empty())
            faults = gapsOf(layout);
        if (!faults.empty())
            return std::unexpected(std::move(faults));
        return layout;
    }

    void take(const ReadRow &row)
    {
        if (!row.faults.empty()) {
            m_faults.insert(m_faults.end(), row.faults.begin(), row.faults.end());
            return;
        }
        const UsageEvent &event = row.event;
        if (event.count == 0)
            return; // nothing was used
        if (!event.id.empty() && !m_seen.insert(hashOfId(event.source, event.id)).second)
            return;
        const auto next = static_cast<std::uint32_t>(m_tokens.size());
        const std::uint32_t token = m_tokens.try_emplace(event.token, next).first->second;
        m_table.rows.push_back(m_table.rowOf(event, token));
        m_ids.push_back(event.id);
    }

    [[nodiscard]] UsageTable table() &&
    {
        std::vector<std::uint32_t> places(m_tokens.size()); // first seen -> by name
        for (const auto &[name, token] : m_tokens) {
            places[token] = static_cast<std::uint32_t>(m_table.tokens.size());
            m_table.tokens.push_back({name});
        }
        std::vector<std::size_t> order(m_table.rows.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {},
            [this](std::size_t row) { return std::tuple(m_table.rows[row].time, std::string_view(m_ids[row]), row); });
        std::vector<UsageRow> sorted;
        sorted.reserve(order.size());
        for (const std::size_t row : order) {
            sorted.push_back(m_table.rows[row]);
            sorted.back().token = places[sorted.back().token];
        }
        m_table.rows = std::move(sorted);
        return std::move(m_table);
    }

    std::vector<Error> &m_faults;
    UsageTable m_table;
    std::vector<std::string> m_ids; ///< of the table's rows
    std::map<std::string, std::uint32_t> m_tokens; ///< rows that name none are one token without a name
    std::unordered_set<EventHash> m_seen;
};

RatingInput inputOf(const Plan &plan, const Currency &currency, const RateTerms &terms, const UsageTable &usage)
{
    RatingInput input;
    input.explains = true;
    input.plan = &plan;
    input.currency = currency;
    input.zone = terms.zone;
    for (const TokenId &token : usage.tokens) {
        RatedToken rated;
        rated.id = token;
        rated.name = token.text;
        rated.firstTermStart = terms.termStart;
        input.tokens.push_back(std::move(rated));
    }
    input.usage = &usage;
    input.period = terms.period;
    input.periodAnchor = terms.termStart;
    input.subscribedAt = terms.termStart;
    return input;
}

} // namespace

Checked<Statement> rateFile(const RateRequest &request, std::vector<Error> &faults)
{
    const Checked<Plan> plan = parsePlan(std::string_view(request.plan));
    if (!plan)
        return std::unexpected(plan.error());
    if (std::vector<Error> tokenValues = tokenValuesOf(*plan); !tokenValues.empty())
        return std::unexpected(std::move(tokenValues));
    const Result<Currency> money = currency(plan->currency);
    if (!money)
        return std::unexpected(std::vector{at("/currency", money.error())});
    const Checked<RateTerms> terms = termsOf(request, *plan);
    if (!terms)
        return std::unexpected(terms.error());
    const Checked<UsageTable> usage = UsageFile(faults).read(request, terms->zone);
    if (!usage)
        return std::unexpected(usage.error());
    Result<Statement> statement = rate(inputOf(*plan, *money, *terms, *usage));
    if (!statement)
        return std::unexpected(std::vector{statement.error()});
    return std::move(*statement);
}

} // namespace toll
