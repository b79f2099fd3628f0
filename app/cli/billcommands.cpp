// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/statementtext.h"
#include "core/calendar/period.h"
#include "core/services/statementjson.h"
#include "core/services/wording.h"
#include "core/services/zones.h"

namespace toll {

namespace {

constexpr std::size_t faultsTold = 10;

struct RateOptions {
    std::string plan;
    std::string usage;
    std::optional<std::string> termStart;
    std::optional<std::string> timezone;
    std::optional<std::string> period;
    std::vector<std::string> mappings;
    bool explain = false;
};

struct BillOptions {
    std::string customer;
    std::string token;
    std::string period;
    std::optional<std::string> compare;
    bool explain = false;
};

Finished show(Session &session, const Statement &statement, bool explain)
{
    const Result<Zone> zone = zoneNamed(statement.timezone);
    if (!zone)
        return failed(zone);
    showStatement(session.out, statement, *zone, explain);
    return {};
}

void tellFaults(Session &session, const std::string &file, const std::vector<Error> &faults)
{
    for (std::size_t i = 0; i < faults.size() && i < faultsTold; ++i)
        session.out.note(QString::fromStdString(file) + QStringLiteral(": ") + sentence(faults[i]));
    if (faults.size() > faultsTold)
        session.out.note(Words::tr("Faults not shown here: %1.").arg(faults.size() - faultsTold));
}

Finished rateUsage(Session &session, const RateOptions &options)
{
    const Result<std::string> plan = readTextFile(options.plan);
    if (!plan)
        return failed(plan);
    std::vector<Error> faults;
    const Checked<Statement> statement = rateFile({.plan = *plan,
                                                      .usagePath = options.usage,
                                                      .termStart = options.termStart,
                                                      .timezone = options.timezone,
                                                      .period = options.period,
                                                      .mappings = options.mappings},
        faults);
    tellFaults(session, options.usage, faults);
    if (!statement)
        return std::unexpected(statement.error());
    return show(session, *statement, options.explain);
}

Result<Interval> periodIn(
    const std::string &text, const std::string &timezone, const std::string &option = "--period")
{
    const Result<Zone> zone = zoneNamed(timezone);
    if (!zone)
        return std::unexpected(zone.error());
    return fromOption(parsePeriod(text, *zone), option);
}

Finished showChange(Session &session, const Result<BillChange> &change, const std::string &timezone)
{
    const Result<Zone> zone = zoneNamed(timezone);
    if (!change || !zone)
        return change ? failed(zone) : failed(change);
    if (session.out.isJson())
        session.out.document(toJson(*change, *zone));
    else
        session.out.text(explanation(*change, *zone).join(u'\n').toStdString() + '\n');
    return {};
}

Finished billToken(Session &session, Services &services, const BillOptions &options)
{
    const Result<Token> token = services.tokens.find(options.token);
    if (!token)
        return failed(token);
    const Result<Customer> customer = services.customers.find(token->customer.text);
    if (!customer)
        return failed(customer);
    const Result<Interval> period = periodIn(options.period, customer->timezone);
    if (!period)
        return failed(period);
    if (options.compare) {
        const Result<Interval> other = periodIn(*options.compare, customer->timezone, "--compare");
        if (!other)
            return failed(other);
        return showChange(
            session, services.billing.changeForToken(token->id, *period, *other), customer->timezone);
    }
    const Result<Statement> statement = services.billing.billToken(token->id, *period);
    if (!statement)
        return failed(statement);
    return show(session, *statement, options.explain);
}

Finished bill(Session &session, const BillOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    if (!options.token.empty())
        return billToken(session, **services, options);
    const Result<Customer> customer = (*services)->customers.find(options.customer);
    if (!customer)
        return failed(customer);
    const Result<Interval> period = periodIn(options.period, customer->timezone);
    if (!period)
        return failed(period);
    if (options.compare) {
        const Result<Interval> other = periodIn(*options.compare, customer->timezone, "--compare");
        if (!other)
            return failed(other);
        return showChange(
            session, (*services)->billing.changeForCustomer(customer->id, *period, *other), customer->timezone);
    }
    const Result<Statement> statement = (*services)->billing.billCustomer(customer->id, *period);
    if (!statement)
        return failed(statement);
    return show(session, *statement, options.explain);
}

void addRate(CLI::App &app, Session &session)
{
    auto [command, options] =
        addCommand(app, session, "rate", Words::tr("Price a usage file by a plan file; no workspace"), &rateUsage);
    addText(command, "--plan", options.plan, Words::tr("The plan file (JSON)"))->required()->type_name("FILE");
    addText(command, "--usage", options.usage, Words::tr("The usage file"))->required()->type_name("FILE");
    addText(command, "--term-start", options.termStart,
        Words::tr("When every token's first term begins (default: the quarter of an hour of its first use)"));
    addText(command, "--timezone", options.timezone, Words::tr("Instead of the plan's time zone"));
    addText(command, "--period", options.period,
        Words::tr("2026, 2026-10, 2026-10-05 or START/END (default: from the first use to the last)"));
    addTexts(
        command, "--map", options.mappings, Words::tr("field=column, such as time=TIMESTAMP; may come several times"));
    command.add_flag("--explain", options.explain, Words::tr("Say why each line is what it is").toStdString());
}

} // namespace

void addBillCommands(CLI::App &app, Session &session)
{
    addRate(app, session);
    auto [command, options] = addCommand(app, session, "bill", Words::tr("What a customer or a token costs"), &bill);
    CLI::Option *customer = addText(command, "--customer", options.customer, Words::tr("The customer: name or id"));
    CLI::Option *token = addText(command, "--token", options.token, Words::tr("The token: id or name"));
    customer->excludes(token);
    addText(command, "--period", options.period, Words::tr("2026, 2026-10, 2026-10-05 or START/END"))->required();
    addText(command, "--compare", options.compare,
        Words::tr("Another period: say why its bill is not this one (price, volume, mix, limits)"));
    command.add_flag("--explain", options.explain, Words::tr("Say why each line is what it is").toStdString());
    command.parse_complete_callback([customer, token] {
        if (customer->count() == 0 && token->count() == 0)
            throw CLI::RequiredError("--customer, --token");
    });
}

} // namespace toll
