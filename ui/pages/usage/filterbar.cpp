// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/filterbar.h"

#include "ui/pages/usage/searchcombo.h"
#include "ui/pages/usage/usagecharts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>
#include <set>

namespace toll {

namespace {

constexpr std::array measures{Measure::Requests, Measure::Charge, Measure::Cost, Measure::InputUnits,
    Measure::CachedInput, Measure::CacheWrites, Measure::OutputUnits, Measure::Errors};
constexpr std::array groups{GroupBy::Token, GroupBy::Customer, GroupBy::Plan, GroupBy::PlanVersion, GroupBy::Model,
    GroupBy::Status, GroupBy::Tag, GroupBy::Source, GroupBy::Day, GroupBy::Week, GroupBy::Month, GroupBy::HourOfWeek};

void addLabelled(QHBoxLayout *row, const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text, buddy->parentWidget());
    label->setBuddy(buddy);
    row->addWidget(label);
    row->addWidget(buddy);
}

void choose(QComboBox *box, int data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent), m_groupings(groups.begin(), groups.end()), m_customers(new SearchCombo(this)),
      m_tokens(new SearchCombo(this)), m_measures(new QComboBox(this)), m_groups(new QComboBox(this)),
      m_currencies(new QComboBox(this))
{
    m_customers->setAccessibleName(tr("Customer"));
    m_tokens->setAccessibleName(tr("Token"));
    m_currencies->setAccessibleName(tr("Currency"));
    m_currencies->setToolTip(tr("Currencies are never added up."));
    m_currencies->hide();
    m_customers->setEntries({{tr("All customers"), QString()}});
    m_tokens->setEntries({{tr("All tokens"), QString()}});
    buildMeasures();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_customers);
    row->addWidget(m_tokens);
    row->addStretch(1);
    addLabelled(row, tr("Show"), m_measures);
    row->addWidget(m_currencies);
    addLabelled(row, tr("by"), m_groups);
    connect(m_customers, &QComboBox::currentIndexChanged, this, [this] {
        fillTokens();
        emit changed();
    });
    for (QComboBox *box : {static_cast<QComboBox *>(m_tokens), m_measures, m_groups})
        connect(box, &QComboBox::currentIndexChanged, this, &FilterBar::changed);
    connect(m_currencies, &QComboBox::currentIndexChanged, this, &FilterBar::currencyChanged);
}

void FilterBar::buildMeasures()
{
    for (const Measure measure : measures)
        m_measures->addItem(label(measure), static_cast<int>(measure));
    fillGroups();
    m_measures->setAccessibleName(tr("What is counted"));
    m_groups->setAccessibleName(tr("Split by"));
    m_measures->setItemData(m_measures->findData(static_cast<int>(Measure::Charge)),
        tr("What customers owe: each group's share of the bills."), Qt::ToolTipRole);
    m_measures->setItemData(m_measures->findData(static_cast<int>(Measure::Cost)),
        tr("What upstream providers charge, by the price lists of “plan assign --upstream”."), Qt::ToolTipRole);
    m_measures->setItemData(m_measures->findData(static_cast<int>(Measure::InputUnits)),
        tr("Input that was not served from a cache. Requests whose input is not known do not count."), Qt::ToolTipRole);
}

void FilterBar::fillGroups()
{
    m_groups->clear();
    for (std::size_t i = 0; i < m_groupings.size(); ++i)
        m_groups->addItem(label(m_groupings[i]), QString::fromStdString(name(m_groupings[i])));
}

void FilterBar::setFrame(const UsageFrame &frame)
{
    m_allTokens = frame.tokens;
    std::vector<Grouping> groupings(groups.begin(), groups.end());
    for (const std::string &dimension : frame.dimensions)
        groupings.emplace_back(GroupBy::Dimension, dimension);
    if (groupings != m_groupings) {
        const QSignalBlocker quiet(m_groups);
        const QString chosen = m_groups->currentData().toString();
        m_groupings = std::move(groupings);
        fillGroups();
        m_groups->setCurrentIndex(std::max(0, m_groups->findData(chosen)));
    }
    QList<std::pair<QString, QString>> entries{{tr("All customers"), QString()}};
    for (const UsageChoice &customer : frame.customers)
        entries.emplace_back(QString::fromStdString(customer.name), QString::fromStdString(customer.customer.text));
    m_customers->setEntries(entries);
    m_hasFrame = true;
    if (const QString customer = std::exchange(m_pendingCustomer, {}); !customer.isEmpty()) {
        const QSignalBlocker quiet(m_customers);
        m_customers->setKey(customer);
    }
    fillTokens();
    if (const QString token = std::exchange(m_pendingToken, {}); !token.isEmpty()) {
        const QSignalBlocker quiet(m_tokens);
        m_tokens->setKey(token);
    }
}

void FilterBar::fillTokens()
{
    std::multiset<std::string> names;
    for (const UsageChoice &token : m_allTokens)
        names.insert(token.name);
    QList<std::pair<QString, QString>> entries{{tr("All tokens"), QString()}};
    for (const UsageChoice &token : m_allTokens) {
        if (!m_customers->key().isEmpty() && QString::fromStdString(token.customer.text) != m_customers->key())
            continue;
        QString name = QString::fromStdString(token.name);
        if (names.count(token.name) > 1)
            name = tr("%1 (%2)", "token and its customer").arg(name, QString::fromStdString(token.customerName));
        entries.emplace_back(name, QString::fromStdString(token.token.text));
    }
    m_tokens->setEntries(entries);
}

void FilterBar::setCurrencies(const std::vector<Currency> &currencies)
{
    const QString chosen = m_currencies->currentText();
    const QSignalBlocker quiet(m_currencies);
    m_known = currencies;
    m_currencies->clear();
    for (const Currency &currency : currencies)
        m_currencies->addItem(QString::fromStdString(currency.code));
    m_currencies->setCurrentIndex(std::max(0, m_currencies->findText(chosen)));
    m_currencies->setVisible(currencies.size() > 1);
}

std::optional<Currency> FilterBar::currency() const
{
    const int index = m_currencies->currentIndex();
    return index < 0 ? std::nullopt : std::optional(m_known[static_cast<std::size_t>(index)]);
}

UsageFilter FilterBar::filter() const
{
    UsageFilter filter;
    filter.customer.text = (m_hasFrame ? m_customers->key() : m_pendingCustomer).toStdString();
    filter.token.text = (m_pendingToken.isEmpty() ? m_tokens->key() : m_pendingToken).toStdString();
    filter.measure = static_cast<Measure>(m_measures->currentData().toInt());
    filter.group = m_groupings[static_cast<std::size_t>(std::max(0, m_groups->currentIndex()))];
    return filter;
}

void FilterBar::setToken(const TokenId &token)
{
    clear();
    const QString key = QString::fromStdString(token.text);
    if (m_tokens->findData(key) < 0) {
        m_pendingToken = key;
        return;
    }
    const QSignalBlocker quiet(m_tokens);
    m_tokens->setKey(key);
}

void FilterBar::setCustomer(const CustomerId &customer)
{
    clear();
    const QString key = QString::fromStdString(customer.text);
    if (!m_hasFrame) {
        m_pendingCustomer = key;
        return;
    }
    const QSignalBlocker quiet(m_customers);
    m_customers->setKey(key);
    fillTokens();
}

void FilterBar::clear()
{
    m_pendingToken.clear();
    m_pendingCustomer.clear();
    const QSignalBlocker quietCustomers(m_customers);
    const QSignalBlocker quietTokens(m_tokens);
    m_customers->setCurrentIndex(0);
    fillTokens();
    m_tokens->setCurrentIndex(0);
}

QVariantMap FilterBar::state() const
{
    const UsageFilter now = filter();
    return {{QStringLiteral("customer"), QString::fromStdString(now.customer.text)},
        {QStringLiteral("token"), QString::fromStdString(now.token.text)},
        {QStringLiteral("measure"), static_cast<int>(now.measure)},
        {QStringLiteral("group"), m_groups->currentData()},
        {QStringLiteral("currency"), m_currencies->currentText()}};
}

void FilterBar::restore(const QVariantMap &state)
{
    const QSignalBlocker quiet(this);
    choose(m_measures, state.value(QStringLiteral("measure")).toInt());
    m_groups->setCurrentIndex(std::max(0, m_groups->findData(state.value(QStringLiteral("group")))));
    const CustomerId customer{state.value(QStringLiteral("customer")).toString().toStdString()};
    const TokenId token{state.value(QStringLiteral("token")).toString().toStdString()};
    if (!token.isEmpty())
        setToken(token);
    else
        setCustomer(customer);
}

} // namespace toll
