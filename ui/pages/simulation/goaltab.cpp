// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/goaltab.h"

#include "core/services/scenariowords.h"
#include "core/services/studywords.h"
#include "ui/pages/simulation/numberedit.h"
#include "ui/pages/simulation/parameterrange.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/datatable.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace toll {

namespace {

using Row = GoalTab::Row;

/// `firstKey`: of two parameters the one that is gone through; else empty.
std::vector<Column<Row>> columns(const std::string &key, const std::string &firstKey)
{
    std::vector<Column<Row>> columns;
    if (!firstKey.empty()) {
        Column<Row> first = wordColumn<Row>("first", parameterLabel(firstKey),
            [](const Row &row) { return row.answer.first ? decimalText(*row.answer.first) : QString(); });
        first.sortKey = [](const Row &row) {
            return row.answer.first ? SortKey(*row.answer.first) : SortKey(std::monostate());
        };
        first.copy = [](const Row &row) {
            return row.answer.first ? QString::fromStdString(row.answer.first->toString()) : QString();
        };
        first.alignment = Qt::AlignRight;
        columns.push_back(std::move(first));
    }
    Column<Row> value = wordColumn<Row>(
        "value", parameterLabel(key), [](const Row &row) { return decimalText(row.answer.best.value); });
    value.sortKey = [](const Row &row) { return SortKey(row.answer.best.value); };
    value.copy = [](const Row &row) { return QString::fromStdString(row.answer.best.value.toString()); };
    value.alignment = Qt::AlignRight;
    columns.push_back(std::move(value));
    columns.push_back(
        amountColumn<Row>("total", GoalTab::tr("gives"), [](const Row &row) { return row.answer.best.total; }));
    columns.push_back(
        wordColumn<Row>("state", GoalTab::tr("Reached"), [](const Row &row) { return stateText(row.answer.state); }));
    columns.push_back(wordColumn<Row>(
        "values", GoalTab::tr("All values that reach it"), [](const Row &row) { return rangesText(row.answer); }));
    return columns;
}

QString rowKey(const Row &row)
{
    return row.answer.first ? QString::fromStdString(row.answer.first->toString()) : QStringLiteral("one");
}

} // namespace

GoalTab::GoalTab(QWidget *parent)
    : ResultTab(tr("Goal"), QStringLiteral("goal"), parent), m_aim(new QComboBox),
      m_amount(new NumberEdit(tr("Target"), {}, QStringLiteral("1000"))),
      m_first(new ParameterRange(tr("What is looked for"), soughtParameters(), false)),
      m_second(new ParameterRange(tr("What is tried with it"), soughtParameters(), true)),
      m_adopt(new QPushButton(tr("Use this value"))),
      m_model(new RowsModel<Row>(columns("rate_factor", {}), &rowKey, this))
{
    m_aim->addItem(tr("keeps the revenue of today"));
    m_aim->addItem(tr("brings in"));
    m_amount->setMaximumWidth(fontMetrics().averageCharWidth() * 18);
    m_amount->edit()->setObjectName(QStringLiteral("target"));
    m_amount->hide();
    m_adopt->setToolTip(tr("Sets the form to the value found"));
    m_adopt->setEnabled(false);
    addInput(tr("Which value"), m_aim);
    addInput(m_amount);
    addInput(m_adopt);
    beginInputRow();
    addInput(m_first);
    beginInputRow();
    addInput(m_second);
    addTable(m_model, tr("Values that reach the target"), QStringLiteral("values"));
    connect(m_aim, &QComboBox::activated, this, [this](int index) {
        m_amount->setVisible(index == 1);
        emit asked();
    });
    connect(m_amount, &NumberEdit::changed, this, &GoalTab::asked);
    connect(m_first, &ParameterRange::changed, this, &GoalTab::asked);
    connect(m_second, &ParameterRange::changed, this, &GoalTab::asked);
    connect(m_adopt, &QPushButton::clicked, this, [this] {
        if (const GoalAnswer *answer = best())
            emit adopted(answer->scenario);
    });
}

void GoalTab::showTried(const TriedOut &tried, const LoadedHistory &)
{
    m_outcomes = tried.outcomes;
}

std::optional<StudyQuestions> GoalTab::questions() const
{
    const bool isTarget = m_aim->currentIndex() == 1;
    if (!m_first->isComplete() || (!m_second->isNone() && !m_second->isComplete()) || (isTarget && !m_amount->value()))
        return std::nullopt;
    GoalQuestion goal;
    if (!m_second->isNone()) // the first of two is gone through, the last one looked for
        goal.parameters.push_back(m_second->sought());
    goal.parameters.push_back(m_first->sought());
    if (isTarget)
        goal.target = m_amount->value();
    if (const Outcome *outcome = shown(m_outcomes))
        goal.currency = outcome->currency.code;
    StudyQuestions questions;
    questions.goal = goal;
    return questions;
}

void GoalTab::showStudy(const Study &study, bool)
{
    m_goals = study.goals;
    m_target.reset();
    if (const Outcome *outcome = shown(study.outcomes)) {
        m_currency = outcome->currency;
        m_target = m_aim->currentIndex() == 1 ? m_amount->value() : std::optional(outcome->baseline);
    }
    const std::string firstKey = m_second->isNone() ? std::string() : m_second->key();
    std::vector<Row> rows;
    for (const GoalAnswer &answer : m_goals)
        rows.push_back({answer, m_first->key(), firstKey, m_currency});
    m_model->setRows({});
    m_model->setColumns(columns(m_first->key(), firstKey));
    m_model->setRows(std::move(rows));
    m_adopt->setEnabled(best() != nullptr);
    setHeadline(summary());
}

/// Another currency is another question.
void GoalTab::showPlace()
{
    const Outcome *outcome = shown(m_outcomes);
    if (outcome && !m_goals.empty() && outcome->currency.code != m_currency.code)
        emit asked();
}

/// The answer whose total comes closest; the first of these.
const GoalAnswer *GoalTab::best() const
{
    return closestTo(m_target.value_or(Decimal()), m_goals);
}

QString GoalTab::summary() const
{
    const GoalAnswer *answer = best();
    if (!answer || !m_target)
        return {};
    const QString target = moneyText(*m_target, m_currency);
    const QString total = moneyText(answer->best.total, m_currency);
    QString value =
        tr("%1: %2", "a parameter, its value").arg(parameterLabel(m_first->key()), decimalText(answer->best.value));
    if (answer->first)
        value += tr(", with %1: %2", "a parameter, its value")
                     .arg(parameterLabel(m_second->key()), decimalText(*answer->first));
    switch (answer->state) {
    case GoalState::Exact:
        return tr("%1 gives %2, to the digit.").arg(value, target);
    case GoalState::Several:
        return tr("Several values give %1, to the digit: %2.").arg(target, rangesText(*answer));
    case GoalState::Nearest:
        return tr("%1 comes closest to %2: it gives %3.").arg(value, target, total);
    case GoalState::OutOfReach:
        return tr("%1 is out of reach between these values. %2 comes closest: it gives %3.").arg(target, value, total);
    }
    return {};
}

QString GoalTab::method() const
{
    QStringList parts{tr("Use stays as it is in the scenario whatever value is tried.")};
    if (std::ranges::any_of(m_goals, [](const GoalAnswer &answer) { return !answer.isMonotone; }))
        parts << tr("The total does not only rise or only fall: values between the 64 tried first may be missing.");
    return parts.join(u' ');
}

QVariantMap GoalTab::state() const
{
    return {{QStringLiteral("aim"), m_aim->currentIndex()},
        {QStringLiteral("target"),
            m_amount->value() ? QString::fromStdString(m_amount->value()->toString()) : QString()},
        {QStringLiteral("first"), m_first->state()}, {QStringLiteral("second"), m_second->state()}};
}

void GoalTab::restore(const QVariantMap &state)
{
    m_aim->setCurrentIndex(std::clamp(state.value(QStringLiteral("aim")).toInt(), 0, 1));
    m_amount->setVisible(m_aim->currentIndex() == 1);
    const Result<Decimal> target = Decimal::parse(state.value(QStringLiteral("target")).toString().toStdString());
    m_amount->setValue(target ? std::optional(*target) : std::nullopt);
    m_first->restore(state.value(QStringLiteral("first")).toMap());
    m_second->restore(state.value(QStringLiteral("second")).toMap());
}

} // namespace toll
