// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/waterfalltab.h"

#include "core/services/studywords.h"
#include "ui/charts/waterfallchart.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/chartformat.h"
#include "ui/widgets/datatable.h"

#include <algorithm>

namespace toll {

namespace {

using FallStep = WaterfallTab::Step;

std::vector<Column<FallStep>> columns()
{
    std::vector<Column<FallStep>> columns{
        wordColumn<FallStep>("step", WaterfallTab::tr("Step"), [](const FallStep &step) { return step.title; }),
        changeColumn<FallStep>("change", WaterfallTab::tr("Change"), [](const FallStep &step) { return step.change; }),
        amountColumn<FallStep>("after", WaterfallTab::tr("Comes to"), [](const FallStep &step) { return step.after; }),
        wordColumn<FallStep>(
            "meaning", WaterfallTab::tr("What it is"), [](const FallStep &step) { return step.meaning; })};
    columns.back().toolTip = columns.back().text;
    columns.back().tone = [](const FallStep &) { return Tone::Muted; };
    columns.front().copy = [](const FallStep &step) { return step.id; };
    return columns;
}

WaterfallData chartOf(const std::vector<FallStep> &steps, const QString &title)
{
    WaterfallData data;
    data.title = title;
    formatAsMoney(data, steps.front().currency);
    data.start = {steps.front().title, exactValue(steps.front().after)};
    for (const FallStep &step : steps)
        if (step.change)
            data.steps.push_back({step.title, exactValue(*step.change)});
    data.end = {steps.back().title, exactValue(steps.back().after)};
    return data;
}

} // namespace

std::vector<WaterfallTab::Step> stepsOf(const Waterfall &fall)
{
    std::vector<FallStep> steps;
    for (const WaterfallStep &step : waterfallSteps(fall)) {
        const StepWords words = stepWords(step.name);
        steps.push_back(
            {QString::fromUtf8(step.name), words.title, words.meaning, step.change, step.after, fall.currency});
    }
    return steps;
}

WaterfallTab::WaterfallTab(QWidget *parent)
    : ResultTab(tr("Waterfall"), QStringLiteral("waterfall"), parent), m_chart(new WaterfallChart),
      m_model(new RowsModel<FallStep>(columns(), [](const FallStep &step) { return step.id; }, this))
{
    addChart(m_chart);
    addTable(m_model, tr("From today's bills to the scenario's"), QStringLiteral("meaning"));
}

std::optional<StudyQuestions> WaterfallTab::questions() const
{
    StudyQuestions questions;
    questions.waterfall = true;
    return questions;
}

void WaterfallTab::showStudy(const Study &study, bool)
{
    m_falls = study.waterfalls;
    showPlace();
}

void WaterfallTab::showPlace()
{
    const Waterfall *fall = shown(m_falls);
    m_model->setRows(fall ? stepsOf(*fall) : std::vector<FallStep>());
    m_chart->setVisible(fall != nullptr);
    if (!fall)
        return setHeadline({});
    const std::vector<FallStep> steps = stepsOf(*fall);
    m_chart->setWaterfall(chartOf(steps, tr("From today's bills to the scenario's")));
    const auto most =
        std::ranges::max_element(steps, {}, [](const FallStep &step) { return step.change.value_or(Decimal()).abs(); });
    setHeadline(!most->change || most->change->isZero()
            ? tr("Nothing moves.")
            : tr("%1 moves most: %2.").arg(most->title, differenceText(*most->change, fall->currency)));
}

} // namespace toll
