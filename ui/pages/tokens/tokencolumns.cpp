// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokencolumns.h"

#include "core/reports/csv.h"
#include "ui/pages/tokens/tokenedit.h"
#include "ui/pages/tokens/tokentext.h"
#include "ui/text/moneytext.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TokenColumns)
};

using TokenColumn = Column<TokenRow>;

TokenColumn column(const char *id, const QString &title, std::function<QString(const TokenRow &)> text)
{
    TokenColumn made;
    made.id = QString::fromLatin1(id);
    made.title = title;
    made.text = std::move(text);
    return made;
}

SortKey timeKey(const std::optional<Instant> &time)
{
    return time ? SortKey(time->ms) : SortKey();
}

/// What a spreadsheet understands; nothing: what is shown.
QString isoText(const std::optional<Instant> &time, const Zone &zone)
{
    return time ? QString::fromStdString(zone.format(*time)) : QString();
}

TokenColumn statusColumn(const Instant &now)
{
    TokenColumn made;
    made.id = QStringLiteral("status");
    made.title = Words::tr("Status");
    made.status = [&now](const TokenRow &row) { return statusOf(row, now); };
    made.sortKey = [](const TokenRow &row) { return SortKey(std::int64_t(row.state)); };
    return made;
}

TokenColumn spendColumn()
{
    TokenColumn made = column(
        "spend", Words::tr("Spend this month"), [](const TokenRow &row) { return moneyText(row.spendThisPeriod); });
    made.sortKey = [](const TokenRow &row) { return SortKey(row.spendThisPeriod.amount); };
    made.alignment = Qt::AlignRight;
    made.copy = [](const TokenRow &row) { return QString::fromStdString(row.spendThisPeriod.amount.toString()); };
    made.titleToolTip = Words::tr("Its share of the customer's bill for the current month");
    return made;
}

TokenColumn usedColumn()
{
    TokenColumn made = column("used", Words::tr("Used of cap"), &usedText);
    made.sortKey = [](const TokenRow &row) {
        const double share = usedShare(row);
        return share < 0 ? SortKey() : SortKey(share);
    };
    made.alignment = Qt::AlignRight;
    made.meter = &usedShare;
    made.tone = [](const TokenRow &row) { return usedShare(row) > 1 ? Tone::Danger : Tone::Normal; };
    made.titleToolTip = Words::tr("Billable requests of the current term, and the most it bills");
    return made;
}

TokenColumn expiresColumn()
{
    TokenColumn made = column("expires", Words::tr("Expires"), &expiresText);
    made.sortKey = [](const TokenRow &row) { return timeKey(endOf(row)); };
    made.toolTip = [](const TokenRow &row) {
        const std::optional<Instant> end = endOf(row);
        return end ? exactTimeText(*end, row.zone) : QString();
    };
    made.copy = [](const TokenRow &row) { return isoText(endOf(row), row.zone); };
    return made;
}

TokenColumn lastUseColumn(const Instant &now)
{
    TokenColumn made =
        column("lastUse", Words::tr("Last used"), [&now](const TokenRow &row) { return lastUseText(row, now); });
    made.sortKey = [](const TokenRow &row) { return timeKey(row.lastUse); };
    made.tone = [](const TokenRow &row) { return row.lastUse ? Tone::Normal : Tone::Muted; };
    made.toolTip = [](const TokenRow &row) { return row.lastUse ? exactTimeText(*row.lastUse, row.zone) : QString(); };
    made.copy = [](const TokenRow &row) { return isoText(row.lastUse, row.zone); };
    return made;
}

/// What can be changed where it stands.
TokenColumn editableColumn(const char *id, const QString &title)
{
    const auto text = [field = QString::fromLatin1(id)](const TokenRow &row) { return editableText(row.token, field); };
    TokenColumn made = column(id, title, text);
    made.edit = text;
    return made;
}

std::string timeCell(const std::optional<Instant> &time)
{
    return time ? toRfc3339(*time) : std::string();
}

std::vector<std::string> csvCells(const TokenRow &row)
{
    const Token &token = row.token;
    std::string caps;
    for (const Cap &cap : token.price.caps)
        caps += (caps.empty() ? "" : " ") + toString(cap);
    const std::string allowance = row.facts.allowance ? std::to_string(*row.facts.allowance) : std::string();
    return {token.id.text, token.name, row.customerName, row.planName, std::string(name(row.state)), row.currency.code,
        row.spendThisPeriod.amount.toString(), std::to_string(row.facts.usedInTerm), allowance,
        token.price.rate.toString(), caps, toString(token.price.lifetime), timeCell(endOf(row)), timeCell(row.lastUse)};
}

} // namespace

std::vector<TokenColumn> tokenColumns(const Instant &now)
{
    TokenColumn name = editableColumn("name", Words::tr("Name"));
    TokenColumn customer = column("customer", Words::tr("Customer"),
        [](const TokenRow &row) { return QString::fromStdString(row.customerName); });
    TokenColumn plan =
        column("plan", Words::tr("Plan"), [](const TokenRow &row) { return QString::fromStdString(row.planName); });
    TokenColumn rate = column("rate", Words::tr("Rate"), &rateText);
    rate.sortKey = [](const TokenRow &row) { return SortKey(row.token.price.rate); };
    rate.alignment = Qt::AlignRight;
    rate.titleToolTip = Words::tr("Price of one request");
    return {name, customer, plan, statusColumn(now), spendColumn(), usedColumn(), rate, expiresColumn(),
        lastUseColumn(now), editableColumn("tags", Words::tr("Tags")), editableColumn("note", Words::tr("Note"))};
}

QString keyOf(const TokenRow &row)
{
    return QString::fromStdString(row.token.id.text);
}

QByteArray csvOf(const TokenModel &model)
{
    ReportTable table;
    table.name = "tokens";
    table.columns = {{"id", false}, {"name", false}, {"customer", false}, {"plan", false}, {"status", false},
        {"currency", false}, {"spend_this_month", true}, {"used_in_term", true}, {"allowance", true}, {"rate", true},
        {"cap", false}, {"lifetime", false}, {"expires", false}, {"last_used", false}};
    model.forEachShown([&table](const TokenRow &row) { table.rows.push_back(csvCells(row)); });
    return QByteArray::fromStdString(toCsv(table));
}

} // namespace toll
