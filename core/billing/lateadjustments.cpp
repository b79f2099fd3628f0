// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/lateadjustments.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

/// What is adjusted as one: all lines of a charge, or those of one kind that stand beside the charges.
struct Subject {
    std::string charge;
    LineKind of = LineKind::Shape;
    std::string meter; ///< of unknown and unpriced units, which are kept apart by it

    bool operator==(const Subject &) const = default;
};

Subject subjectOf(const StatementLine &line)
{
    if (line.kind <= LineKind::OutsideTerm)
        return {line.charge, LineKind::Shape, {}};
    const bool isCounted = line.kind == LineKind::Unknown || line.kind == LineKind::Unpriced;
    return {line.charge, line.kind, isCounted ? line.meter : std::string()};
}

struct Units {
    std::int64_t quantity = 0;
    std::int64_t billable = 0;
    std::int64_t outsideTerm = 0;
    Decimal amount;
};

/// What one subject has, in all and by token.
struct Account {
    Subject subject;
    StatementLine like; ///< the first line: its meter, shape and version
    Units all;
    Decimal now;
    Decimal frozen;
    Decimal adjusted;
    std::map<TokenId, Units> byToken;

    [[nodiscard]] bool isEven() const
    {
        return all.quantity == 0 && all.billable == 0 && all.amount.isZero()
            && std::ranges::all_of(byToken, [](const auto &token) {
                   return token.second.quantity == 0 && token.second.billable == 0 && token.second.amount.isZero();
               });
    }
};

/// Adds up what is known now, less what was closed, less what was adjusted.
class Balance {
public:
    explicit Balance(const Interval &period) : m_period(period) { }

    Result<void> add(const Statement &statement, int sign)
    {
        for (const StatementLine &line : statement.lines)
            if (line.kind != LineKind::Adjustment)
                if (Result<void> added = add(line, subjectOf(line), statement, sign); !added)
                    return added;
        return {};
    }

    Result<void> takeAdjusted(const Statement &statement)
    {
        for (const StatementLine &line : statement.lines)
            if (line.late && line.period == m_period) {
                const bool isCounted = line.late->of == LineKind::Unknown || line.late->of == LineKind::Unpriced;
                const Subject subject{line.charge, line.late->of, isCounted ? line.meter : std::string()};
                if (Result<void> added = add(line, subject, statement, -1); !added)
                    return added;
            }
        return {};
    }

    /// Charges as they came, then what stands beside them in the order of a statement.
    [[nodiscard]] std::vector<Account> takeAccounts()
    {
        std::ranges::stable_sort(m_accounts, {}, [](const Account &account) { return account.subject.of; });
        return std::move(m_accounts);
    }
    [[nodiscard]] const std::map<TokenId, std::string> &names() const { return m_names; }

private:
    Result<void> add(const StatementLine &line, const Subject &subject, const Statement &statement, int sign)
    {
        auto account = std::ranges::find(m_accounts, subject, &Account::subject);
        if (account == m_accounts.end())
            account = m_accounts.insert(m_accounts.end(), Account{subject, line, {}, {}, {}, {}, {}});
        Decimal &side = line.late ? account->adjusted : sign > 0 ? account->now : account->frozen;
        const Result<Decimal> sum = side.plus(line.amount);
        // Units stand on the shape's line; the allowance's and the one outside terms repeat them.
        const bool counts = line.kind != LineKind::Allowance && line.kind != LineKind::OutsideTerm;
        if (!sum || !addUnits(account->all, counts ? line.quantity : 0, counts ? line.billable : 0, line.amount, sign))
            return fail(ErrorCode::Overflow, line.charge);
        side = *sum;
        for (const LinePart &part : line.parts) {
            const Statement::TokenName &token = statement.tokens[part.token];
            m_names[token.id] = token.name;
            Units &units = account->byToken[token.id];
            const std::int64_t outside = counts ? sign * part.outsideTerm : 0;
            units.outsideTerm += outside;
            account->all.outsideTerm += outside;
            const std::int64_t billable = line.late ? part.applied.billable : billableOf(line, part);
            if (!addUnits(units, counts ? part.quantity : 0, counts ? billable : 0, part.amount, sign))
                return fail(ErrorCode::Overflow, line.charge);
        }
        return {};
    }

    static std::int64_t billableOf(const StatementLine &line, const LinePart &part)
    {
        if (line.kind != LineKind::Shape)
            return 0;
        return part.applied.billable + (part.price.overCap == OverCap::Charge ? part.applied.over : 0);
    }

    static bool addUnits(Units &units, std::int64_t quantity, std::int64_t billable, const Decimal &amount, int sign)
    {
        const Result<Decimal> sum = sign > 0 ? units.amount.plus(amount) : units.amount.minus(amount);
        if (!sum)
            return false;
        units.amount = *sum;
        return !__builtin_add_overflow(units.quantity, sign * quantity, &units.quantity)
            && !__builtin_add_overflow(units.billable, sign * billable, &units.billable);
    }

    Interval m_period;
    std::vector<Account> m_accounts; ///< in the order of the lines
    std::map<TokenId, std::string> m_names;
};

std::uint32_t indexOf(Statement &statement, const TokenId &id, const std::string &name)
{
    const auto token = std::ranges::find(statement.tokens, id, &Statement::TokenName::id);
    if (token == statement.tokens.end()) {
        statement.tokens.push_back({id, name});
        return static_cast<std::uint32_t>(statement.tokens.size() - 1);
    }
    return static_cast<std::uint32_t>(token - statement.tokens.begin());
}

StatementLine lineOf(const Account &account, const ClosedPeriod &closed)
{
    StatementLine line;
    line.charge = account.subject.charge;
    line.shape = account.like.shape;
    line.kind = LineKind::Adjustment;
    line.version = account.like.version;
    line.inForceFrom = account.like.inForceFrom;
    line.agreement = account.like.agreement;
    line.period = closed.period;
    line.meter = account.like.meter;
    line.quantity = account.all.quantity;
    line.billable = account.all.billable;
    line.exact = line.otherExact = line.amount = account.all.amount;
    const bool hasCome = closed.events > 0;
    line.late = LateAdjustment{account.subject.of, account.now, account.frozen, account.adjusted,
        account.all.outsideTerm, closed.closedAt, closed.events, hasCome ? closed.firstArrival : closed.closedAt,
        hasCome ? closed.lastArrival : closed.closedAt};
    return line;
}

Result<void> addTotal(Statement &statement, const Decimal &amount)
{
    const Result<Decimal> total = statement.total.plus(amount);
    if (!total)
        return std::unexpected(total.error());
    statement.total = *total;
    return {};
}

} // namespace

Result<void> addAdjustments(Statement &open, const ClosedPeriod &closed)
{
    Balance balance(closed.period);
    if (Result<void> added = balance.add(closed.now, 1); !added)
        return added;
    if (Result<void> added = balance.add(closed.frozen, -1); !added)
        return added;
    for (const Statement &statement : closed.after)
        if (Result<void> taken = balance.takeAdjusted(statement); !taken)
            return taken;
    for (const Account &account : balance.takeAccounts()) {
        if (account.isEven())
            continue;
        if (closed.now.currency != open.currency)
            return fail(ErrorCode::Conflict, "currency", closed.now.currency.code, open.currency.code);
        StatementLine line = lineOf(account, closed);
        for (const auto &[token, units] : account.byToken) {
            if (units.quantity == 0 && units.billable == 0 && units.amount.isZero())
                continue;
            LinePart &part = line.parts.emplace_back();
            part.token = indexOf(open, token, balance.names().at(token));
            part.quantity = units.quantity;
            part.applied.billable = units.billable;
            part.outsideTerm = units.outsideTerm;
            part.exact = part.amount = units.amount;
        }
        std::ranges::sort(line.parts, {}, &LinePart::token);
        if (Result<void> totalled = addTotal(open, line.amount); !totalled)
            return totalled;
        open.lines.push_back(std::move(line));
    }
    return {};
}

Result<void> append(Statement &whole, Statement next)
{
    if (next.currency != whole.currency)
        return fail(ErrorCode::Conflict, "currency", next.currency.code, whole.currency.code);
    std::vector<std::uint32_t> places;
    for (const Statement::TokenName &token : next.tokens)
        places.push_back(indexOf(whole, token.id, token.name));
    if (whole.plan != next.plan)
        whole.plan += ", " + next.plan;
    if (whole.period && next.period)
        whole.period->end = next.period->end;
    if (Result<void> totalled = addTotal(whole, next.total); !totalled)
        return totalled;
    for (StatementLine &line : next.lines) {
        for (LinePart &part : line.parts)
            part.token = places[part.token];
        whole.lines.push_back(std::move(line));
    }
    std::ranges::move(next.future, std::back_inserter(whole.future));
    return {};
}

} // namespace toll
