// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the form is put together; what it tells is in scenarioform.cpp.
#include "ui/pages/simulation/chargeinputs.h"
#include "ui/pages/simulation/filterline.h"
#include "ui/pages/simulation/moreinputs.h"
#include "ui/pages/simulation/quantityfield.h"
#include "ui/pages/simulation/scenarioform.h"
#include "ui/pages/simulation/tokenchoice.h"

#include "core/services/wording.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/sliderfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheelguard.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

namespace {

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(headingFont(label->font(), 1));
    return label;
}

QLabel *labelFor(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text);
    label->setBuddy(buddy);
    return label;
}

template<typename T>
void offer(QComboBox *box, const std::initializer_list<T> &values)
{
    box->addItem(ScenarioForm::tr("Keep as it is"));
    for (const T value : values) {
        const std::string_view id = name(value);
        box->addItem(label(value), QString::fromUtf8(id.data(), std::ssize(id)));
    }
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
}

/// 1, 2, 5, 10, … with steps between, up to a million.
std::vector<int> capStops()
{
    std::vector<int> stops{0};
    for (int decade = 1; decade < 1'000'000; decade *= 10) {
        for (const int tenth : {10, 12, 15, 20, 25, 30, 40, 50, 60, 80}) {
            if (decade * tenth % 10 == 0)
                stops.push_back(decade * tenth / 10);
        }
    }
    stops.push_back(1'000'000);
    return stops;
}

} // namespace

ScenarioForm::ScenarioForm(QWidget *parent)
    : QWidget(parent), m_on(new TokenChoice), m_filter(new FilterLine), m_range(new QComboBox),
      m_volume(new SliderField(tr("Requests, compared with today's"), {-100, 300, 5}, {}, tr("%"))),
      m_percent(new SliderField(tr("Rate, compared with today's"), {-50, 100, 1}, {}, tr("%"))), m_rate(new QLineEdit),
      m_rateFault(new QLabel), m_capScope(new QComboBox), m_overCap(new QComboBox), m_ofCharge(new ChargeInputs),
      m_more(new MoreInputs),
      m_kept(new QLabel), m_reset(new QPushButton(tr("Keep everything as it is"))),
      m_add(new QPushButton(tr("Then change more…"))), m_drop(new QPushButton(tr("Drop this change")))
{
    using Unit = QuantityField::Unit;
    m_cap = new QuantityField(tr("Cap"),
        {Unit{QStringLiteral("hour"), tr("an hour")}, Unit{QStringLiteral("day"), tr("a day")},
            Unit{QStringLiteral("week"), tr("a week")}, Unit{QStringLiteral("month"), tr("a month")},
            Unit{QStringLiteral("none"), tr("No cap"), false}},
        capStops(), {QStringLiteral("day"), 200});
    m_lifetime = new QuantityField(tr("Lifetime"),
        {Unit{QStringLiteral("D"), tr("days")}, Unit{QStringLiteral("M"), tr("months")},
            Unit{QStringLiteral("none"), tr("No end"), false}},
        {1, 2, 3, 5, 7, 10, 14, 21, 28, 30, 45, 60, 90, 120, 180, 270, 365}, {QStringLiteral("D"), 30});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    buildHistory(layout);
    buildKept(layout);
    buildInputs(layout);
    layout->addStretch(1);
    new WheelGuard(this);
    connectInputs();
    showKept();
}

void ScenarioForm::buildHistory(QVBoxLayout *layout)
{
    m_range->setAccessibleName(tr("History"));
    const std::pair<HistoryRange, QString> ranges[]{{HistoryRange::Last30Days, tr("Last 30 days")},
        {HistoryRange::Last90Days, tr("Last 90 days")}, {HistoryRange::ThisMonth, tr("This month")},
        {HistoryRange::All, tr("All there is")}};
    for (const auto &[range, text] : ranges)
        m_range->addItem(text, static_cast<int>(range));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->addWidget(labelFor(tr("History"), m_range), 0, 0);
    grid->addWidget(m_range, 0, 1);
    grid->addWidget(labelFor(tr("On"), m_on), 1, 0);
    grid->addWidget(m_on, 1, 1);
    grid->addWidget(m_filter, 2, 1);
    m_filter->hide();
    grid->setColumnStretch(1, 1);
    layout->addWidget(heading(tr("What if…")));
    layout->addLayout(grid);
}

void ScenarioForm::buildInputs(QVBoxLayout *layout)
{
    m_rate->setObjectName(QStringLiteral("rate"));
    m_rate->setClearButtonEnabled(true);
    m_rate->setAlignment(Qt::AlignRight);
    m_rate->setAccessibleName(tr("New rate for all of them"));
    m_rateFault->setText(tr("Enter a rate such as 0.003."));
    m_rateFault->setForegroundRole(QPalette::BrightText);
    m_rateFault->hide();
    auto *rate = new QHBoxLayout;
    rate->addWidget(labelFor(tr("or a new rate"), m_rate));
    rate->addWidget(m_rate, 1);
    offer(m_capScope, {CapScope::WholeTerm, CapScope::EachWindow});
    offer(m_overCap, {OverCap::Free, OverCap::Charge, OverCap::Reject, OverCap::Throttle});
    m_capScope->setAccessibleName(tr("Cap counts over"));
    m_overCap->setAccessibleName(tr("Over the cap"));
    auto *fine = new QGridLayout;
    fine->setHorizontalSpacing(10);
    fine->addWidget(labelFor(tr("Cap counts over"), m_capScope), 0, 0);
    fine->addWidget(m_capScope, 0, 1);
    fine->addWidget(labelFor(tr("Over the cap"), m_overCap), 1, 0);
    fine->addWidget(m_overCap, 1, 1);
    fine->setColumnStretch(1, 1);
    layout->addSpacing(4);
    layout->addWidget(m_volume);
    layout->addWidget(m_percent);
    layout->addLayout(rate);
    layout->addWidget(m_rateFault);
    layout->addWidget(m_cap);
    layout->addWidget(m_lifetime);
    layout->addLayout(fine);
    layout->addWidget(m_ofCharge);
    layout->addWidget(m_more);
    m_add->setToolTip(tr("Keeps what is set here, and makes another change on top of it, of other tokens for example"));
    m_drop->setToolTip(tr("Forgets what is set here, and goes back to the change before it"));
    auto *steps = new QHBoxLayout;
    steps->addWidget(m_add, 1);
    steps->addWidget(m_drop, 1);
    layout->addLayout(steps);
    layout->addWidget(m_reset);
}

void ScenarioForm::buildKept(QVBoxLayout *layout)
{
    m_kept->setWordWrap(true);
    m_kept->setTextFormat(Qt::PlainText);
    m_kept->setForegroundRole(QPalette::PlaceholderText);
    m_kept->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_kept->setObjectName(QStringLiteral("kept"));
    layout->addWidget(m_kept);
}

void ScenarioForm::showRateFault(bool isFaulty)
{
    m_rateFault->setVisible(isFaulty);
    m_rate->setAccessibleDescription(isFaulty ? m_rateFault->text() : QString());
}

} // namespace toll
