// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/focus.h"

#include "core/base/json.h"
#include "core/calendar/period.h"
#include "core/services/billing.h"
#include "core/services/reporting.h"
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/zones.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

constexpr int priceDecimals = 12;
constexpr const char *otherUnit = "Charges";

/// "input_units" and "meter.images" as FOCUS writes units: "Input Units", "Images".
std::string unitName(std::string_view meter)
{
    constexpr std::string_view custom = "meter.";
    if (meter.starts_with(custom))
        meter.remove_prefix(custom.size());
    std::string text(meter);
    bool begins = true;
    for (char &c : text) {
        if (begins && c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == '_')
            c = ' ';
        begins = c == ' ';
    }
    return text;
}

/// What one unit costs, if it is the same to the last digit however many there are.
std::optional<Decimal> unitPrice(const Decimal &exact, std::int64_t quantity)
{
    if (quantity <= 0)
        return exact.isZero() ? std::optional(Decimal()) : std::nullopt;
    const auto price = exact.divided(Decimal(quantity), priceDecimals, Rounding::HalfUp);
    const auto back = price ? price->times(Decimal(quantity)) : price;
    return back && *back == exact && !price->isNegative() ? std::optional(*price) : std::nullopt;
}

std::string_view categoryOf(const StatementLine &line)
{
    switch (line.kind) {
    case LineKind::Tax:
        return "Tax";
    case LineKind::Shape:
        return line.daysOfPeriod > 0 ? "Purchase" : "Usage";
    default:
        return line.amount.isNegative() ? "Credit" : "Adjustment";
    }
}

/// Lines that only tell of usage that was not billed: the shape's own row has the quantity already.
bool tellsOnly(const StatementLine &line)
{
    return line.kind != LineKind::Shape && line.exact.isZero() && line.amount.isZero();
}

} // namespace

/// The columns that differ between the rows of a statement, and those of its customer.
struct FocusRows::Row {
    const Customer &customer;
    const Interval &billed;
    const Statement &statement;
    const StatementLine &line;
    std::string_view category;
    Decimal billedCost;
    Decimal exact; ///< before rounding
    std::int64_t quantity = 0; ///< used
    std::int64_t priced = 0; ///< of these, with a price
    const Statement::TokenName *token = nullptr;
};

FocusRows::FocusRows(std::string provider, TokenTags tags) : m_provider(std::move(provider)), m_tags(std::move(tags))
{
    m_table.name = "focus";
    const std::pair<const char *, bool> columns[]{{"BilledCost", true}, {"BillingAccountId", false},
        {"BillingAccountName", false}, {"BillingCurrency", false}, {"BillingPeriodEnd", false},
        {"BillingPeriodStart", false}, {"ChargeCategory", false}, {"ChargeClass", false}, {"ChargeDescription", false},
        {"ChargeFrequency", false}, {"ChargePeriodEnd", false}, {"ChargePeriodStart", false}, {"ConsumedQuantity", true},
        {"ConsumedUnit", false}, {"ContractedCost", true}, {"ContractedUnitPrice", true}, {"EffectiveCost", true},
        {"InvoiceIssuerName", false}, {"ListCost", true}, {"ListUnitPrice", true}, {"PricingCategory", false},
        {"PricingQuantity", true}, {"PricingUnit", false}, {"ProviderName", false}, {"PublisherName", false},
        {"ResourceId", false}, {"ResourceName", false}, {"ResourceType", false}, {"ServiceCategory", false},
        {"ServiceName", false}, {"ServiceSubcategory", false}, {"SkuId", false}, {"SkuMeter", false},
        {"SkuPriceId", false}, {"SubAccountId", false}, {"SubAccountName", false}, {"Tags", false}};
    for (const auto &[name, isNumber] : columns)
        m_table.columns.push_back({name, isNumber});
}

Result<void> FocusRows::add(const Customer &customer, const Interval &billed, const Statement &statement)
{
    Decimal sum;
    for (const StatementLine &line : statement.lines) {
        if (tellsOnly(line))
            continue;
        const Row row{customer, billed, statement, line, categoryOf(line), line.amount, line.exact, line.quantity,
            line.billable};
        const Result<Decimal> amount = addLine(row, statement, line);
        const Result<Decimal> more = amount ? sum.plus(*amount) : amount;
        if (!more)
            return std::unexpected(more.error());
        sum = *more;
    }
    return sum == statement.total ? Result<void>() : fail(ErrorCode::Internal, "focus", sum.toString());
}

Result<Decimal> FocusRows::addLine(Row row, const Statement &statement, const StatementLine &line)
{
    Decimal amounts;
    Decimal exacts;
    for (const LinePart &part : line.parts) {
        const Result<Decimal> amount = amounts.plus(part.amount);
        const Result<Decimal> exact = exacts.plus(part.exact);
        if (!amount || !exact)
            return amount ? exact : amount;
        amounts = *amount;
        exacts = *exact;
    }
    if (line.parts.empty() || amounts != line.amount || exacts != line.exact) {
        append(row);
        return line.amount;
    }
    for (const LinePart &part : line.parts) {
        row.billedCost = part.amount;
        row.exact = part.exact;
        row.quantity = part.quantity;
        row.priced = part.applied.billable + (part.price.overCap == OverCap::Charge ? part.applied.over : 0);
        row.token = &statement.tokens[part.token];
        append(row);
    }
    return amounts;
}

void FocusRows::append(const Row &row)
{
    const Currency &currency = row.statement.currency;
    const StatementLine &line = row.line;
    const bool isUsage = row.category == "Usage";
    const bool isPriced = isUsage || row.category == "Purchase";
    const std::optional<Decimal> each =
        isUsage && row.priced > 0 ? unitPrice(row.exact, row.priced) : std::nullopt;
    const std::string price = !isPriced ? std::string() : each ? each->toString() : row.exact.toString();
    const std::string quantity = !isPriced ? std::string() : each ? std::to_string(row.priced) : std::string("1");
    const std::string exact = isPriced ? row.exact.toString() : Money{row.billedCost, currency}.toString();
    const std::string unit = unitName(line.meter);
    const std::string billedCost = Money{row.billedCost, currency}.toString();
    const std::string charge = line.charge.empty() ? std::string(toll::name(line.kind)) : line.charge;
    const std::string sku = row.statement.plan + '/' + charge;
    std::string priceId = sku + '@' + std::to_string(line.version);
    if (line.agreement > 0)
        priceId += '+' + std::to_string(line.agreement);
    Json tags = Json::Object();
    if (row.token)
        for (const std::string &tag : m_tags[row.token->id])
            tags.set(tag, true);
    m_table.rows.push_back({billedCost, row.customer.id.text, row.customer.name, currency.code,
        toRfc3339(row.billed.end), toRfc3339(row.billed.begin), std::string(row.category), {},
        charge + (line.kind == LineKind::Shape ? std::string() : " (" + std::string(toll::name(line.kind)) + ')'),
        isUsage ? "Usage-Based" : row.category == "Purchase" ? "Recurring" : "One-Time", toRfc3339(line.period.end),
        toRfc3339(line.period.begin), isUsage ? std::to_string(row.quantity) : std::string(),
        isUsage ? unit : std::string(), exact, price, billedCost, m_provider, exact, price,
        isPriced ? "Standard" : std::string(), quantity, !isPriced ? std::string() : each ? unit : otherUnit,
        m_provider, m_provider, row.token ? row.token->id.text : std::string(), row.token ? row.token->name : std::string(),
        row.token ? "API token" : std::string(), "Other", row.statement.plan, "Other (Other)", sku,
        isUsage ? unit : std::string(), priceId, {}, {}, row.token ? tags.dump() : std::string()});
}

Result<ReportTable> ReportService::focus(const std::string &period) const
{
    const Result<std::vector<Customer>> customers = m_context.stores->customers.list(true);
    const Result<std::vector<Token>> tokens = m_context.stores->tokens.list();
    const Result<WorkspaceInfo> info = SettingsService(m_context).info();
    if (!customers || !tokens || !info)
        return std::unexpected(!customers ? customers.error() : !tokens ? tokens.error() : info.error());
    FocusRows::TokenTags tags;
    for (const Token &token : *tokens)
        tags.emplace(token.id, token.tags);
    FocusRows rows(info->name.empty() ? "Tollkeeper" : info->name, std::move(tags));
    for (const Customer &customer : *customers) {
        const Result<Zone> own = zoneNamed(customer.timezone);
        const Result<Interval> billed = own ? parsePeriod(period, *own) : std::unexpected(own.error());
        if (!billed)
            return fail(billed.error().code, "period", billed.error().found, billed.error().expected);
        const Result<Statement> statement = BillingService(m_context).billCustomer(customer.id, *billed);
        if (!statement)
            return std::unexpected(statement.error());
        if (Result<void> added = rows.add(customer, *billed, *statement); !added)
            return std::unexpected(added.error());
    }
    return std::move(rows).take();
}

} // namespace toll
