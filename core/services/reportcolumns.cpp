// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/reportcolumns.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace toll {

namespace {

struct Name {
    const char *id;
    const char *words; ///< in the context ReportDocument
};

struct NamedColumn {
    const char *id;
    ReportColumnKind kind;
    const char *words;
};

using enum ReportColumnKind;

constexpr NamedColumn columns[]{
    {"customer", Text, QT_TRANSLATE_NOOP("ReportDocument", "Customer")},
    {"token", Text, QT_TRANSLATE_NOOP("ReportDocument", "Token")},
    {"day", Text, QT_TRANSLATE_NOOP("ReportDocument", "Day")},
    {"model", Text, QT_TRANSLATE_NOOP("ReportDocument", "Model")},
    {"plan", Text, QT_TRANSLATE_NOOP("ReportDocument", "Plan")},
    {"tag", Text, QT_TRANSLATE_NOOP("ReportDocument", "Tag")},
    {"hour_of_week", Text, QT_TRANSLATE_NOOP("ReportDocument", "Hour")},
    {"requests", Count, QT_TRANSLATE_NOOP("ReportDocument", "Requests")},
    {"errors", Count, QT_TRANSLATE_NOOP("ReportDocument", "Errors")},
    {"error_rate", Figure, QT_TRANSLATE_NOOP("ReportDocument", "Error rate")},
    {"input_units", Count, QT_TRANSLATE_NOOP("ReportDocument", "Input")},
    {"cached_input_units", Count, QT_TRANSLATE_NOOP("ReportDocument", "Cached input")},
    {"cache_write_units", Count, QT_TRANSLATE_NOOP("ReportDocument", "Cache writes")},
    {"output_units", Count, QT_TRANSLATE_NOOP("ReportDocument", "Output")},
    {"response_mean_ms", Figure, QT_TRANSLATE_NOOP("ReportDocument", "Mean, ms")},
    {"response_p50_ms", Figure, QT_TRANSLATE_NOOP("ReportDocument", "p50, ms")},
    {"response_p95_ms", Figure, QT_TRANSLATE_NOOP("ReportDocument", "p95, ms")},
    {"response_p99_ms", Figure, QT_TRANSLATE_NOOP("ReportDocument", "p99, ms")},
    {"amount", Money, QT_TRANSLATE_NOOP("ReportDocument", "Amount")},
    {"currency", Currency, ""},
    {"cost", Money, QT_TRANSLATE_NOOP("ReportDocument", "Cost")},
    {"cost_currency", Currency, ""},
    {"cost_unknown", Count, QT_TRANSLATE_NOOP("ReportDocument", "Cost unknown")},
    {"margin", Money, QT_TRANSLATE_NOOP("ReportDocument", "Margin")},
    {"margin_currency", Currency, ""},
    {"margin_unknown", Text, QT_TRANSLATE_NOOP("ReportDocument", "Why unknown")},
    {"period_start", Instant, QT_TRANSLATE_NOOP("ReportDocument", "From")},
    {"period_end", Instant, QT_TRANSLATE_NOOP("ReportDocument", "To")},
    {"charge", Text, QT_TRANSLATE_NOOP("ReportDocument", "Charge")},
    {"kind", Text, QT_TRANSLATE_NOOP("ReportDocument", "Line")},
    {"meter", Text, QT_TRANSLATE_NOOP("ReportDocument", "Meter")},
    {"quantity", Count, QT_TRANSLATE_NOOP("ReportDocument", "Quantity")},
    {"billable", Count, QT_TRANSLATE_NOOP("ReportDocument", "Billable")},
    {"formula", Text, QT_TRANSLATE_NOOP("ReportDocument", "Formula")},
    {"exact", ForFiles, ""},
    {"timezone", ForFiles, ""},
};

constexpr Name reports[]{
    {"customers", QT_TRANSLATE_NOOP("ReportDocument", "Use and charge by customer")},
    {"tokens", QT_TRANSLATE_NOOP("ReportDocument", "Use and charge by token")},
    {"days", QT_TRANSLATE_NOOP("ReportDocument", "Use and charge by day")},
    {"models", QT_TRANSLATE_NOOP("ReportDocument", "Use, cost and margin by model")},
    {"plans", QT_TRANSLATE_NOOP("ReportDocument", "Use, cost and margin by plan")},
    {"tags", QT_TRANSLATE_NOOP("ReportDocument", "Use, cost and margin by tag")},
    {"hours", QT_TRANSLATE_NOOP("ReportDocument", "Use, cost and margin by hour of the week")},
    {"margin", QT_TRANSLATE_NOOP("ReportDocument", "Use, cost and margin by customer")},
    {"statement", QT_TRANSLATE_NOOP("ReportDocument", "The lines of all bills")},
};

constexpr Name cells[]{
    {"no_price_list", QT_TRANSLATE_NOOP("ReportDocument", "no price list")},
    {"no_exchange_rate", QT_TRANSLATE_NOOP("ReportDocument", "no exchange rate")},
    {"allowance", QT_TRANSLATE_NOOP("ReportDocument", "allowance")},
    {"shape", QT_TRANSLATE_NOOP("ReportDocument", "price")},
    {"slices", QT_TRANSLATE_NOOP("ReportDocument", "time slices")},
    {"load", QT_TRANSLATE_NOOP("ReportDocument", "load")},
    {"service_level", QT_TRANSLATE_NOOP("ReportDocument", "service level")},
    {"outside_term", QT_TRANSLATE_NOOP("ReportDocument", "outside every term")},
    {"unknown", QT_TRANSLATE_NOOP("ReportDocument", "unknown")},
    {"unpriced", QT_TRANSLATE_NOOP("ReportDocument", "unpriced")},
    {"discount", QT_TRANSLATE_NOOP("ReportDocument", "discount")},
    {"maximum", QT_TRANSLATE_NOOP("ReportDocument", "maximum")},
    {"minimum", QT_TRANSLATE_NOOP("ReportDocument", "minimum")},
    {"tax", QT_TRANSLATE_NOOP("ReportDocument", "tax")},
    {"adjustment", QT_TRANSLATE_NOOP("ReportDocument", "adjustment")},
};

template<typename Entry>
const Entry *find(std::span<const Entry> entries, const std::string &id)
{
    const auto found = std::ranges::find_if(entries, [&id](const Entry &entry) { return id == entry.id; });
    return found == entries.end() ? nullptr : &*found;
}

QString translated(const char *words)
{
    return QCoreApplication::translate("ReportDocument", words);
}

} // namespace

ReportColumnKind reportColumnKind(const std::string &column)
{
    const NamedColumn *found = find(std::span<const NamedColumn>(columns), column);
    return found ? found->kind : Text;
}

QString reportColumnTitle(const std::string &column)
{
    const NamedColumn *found = find(std::span<const NamedColumn>(columns), column);
    return found ? translated(found->words) : QString::fromStdString(column);
}

QString reportTitle(const std::string &report)
{
    const Name *found = find(std::span<const Name>(reports), report);
    return found ? translated(found->words) : QString::fromStdString(report);
}

QString reportCellText(const std::string &column, const std::string &text)
{
    const bool isNamed = column == "kind" || column == "margin_unknown";
    const Name *found = isNamed ? find(std::span<const Name>(cells), text) : nullptr;
    return found ? translated(found->words) : QString::fromStdString(text);
}

} // namespace toll
