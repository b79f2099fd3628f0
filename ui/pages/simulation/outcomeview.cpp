// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outcomeview.h"

#include "ui/pages/simulation/comparisonbars.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableView>

#include <algorithm>

namespace toll {

namespace {

constexpr double figureSize = 1.5;

QLabel *muted(const QString &text)
{
    auto *label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *figure()
{
    auto *label = new QLabel;
    label->setFont(headingFont(label->font(), figureSize));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// `palette` is the page's: the label's own parent may not have heard of another theme yet.
void paintTone(QLabel *label, Tone tone, QPalette palette)
{
    palette.setColor(QPalette::WindowText, themeColors(palette).ofTone(tone));
    label->setPalette(palette);
}

} // namespace

OutcomeView::OutcomeView(QWidget *parent)
    : QWidget(parent),
      m_model(new RowsModel<ComparisonRow>(
          comparisonColumns(),
          [](const ComparisonRow &one) { return QString::fromStdString(one.row.id.text + '/' + one.currency.code); },
          this)),
      m_activity(muted({})), m_grid(new QGridLayout), m_currency(new QComboBox), m_bars(new ComparisonBars),
      m_table(new DataTable), m_method(muted({}))
{
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("customer"));
    m_table->view()->setAccessibleName(tr("Difference by customer"));
    m_table->setMinimumHeight(180);
    m_currency->setAccessibleName(tr("Currency of the chart and the table"));
    m_method->setWordWrap(true);
    m_activity->setWordWrap(true);
    connect(m_currency, &QComboBox::activated, this, &OutcomeView::showShare);

    auto *figures = new Card;
    auto *figuresLayout = new QVBoxLayout(figures);
    figuresLayout->setContentsMargins({}); // the card has its own
    figuresLayout->addLayout(m_grid);
    figuresLayout->addWidget(m_activity);
    buildFigures();

    auto *chart = new Card;
    auto *chartLayout = new QVBoxLayout(chart);
    chartLayout->setContentsMargins({});
    auto *heading = new QLabel(tr("By customer"));
    heading->setFont(headingFont(heading->font(), 1));
    auto *headingRow = new QHBoxLayout;
    headingRow->addWidget(heading, 1);
    headingRow->addWidget(m_currency);
    chartLayout->addLayout(headingRow);
    chartLayout->addWidget(m_bars);
    chartLayout->addWidget(m_method);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(figures);
    layout->addWidget(chart);
    layout->addWidget(m_table, 1);
}

void OutcomeView::buildFigures()
{
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(2);
    const QString titles[]{QString(), tr("Now"), tr("What if"), tr("Difference"), tr("Refused requests")};
    for (int column = 1; column < 5; ++column) {
        m_grid->addWidget(muted(titles[column]), 0, column);
        m_grid->setColumnStretch(column, column == 3 ? 3 : 2);
    }
}

OutcomeView::Figures OutcomeView::addFigures(int row)
{
    const Figures figures{muted({}), figure(), figure(), figure(), figure()};
    int column = 0;
    for (QLabel *label : {figures.currency, figures.baseline, figures.scenario, figures.difference, figures.refused})
        m_grid->addWidget(label, row, column++);
    return figures;
}

void OutcomeView::setOutcomes(const std::vector<Outcome> &outcomes)
{
    m_outcomes = outcomes;
    showFigures();
    offerCurrencies();
    showShare();
}

void OutcomeView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showFigures();
}

void OutcomeView::setMethod(const QString &text)
{
    m_method->setText(text);
}

void OutcomeView::setActivity(const QString &text)
{
    m_activity->setText(text);
}

void OutcomeView::showFigures()
{
    while (m_figures.size() < m_outcomes.size())
        m_figures.push_back(addFigures(static_cast<int>(m_figures.size()) + 1));
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const Figures &labels = m_figures[i];
        const bool isUsed = i < m_outcomes.size();
        for (QLabel *label : {labels.currency, labels.baseline, labels.scenario, labels.difference, labels.refused})
            label->setVisible(isUsed);
        if (!isUsed)
            continue;
        const Outcome &outcome = m_outcomes[i];
        labels.currency->setText(QString::fromStdString(outcome.currency.code));
        labels.baseline->setText(moneyText(outcome.baseline, outcome.currency));
        labels.scenario->setText(moneyText(outcome.scenario, outcome.currency));
        const QString percent = percentChangeText(percentChange(outcome.baseline, outcome.scenario));
        labels.difference->setText(outcome.delta.isZero()
                ? differenceText(outcome.delta, outcome.currency)
                : tr("%1 (%2)").arg(differenceText(outcome.delta, outcome.currency), percent));
        labels.refused->setText(integerText(outcome.refused));
        paintTone(labels.difference, toneOf(outcome.delta), palette());
        paintTone(labels.refused, outcome.refused > 0 ? Tone::Warning : Tone::Muted, palette());
    }
}

void OutcomeView::offerCurrencies()
{
    QStringList codes;
    for (const Outcome &outcome : m_outcomes)
        codes << QString::fromStdString(outcome.currency.code);
    QStringList offered;
    for (int i = 0; i < m_currency->count(); ++i)
        offered << m_currency->itemText(i);
    m_currency->setVisible(codes.size() > 1);
    if (codes == offered)
        return;
    const QString before = m_currency->currentText();
    m_currency->clear();
    m_currency->addItems(codes);
    m_currency->setCurrentIndex(std::max(0, m_currency->findText(before)));
}

/// The chart and the table of the chosen currency.
void OutcomeView::showShare()
{
    const auto place = static_cast<std::size_t>(std::max(0, m_currency->currentIndex()));
    const Outcome shown = place < m_outcomes.size() ? m_outcomes[place] : Outcome();
    m_bars->setOutcome(shown);
    m_model->setRows(comparisonRows(shown));
    m_table->setFooter(m_outcomes.empty() ? QString() : totalsText(shown));
}

} // namespace toll
