// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/accessarguments.h"
#include "app/cli/command.h"
#include "app/cli/pricearguments.h"
#include "app/cli/rows.h"
#include "core/calendar/period.h"

#include <algorithm>

namespace toll {

namespace {

struct CreateOptions {
    std::string customer;
    std::string name;
    PriceArguments price;
    std::optional<std::string> starts;
    std::string plan;
    std::vector<std::string> tags;
    std::string note;
    std::string count = "1";
    AccessArguments access;
};

struct ListOptions {
    std::string customer;
    std::string state;
    std::string tag;
};

struct OneOptions {
    std::string token;
};

struct ExtendOptions {
    std::string token;
    std::string by;
};

struct RotateOptions {
    std::string token;
    std::string overlap = "none";
};

struct SetOptions {
    std::string token;
    PriceArguments price;
    TokenEdit edit;
    std::vector<std::string> tags;
    std::optional<std::string> from;
    AccessArguments access;
};

Finished showIssued(Session &session, const std::vector<IssuedToken> &issued)
{
    if (issued.size() == 1) {
        session.out.object(toJson(issued.front()), issuedColumns());
    } else {
        Json::Array rows;
        for (const IssuedToken &token : issued)
            rows.push_back(toJson(token));
        session.out.rows(rows, issuedColumns());
    }
    if (!session.out.isJson())
        session.out.note(Words::tr("A secret is shown this once and cannot be shown again. Keep it now."));
    return {};
}

Finished create(Session &session, const CreateOptions &options)
{
    NewToken token;
    const Finished priced = options.price.apply(token.price);
    if (!priced)
        return priced;
    const Finished allowed = options.access.apply(token.access);
    if (!allowed)
        return allowed;
    if (options.starts) {
        const Result<Starts> starts = fromOption(parseStarts(*options.starts), "--starts");
        if (!starts)
            return failed(starts);
        token.starts = *starts;
    }
    const Result<std::int64_t> count = parseNumber(options.count, "--count", 1, 1000);
    if (!count)
        return failed(count);
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<Customer> customer = (*services)->customers.find(options.customer);
    if (!customer)
        return failed(customer);
    token.customer = customer->id;
    token.name = options.name;
    token.plan = options.plan;
    token.tags = options.tags;
    token.note = options.note;
    token.count = static_cast<int>(*count);
    const Result<std::vector<IssuedToken>> issued = (*services)->tokens.create(token);
    if (!issued)
        return failed(issued);
    return showIssued(session, *issued);
}

Finished list(Session &session, const ListOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    std::optional<CustomerId> customer;
    if (!options.customer.empty()) {
        const Result<Customer> found = (*services)->customers.find(options.customer);
        if (!found)
            return failed(found);
        customer = found->id;
    }
    const Result<std::vector<TokenRow>> tokens = (*services)->tokens.list();
    if (!tokens)
        return failed(tokens);
    Json::Array rows;
    for (const TokenRow &row : *tokens) {
        const bool wanted = (!customer || row.token.customer == *customer)
            && (options.state.empty() || name(row.state) == options.state)
            && (options.tag.empty() || std::ranges::binary_search(row.token.tags, options.tag));
        if (wanted)
            rows.push_back(toJson(row));
    }
    session.out.rows(rows, tokenColumns());
    return {};
}

Finished show(Session &session, const Result<TokenRow> &row)
{
    if (!row)
        return failed(row);
    session.out.object(toJson(*row), tokenDetailColumns());
    return {};
}

Finished showOne(Session &session, const OneOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<Token> token = (*services)->tokens.find(options.token);
    if (!token)
        return failed(token);
    return show(session, (*services)->tokens.show(token->id));
}

/// Finds the token and hands it to `change`.
template<typename Change>
Finished change(Session &session, const std::string &idOrName, Change change)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<Token> token = (*services)->tokens.find(idOrName);
    if (!token)
        return failed(token);
    return change((*services)->tokens, *token);
}

template<Result<TokenRow> (TokenService::*action)(const TokenId &)>
Finished act(Session &session, const OneOptions &options)
{
    return change(session, options.token,
        [&](TokenService &tokens, const Token &token) { return show(session, (tokens.*action)(token.id)); });
}

Finished extend(Session &session, const ExtendOptions &options)
{
    const Result<Span> by = fromOption(parseSpan(options.by), "--by");
    if (!by)
        return failed(by);
    return change(session, options.token,
        [&](TokenService &tokens, const Token &token) { return show(session, tokens.extend(token.id, *by)); });
}

/// An exact time, or days of 24 hours.
Result<std::int64_t> parseOverlap(const std::string &text)
{
    const Result<Lifetime> overlap = fromOption(parseLifetime(text), "--overlap");
    if (!overlap)
        return std::unexpected(overlap.error());
    if (!*overlap)
        return 0;
    switch ((*overlap)->kind) {
    case Span::Kind::Exact:
        return (*overlap)->amount;
    case Span::Kind::Days:
        return (*overlap)->amount * msPerDay;
    case Span::Kind::Months:
        break;
    }
    return fail(ErrorCode::Unsupported, "--overlap", text, "PT24H, P2D, none");
}

Finished rotate(Session &session, const RotateOptions &options)
{
    const Result<std::int64_t> overlap = parseOverlap(options.overlap);
    if (!overlap)
        return failed(overlap);
    return change(session, options.token, [&](TokenService &tokens, const Token &token) -> Finished {
        const Result<IssuedToken> issued = tokens.rotate(token.id, *overlap);
        if (!issued)
            return failed(issued);
        return showIssued(session, {*issued});
    });
}

Finished set(Session &session, const SetOptions &options)
{
    return change(session, options.token, [&](TokenService &tokens, const Token &token) -> Finished {
        TokenEdit edit = options.edit;
        if (!options.price.areEmpty()) {
            edit.price = token.price;
            const Finished priced = options.price.apply(*edit.price);
            if (!priced)
                return priced;
        }
        if (!options.access.areEmpty()) {
            edit.access = token.access;
            const Finished allowed = options.access.apply(*edit.access);
            if (!allowed)
                return allowed;
        }
        if (!options.tags.empty()) {
            edit.tags = options.tags;
            std::erase(*edit.tags, "none");
        }
        if (options.from) {
            const Result<TokenRow> row = tokens.show(token.id);
            if (!row)
                return failed(row);
            const Result<Instant> from = fromOption(parseDateOrTime(*options.from, row->zone), "--from");
            if (!from)
                return failed(from);
            edit.from = *from;
        }
        return show(session, tokens.edit(token.id, edit));
    });
}

void addToken(CLI::App &command, std::string &token)
{
    addText(command, "token", token, Words::tr("The token: id or name"))->required();
}

void addCreate(CLI::App &group, Session &session)
{
    auto [command, options] =
        addCommand(group, session, "create", Words::tr("Issue a token; its secret is printed this once"), &create);
    addText(command, "--customer", options.customer, Words::tr("Who is billed: name or id"))->required();
    addText(command, "--name", options.name, Words::tr("A name the customer's other tokens do not have"))->required();
    addPriceOptions(command, options.price);
    CLI::Option *plan = addText(
        command, "--plan", options.plan, Words::tr("The plan that prices it (default: the customer's, else Basic)"));
    CLI::Option *rate = command.get_option("--rate");
    addText(
        command, "--starts", options.starts, Words::tr("When the first term begins: first_use (default) or creation"));
    addTexts(command, "--tag", options.tags, Words::tr("A tag; may come several times"));
    addText(command, "--note", options.note, Words::tr("A note for yourself"));
    addAccessOptions(command, options.access);
    addText(command, "--count", options.count, Words::tr("How many, named NAME-1, NAME-2 and so on (default: 1)"));
    command.parse_complete_callback([plan, rate] {
        if (rate->count() == 0 && plan->count() == 0)
            throw CLI::RequiredError("--rate");
    });
}

void addStates(CLI::App &group, Session &session)
{
    const auto add = [&](const char *verb, const QString &help, Finished (*run)(Session &, const OneOptions &)) {
        auto [command, options] = addCommand(group, session, verb, help, run);
        addToken(command, options.token);
    };
    add("show", Words::tr("Show one token"), &showOne);
    add("renew", Words::tr("Open the next term"), &act<&TokenService::renew>);
    add("suspend", Words::tr("Refuse the token until it is resumed"), &act<&TokenService::suspend>);
    add("resume", Words::tr("Let a suspended token work again"), &act<&TokenService::resume>);
    add("revoke", Words::tr("Refuse the token for ever"), &act<&TokenService::revoke>);
}

void addChanges(CLI::App &group, Session &session)
{
    auto [extendApp, extending] = addCommand(group, session, "extend", Words::tr("Make the last term longer"), &extend);
    addToken(extendApp, extending.token);
    addText(extendApp, "--by", extending.by, Words::tr("How much longer, such as P7D"))->required();

    auto [rotateApp, rotating] =
        addCommand(group, session, "rotate", Words::tr("Give the token a new secret, printed this once"), &rotate);
    addToken(rotateApp, rotating.token);
    addText(rotateApp, "--overlap", rotating.overlap,
        Words::tr("How long the old secret stays good, such as PT24H (default: none)"));

    auto [setApp, setting] =
        addCommand(group, session, "set", Words::tr("Change a token; a used one gets its new price from a time on"), &set);
    addToken(setApp, setting.token);
    addText(setApp, "--from", setting.from,
        Words::tr("Date or time from which a new price or plan holds, once the token is used (default: now)"));
    addText(setApp, "--name", setting.edit.name, Words::tr("The new name"));
    addText(setApp, "--note", setting.edit.note, Words::tr("The new note"));
    addText(setApp, "--plan", setting.edit.plan, Words::tr("The plan that prices it; empty: the customer's"));
    addTexts(setApp, "--tag", setting.tags, Words::tr("The tags it shall have; may come several times; none"));
    addPriceOptions(setApp, setting.price);
    addAccessOptions(setApp, setting.access);
}

} // namespace

void addTokenCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "token", Words::tr("API credentials with a rate, a cap and a lifetime"));
    addCreate(group, session);
    auto [listApp, listing] = addCommand(group, session, "list", Words::tr("List the tokens"), &list);
    addText(listApp, "--customer", listing.customer, Words::tr("Only this customer's"));
    addText(listApp, "--state", listing.state,
        Words::tr("Only in this state: unused, active, expiring, expired, exhausted, suspended, revoked"));
    addText(listApp, "--tag", listing.tag, Words::tr("Only with this tag"));
    addStates(group, session);
    addChanges(group, session);
}

} // namespace toll
