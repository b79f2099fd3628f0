// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboardpage.h"

#include "core/services/wording.h"
#include "ui/charts/chart.h"
#include "ui/pages/dashboard/attentionlist.h"
#include "ui/pages/dashboard/attentiontext.h"
#include "ui/pages/dashboard/dashboardcharts.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

using TokenCall = Result<TokenRow> (TokenService::*)(const TokenId &);

/// Answers to the undo stack, not to a page: what it does may be undone when this page is long gone.
void ask(PageContext &shared, const TokenId &token, TokenCall call, const std::function<void(bool)> &then)
{
    shared.workspace.ask(
        &shared.undo, [token, call](Services &services) { return (services.tokens.*call)(token); },
        [&shared, then](const Result<TokenRow> &row) {
            if (!row)
                shared.notifyError(sentence(row.error()));
            then(row.has_value());
        });
}

std::function<void()> stepOf(PageContext &shared, const TokenId &token, TokenCall call)
{
    return [&shared, token, call] {
        ask(shared, token, call, [&shared](bool isDone) {
            if (!isDone)
                shared.undo.failed();
        });
    };
}

} // namespace

DashboardPage::DashboardPage(PageContext &context, QWidget *parent)
    : Page(context, parent), m_header(new QWidget(this)), m_stack(new QStackedWidget(this))
{
    buildHeader();
    m_stack->addWidget(buildContents());
    m_stack->addWidget(buildEmptyState());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

Topics DashboardPage::topics() const
{
    return Topics(Topic::Tokens) | Topic::Usage | Topic::Customers | Topic::Plans | Topic::Settings;
}

QVariantMap DashboardPage::state() const
{
    return {{QStringLiteral("currency"), m_currency}};
}

void DashboardPage::restore(const QVariantMap &state)
{
    m_currency = state.value(QStringLiteral("currency")).toString();
}

void DashboardPage::refresh()
{
    ++m_pending;
    context().workspace.read(
        this, [](Services &services) { return overview(services); },
        [this](Result<Overview> answer) {
            --m_pending;
            if (answer)
                show(std::move(*answer));
            else
                context().notifyError(sentence(answer.error()));
        });
}

void DashboardPage::show(Overview overview)
{
    m_overview = std::move(overview);
    m_stack->setCurrentIndex(m_overview->hasUsage ? 0 : 1);
    const QSignalBlocker quiet(m_currencies);
    m_currencies->clear();
    for (const OverviewMoney &money : m_overview->money)
        m_currencies->addItem(QString::fromStdString(money.currency.code));
    m_currencies->setCurrentIndex(std::max(0, m_currencies->findText(m_currency)));
    m_currencies->setVisible(m_currencies->count() > 1);
    showMoney();
    showUse();
    m_attention->setRows(m_overview->attention, m_overview->now);
}

void DashboardPage::showMoney()
{
    if (m_overview->money.empty()) {
        m_spend->setValue({});
        m_spend->setNote(tr("Nothing to bill yet"));
        m_daily->setData({});
        m_cumulative->setData({});
        return;
    }
    const auto &all = m_overview->money;
    const OverviewMoney &shown = all[static_cast<std::size_t>(std::max(0, m_currencies->currentIndex()))];
    QString note = tr("Nothing by this day of last month");
    if (shown.change) {
        const QString size = percentText(std::abs(drawingValue(*shown.change)));
        note = shown.change->isNegative() ? tr("▼ %1 against last month").arg(size)
                                          : tr("▲ %1 against last month").arg(size);
    }
    QStringList others;
    for (const OverviewMoney &money : all) {
        if (&money != &shown)
            others << moneyText(money.soFar, money.currency);
    }
    if (!others.isEmpty())
        note += u'\n' + tr("and %1", "amounts in other currencies").arg(others.join(QStringLiteral(" · ")));
    m_spend->setValue(moneyText(shown.soFar, shown.currency));
    m_spend->setNote(note);
    m_spend->setToolTip(note);
    m_daily->setData(dailyCost(*m_overview, shown));
    m_cumulative->setData(cumulativeCost(*m_overview, shown));
}

void DashboardPage::showUse()
{
    const Overview &all = *m_overview;
    const double errorShare =
        all.requests > 0 ? static_cast<double>(all.errors) / static_cast<double>(all.requests) : 0;
    m_requests->setValue(integerText(all.requests));
    m_requests->setNote(tr("%1 failed").arg(percentText(errorShare, 2)),
        errorShare > 0.05       ? Tone::Danger
            : errorShare > 0.01 ? Tone::Warning
                                : Tone::Ok);
    m_response->setValue(all.p95 ? millisecondsText(static_cast<double>(*all.p95)) : QString());
    m_response->setNote(all.p95 ? tr("95 of 100 requests were faster") : tr("No response times known"));
    m_tokens->setValue(integerText(all.active));
    if (all.expiring > 0)
        m_tokens->setNote(tr("%n expire(s) within 7 days", nullptr, static_cast<int>(all.expiring)), Tone::Warning);
    else
        m_tokens->setNote(tr("of %n in all", nullptr, static_cast<int>(all.tokens)));
}

void DashboardPage::goTo(const QString &page, const QVariantMap &arguments)
{
    context().navigate(page, arguments);
}

QVariantMap DashboardPage::monthArguments() const
{
    if (!m_overview)
        return {};
    return {{QStringLiteral("from"), qint64(m_overview->thisMonth.front().begin.ms)},
        {QStringLiteral("to"), qint64(m_overview->thisMonth.back().end.ms)}};
}

void DashboardPage::help(const Attention &attention)
{
    const TokenId &id = attention.row.token.id;
    QVariantMap arguments{{QStringLiteral("token"), QString::fromStdString(id.text)}};
    switch (remedyOf(attention.concern)) {
    case Remedy::Extend:
        arguments.insert(QStringLiteral("run"), QStringLiteral("token.extend"));
        goTo(QStringLiteral("tokens"), arguments);
        break;
    case Remedy::ShowToken:
        goTo(QStringLiteral("tokens"), arguments);
        break;
    case Remedy::ShowUsage:
        goTo(QStringLiteral("usage"), arguments);
        break;
    case Remedy::Suspend:
        suspend(id, QString::fromStdString(attention.row.token.name));
        break;
    }
}

void DashboardPage::suspend(const TokenId &token, const QString &name)
{
    PageContext &shared = context();
    ask(shared, token, &TokenService::suspend, [&shared, token, text = tr("Suspend “%1”").arg(name)](bool isDone) {
        if (isDone)
            shared.undo.push(
                text, stepOf(shared, token, &TokenService::resume), stepOf(shared, token, &TokenService::suspend));
    });
}

} // namespace toll
