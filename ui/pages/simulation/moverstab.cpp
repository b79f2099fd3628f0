// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/moverstab.h"

#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterchips.h"

#include <QLineEdit>
#include <QRegularExpression>

namespace toll {

namespace {

using Row = MoversTab::Row;

constexpr qsizetype mostThresholds = 6;

std::vector<Column<Row>> columns()
{
    std::vector<Column<Row>> columns{wordColumn<Row>("customer", MoversTab::tr("Customer"),
                                         [](const Row &row) { return QString::fromStdString(row.mover.row.name); }),
        amountColumn<Row>("baseline", MoversTab::tr("Now"), [](const Row &row) { return row.mover.row.baseline; }),
        amountColumn<Row>("scenario", MoversTab::tr("What if"), [](const Row &row) { return row.mover.row.scenario; }),
        changeColumn<Row>("delta", MoversTab::tr("Difference"), [](const Row &row) { return row.mover.row.delta; }),
        percentColumn<Row>("percent", MoversTab::tr("%"), [](const Row &row) { return row.mover.percent; })};
    columns.back().toolTip = [](const Row &row) {
        return row.mover.percent ? QString() : MoversTab::tr("There is no percentage of a bill of zero.");
    };
    return columns;
}

} // namespace

MoversTab::MoversTab(QWidget *parent)
    : ResultTab(tr("Movers"), QStringLiteral("movers"), parent), m_thresholds(new QLineEdit(QStringLiteral("5, 20"))),
      m_chips(new FilterChips),
      m_model(new RowsModel<Row>(
          columns(),
          [](const Row &row) { return QString::fromStdString(row.mover.row.id.text + '/' + row.mover.row.name); },
          this))
{
    m_thresholds->setObjectName(QStringLiteral("thresholds"));
    m_thresholds->setMaximumWidth(fontMetrics().averageCharWidth() * 20);
    m_thresholds->setToolTip(tr("Percentages by which customers are counted, such as 5, 20"));
    addInput(m_chips);
    addInput(tr("Count moves over, %"), m_thresholds);
    addTable(m_model, tr("Customers whose bills move"), QStringLiteral("customer"));
    m_chips->setChips({{QStringLiteral("all"), tr("All"), 0}});
    connect(m_thresholds, &QLineEdit::textEdited, this, [this] { showPlace(); });
    connect(m_chips, &FilterChips::currentChanged, this, [this](const QString &chip) {
        m_model->setFilter([chip](const Row &row) { return chip == u"all" || (chip == u"more") == row.paysMore; });
    });
}

std::optional<std::vector<Decimal>> MoversTab::thresholds() const
{
    static const QRegularExpression between(QStringLiteral("[,;，；%\\s]+"));
    std::vector<Decimal> numbers;
    for (const QString &text : m_thresholds->text()
             .split(between, Qt::SkipEmptyParts)
             .first(std::min(mostThresholds, m_thresholds->text().split(between, Qt::SkipEmptyParts).size()))) {
        const Result<Decimal> number = Decimal::parse(text.toStdString());
        if (!number || number->isNegative())
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

void MoversTab::showTried(const TriedOut &tried, const LoadedHistory &)
{
    m_outcomes = tried.outcomes;
    showPlace();
}

void MoversTab::showPlace()
{
    const Outcome *outcome = shown(m_outcomes);
    const std::optional<std::vector<Decimal>> numbers = thresholds();
    setState(numbers ? QString() : tr("Enter percentages such as 5, 20."), Tone::Danger);
    if (!outcome || !numbers)
        return;
    const Result<Winners> winners = winnersOf(*outcome, *numbers);
    if (!winners)
        return setState(whyNot(winners.error()), Tone::Danger);
    std::vector<Row> rows;
    for (const Mover &mover : winners->payMore)
        rows.push_back({mover, true, winners->currency});
    for (const Mover &mover : winners->payLess)
        rows.push_back({mover, false, winners->currency});
    const auto count = [](const std::vector<Mover> &movers) { return static_cast<int>(movers.size()); };
    m_chips->setChips({{QStringLiteral("all"), tr("All"), static_cast<int>(rows.size())},
        {QStringLiteral("more"), tr("Pay more"), count(winners->payMore)},
        {QStringLiteral("less"), tr("Pay less"), count(winners->payLess)}});
    m_model->setRows(std::move(rows));
    setHeadline(summary(*winners));
}

QString MoversTab::summary(const Winners &winners) const
{
    QStringList lines{tr("%1, %2, %3.", "how many customers pay more, less, the same")
            .arg(tr("%n customer(s) pay more", nullptr, static_cast<int>(winners.payMore.size())),
                tr("%n pay(s) less", nullptr, static_cast<int>(winners.payLess.size())),
                tr("%n pay(s) the same", nullptr, static_cast<int>(winners.unchanged)))};
    for (const MoversPast &past : winners.past)
        lines << tr("Over %1%: %2 pay more, %3 pay less.")
                     .arg(decimalText(past.percent), integerText(static_cast<std::int64_t>(past.payMore)),
                         integerText(static_cast<std::int64_t>(past.payLess)));
    if (winners.fromNothing > 0)
        lines << tr("%n of them paid nothing before.", nullptr, static_cast<int>(winners.fromNothing));
    return lines.join(u'\n');
}

QVariantMap MoversTab::state() const
{
    return {{QStringLiteral("over"), m_thresholds->text()}};
}

void MoversTab::restore(const QVariantMap &state)
{
    m_thresholds->setText(state.value(QStringLiteral("over")).toString());
}

} // namespace toll
