// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together; what it does is in simulationpage.cpp.
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/scenariobox.h"
#include "ui/pages/simulation/simulationpage.h"

#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace toll {

namespace {

constexpr int formWidth = 400;

QScrollArea *scrolling(QWidget *contents)
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(contents);
    scroll->viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
    return scroll;
}

} // namespace

void SimulationPage::buildHeader()
{
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(0, 0, 0, 0);
    const std::tuple<QString, QString, QString> buttons[]{
        {QStringLiteral("simulation.export"), tr("Export…"), QStringLiteral("export")}};
    for (const auto &[action, text, iconName] : buttons) {
        auto *button = new QPushButton(icon(iconName), text);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, id = action] { trigger(id); });
    }
}

QWidget *SimulationPage::buildContents()
{
    m_form = new ScenarioForm;
    m_results = new ResultsView;
    m_box = new ScenarioBox(context().actions);
    auto *card = new Card;
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(8, 4, 0, 4);
    auto *inner = new QWidget;
    auto *innerLayout = new QVBoxLayout(inner);
    innerLayout->setContentsMargins(0, 0, 8, 0);
    innerLayout->addWidget(m_form);
    cardLayout->addWidget(scrolling(inner));
    card->setFixedWidth(formWidth);

    auto *contents = new QWidget;
    auto *across = new QHBoxLayout;
    across->setSpacing(12);
    across->addWidget(card);
    across->addWidget(scrolling(m_results), 1);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_box);
    layout->addLayout(across, 1);
    return contents;
}

QWidget *SimulationPage::buildEmptyState()
{
    auto *empty = new EmptyState(QStringLiteral("simulation"), tr("No usage to try prices on"),
        tr("A what-if re-rates requests that have really been made. Import the usage of your API, or look at the demo "
           "first."));
    const std::pair<QString, QString> ways[]{
        {QStringLiteral("file.import"), tr("Import usage…")}, {QStringLiteral("file.demo"), tr("Open demo workspace")}};
    for (const auto &[action, text] : ways)
        connect(empty->addButton(text), &QPushButton::clicked, this, [this, id = action] { trigger(id); });
    return empty;
}

QWidget *SimulationPage::buildLoadingState()
{
    auto *label = new QLabel(tr("Reading the history…"));
    label->setAlignment(Qt::AlignCenter);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace toll
