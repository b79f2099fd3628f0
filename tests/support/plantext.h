// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/rating/statement.h"

#include <QByteArray>
#include <QStringList>

namespace toll::test {

/// A plan file around the given charges; `more` are further keys, each with a comma in front.
inline QByteArray planText(const QByteArray &charges, const QByteArray &more = {}, const QByteArray &currency = "USD")
{
    return R"({"name":"P","currency":")" + currency + R"(","charges":[)" + charges + "]" + more + "}";
}

/// A charge around the keys of its price; `more` as above.
inline QByteArray chargeText(const QByteArray &price, const QByteArray &more = {}, const QByteArray &id = "c")
{
    return R"({"id":")" + id + R"(","price":{)" + price + "}" + more + "}";
}

/// The plan such a text holds, which must be right.
inline Plan planOf(const QByteArray &text)
{
    Checked<Plan> plan = parsePlan(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    if (!plan)
        qFatal("a fault of the plan at '%s': '%s'", plan.error().front().where.c_str(),
            plan.error().front().found.c_str());
    return std::move(*plan);
}

/// "c shape 15/10 0.2 0.20": charge, kind, quantity and billable, exact and amount.
inline QStringList linesOf(const Statement &statement)
{
    QStringList lines;
    for (const StatementLine &line : statement.lines)
        lines << QString::fromStdString((line.charge.empty() ? "-" : line.charge) + ' ' + std::string(name(line.kind))
            + ' ' + std::to_string(line.quantity) + '/' + std::to_string(line.billable) + ' ' + line.exact.toString()
            + ' ' + line.amount.toFixed(statement.currency.minorDigits));
    return lines;
}

inline QString totalOf(const Statement &statement)
{
    return QString::fromStdString(statement.total.toFixed(statement.currency.minorDigits));
}

} // namespace toll::test
