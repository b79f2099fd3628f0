// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pages.h"

#include "ui/pages/dashboard/dashboardpage.h"
#include "ui/pages/periods/periodspage.h"
#include "ui/pages/plans/planspage.h"
#include "ui/pages/simulation/simulationpage.h"
#include "ui/pages/tokens/tokenspage.h"
#include "ui/pages/usage/usagepage.h"

namespace toll {

namespace {

template<typename T>
Page *make(PageContext &context, QWidget *parent)
{
    return new T(context, parent);
}

} // namespace

const std::vector<PageFactory> &pageFactories()
{
    static const std::vector<PageFactory> factories{
        &make<DashboardPage>, &make<TokensPage>, &make<PlansPage>, &make<UsagePage>, &make<SimulationPage>,
        &make<PeriodsPage>};
    return factories;
}

} // namespace toll
