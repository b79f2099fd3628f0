// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/priceview.h"

#include "core/services/planwords.h"
#include "core/services/tiertable.h"
#include "core/services/wording.h"
#include "core/services/workspace.h"
#include "ui/charts/chart.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/widgets/chartformat.h"
#include "ui/widgets/field.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr int places = 51; ///< of a curve: fifty equal steps end on round numbers

const Charge *chargeOf(const Plan &plan, const std::string &id)
{
    const auto found = std::ranges::find(plan.charges, id, &Charge::id);
    return found == plan.charges.end() ? nullptr : &*found;
}

ChartData curveData(const QString &title, const Currency &currency, const std::vector<PricePoint> &curve)
{
    ChartData data;
    data.title = title;
    data.isAdditive = false;
    for (const PricePoint &point : curve)
        data.buckets.push_back({{}, integerText(point.quantity), false});
    formatAsMoney(data, currency);
    return data;
}

/// Rates are small: three digits that say something, "$0.0075".
QString rateTickText(double rate, const Currency &currency)
{
    const int decimals = rate == 0 ? 0 : std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(rate)))), 0, 12);
    QString digits = QLocale().toString(rate, 'f', decimals);
    const QString zero = QLocale().zeroDigit();
    while (digits.contains(QLocale().decimalPoint()) && digits.endsWith(zero))
        digits.chop(1);
    if (digits.endsWith(QLocale().decimalPoint()))
        digits.chop(1);
    return currencySign(currency) + (currencySign(currency).size() > 1 ? QStringLiteral(" ") : QString()) + digits;
}

LinesChart *chart(const QString &emptyText)
{
    auto *made = new LinesChart;
    made->setLegendVisible(false);
    made->setEmptyText(emptyText);
    return made;
}

} // namespace

PriceView::PriceView(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_input(new QLineEdit(integerText(m_quantity))), m_sentence(new QLabel),
      m_cost(chart(QString())), m_rate(chart(QString()))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildExample());
    layout->addWidget(m_cost, 3);
    layout->addWidget(m_rate, 2);
    connect(m_input, &QLineEdit::textEdited, this, &PriceView::onQuantity);
}

QWidget *PriceView::buildExample()
{
    auto *row = new QWidget;
    m_input->setObjectName(QStringLiteral("exampleQuantity"));
    m_input->setAccessibleName(tr("Quantity of the example"));
    m_input->setAlignment(Qt::AlignRight);
    m_input->setMaximumWidth(110);
    m_field = new Field(m_input);
    m_sentence->setObjectName(QStringLiteral("example"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setFont(headingFont(m_sentence->font(), 1.15));
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *title = new QLabel(tr("Example"));
    title->setForegroundRole(QPalette::PlaceholderText);
    title->setBuddy(m_input);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_field);
    layout->addWidget(m_sentence, 1);
    return row;
}

void PriceView::onQuantity()
{
    const Result<std::int64_t> quantity = quantityJson(plainQuantity(m_input->text().toStdString())).toInt64();
    m_field->complain(quantity ? QString() : tr("A whole number"));
    if (!quantity)
        return;
    m_quantity = *quantity;
    ask();
}

void PriceView::show(const std::optional<Plan> &plan, const std::string &charge, const QString &whyNot)
{
    m_plan = plan;
    m_charge = charge;
    if (plan)
        ask();
    else
        showNothing(whyNot);
}

void PriceView::ask()
{
    const int asked = ++m_newest;
    if (!m_plan)
        return;
    ++m_pending;
    m_workspace.compute(
        this,
        [plan = *m_plan, charge = m_charge, quantity = m_quantity] {
            return Answer{priceExample(plan, charge, quantity), priceCurve(plan, charge, quantity, places)};
        },
        [this, asked, plan = *m_plan, charge = m_charge](const Answer &answer) {
            --m_pending;
            if (asked == m_newest)
                adopt(plan, charge, answer);
        });
}

void PriceView::adopt(const Plan &plan, const std::string &charge, const Answer &answer)
{
    const Charge *shown = chargeOf(plan, charge);
    const Result<Currency> money = currency(plan.currency);
    if (!answer.cost || !answer.curve || !shown || !money) {
        const bool isOfToken = !answer.cost && answer.cost.error().code == ErrorCode::Unsupported;
        showNothing(isOfToken ? tr("Each token has its own rate, cap and lifetime here.")
                              : answer.cost ? QString() : sentence(answer.cost.error()));
        return;
    }
    const QString amount = tr("%1 %2", "amount and currency")
                               .arg(decimalText(*answer.cost, money->minorDigits), QString::fromStdString(money->code));
    if (std::holds_alternative<Fixed>(shown->shape))
        m_sentence->setText(tr("A whole period costs %1").arg(amount));
    else
        m_sentence->setText((m_quantity == 1 ? tr("%1 costs %2") : tr("%1 cost %2"))
                                .arg(meterQuantity(shown->meter, m_quantity), amount));
    m_sentence->setToolTip(tr("Of this charge alone, before hours, load, discounts, limits and tax"));
    m_input->setEnabled(!std::holds_alternative<Fixed>(shown->shape));
    showCurve(*money, *answer.curve);
}

void PriceView::showCurve(const Currency &currency, const std::vector<PricePoint> &curve)
{
    std::vector<Decimal> costs;
    std::vector<Decimal> rates;
    for (const PricePoint &point : curve) {
        costs.push_back(point.cost);
        if (point.rate)
            rates.push_back(*point.rate);
    }
    ChartData cost = curveData(tr("Cost by quantity"), currency, curve);
    cost.series.push_back(exactSeries(QStringLiteral("cost"), tr("Cost"), std::move(costs)));
    m_cost->setData(std::move(cost));
    m_cost->setVisible(true);
    const bool hasRates = rates.size() == curve.size();
    m_rate->setVisible(hasRates);
    if (!hasRates)
        return;
    ChartData rate = curveData(tr("Rate by quantity"), currency, curve);
    rate.formatTick = [currency](double value) { return rateTickText(value, currency); };
    rate.series.push_back(exactSeries(QStringLiteral("rate"), tr("Rate"), std::move(rates)));
    m_rate->setData(std::move(rate));
}

void PriceView::showNothing(const QString &why)
{
    ++m_newest; // whatever is under way is about another price
    m_sentence->setText(QStringLiteral("–"));
    m_cost->setEmptyText(why);
    m_cost->setData({});
    m_rate->setVisible(false);
}

} // namespace toll
