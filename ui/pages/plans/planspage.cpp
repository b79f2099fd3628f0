// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/planspage.h"

#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/pages/plans/planeditor.h"
#include "ui/pages/plans/planlist.h"

#include <QAction>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

/// Those on one plan, each with its customer's zone and its end.
std::vector<Agreed> agreedOn(
    const std::string &plan, const std::vector<AgreementRow> &agreements, const std::vector<Customer> &customers)
{
    std::vector<Agreed> found;
    for (const AgreementRow &row : agreements) {
        if (row.plan != plan)
            continue;
        const auto customer = std::ranges::find(customers, row.customer, &Customer::id);
        const std::string zone = customer == customers.end() ? std::string("UTC") : customer->timezone;
        if (!found.empty() && found.back().row.customer == row.customer)
            found.back().until = row.from;
        found.push_back({row, zoneNamed(zone).value_or(Zone()), {}});
    }
    return found;
}

Result<PlansAnswer> answerOf(Services &services)
{
    Result<std::vector<PlanRow>> rows = services.plans.list();
    Result<std::vector<Customer>> customers = services.customers.list(true);
    const Result<std::vector<AgreementRow>> agreements = services.agreements.list();
    Result<WorkspaceInfo> info = services.settings.info();
    if (!rows || !customers || !info)
        return std::unexpected(!rows ? rows.error() : !customers ? customers.error() : info.error());
    if (!agreements)
        return std::unexpected(agreements.error());
    PlansAnswer answer{{}, {}, std::move(*info), services.now()};
    for (PlanRow &row : *rows) {
        Result<std::vector<PlanVersionRow>> versions = services.plans.versions(row.plan.name);
        if (!versions)
            return std::unexpected(versions.error());
        std::vector<Agreed> agreed = agreedOn(row.plan.name, *agreements, *customers);
        answer.plans.push_back({std::move(row), std::move(*versions), std::move(agreed)});
    }
    std::erase_if(*customers, [](const Customer &one) { return one.archivedAt.has_value(); });
    answer.customers = std::move(*customers);
    return answer;
}

} // namespace

PlansPage::PlansPage(PageContext &context, QWidget *parent)
    : Page(context, parent), m_drafts(PlanDrafts::of(context.workspace)), m_list(new PlanList),
      m_stack(new QStackedWidget), m_editor(new PlanEditor(context)), m_splitter(new QSplitter), m_header(new QWidget(this))
{
    m_stack->insertWidget(Loading, new QWidget);
    m_stack->insertWidget(Empty, buildEmptyState());
    m_stack->insertWidget(Editing, m_editor);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(16);
    m_splitter->setSizes({370, 700});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 4, 20, 12);
    layout->addWidget(m_splitter);
    addActions();
    buildHeader();
    connect(m_list, &PlanList::currentChanged, this, &PlansPage::showCurrent);
    connect(m_list, &PlanList::menuRequested, this, [this](QMenu *menu) {
        menu->addSeparator();
        for (QAction *action : m_local)
            if (action->isEnabled())
                menu->addAction(action);
    });
    connect(m_editor, &PlanEditor::exportRequested, this, &PlansPage::exportReference);
    connect(m_editor, &PlanEditor::agreeRequested, this, &PlansPage::agreeTerms);
    connect(m_editor, &PlanEditor::endRequested, this, &PlansPage::endAgreement);
    connect(&m_drafts, &PlanDrafts::changed, this, [this](const QString &key) {
        if (m_drafts.has(key))
            m_wanted = key; // what undo brings back is shown
        showEntries();
    });
    followActions();
}

Topics PlansPage::topics() const
{
    return Topics(Topic::Plans) | Topic::Customers | Topic::Settings;
}

void PlansPage::refresh()
{
    ++m_pending;
    context().workspace.read(
        this, [](Services &services) { return answerOf(services); },
        [this](const Result<PlansAnswer> &answer) {
            --m_pending;
            if (answer)
                adopt(*answer);
            else
                context().notifyError(sentence(answer.error()));
        });
}

void PlansPage::adopt(PlansAnswer answer)
{
    m_answer = std::move(answer);
    showEntries();
}

void PlansPage::showEntries()
{
    if (!m_answer)
        return;
    m_entries.clear();
    QMap<QString, QByteArray> drafts = m_drafts.all();
    const auto draftOf = [&](const QString &key) -> std::optional<Json> {
        if (!drafts.contains(key))
            return std::nullopt;
        const Result<Json> document = parseJson(drafts.take(key).toStdString());
        return document ? std::optional(*document) : std::nullopt;
    };
    for (const PlansAnswer::Stored &stored : m_answer->plans) {
        const QString key = PlanDrafts::keyOf(stored.row.plan.name);
        m_entries.push_back({key, stored, draftOf(key)});
    }
    for (const QString &key : drafts.keys())
        m_entries.push_back({key, std::nullopt, draftOf(key)});
    m_list->setEntries(m_entries);
    if (!m_wanted.isEmpty() && m_list->select(m_wanted))
        m_wanted.clear();
    if (m_list->current().isEmpty() && m_entries.size() > 1)
        m_list->select(m_entries[1].key); // the first that is not built in
    showCurrent();
}

const PlanEntry *PlansPage::current() const
{
    const auto found = std::ranges::find(m_entries, m_list->current(), &PlanEntry::key);
    return found == m_entries.end() ? nullptr : &*found;
}

void PlansPage::showCurrent()
{
    const PlanEntry *entry = current();
    if (entry)
        m_editor->show(*entry, m_answer->now);
    m_stack->setCurrentIndex(entry ? Editing : m_answer ? Empty : Loading);
    followActions();
}

QStringList PlansPage::names() const
{
    QStringList names;
    for (const PlanEntry &entry : m_entries)
        names << entry.name();
    return names;
}

void PlansPage::open(const QVariantMap &arguments)
{
    if (const QString plan = arguments.value(QStringLiteral("plan")).toString(); !plan.isEmpty()) {
        m_wanted = PlanDrafts::keyOf(plan.toStdString());
        if (const QByteArray draft = arguments.value(QStringLiteral("draft")).toString().toUtf8(); !draft.isEmpty())
            m_drafts.change(context().undo, m_wanted, draft, arguments.value(QStringLiteral("what")).toString());
        showEntries();
    }
    const QString run = arguments.value(QStringLiteral("run")).toString();
    if (QAction *action = run.startsWith(u"plan.") ? context().actions.find(run) : nullptr)
        action->trigger();
}

QVariantMap PlansPage::state() const
{
    QVariantMap drafts;
    for (auto draft = m_drafts.all().begin(); draft != m_drafts.all().end(); ++draft)
        drafts.insert(draft.key(), QString::fromUtf8(draft.value()));
    return {{QStringLiteral("plan"), m_list->current()}, {QStringLiteral("tab"), m_editor->tab()},
        {QStringLiteral("charge"), m_editor->charge()}, {QStringLiteral("drafts"), drafts},
        {QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64())}};
}

void PlansPage::restore(const QVariantMap &state)
{
    const QVariantMap drafts = state.value(QStringLiteral("drafts")).toMap();
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
        const QByteArray text = draft.value().toString().toUtf8();
        if (!m_drafts.has(draft.key()) && parseJson(text.toStdString()))
            m_drafts.set(draft.key(), text);
    }
    m_wanted = state.value(QStringLiteral("plan")).toString();
    m_editor->setTab(state.value(QStringLiteral("tab")).toInt());
    m_editor->setCharge(state.value(QStringLiteral("charge")).toInt());
    m_splitter->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
}

bool PlansPage::isSettled() const
{
    return m_pending == 0 && m_editor->isSettled();
}

void PlansPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    followActions();
}

void PlansPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    followActions();
}

} // namespace toll
