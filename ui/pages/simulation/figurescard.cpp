// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/figurescard.h"

#include "ui/pages/simulation/outcometext.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

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

FiguresCard::FiguresCard(QWidget *parent) : Card(parent), m_grid(new QGridLayout), m_activity(muted({}))
{
    setObjectName(QStringLiteral("figures"));
    m_activity->setWordWrap(true);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(2);
    const QString titles[]{QString(), tr("Now"), tr("What if"), tr("Difference"), tr("Refused requests")};
    for (int column = 1; column < 5; ++column) {
        m_grid->addWidget(muted(titles[column]), 0, column);
        m_grid->setColumnStretch(column, column == 3 ? 3 : 2);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({}); // the card has its own
    layout->addLayout(m_grid);
    layout->addWidget(m_activity);
}

FiguresCard::Figures FiguresCard::addFigures(int row)
{
    const Figures figures{muted({}), figure(), figure(), figure(), figure()};
    int column = 0;
    for (QLabel *label : {figures.currency, figures.baseline, figures.scenario, figures.difference, figures.refused})
        m_grid->addWidget(label, row, column++);
    return figures;
}

void FiguresCard::setOutcomes(const std::vector<Outcome> &outcomes, bool isCoarse)
{
    m_outcomes = outcomes;
    m_isCoarse = isCoarse;
    showFigures();
}

void FiguresCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showFigures();
}

void FiguresCard::setActivity(const QString &text)
{
    m_activity->setText(text);
}

void FiguresCard::showFigures()
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
        const QString about = m_isCoarse ? QStringLiteral("≈ ") : QString();
        labels.scenario->setText(about + moneyText(outcome.scenario, outcome.currency));
        const QString percent = percentChangeText(percentChange(outcome.baseline, outcome.scenario));
        labels.difference->setText(about
            + (outcome.delta.isZero() ? differenceText(outcome.delta, outcome.currency)
                                      : tr("%1 (%2)").arg(differenceText(outcome.delta, outcome.currency), percent)));
        labels.refused->setText((outcome.refused > 0 ? about : QString()) + integerText(outcome.refused));
        paintTone(labels.difference, toneOf(outcome.delta), palette());
        paintTone(labels.refused, outcome.refused > 0 ? Tone::Warning : Tone::Muted, palette());
    }
}

} // namespace toll
