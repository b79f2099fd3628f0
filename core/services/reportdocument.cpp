// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/reportdocument.h"

#include "core/base/checked.h"
#include "core/services/documentwriter.h"
#include "core/services/figures.h"
#include "core/services/reportcolumns.h"
#include "core/services/studyreportparts.h"
#include "core/services/wording.h"
#include "core/services/zones.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReportDocument)
};

constexpr std::size_t mostRows = 2000;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// What a report's cells are, and what their columns sum to.
class Sheet {
public:
    explicit Sheet(const ReportTable &table) : m_table(table)
    {
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            m_shown.push_back(
                isShown(kindOf(column)) && std::ranges::any_of(table.rows, [column](const auto &row) {
                    return !row[column].empty();
                }));
        for (const std::vector<std::string> &row : table.rows)
            addUp(row);
    }

    void write(DocumentWriter &writer) const
    {
        QStringList words;
        writer.beginTable({}, {});
        for (std::size_t column = 0; column < m_shown.size(); ++column)
            if (m_shown[column])
                writer.addColumns({reportColumnTitle(m_table.columns[column].name)}, m_table.columns[column].isNumber);
        const std::size_t shown = std::min(m_table.rows.size(), mostRows);
        for (std::size_t row = 0; row < shown; ++row)
            writer.row(cells(m_table.rows[row]));
        const bool hasTotal = isSummed() && m_table.rows.size() > 1 && isOfOneCurrency();
        if (hasTotal)
            writer.row(totals());
        writer.endTable(hasTotal);
        noteMore(writer, shown, m_table.rows.size());
    }

    /// "12.50 USD, 300 JPY": the sum of a column of money.
    [[nodiscard]] QString sum(const std::string &name) const
    {
        QStringList sums;
        if (const auto found = m_money.find(name); found != m_money.end() && isSummed())
            for (const auto &[code, amount] : found->second)
                sums << moneyText(amount, code);
        return sums.join(QStringLiteral(", "));
    }

private:
    [[nodiscard]] ReportColumnKind kindOf(std::size_t column) const
    {
        return reportColumnKind(m_table.columns[column].name);
    }
    /// The currency stands with its amount, the zone and the exact amount only where a file is read by a program.
    static bool isShown(ReportColumnKind kind) { return kind != ReportColumnKind::Currency && kind != ReportColumnKind::ForFiles; }
    /// A token has several tags: what they come to together is more than there is.
    [[nodiscard]] bool isSummed() const { return m_table.name != "tags"; }
    [[nodiscard]] bool isOfOneCurrency() const
    {
        return std::ranges::all_of(m_money, [](const auto &of) { return of.second.size() <= 1; });
    }

    [[nodiscard]] std::string cell(const std::vector<std::string> &row, const std::string &column) const
    {
        const auto found = std::ranges::find(m_table.columns, column, &ReportTable::Column::name);
        return found == m_table.columns.end() ? std::string()
                                              : row[static_cast<std::size_t>(found - m_table.columns.begin())];
    }
    /// Of an amount's column: "currency", "cost_currency".
    [[nodiscard]] std::string currencyOf(const std::vector<std::string> &row, const std::string &amount) const
    {
        return cell(row, amount == "amount" ? "currency" : amount + "_currency");
    }
    static QString moneyText(const Decimal &amount, const std::string &code)
    {
        const Result<Currency> known = currency(code);
        return known ? moneyFigure(amount, *known) : decimalFigure(amount) + QChar(QChar::Nbsp) + textOf(code);
    }

    void addUp(const std::vector<std::string> &row)
    {
        for (std::size_t column = 0; column < m_table.columns.size(); ++column) {
            const std::string &name = m_table.columns[column].name;
            const ReportColumnKind kind = reportColumnKind(name);
            const Result<Decimal> value = Decimal::parse(row[column]);
            if (!value || (kind != ReportColumnKind::Money && kind != ReportColumnKind::Count))
                continue;
            Decimal &sum = kind == ReportColumnKind::Money ? m_money[name][currencyOf(row, name)] : m_counts[name];
            sum = sum.plus(*value).value_or(sum);
        }
    }

    [[nodiscard]] QString figure(const std::vector<std::string> &row, std::size_t column) const
    {
        const std::string &text = row[column];
        const std::string &name = m_table.columns[column].name;
        const ReportColumnKind kind = kindOf(column);
        if (kind == ReportColumnKind::Instant) {
            const Result<Instant> time = parseRfc3339(text);
            const Result<Zone> zone = zoneNamed(cell(row, "timezone"));
            return time ? timeFigure(*time, zone.value_or(Zone())) : textOf(text);
        }
        const Result<Decimal> value = Decimal::parse(text);
        if (!m_table.columns[column].isNumber || !value)
            return reportCellText(name, text);
        return kind == ReportColumnKind::Money ? moneyText(*value, currencyOf(row, name)) : decimalFigure(*value);
    }

    [[nodiscard]] QStringList cells(const std::vector<std::string> &row) const
    {
        QStringList cells;
        for (std::size_t column = 0; column < row.size(); ++column)
            if (m_shown[column])
                cells << figure(row, column);
        return cells;
    }

    [[nodiscard]] QStringList totals() const
    {
        QStringList cells;
        for (std::size_t column = 0; column < m_shown.size(); ++column) {
            if (!m_shown[column])
                continue;
            const std::string &name = m_table.columns[column].name;
            const auto count = m_counts.find(name);
            if (cells.isEmpty())
                cells << Words::tr("Total");
            else if (const auto money = m_money.find(name); money != m_money.end() && !money->second.empty())
                cells << moneyText(money->second.begin()->second, money->second.begin()->first);
            else
                cells << (count == m_counts.end() ? QString() : decimalFigure(count->second));
        }
        return cells;
    }

    const ReportTable &m_table;
    std::vector<bool> m_shown; ///< by column
    std::map<std::string, std::map<std::string, Decimal>> m_money; ///< by column and currency
    std::map<std::string, Decimal> m_counts; ///< by column
};

} // namespace

Document reportDocument(const ReportRecord &record)
{
    Document document;
    document.title = reportTitle(record.table.name).toStdString();
    document.subtitle = Words::tr("%1 to %2 (%3), the end not included")
                            .arg(timeFigure(record.range.begin, record.zone), timeFigure(record.range.end, record.zone),
                                textOf(record.zone.id()))
                            .toStdString();
    document.footer = Words::tr("Tollkeeper · %1 · made %2 (%3)")
                          .arg(reportTitle(record.table.name), timeFigure(record.made, record.zone), textOf(record.zone.id()))
                          .toStdString();
    document.language = textLanguage();
    document.paper = record.paper;
    document.made = toRfc3339(record.made);
    DocumentWriter writer(document);
    if (record.table.rows.empty()) {
        writer.text(Words::tr("There is nothing to report of this time."));
        return document;
    }
    const Sheet sheet(record.table);
    writer.beginFacts();
    writer.fact(Words::tr("Rows"), countFigure(static_cast<std::int64_t>(record.table.rows.size())));
    for (const auto &[column, title] : {std::pair(std::string("amount"), Words::tr("Charged")),
             std::pair(std::string("cost"), Words::tr("Providers are paid")),
             std::pair(std::string("margin"), Words::tr("Margin"))})
        if (const QString sum = sheet.sum(column); !sum.isEmpty())
            writer.fact(title, sum);
    if (record.table.name == "statement")
        writer.fact(Words::tr("Periods"), Words::tr("of each customer's own zone"));
    writer.endFacts();
    sheet.write(writer);
    return document;
}

} // namespace toll
