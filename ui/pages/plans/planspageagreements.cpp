// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What is agreed with customers, between currencies, and with providers.
#include "ui/pages/plans/agreedialog.h"
#include "ui/pages/plans/endagreementdialog.h"
#include "ui/pages/plans/planeditor.h"
#include "ui/pages/plans/planspage.h"
#include "ui/pages/plans/ratesdialog.h"
#include "ui/pages/plans/upstreamdialog.h"

#include <algorithm>

namespace toll {

void PlansPage::agreeTerms()
{
    const PlanEntry *entry = current();
    if (!entry || !entry->stored || entry->isBuiltIn())
        return;
    auto *dialog = new AgreeDialog(
        context(), *entry->stored, m_answer->customers, m_editor->chosenCustomer(), m_answer->now, window());
    dialog->open();
}

void PlansPage::endAgreement()
{
    const PlanEntry *entry = current();
    if (!entry || !entry->stored || std::ranges::none_of(entry->stored->agreements, &Agreed::isOpen))
        return;
    auto *dialog =
        new EndAgreementDialog(context(), *entry->stored, m_editor->chosenCustomer(), m_answer->now, window());
    dialog->open();
}

void PlansPage::stateRates()
{
    if (!isVisible())
        context().navigate(id(), {});
    if (!m_answer)
        return;
    auto *dialog = new RatesDialog(context(), *m_answer, window());
    dialog->open();
}

void PlansPage::assignUpstream()
{
    if (!isVisible())
        context().navigate(id(), {});
    if (!m_answer)
        return;
    const PlanEntry *entry = current();
    auto *dialog = new UpstreamDialog(
        context(), *m_answer, entry && entry->stored ? entry->stored->row.plan.name : std::string(), window());
    dialog->open();
}

} // namespace toll
