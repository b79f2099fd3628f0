// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/resultsview.h"

#include "core/services/scenariowords.h"
#include "ui/pages/simulation/comparetab.h"
#include "ui/pages/simulation/figurescard.h"
#include "ui/pages/simulation/goaltab.h"
#include "ui/pages/simulation/margintab.h"
#include "ui/pages/simulation/moverstab.h"
#include "ui/pages/simulation/outcomeview.h"
#include "ui/pages/simulation/outlooktab.h"
#include "ui/pages/simulation/refusalstab.h"
#include "ui/pages/simulation/sweeptab.h"
#include "ui/pages/simulation/tornadotab.h"
#include "ui/pages/simulation/waterfalltab.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

ResultsView::ResultsView(QWidget *parent)
    : QWidget(parent), m_compare(new CompareTab), m_goal(new GoalTab), m_figures(new FiguresCard),
      m_questions(buildQuestions()), m_book(new QStackedWidget), m_choices(new QButtonGroup(this)),
      m_grid(new QGridLayout), m_currency(new QComboBox), m_method(new QLabel)
{
    m_method->setObjectName(QStringLiteral("method"));
    m_method->setWordWrap(true);
    m_method->setTextFormat(Qt::PlainText);
    m_method->setForegroundRole(QPalette::PlaceholderText);
    m_method->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_currency->setAccessibleName(tr("Currency of the chart and the table"));
    m_currency->hide();
    auto *card = new Card;
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins({}); // the card has its own
    cardLayout->setSpacing(6);
    cardLayout->addLayout(m_grid);
    cardLayout->addWidget(m_book, 1);
    cardLayout->addWidget(m_method);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_figures);
    layout->addWidget(m_questions);
    layout->addWidget(card, 1);
    addTabs();
    connect(m_currency, &QComboBox::activated, this, [this](int index) {
        for (ResultTab *tab : m_tabs)
            tab->setPlace(static_cast<std::size_t>(std::max(0, index)));
    });
    connect(m_choices, &QButtonGroup::idClicked, this, &ResultsView::showBook);
    m_choices->button(0)->setChecked(true);
}

void ResultsView::addTabs()
{
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(6);
    const QString titles[]{tr("Result"), tr("Questions")};
    const std::initializer_list<ResultTab *> tabs[]{
        {new OutcomeView, new WaterfallTab, new MoversTab, new RefusalsTab, new MarginTab},
        {new SweepTab, new TornadoTab, m_goal, new OutlookTab, m_compare}};
    for (int row = 0; row < 2; ++row) {
        auto *title = new QLabel(titles[row]);
        title->setForegroundRole(QPalette::PlaceholderText);
        m_grid->addWidget(title, row, 0);
        for (ResultTab *tab : tabs[row])
            add(tab, row);
    }
    m_grid->addWidget(m_currency, 0, m_grid->columnCount());
    m_grid->setColumnStretch(m_grid->columnCount(), 1);
}

/// Where nothing is changed yet there is nothing to look at but today: what many ask first.
QWidget *ResultsView::buildQuestions()
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto *heading = new QLabel(tr("Begin with a question, or move a slider"));
    heading->setFont(headingFont(heading->font(), 1));
    layout->addWidget(heading);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (const ReadyQuestion &question : readyQuestions()) {
        auto *button = new QPushButton(question.text);
        button->setObjectName(question.id);
        row->addWidget(button, 1);
        connect(button, &QPushButton::clicked, this, [this, id = question.id] { emit questionChosen(id); });
    }
    layout->addLayout(row);
    return card;
}

void ResultsView::add(ResultTab *tab, int row)
{
    const auto place = static_cast<int>(m_tabs.size());
    m_tabs.push_back(tab);
    m_book->addWidget(tab);
    auto *button = new QPushButton(tab->title());
    button->setObjectName(tab->id());
    button->setCheckable(true);
    button->setProperty("chip", true);
    m_choices->addButton(button, place);
    int column = 1;
    while (m_grid->itemAtPosition(row, column))
        ++column;
    m_grid->addWidget(button, row, column);
    connect(tab, &ResultTab::asked, this, [this, tab] { emit asked(tab); });
}

void ResultsView::setTried(const TriedOut &tried, const LoadedHistory &history)
{
    m_tried = tried;
    if (!m_history || m_history->baseline != history.baseline)
        m_history = history;
    // The focus of a question that goes would pass to the table far below, and the totals would scroll away.
    if (const QWidget *focused = focusWidget(); focused && m_questions->isAncestorOf(focused))
        m_choices->checkedButton()->setFocus();
    m_questions->setVisible(tried.set.changesNothing());
    m_figures->setOutcomes(tried.outcomes, tried.isCoarse);
    offerCurrencies(tried.outcomes);
    m_stale = {m_tabs.begin(), m_tabs.end()};
    bringUpToDate();
    refreshMethod();
}

/// The tab that is shown: the others wait until they are.
void ResultsView::bringUpToDate()
{
    if (m_stale.erase(current()) > 0)
        current()->showTried(*m_tried, *m_history);
}

void ResultsView::setActivity(const QString &text)
{
    m_figures->setActivity(text);
}

ResultTab *ResultsView::current() const
{
    return m_tabs[static_cast<std::size_t>(std::max(0, m_book->currentIndex()))];
}

ResultTab *ResultsView::tab(const QString &id) const
{
    const auto found = std::ranges::find_if(m_tabs, [&id](const ResultTab *tab) { return tab->id() == id; });
    return found == m_tabs.end() ? nullptr : *found;
}

void ResultsView::showTab(const QString &id)
{
    if (ResultTab *wanted = tab(id))
        showBook(m_book->indexOf(wanted));
}

void ResultsView::showBook(int place)
{
    m_choices->button(place)->setChecked(true);
    if (place == m_book->currentIndex())
        return;
    m_book->setCurrentIndex(place);
    bringUpToDate();
    refreshMethod();
    emit currentChanged();
}

QString ResultsView::assumed() const
{
    if (!m_tried || !m_history)
        return {};
    QStringList parts;
    if (const QString own = current()->method(); !own.isEmpty())
        parts << own;
    const QStringList assumed = assumptionWords(m_tried->set.assumptions);
    if (!assumed.isEmpty())
        parts << tr("Assumed: %1.").arg(assumed.join(QStringLiteral("; ")));
    if (!m_tried->left.empty()) {
        QStringList names;
        for (const std::string &name : m_tried->left)
            names << QString::fromStdString(name);
        parts << tr("Who leaves: %1.").arg(names.join(QStringLiteral(", ")));
    }
    return parts.join(u' ');
}

void ResultsView::refreshMethod()
{
    if (!m_tried || !m_history)
        return;
    const QString history = methodText(*m_history, m_tried->microseconds);
    const QString rest = assumed();
    m_method->setText(rest.isEmpty() ? history : history + u' ' + rest);
}

QString ResultsView::methodShown() const
{
    return m_method->text();
}

void ResultsView::offerCurrencies(const std::vector<Outcome> &outcomes)
{
    QStringList codes;
    for (const Outcome &outcome : outcomes)
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
    for (ResultTab *tab : m_tabs)
        tab->setPlace(static_cast<std::size_t>(std::max(0, m_currency->currentIndex())));
}

QVariantMap ResultsView::state() const
{
    QVariantMap tabs;
    for (const ResultTab *tab : m_tabs)
        if (const QVariantMap state = tab->state(); !state.isEmpty())
            tabs.insert(tab->id(), state);
    return {{QStringLiteral("tab"), current()->id()}, {QStringLiteral("inputs"), tabs}};
}

void ResultsView::restore(const QVariantMap &state)
{
    const QVariantMap inputs = state.value(QStringLiteral("inputs")).toMap();
    for (ResultTab *tab : m_tabs)
        if (inputs.contains(tab->id()))
            tab->restore(inputs.value(tab->id()).toMap());
    showTab(state.value(QStringLiteral("tab")).toString());
}

} // namespace toll
