// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/moreinputs.h"

#include "core/money/percent.h"
#include "ui/pages/simulation/numberedit.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace toll {

namespace {

constexpr int minutesPerQuarter = 15;
constexpr int mostShift = 7 * 24 * 60;

QLabel *section(const QString &text)
{
    auto *label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    return label;
}

Decimal wholePercent(const Decimal &share)
{
    return percentOfShare(share).value_or(Decimal());
}

std::optional<Decimal> percentOf(const Decimal &share)
{
    return share.isZero() ? std::nullopt : std::optional(wholePercent(share));
}

Decimal shareOf(const std::optional<Decimal> &percent)
{
    return percent ? shareOfPercent(*percent).value_or(Decimal()) : Decimal();
}

void shorten(QComboBox *box)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
}

} // namespace

MoreInputs::MoreInputs(QWidget *parent)
    : QWidget(parent), m_fold(new QToolButton), m_contents(new QWidget), m_plan(new QComboBox),
      m_overage(new NumberEdit(tr("Rate over the cap"), {}, QStringLiteral("0.003"))),
      m_discount(new NumberEdit(tr("Discount"), {Decimal(), Decimal(100)}, QStringLiteral("10"))),
      m_minimum(new NumberEdit(tr("Minimum a period"), {}, QStringLiteral("10"))),
      m_maximum(new NumberEdit(tr("Maximum a period"), {}, QStringLiteral("500"))),
      m_elasticity(new NumberEdit(tr("Elasticity of demand"), {Decimal(-20), Decimal(20)}, QStringLiteral("-0.5"))),
      m_churn(new NumberEdit(tr("Customers who leave, in %"), {Decimal(), Decimal(100)}, QStringLiteral("5"))),
      m_seed(new QSpinBox), m_shift(new QSpinBox), m_like(new QComboBox),
      m_share(new NumberEdit(tr("Its use, in % of theirs"), {}, QStringLiteral("50"))),
      m_upstream(new NumberEdit(tr("What providers charge, in % of today"), {}, QStringLiteral("110")))
{
    build();
    offerPlans({});
    for (QComboBox *box : {m_plan, m_like})
        connect(box, &QComboBox::activated, this, &MoreInputs::changed);
    for (NumberEdit *edit : {m_overage, m_discount, m_minimum, m_maximum, m_elasticity, m_churn, m_share, m_upstream})
        connect(edit, &NumberEdit::changed, this, &MoreInputs::changed);
    for (QSpinBox *box : {m_seed, m_shift})
        connect(box, &QSpinBox::valueChanged, this, &MoreInputs::changed);
    connect(m_fold, &QToolButton::toggled, this, &MoreInputs::unfold);
    unfold(false);
}

void MoreInputs::build()
{
    m_fold->setText(tr("More"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setToolTip(tr("Plans, discounts, demand, and what is assumed of customers and times"));
    m_plan->setAccessibleName(tr("Plan"));
    m_like->setAccessibleName(tr("A new customer like"));
    shorten(m_plan);
    shorten(m_like);
    m_seed->setRange(1, std::numeric_limits<int>::max());
    m_seed->setAccessibleName(tr("Seed that decides who leaves"));
    m_seed->setToolTip(tr("The same seed, the same customers"));
    m_shift->setRange(-mostShift, mostShift);
    m_shift->setSingleStep(minutesPerQuarter);
    m_shift->setSuffix(tr(" min"));
    m_shift->setAccessibleName(tr("Everything happens later by"));
    m_shift->setToolTip(tr("In quarters of an hour; below zero for earlier"));
    m_discount->setPlaceholder(tr("none", "discount"));
    m_overage->setPlaceholder(tr("as it is"));
    m_minimum->setPlaceholder(tr("as it is"));
    m_maximum->setPlaceholder(tr("as it is"));
    m_elasticity->setPlaceholder(tr("0: demand stays"));
    m_elasticity->setToolTip(
        tr("Requests are multiplied by (new rate / old rate) to this power: below zero, dearer means less use."));
    m_churn->setPlaceholder(tr("none leave"));
    m_share->setPlaceholder(QStringLiteral("100"));
    m_upstream->setPlaceholder(QStringLiteral("100"));
    auto *form = new QFormLayout(m_contents);
    form->setContentsMargins(0, 4, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    addRow(form, tr("Plan"), m_plan);
    addRow(form, tr("Rate over the cap"), m_overage);
    addRow(form, tr("Discount, %"), m_discount);
    addRow(form, tr("Minimum a period"), m_minimum);
    addRow(form, tr("Maximum a period"), m_maximum);
    form->addRow(section(tr("Assumed of demand, customers and times:")));
    addRow(form, tr("Elasticity of demand"), m_elasticity);
    addRow(form, tr("Customers who leave, %"), m_churn);
    addRow(form, tr("… chosen by seed"), m_seed);
    addRow(form, tr("Everything later by"), m_shift);
    addRow(form, tr("A new customer like"), m_like);
    addRow(form, tr("… with a use of, %"), m_share);
    addRow(form, tr("Providers charge, %"), m_upstream);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_contents);
}

void MoreInputs::addRow(QFormLayout *form, const QString &text, QWidget *input)
{
    auto *label = new QLabel(text);
    label->setBuddy(input);
    form->addRow(label, input);
}

bool MoreInputs::isUnfolded() const
{
    return m_fold->isChecked();
}

void MoreInputs::unfold(bool isUnfolded)
{
    const QSignalBlocker quiet(m_fold);
    m_fold->setChecked(isUnfolded);
    m_fold->setIcon(icon(isUnfolded ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_contents->setVisible(isUnfolded);
}

QString MoreInputs::keyOf(const Plan &plan)
{
    return QString::fromStdString(plan.name) + u'@' + QString::number(plan.version);
}

void MoreInputs::setPlans(const std::vector<Plan> &plans)
{
    const QVariant chosen = m_plan->currentData();
    m_plans = plans;
    offerPlans(m_kept);
    m_plan->setCurrentIndex(std::max(0, m_plan->findData(chosen)));
}

/// The newest versions there are, and the one a scenario was kept with where it is another.
void MoreInputs::offerPlans(const std::optional<Plan> &chosen)
{
    m_kept = chosen;
    m_plan->clear();
    m_plan->addItem(tr("Keep their plans"));
    for (const Plan &plan : m_plans)
        m_plan->addItem(QString::fromStdString(plan.name), keyOf(plan));
    if (!chosen)
        return;
    const auto same = std::ranges::find(m_plans, *chosen);
    if (same == m_plans.end())
        m_plan->addItem(tr("%1 (as kept)").arg(QString::fromStdString(chosen->name)), QStringLiteral("kept"));
    m_plan->setCurrentIndex(m_plan->findData(same == m_plans.end() ? QStringLiteral("kept") : keyOf(*same)));
}

void MoreInputs::setHistory(const Baseline &baseline)
{
    const QString chosen = m_like->currentData().toString();
    m_like->clear();
    m_like->addItem(tr("nobody", "a new customer like"));
    QStringList names;
    for (const BaselineCustomer &customer : baseline.customers)
        names << QString::fromStdString(customer.name);
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    for (const QString &name : names)
        m_like->addItem(name, name);
    m_like->setCurrentIndex(std::max(0, m_like->findData(chosen)));
}

void MoreInputs::tell(Scenario &change, Assumptions &assumptions) const
{
    const QString key = m_plan->currentData().toString();
    change.plan = key == u"kept" ? m_kept : std::nullopt;
    for (const Plan &plan : m_plans)
        if (keyOf(plan) == key)
            change.plan = plan;
    change.overageRate = m_overage->value();
    change.discount = m_discount->value();
    change.minimum = m_minimum->value();
    change.maximum = m_maximum->value();
    change.elasticity = m_elasticity->value();
    assumptions.churn = shareOf(m_churn->value());
    assumptions.seed = static_cast<std::uint64_t>(m_seed->value());
    // Typed minutes need not be whole quarters.
    assumptions.shift = m_shift->value() / minutesPerQuarter * minutesPerQuarter * msPerMinute;
    assumptions.upstreamFactor = m_upstream->value() ? shareOf(m_upstream->value()) : Decimal(1);
    assumptions.newCustomers.clear();
    const QString like = m_like->currentData().toString();
    if (!like.isEmpty())
        assumptions.newCustomers.push_back({tr("New: like %1").arg(like).toStdString(), like.toStdString(),
            m_share->value() ? shareOf(m_share->value()) : Decimal(1)});
}

void MoreInputs::show(const Scenario &change, const Assumptions &assumptions)
{
    const QSignalBlocker quiet(this);
    offerPlans(change.plan);
    m_overage->setValue(change.overageRate);
    m_discount->setValue(change.discount);
    m_minimum->setValue(change.minimum);
    m_maximum->setValue(change.maximum);
    m_elasticity->setValue(change.elasticity);
    m_churn->setValue(percentOf(assumptions.churn));
    m_seed->setValue(static_cast<int>(assumptions.seed));
    m_shift->setValue(static_cast<int>(assumptions.shift / msPerMinute));
    const AddedCustomer *added = assumptions.newCustomers.empty() ? nullptr : &assumptions.newCustomers.back();
    m_like->setCurrentIndex(added ? std::max(0, m_like->findData(QString::fromStdString(added->like))) : 0);
    m_share->setValue(added && added->volume != Decimal(1) ? percentOf(added->volume) : std::nullopt);
    m_upstream->setValue(assumptions.upstreamFactor == Decimal(1)
            ? std::nullopt
            : std::optional(wholePercent(assumptions.upstreamFactor)));
    Scenario whole = change;
    whole.ofCharge = {}; // has inputs of its own
    const bool isUsed =
        whole.changesPlans() || change.overageRate || change.elasticity || assumptions != Assumptions();
    if (isUsed)
        unfold(true);
}

} // namespace toll
