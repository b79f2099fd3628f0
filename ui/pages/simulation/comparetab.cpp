// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/comparetab.h"

#include "core/services/scenariowords.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterchips.h"

#include <QPushButton>
#include <QVariantList>

#include <algorithm>
#include <map>

namespace toll {

namespace {

using Row = CompareTab::Row;
using CustomerRow = CompareTab::CustomerRow;

std::vector<Column<Row>> columns()
{
    const auto amount = [](Decimal Outcome::*one) {
        return [one](const Row &row) {
            return row.outcome ? std::optional<Decimal>((*row.outcome).*one) : std::optional<Decimal>();
        };
    };
    std::vector<Column<Row>> columns{
        wordColumn<Row>("scenario", CompareTab::tr("Scenario"), [](const Row &row) { return row.pin.name; }),
        amountColumn<Row>("total", CompareTab::tr("Total"), amount(&Outcome::scenario)),
        changeColumn<Row>("delta", CompareTab::tr("Difference"), amount(&Outcome::delta)),
        percentColumn<Row>("percent", CompareTab::tr("%"),
            [](const Row &row) {
                return row.outcome ? percentChange(row.outcome->baseline, row.outcome->scenario) : std::nullopt;
            }),
        countColumn<Row>("refused", CompareTab::tr("Refused requests"),
            [](const Row &row) { return row.outcome ? row.outcome->refused : std::int64_t{0}; }),
        wordColumn<Row>("changes", CompareTab::tr("What it changes"),
            [](const Row &row) { return row.pin.outcomes ? row.words : whyNot(row.pin.outcomes.error()); })};
    columns[5].toolTip = columns[5].text;
    columns[5].tone = [](const Row &row) { return row.pin.outcomes ? Tone::Muted : Tone::Danger; };
    return columns;
}

std::vector<Column<CustomerRow>> customerColumns(const std::vector<CompareTab::Pin> &pins)
{
    std::vector<Column<CustomerRow>> columns{wordColumn<CustomerRow>("customer", CompareTab::tr("Customer"),
                                                 [](const CustomerRow &row) { return row.name; }),
        amountColumn<CustomerRow>(
            "baseline", CompareTab::tr("Now"), [](const CustomerRow &row) { return row.baseline; })};
    for (std::size_t i = 0; i < pins.size(); ++i) {
        Column<CustomerRow> column = amountColumn<CustomerRow>("", pins[i].name,
            [i](const CustomerRow &row) { return i < row.totals.size() ? row.totals[i] : std::nullopt; });
        column.id = pins[i].name;
        columns.push_back(std::move(column));
    }
    return columns;
}

const Outcome *outcomeOf(const CompareTab::Pin &pin, std::size_t place)
{
    return pin.outcomes && place < pin.outcomes->size() ? &(*pin.outcomes)[place] : nullptr;
}

} // namespace

CompareTab::CompareTab(QWidget *parent)
    : ResultTab(tr("Compare"), QStringLiteral("compare"), parent), m_chips(new FilterChips),
      m_up(new QPushButton(tr("Up"))), m_down(new QPushButton(tr("Down"))), m_remove(new QPushButton(tr("Remove"))),
      m_open(new QPushButton(tr("Open"))),
      m_rows(new RowsModel<Row>(
          columns(), [](const Row &row) { return QString::number(row.number); }, this)),
      m_customers(
          new RowsModel<CustomerRow>(customerColumns({}), [](const CustomerRow &row) { return row.name; }, this))
{
    build();
    connect(m_chips, &FilterChips::currentChanged, this, &CompareTab::choose);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_remove, &QPushButton::clicked, this, &CompareTab::removeChosen);
    const auto open = [this] {
        if (const int place = chosen(); place >= 0)
            emit opened(m_pins[static_cast<std::size_t>(place)].set);
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_table, &DataTable::activated, this, open);
    connect(m_table, &DataTable::selectionChanged, this, &CompareTab::followButtons);
    followButtons();
}

void CompareTab::build()
{
    addInput(m_chips);
    for (QPushButton *button : {m_open, m_up, m_down, m_remove})
        addInput(button);
    m_table = addTable(m_rows, tr("Scenarios side by side"), QStringLiteral("changes"));
    m_customerTable = addTable(m_customers, tr("Scenarios side by side, by customer"), QStringLiteral("customer"));
    m_table->setEmptyStates(new EmptyState(QStringLiteral("columns"), tr("Nothing to compare yet"),
                                tr("Set up a scenario and choose “Compare” beside its name. Up to six stand side by "
                                   "side.")),
        nullptr);
    m_chips->setChips(
        {{QStringLiteral("totals"), tr("Totals"), 0}, {QStringLiteral("customers"), tr("By customer"), 0}});
    choose(m_chips->current());
}

void CompareTab::choose(const QString &chip)
{
    m_table->setVisible(chip != u"customers");
    m_customerTable->setVisible(chip == u"customers");
    followButtons();
}

bool CompareTab::pin(const QString &name, const ScenarioSet &set)
{
    if (m_pins.size() >= most)
        return false;
    QString free = name;
    const auto isTaken = [&] { return std::ranges::find(m_pins, free, &Pin::name) != m_pins.end(); };
    for (int number = 2; isTaken(); ++number)
        free = tr("%1 (%2)").arg(name, QString::number(number));
    m_pins.push_back({free, set, std::vector<Outcome>()});
    showPlace();
    emit pinsChanged();
    return true;
}

void CompareTab::setOutcomes(const std::vector<Result<std::vector<Outcome>>> &outcomes)
{
    if (outcomes.size() != m_pins.size())
        return;
    for (std::size_t i = 0; i < m_pins.size(); ++i)
        m_pins[i].outcomes = outcomes[i];
    showPlace();
}

void CompareTab::showTried(const TriedOut &, const LoadedHistory &history)
{
    if (std::exchange(m_history, history.baseline) != history.baseline && !m_pins.empty())
        emit pinsChanged();
}

void CompareTab::showPlace()
{
    std::vector<Row> rows;
    for (const Pin &pin : m_pins) {
        const Outcome *outcome = outcomeOf(pin, place());
        rows.push_back({static_cast<int>(rows.size()), pin, setWords(pin.set, m_history.get()),
            outcome ? std::optional(*outcome) : std::nullopt, outcome ? outcome->currency : Currency()});
    }
    const auto count = static_cast<int>(rows.size());
    m_rows->setRows(std::move(rows));
    showCustomers();
    m_chips->setChips({{QStringLiteral("totals"), tr("Totals"), count},
        {QStringLiteral("customers"), tr("By customer"), static_cast<int>(m_customers->rows().size())}});
    followButtons();
}

void CompareTab::showCustomers()
{
    std::map<std::string, CustomerRow> byId; // a new customer is in some of them only
    for (std::size_t i = 0; i < m_pins.size(); ++i) {
        const Outcome *outcome = outcomeOf(m_pins[i], place());
        for (const OutcomeRow &row : outcome ? outcome->customers : std::vector<OutcomeRow>()) {
            CustomerRow &customer = byId[row.id.text];
            customer.name = QString::fromStdString(row.name);
            customer.baseline = row.baseline;
            customer.currency = outcome->currency;
            customer.totals.resize(m_pins.size());
            customer.totals[i] = row.scenario;
        }
    }
    std::vector<CustomerRow> rows;
    for (auto &[id, row] : byId)
        rows.push_back(std::move(row));
    std::ranges::stable_sort(rows, [](const CustomerRow &a, const CustomerRow &b) { return a.baseline > b.baseline; });
    m_customers->setRows({});
    m_customers->setColumns(customerColumns(m_pins));
    m_customers->setRows(std::move(rows));
}

int CompareTab::chosen() const
{
    if (m_table->isHidden() || m_table->selectedKeys().size() != 1)
        return -1;
    const int place = m_table->selectedKeys().front().toInt();
    return place < static_cast<int>(m_pins.size()) ? place : -1;
}

void CompareTab::move(int by)
{
    const int from = chosen();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= static_cast<int>(m_pins.size()))
        return;
    std::swap(m_pins[static_cast<std::size_t>(from)], m_pins[static_cast<std::size_t>(to)]);
    showPlace();
    m_table->selectKey(QString::number(to));
    emit pinsChanged();
}

void CompareTab::removeChosen()
{
    const int place = chosen();
    if (place < 0)
        return;
    m_pins.erase(m_pins.begin() + place);
    showPlace();
    emit pinsChanged();
}

void CompareTab::followButtons()
{
    const int place = chosen();
    m_open->setEnabled(place >= 0);
    m_remove->setEnabled(place >= 0);
    m_up->setEnabled(place > 0);
    m_down->setEnabled(place >= 0 && place + 1 < static_cast<int>(m_pins.size()));
}

QVariantMap CompareTab::state() const
{
    QVariantList pins;
    for (const Pin &pin : m_pins)
        pins << QVariantMap{{QStringLiteral("name"), pin.name},
            {QStringLiteral("scenario"), QString::fromStdString(toJson(pin.set).dump())}};
    return {{QStringLiteral("pins"), pins}};
}

void CompareTab::restore(const QVariantMap &state)
{
    m_pins.clear();
    for (const QVariant &one : state.value(QStringLiteral("pins")).toList()) {
        const QVariantMap pin = one.toMap();
        const Result<Json> document = parseJson(pin.value(QStringLiteral("scenario")).toString().toStdString());
        if (!document || m_pins.size() >= most)
            continue;
        if (const Checked<ScenarioSet> set = parseScenarioSet(*document))
            m_pins.push_back({pin.value(QStringLiteral("name")).toString(), *set, std::vector<Outcome>()});
    }
    showPlace();
}

} // namespace toll
