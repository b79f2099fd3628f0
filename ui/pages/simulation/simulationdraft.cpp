// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// From a scenario to the draft of a plan's next version, which the page of plans shows.
#include "core/services/scenariowords.h"
#include "ui/pages/simulation/outcometext.h"
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/scenariodialogs.h"
#include "ui/pages/simulation/simulationpage.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace toll {

namespace {

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// What of a scenario no plan can say; empty where all of it can be said.
QString leftOut(const ScenarioSet &set)
{
    QStringList parts;
    for (const Scenario &change : set.changes) {
        Scenario unsaid;
        unsaid.volumeFactor = change.volumeFactor;
        unsaid.elasticity = change.elasticity;
        parts << changeWords(unsaid);
    }
    parts << assumptionWords(set.assumptions);
    return parts.isEmpty() ? QString()
                           : SimulationPage::tr("Not part of a plan, and left out of the draft: %1.")
                                 .arg(parts.join(QStringLiteral("; ")));
}

} // namespace

void SimulationPage::turnIntoDraft()
{
    const ScenarioSet set = m_form->scenarioSet();
    context().workspace.read(
        this, [set](Services &services) { return services.scenarios.planDrafts(set); },
        [this, set](const Result<std::vector<DraftedPlan>> &drafts) {
            if (drafts)
                offerDrafts(set, *drafts);
            else
                context().notifyError(whyNot(drafts.error()));
        });
}

void SimulationPage::offerDrafts(const ScenarioSet &set, const std::vector<DraftedPlan> &all)
{
    // What was tried was tried on the plans in use: another one that happens to fit is not what is meant.
    std::vector<DraftedPlan> drafts;
    const std::map<std::string, std::size_t> used = tokensByPlan();
    std::ranges::copy_if(all, std::back_inserter(drafts), [&used](const DraftedPlan &one) { return used.contains(one.plan); });
    if (drafts.empty())
        drafts = all;
    std::vector<DraftedPlan> fit;
    for (const DraftedPlan &one : drafts)
        if (one.document)
            fit.push_back(one);
    if (fit.empty()) {
        context().notifyError(drafts.empty()
                ? tr("A plan says rates, caps, lifetimes and what a period owes. This scenario changes none of them in "
                     "any plan of your own, so there is no draft to make. Change one of them, or make a plan on the "
                     "Plans page first.")
                : whyNoDraft(drafts.front().document.error(), drafts.front().plan));
        return;
    }
    if (fit.size() == 1)
        return openDraft(set, fit.front());
    QStringList names;
    for (const DraftedPlan &one : fit)
        names << textOf(one.plan);
    auto *dialog = new DraftDialog(names, planMostUsed(), leftOut(set), window());
    connect(dialog, &DraftDialog::chosen, this, [this, set, fit](const QString &plan) {
        const auto found = std::ranges::find(fit, plan.toStdString(), &DraftedPlan::plan);
        if (found != fit.end())
            openDraft(set, *found);
    });
    dialog->open();
}

/// The page of plans keeps drafts, and takes them back when asked to.
void SimulationPage::openDraft(const ScenarioSet &set, const DraftedPlan &draft)
{
    const QString plan = textOf(draft.plan);
    context().navigate(QStringLiteral("plans"),
        {{QStringLiteral("plan"), plan}, {QStringLiteral("draft"), textOf(*draft.document)},
            {QStringLiteral("what"), tr("draft of “%1” from a what-if").arg(plan)}});
    const QString made =
        tr("This is a draft of “%1” as the scenario has it. Preview it, and schedule it when it is right.").arg(plan);
    const QString rest = leftOut(set);
    context().notify(rest.isEmpty() ? made : made + u' ' + rest);
}

/// How many of the history's tokens are on each plan.
std::map<std::string, std::size_t> SimulationPage::tokensByPlan() const
{
    std::map<std::string, std::size_t> tokens;
    if (m_replayer->history())
        for (const BaselineCustomer &customer : m_replayer->history()->baseline->customers)
            tokens[customer.plan.name] += customer.tokens.size();
    return tokens;
}

/// The plan that most of them are on.
QString SimulationPage::planMostUsed() const
{
    const std::map<std::string, std::size_t> tokens = tokensByPlan();
    const auto most = std::ranges::max_element(tokens, {}, [](const auto &entry) { return entry.second; });
    return most == tokens.end() ? QString() : textOf(most->first);
}

} // namespace toll
