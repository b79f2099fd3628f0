// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"
#include "core/calendar/period.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

struct SummaryOptions {
    std::string by = "day";
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
    std::vector<std::string> tokens;
    std::string customer;
};

Result<std::vector<GroupBy>> parseGroups(const std::string &text)
{
    std::vector<GroupBy> groups;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const Result<GroupBy> group = fromOption(parseGroupBy(text.substr(begin, end - begin)), "--by");
        if (!group)
            return std::unexpected(group.error());
        groups.push_back(*group);
        begin = end + 1;
    }
    return groups;
}

Json amountsJson(const std::vector<Money> &amounts)
{
    Json::Array texts;
    for (const Money &money : amounts) {
        Json amount;
        amount.set("amount", amountText(money.amount, money.currency));
        amount.set("currency", money.currency.code);
        texts.push_back(std::move(amount));
    }
    return texts;
}

Json sumsJson(const UsageSums &sums, const std::vector<GroupBy> &by)
{
    Json json;
    for (std::size_t i = 0; i < by.size() && i < sums.keys.size(); ++i)
        json.set(std::string(name(by[i])), sums.keys[i]);
    json.set("requests", sums.requests);
    json.set("errors", sums.errors);
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        const MeterSum &units = sums.units[i];
        json.set(std::string(name(static_cast<UnitMeter>(i))), units.known > 0 ? Json(units.sum) : Json());
    }
    const bool single = sums.amounts.size() == 1;
    json.set("amount", single ? Json(amountText(sums.amounts[0].amount, sums.amounts[0].currency)) : Json());
    json.set("currency", single ? Json(sums.amounts[0].currency.code) : Json());
    if (sums.amounts.size() > 1)
        json.set("amounts", amountsJson(sums.amounts));
    return json;
}

/// The tokens of --token and --customer; none: all.
Result<std::vector<TokenId>> tokensOf(Services &services, const SummaryOptions &options)
{
    std::vector<TokenId> ids;
    for (const std::string &text : options.tokens) {
        const Result<Token> token = services.tokens.find(text);
        if (!token)
            return std::unexpected(token.error());
        ids.push_back(token->id);
    }
    if (options.customer.empty())
        return ids;
    const Result<Customer> customer = services.customers.find(options.customer);
    if (!customer)
        return std::unexpected(customer.error());
    const Result<std::vector<TokenRow>> rows = services.tokens.list();
    if (!rows)
        return std::unexpected(rows.error());
    for (const TokenRow &row : *rows) {
        if (row.token.customer == customer->id)
            ids.push_back(row.token.id);
    }
    if (ids.empty())
        return fail(ErrorCode::NotFound, "token", options.customer);
    return ids;
}

Finished summary(Session &session, const SummaryOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return failed(zone);
    const Result<std::vector<GroupBy>> by = parseGroups(options.by);
    if (!by)
        return failed(by);
    const Result<std::optional<Interval>> range = rangeFor(**services, options.from, options.to, *zone);
    if (!range)
        return failed(range);
    const Result<std::vector<TokenId>> tokens = tokensOf(**services, options);
    if (!tokens)
        return failed(tokens);
    const Result<UsageSummary> summary =
        (*services)->usage.summary({.range = *range, .zone = *zone, .tokens = *tokens, .by = *by});
    if (!summary)
        return failed(summary);
    Json::Array rows;
    for (const UsageSums &sums : summary->rows)
        rows.push_back(sumsJson(sums, summary->by));
    Output::Columns columns;
    for (const GroupBy group : summary->by)
        columns.emplace_back(name(group));
    for (const char *column : {"requests", "errors", "input_units", "cached_input_units", "cache_write_units",
             "output_units", "amount", "currency"})
        columns.emplace_back(column);
    Json extra;
    extra.set("total", sumsJson(summary->total, {}));
    session.out.rows(rows, columns, extra);
    return {};
}

} // namespace

void addUsageCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "usage", Words::tr("Requests that were made"));
    addImportCommands(group, session);

    auto [command, options] =
        addCommand(group, session, "summary", Words::tr("Sums of usage, and what they cost"), &summary);
    addText(command, "--by", options.by,
        Words::tr("token, customer, day (default), hour, model, status; several with commas"));
    addText(command, "--from", options.from, Words::tr("First date or time"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone, Words::tr("Zone of days and hours (default: the workspace's)"));
    addTexts(command, "--token", options.tokens, Words::tr("Only this token; may come several times"));
    addText(command, "--customer", options.customer, Words::tr("Only this customer's tokens"));
}

} // namespace toll
