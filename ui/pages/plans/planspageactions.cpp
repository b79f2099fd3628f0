// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page, as actions of the one registry.
#include "core/services/plandraft.h"
#include "core/services/plantemplates.h"
#include "core/services/planwords.h"
#include "core/services/wording.h"
#include "ui/pages/plans/assigndialog.h"
#include "ui/pages/plans/impactdialog.h"
#include "ui/pages/plans/newplandialog.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/pages/plans/planeditor.h"
#include "ui/pages/plans/planlist.h"
#include "ui/pages/plans/planspage.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>

namespace toll {

namespace {

constexpr qint64 largestFile = 4'000'000;

} // namespace

QAction *PlansPage::add(const char *id, const QString &text, const QString &icon, const QString &tip,
    void (PlansPage::*run)(), bool isEverywhere)
{
    QAction *action = context().actions.add(this,
        {.id = QString::fromLatin1(id),
            .text = text,
            .icon = icon,
            .statusTip = tip,
            .menu = QStringLiteral("tools"),
            .run = [this, run] { (this->*run)(); },
            .submenu = tr("&Plan")});
    if (!isEverywhere)
        m_local << action;
    return action;
}

void PlansPage::addActions()
{
    add("plan.new", tr("New p&lan…"), QStringLiteral("plus"), tr("Begins a plan from a template or from nothing."),
        &PlansPage::newPlan, true);
    add("plan.import", tr("&Import plan…"), QStringLiteral("import"), tr("Reads a plan file as a draft."),
        &PlansPage::importPlan, true);
    QAction *discard = add("plan.discard", tr("&Discard draft"), QStringLiteral("close"),
        tr("Forgets what has not been stored of this plan."), &PlansPage::discardDraft);
    QAction *assign = add("plan.assign", tr("Assign to &customer…"), QStringLiteral("customers"),
        tr("Prices a customer's use by this plan."), &PlansPage::assignPlan);
    QAction *terms = add("plan.agree", tr("&Terms for a customer…"), QStringLiteral("customers"),
        tr("Agrees with one customer on prices of its own."), &PlansPage::agreeTerms);
    QAction *end = add("plan.endAgreement", tr("End a&greement…"), QStringLiteral("close"),
        tr("Lets a customer pay what the plan says again."), &PlansPage::endAgreement);
    QAction *rates = add("plan.rates", tr("E&xchange rates…"), QStringLiteral("sync"),
        tr("States what one currency costs in another, for customers of another currency than their plan's."),
        &PlansPage::stateRates, true);
    QAction *upstream = add("plan.upstream", tr("Pro&vider prices…"), QStringLiteral("import"),
        tr("States by which plans upstream providers charge, so that usage shows cost and margin."),
        &PlansPage::assignUpstream, true);
    QAction *duplicate = add("plan.duplicate", tr("D&uplicate"), QStringLiteral("copy"),
        tr("Begins a new plan that is like this one."), &PlansPage::duplicatePlan);
    QAction *preview = add("plan.preview", tr("&Preview impact…"), QStringLiteral("simulation"),
        tr("Rates the last 30 days by the draft, and schedules it."), &PlansPage::previewPlan);
    add("plan.addCharge", tr("&Add charge"), QStringLiteral("plus"), tr("Adds a price on a meter to this plan."),
        &PlansPage::addCharge);
    add("plan.paste", tr("Pa&ste tiers"), QStringLiteral("table"),
        tr("Takes tiers that were copied in a spreadsheet into the chosen charge."), &PlansPage::pasteTiers);
    // The name the window relies on: what Ctrl+E runs here.
    QAction *exporting = context().actions.add(this,
        {.id = QStringLiteral("plans.export"),
            .text = tr("&Export plan…"),
            .icon = QStringLiteral("export"),
            .statusTip = tr("Writes this plan, or its draft, to a plan file."),
            .menu = QStringLiteral("tools"),
            .run = [this] { exportPlan(); },
            .submenu = tr("&Plan")});
    m_local << exporting;
    m_editor->setActions({discard, preview},
        {context().actions.find(QStringLiteral("plan.new")), context().actions.find(QStringLiteral("plan.import")),
            duplicate, assign, terms, end, exporting, rates, upstream});
}

void PlansPage::buildHeader()
{
    auto *button = new QPushButton(icon(QStringLiteral("plus")), tr("New plan…"));
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, this, &PlansPage::newPlan);
}

QWidget *PlansPage::buildEmptyState()
{
    auto *empty = new EmptyState(QStringLiteral("plans"), tr("No plan of your own yet"),
        tr("A plan says what use costs, version by version. Until a customer has one, every token is billed at its own "
           "rate, cap and lifetime. Begin with one of these:"));
    for (const PlanTemplate &one : planTemplates())
        if (one.name == "flat" || one.name == "tiered" || one.name == "free-overage") {
            QPushButton *button = empty->addButton(one.title);
            button->setToolTip(one.description);
            connect(button, &QPushButton::clicked, this, [this, name = one.name] { beginFromTemplate(name); });
        }
    connect(empty->addButton(tr("All templates…")), &QPushButton::clicked, this, &PlansPage::newPlan);
    return empty;
}

void PlansPage::followActions()
{
    const PlanEntry *entry = isVisible() ? current() : nullptr;
    const bool isOwn = entry && !entry->isBuiltIn();
    for (QAction *action : m_local) {
        const QString id = Actions::idOf(action);
        bool isFit = isOwn;
        if (id == u"plan.discard" || id == u"plan.preview")
            isFit = isOwn && entry->draft;
        else if (id == u"plan.assign" || id == u"plan.agree")
            isFit = isOwn && entry->stored;
        else if (id == u"plan.endAgreement")
            isFit = isOwn && entry->stored && std::ranges::any_of(entry->stored->agreements, &Agreed::isOpen);
        else if (id == u"plan.duplicate")
            isFit = entry;
        action->setEnabled(isFit);
    }
}

void PlansPage::begin(const Json &document, const QString &what)
{
    m_drafts.change(context().undo, m_drafts.newKey(), QByteArray::fromStdString(document.dump()), what);
}

void PlansPage::beginFromTemplate(const std::string &name)
{
    const Result<PlanTemplate> one = planTemplate(name);
    if (one && m_answer)
        begin(planFromTemplate(*one, m_answer->info, names()), tr("new plan"));
}

void PlansPage::newPlan()
{
    if (!isVisible())
        context().navigate(id(), {});
    if (!m_answer)
        return;
    auto *dialog = new NewPlanDialog(m_answer->info, names(), window());
    connect(dialog, &NewPlanDialog::chosen, this,
        [this](const Json &document) { begin(document, tr("new plan")); });
    dialog->open();
}

void PlansPage::duplicatePlan()
{
    const PlanEntry *entry = current();
    if (!entry || !m_answer)
        return;
    const std::string name = freeName(entry->name(), names()).toStdString();
    const Json document = entry->document();
    const auto textIn = [&](const char *key, const std::string &otherwise) {
        const Json *value = document.find(key);
        return value && value->asString() ? *value->asString() : otherwise;
    };
    begin(renamedPlan(document, name, textIn("currency", m_answer->info.currency),
              textIn("timezone", m_answer->info.timezone)),
        tr("duplicate of %1").arg(entry->name()));
}

void PlansPage::importPlan()
{
    if (!isVisible())
        context().navigate(id(), {});
    auto *dialog =
        new QFileDialog(window(), tr("Import a plan"), QString(), tr("Plan files (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            context().notifyError(tr("The file %1 cannot be read: %2").arg(path, file.errorString()));
            return;
        }
        const Result<Json> document = parseJson(file.read(largestFile).toStdString());
        if (!document || !document->asObject()) {
            context().notifyError(document ? tr("The file %1 is no plan file.").arg(path) : sentence(document.error()));
            return;
        }
        // A plan of a name that is there becomes its next version.
        const Json *name = document->find("name");
        const QString key = name && name->asString() ? PlanDrafts::keyOf(*name->asString()) : QString();
        const bool isKnown = std::ranges::any_of(
            m_entries, [&](const PlanEntry &entry) { return entry.key == key && !entry.isBuiltIn(); });
        m_drafts.change(context().undo, isKnown ? key : m_drafts.newKey(), QByteArray::fromStdString(document->dump()),
            tr("import of a plan"));
    });
    dialog->open();
}

void PlansPage::exportPlan()
{
    if (const PlanEntry *entry = current(); entry && !entry->isBuiltIn())
        writeFile(entry->name(), QByteArray::fromStdString(entry->document().dumpPretty()));
}

void PlansPage::exportReference(const QString &reference)
{
    context().workspace.ask(
        this, [text = reference.toStdString()](Services &services) { return services.plans.exportPlan(text); },
        [this, reference](const Result<std::string> &document) {
            if (document)
                writeFile(reference, QByteArray::fromStdString(*document));
            else
                context().notifyError(sentence(document.error()));
        });
}

void PlansPage::writeFile(const QString &suggested, const QByteArray &text)
{
    QString name = suggested;
    name.replace(u'/', u'-');
    auto *dialog = new QFileDialog(
        window(), tr("Export a plan"), name + QStringLiteral(".json"), tr("Plan files (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString &path) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
            context().notify(tr("Exported to %1.").arg(path));
        else
            context().notifyError(tr("The file %1 cannot be written.").arg(path));
    });
    dialog->open();
}

void PlansPage::assignPlan()
{
    const PlanEntry *entry = current();
    if (!entry || !entry->stored || entry->isBuiltIn())
        return;
    auto *dialog = new AssignDialog(*entry, m_answer->customers, m_answer->now, window());
    const std::string name = entry->stored->row.plan.name;
    connect(dialog, &AssignDialog::chosen, this,
        [this, name](const CustomerId &customer, const std::optional<Instant> &from) {
            context().workspace.ask(
                this,
                [name, customer, from](Services &services) { return services.plans.assign(name, customer, from); },
                [this, name](const Result<void> &done) {
                    if (done)
                        context().notify(tr("The plan “%1” is assigned.").arg(QString::fromStdString(name)));
                    else
                        context().notifyError(sentence(done.error()));
                });
        });
    dialog->open();
}

void PlansPage::previewPlan()
{
    const PlanEntry *entry = current();
    if (!entry || !entry->draft)
        return;
    if (!m_editor->isValid()) {
        m_editor->showFault();
        return;
    }
    auto *dialog = new ImpactDialog(context(), *entry, m_answer->now, window());
    connect(dialog, &ImpactDialog::stored, this,
        [this](const QString &name) { m_wanted = PlanDrafts::keyOf(name.toStdString()); });
    dialog->open();
}

void PlansPage::discardDraft()
{
    if (const PlanEntry *entry = current(); entry && entry->draft)
        m_drafts.change(context().undo, entry->key, {}, tr("discarding of a draft"));
}

void PlansPage::addCharge()
{
    m_editor->addCharge();
}

void PlansPage::pasteTiers()
{
    m_editor->pasteTiers();
}

} // namespace toll
