// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"

namespace toll {

namespace {

struct NoOptions { };

struct AgreeOptions {
    std::string plan;
    std::string customer;
    std::optional<std::string> file;
    std::optional<std::string> terms;
    std::optional<std::string> from;
};

struct ListOptions {
    std::optional<std::string> customer;
};

struct RateOptions {
    std::string base;
    std::string quote;
    std::string rate;
    std::string date;
    std::string source;
};

const Output::Columns agreementColumns{"customer", "plan", "agreement", "from", "terms"};
const Output::Columns exchangeColumns{"base", "quote", "date", "rate", "source"};

Json agreementJson(const AgreementRow &row)
{
    Json json;
    json.set("customer", row.customerName).set("customer_id", row.customer.text).set("plan", row.plan);
    json.set("agreement", row.number).set("from", toRfc3339(row.from));
    return json.set("terms", row.terms);
}

Json exchangeJson(const ExchangeRow &row)
{
    Json json;
    json.set("base", row.base).set("quote", row.quote).set("date", row.date);
    return json.set("rate", row.rate.toString()).set("source", row.source);
}

Finished agree(Session &session, const AgreeOptions &options)
{
    if (options.file.has_value() == options.terms.has_value())
        return failed(Error{ErrorCode::Missing, "--terms", "", "--terms JSON, --file FILE", 0});
    const Result<std::string> terms = options.file ? readTextFile(*options.file) : Result<std::string>(*options.terms);
    if (!terms)
        return failed(terms);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Checked<AgreementRow> row =
        (*services)->agreements.agree(options.plan, options.customer, *terms, options.from);
    if (!row)
        return std::unexpected(row.error());
    session.out.object(agreementJson(*row), agreementColumns);
    return {};
}

Finished listAgreements(Session &session, const ListOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<AgreementRow>> rows = (*services)->agreements.list(options.customer);
    if (!rows)
        return failed(rows);
    Json::Array list;
    for (const AgreementRow &row : *rows)
        list.push_back(agreementJson(row));
    session.out.rows(list, agreementColumns);
    return {};
}

Finished setRate(Session &session, const RateOptions &options)
{
    const Result<Decimal> rate = fromOption(Decimal::parse(options.rate), "rate");
    if (!rate)
        return failed(rate);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<ExchangeRow> row =
        (*services)->exchange.set({options.base, options.quote, options.date, *rate, options.source});
    if (!row)
        return failed(row);
    session.out.object(exchangeJson(*row), exchangeColumns);
    return {};
}

Finished listRates(Session &session, const NoOptions &)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<ExchangeRow>> rows = (*services)->exchange.list();
    if (!rows)
        return failed(rows);
    Json::Array list;
    for (const ExchangeRow &row : *rows)
        list.push_back(exchangeJson(row));
    session.out.rows(list, exchangeColumns);
    return {};
}

} // namespace

void addAgreementCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "agreement", Words::tr("What holds for one customer instead of what a plan says"));
    auto [setApp, setting] = addCommand(
        group, session, "set", Words::tr("Agree on terms; they replace those agreed on before"), &agree);
    addText(setApp, "plan", setting.plan, Words::tr("The plan"))->required();
    addText(setApp, "--customer", setting.customer, Words::tr("The customer: name or id"))->required();
    addText(setApp, "--terms", setting.terms,
        Words::tr("A merge patch of the plan file: {\"charges\":[{\"id\":\"calls\",\"price\":{\"rate\":\"0.015\"}}],"
                  "\"discounts\":[{\"percent\":\"10\"}]}; {} goes back to the plan"));
    addText(setApp, "--file", setting.file, Words::tr("The same from a file"))->type_name("FILE");
    addText(setApp, "--from", setting.from, Words::tr("Date or time from which it holds (default: now)"));

    auto [listApp, listing] = addCommand(group, session, "list", Words::tr("List the agreements"), &listAgreements);
    addText(listApp, "--customer", listing.customer, Words::tr("The customer: name or id"));

    CLI::App &exchange =
        addGroup(app, "exchange", Words::tr("Exchange rates that bills state for customers of another currency"));
    auto [rateApp, rating] = addCommand(exchange, session, "set",
        Words::tr("State a rate; it holds from its date until the next date that has one, and is never changed"),
        &setRate);
    addText(rateApp, "base", rating.base, Words::tr("The currency of bills (ISO 4217): USD"))->required();
    addText(rateApp, "quote", rating.quote, Words::tr("The currency of customers (ISO 4217): CNY"))->required();
    addText(rateApp, "rate", rating.rate, Words::tr("How much of it one unit costs: 7.1"))->required();
    addText(rateApp, "--date", rating.date, Words::tr("Of the rate: 2026-10-31"))->required();
    addText(rateApp, "--source", rating.source, Words::tr("Who says so; printed on bills"));
    addCommand(exchange, session, "list", Words::tr("List the exchange rates"), &listRates);
}

} // namespace toll
