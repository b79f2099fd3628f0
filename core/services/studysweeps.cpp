// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes of going through many values of a parameter.
#include "core/services/figures.h"
#include "core/services/scenariowords.h"
#include "core/services/studyreportparts.h"
#include "core/services/studywords.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyReport)
};

constexpr std::size_t mostAcross = 8; ///< values of a second parameter that stand side by side

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// The total of a currency at a point of a sweep; null where nobody is billed in it.
const CurrencyTotal *totalOf(const std::vector<CurrencyTotal> &totals, const Currency &currency)
{
    const auto found =
        std::ranges::find(totals, currency.code, [](const CurrencyTotal &total) { return total.currency.code; });
    return found == totals.end() ? nullptr : &*found;
}

/// Two parameters: the first from the top down, the second from left to right.
void addGrid(DocumentWriter &writer, const SweepTable &sweep, const Currency &currency)
{
    const SweepAxis &down = sweep.axes[0];
    const SweepAxis &across = sweep.axes[1];
    QStringList values;
    for (const std::string &value : across.values)
        values << parameterText(across.key, value);
    writer.text(Words::tr("Totals in %1; from left to right: %2.")
                    .arg(textOf(currency.code), parameterLabel(across.key)));
    writer.beginTable({parameterLabel(down.key)}, values);
    const std::size_t shown = std::min(down.values.size(), mostReportRows);
    for (std::size_t row = 0; row < shown; ++row) {
        QStringList cells{parameterText(down.key, down.values[row])};
        for (std::size_t column = 0; column < across.values.size(); ++column) {
            const CurrencyTotal *total = totalOf(sweep.points[sweep.at({row, column})], currency);
            cells << (total ? amountFigure(total->scenario, currency) : QString());
        }
        writer.row(cells);
    }
    writer.endTable();
    noteMore(writer, shown, down.values.size());
}

void addPoints(DocumentWriter &writer, const SweepTable &sweep, const Currency &currency)
{
    QStringList keys;
    for (const SweepAxis &axis : sweep.axes)
        keys << parameterLabel(axis.key);
    writer.beginTable(keys,
        {Words::tr("What if, %1").arg(textOf(currency.code)), Words::tr("Difference"), Words::tr("%"),
            Words::tr("Refused requests")});
    const std::size_t shown = std::min(sweep.points.size(), mostReportRows);
    for (std::size_t point = 0; point < shown; ++point) {
        const CurrencyTotal *total = totalOf(sweep.points[point], currency);
        if (!total)
            continue;
        QStringList cells;
        std::size_t rest = point;
        for (std::size_t axis = sweep.axes.size(); axis-- > 0; rest /= sweep.axes[axis].values.size()) {
            const SweepAxis &one = sweep.axes[axis]; // the last one moves quickest
            cells.prepend(parameterText(one.key, one.values[rest % one.values.size()]));
        }
        writer.row(cells
            << amountFigure(total->scenario, currency) << changeFigure(total->delta, currency)
            << percentFigure(percentChange(total->baseline, total->scenario)) << countFigure(total->refused));
    }
    writer.endTable();
    noteMore(writer, shown, sweep.points.size());
}

void addTornado(DocumentWriter &writer, const Tornado &tornado, const Currency &currency)
{
    DocumentTornado chart;
    chart.title = Words::tr("Totals when one parameter alone is moved, in %1").arg(textOf(currency.code)).toStdString();
    chart.middle = {Words::tr("The scenario").toStdString(), tornado.middle,
        amountFigure(tornado.middle, currency).toStdString()};
    const auto end = [&currency](const TornadoBar &bar, const std::string &value, const Decimal &total) {
        return DocumentValue{
            parameterText(bar.step.key, value).toStdString(), total, amountFigure(total, currency).toStdString()};
    };
    writer.beginTable({Words::tr("Parameter"), Words::tr("Down to"), Words::tr("Up to")},
        {Words::tr("gives", "the lower value"), Words::tr("gives", "the higher value"), Words::tr("Spread")});
    for (const TornadoBar &bar : tornado.bars) {
        const DocumentValue low = end(bar, bar.step.low, bar.atLow);
        const DocumentValue high = end(bar, bar.step.high, bar.atHigh);
        chart.bars.push_back({parameterLabel(bar.step.key).toStdString(), low, high});
        writer.row({parameterLabel(bar.step.key), textOf(low.name), textOf(high.name), textOf(low.text),
            textOf(high.text), amountFigure(bar.effect, currency)});
    }
    const auto moves = [](const TornadoBar &bar) { return !bar.effect.isZero(); };
    if (std::ranges::any_of(tornado.bars, moves))
        writer.add(chart);
    writer.endTable();
}

QString goalText(const GoalAnswer &answer, const GoalQuestion &goal, const Decimal &target, const Currency &currency)
{
    const SoughtParameter &last = goal.parameters.back();
    QString value = Words::tr("%1: %2", "a parameter, its value")
                        .arg(parameterLabel(last.key), decimalFigure(answer.best.value));
    if (answer.first)
        value += Words::tr(", with %1: %2", "a parameter, its value")
                     .arg(parameterLabel(goal.parameters.front().key), decimalFigure(*answer.first));
    const QString wanted = moneyFigure(target, currency);
    switch (answer.state) {
    case GoalState::Exact:
        return Words::tr("%1 gives %2, to the digit.").arg(value, wanted);
    case GoalState::Several:
        return Words::tr("Several values give %1, to the digit: %2.").arg(wanted, rangesText(answer));
    case GoalState::Nearest:
        return Words::tr("%1 comes closest to %2: it gives %3.")
            .arg(value, wanted, moneyFigure(answer.best.total, currency));
    case GoalState::OutOfReach:
        return Words::tr("%1 is out of reach between these values. %2 comes closest: it gives %3.")
            .arg(wanted, value, moneyFigure(answer.best.total, currency));
    }
    return {};
}

void addGoalRows(DocumentWriter &writer, const std::vector<GoalAnswer> &answers, const GoalQuestion &goal,
    const Currency &currency)
{
    QStringList words{Words::tr("Reached"), Words::tr("All values that reach it")};
    QStringList numbers{parameterLabel(goal.parameters.back().key), Words::tr("gives %1").arg(textOf(currency.code))};
    if (answers.front().first)
        numbers.prepend(parameterLabel(goal.parameters.front().key));
    writer.beginTable(words, numbers);
    const std::size_t shown = std::min(answers.size(), mostReportRows);
    for (std::size_t i = 0; i < shown; ++i) {
        const GoalAnswer &answer = answers[i];
        QStringList cells{stateText(answer.state), rangesText(answer)};
        if (answer.first)
            cells << decimalFigure(*answer.first);
        writer.row(cells << decimalFigure(answer.best.value) << amountFigure(answer.best.total, currency));
    }
    writer.endTable();
    noteMore(writer, shown, answers.size());
}

} // namespace

void addSweep(DocumentWriter &writer, const StudyRecord &record)
{
    if (!record.study.sweep)
        return;
    const SweepTable &sweep = *record.study.sweep;
    writer.chapter(Words::tr("What each value comes to"));
    for (const Outcome &outcome : record.study.outcomes) {
        if (record.study.outcomes.size() > 1)
            writer.heading(textOf(outcome.currency.code));
        if (sweep.axes.size() == 2 && sweep.axes[1].values.size() <= mostAcross)
            addGrid(writer, sweep, outcome.currency);
        else
            addPoints(writer, sweep, outcome.currency);
    }
    writer.note(Words::tr("Each value is tried on top of the scenario and billed like a scenario of its own."));
}

void addTornadoes(DocumentWriter &writer, const StudyRecord &record)
{
    const Study &study = record.study;
    if (study.tornadoes.empty())
        return;
    writer.chapter(Words::tr("What matters most"));
    for (std::size_t i = 0; i < study.tornadoes.size(); ++i) { // in the order of the outcomes
        if (study.outcomes.size() > 1)
            writer.heading(textOf(study.outcomes[i].currency.code));
        if (study.tornadoes[i].bars.empty())
            writer.text(Words::tr("There is no parameter to move."));
        else
            addTornado(writer, study.tornadoes[i], study.outcomes[i].currency);
    }
    if (record.questions.tornado)
        writer.note(Words::tr("Each parameter is moved down and up by %1%; counts and lengths to whole ones.")
                        .arg(decimalFigure(*record.questions.tornado)));
}

void addGoals(DocumentWriter &writer, const StudyRecord &record)
{
    const std::optional<GoalQuestion> &goal = record.questions.goal;
    if (record.study.goals.empty() || !goal || goal->parameters.empty())
        return;
    const auto asked = std::ranges::find_if(record.study.outcomes, [&goal](const Outcome &outcome) {
        return goal->currency.empty() || outcome.currency.code == goal->currency;
    });
    if (asked == record.study.outcomes.end())
        return;
    const Decimal target = goal->target.value_or(asked->baseline);
    writer.chapter(Words::tr("Which value reaches the goal"));
    writer.text(goal->target ? Words::tr("Sought: a total of %1.").arg(moneyFigure(target, asked->currency))
                             : Words::tr("Sought: the total of today, %1.").arg(moneyFigure(target, asked->currency)));
    for (const SoughtParameter &parameter : goal->parameters)
        writer.text(Words::tr("%1: from %2 to %3 in steps of %4.")
                        .arg(parameterLabel(parameter.key), decimalFigure(parameter.least),
                            decimalFigure(parameter.most), decimalFigure(parameter.step)));
    writer.text(goalText(*closestTo(target, record.study.goals), *goal, target, asked->currency));
    addGoalRows(writer, record.study.goals, *goal, asked->currency);
    writer.note(Words::tr("Use stays as it is in the scenario whatever value is tried."));
    if (!std::ranges::all_of(record.study.goals, &GoalAnswer::isMonotone))
        writer.note(
            Words::tr("The total does not only rise or only fall: values between the 64 tried first may be missing."));
}

} // namespace toll
