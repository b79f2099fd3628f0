// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/planeditor.h"

#include "core/base/jsonpointer.h"
#include "core/services/plandraft.h"
#include "core/services/planwords.h"
#include "ui/pages/plans/agreementstab.h"
#include "ui/pages/plans/chargeform.h"
#include "ui/pages/plans/jsontab.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/pages/plans/priceview.h"
#include "ui/pages/plans/termstab.h"
#include "ui/pages/plans/tiersview.h"
#include "ui/pages/plans/versionstab.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/datatable.h"

#include <QTabWidget>

#include <algorithm>

namespace toll {

namespace {

enum Tab { PricesTab, TermsTabPlace, VersionsTabPlace, AgreementsTabPlace, JsonTabPlace };

/// The charge by itself, where it can be read: a fault elsewhere does not hide what it costs.
std::optional<Charge> readCharge(const Json &document, int place)
{
    const Json *charge = valueAt(document, "/charges/" + std::to_string(place));
    const Json *capacity = document.find("capacity");
    if (!charge)
        return std::nullopt;
    Json alone;
    alone.set("name", "-").set("currency", "USD").set("charges", Json::Array{*charge});
    if (capacity)
        alone.set("capacity", *capacity);
    const Checked<Plan> plan = parsePlan(alone);
    return plan ? std::optional(plan->charges.front()) : std::nullopt;
}

int chargeCount(const Json &document)
{
    const Json *charges = document.find("charges");
    return charges && charges->asArray() ? static_cast<int>(charges->asArray()->size()) : 0;
}

QString textAt(const Json &document, const std::string &pointer)
{
    const Json *value = valueAt(document, pointer);
    return value && value->asString() ? QString::fromStdString(*value->asString()) : QString();
}

} // namespace

void PlanEditor::connectParts()
{
    connect(m_charges, &DataTable::selectionChanged, this, [this] {
        const QString key = m_charges->selectedKeys().value(0);
        if (!key.isEmpty() && key.toInt() != m_charge) {
            m_charge = key.toInt();
            showCharge();
        }
    });
    connect(m_charges, &DataTable::edited, this, [this](const QString &key, const QString &, const QString &text) {
        change("/charges/" + key.toStdString() + "/id", Json(text.trimmed().toStdString()));
    });
    connect(m_form, &ChargeForm::edited, this, &PlanEditor::change);
    connect(m_form->tiers(), &TiersView::nothingToPaste, this, [this] {
        m_banner->present(Tone::Warning,
            tr("There are no rows on the clipboard. Copy the columns “up to” and “rate” in a spreadsheet first."));
    });
    connect(m_terms, &TermsTab::edited, this, &PlanEditor::change);
    connect(m_json, &JsonTab::edited, this,
        [this](const Json &document) { replace(document, tr("edit of the plan file")); });
    connect(m_versions, &VersionsTab::exportRequested, this, &PlanEditor::exportRequested);
    connect(m_agreements, &AgreementsTab::agreeRequested, this, &PlanEditor::agreeRequested);
    connect(m_agreements, &AgreementsTab::endRequested, this, &PlanEditor::endRequested);
    connect(&m_drafts, &QObject::destroyed, this, [this] { setEnabled(false); });
}

void PlanEditor::change(const std::string &pointer, const std::optional<Json> &value)
{
    const Json *before = valueAt(m_document, pointer);
    if (value ? before && *before == *value : !before)
        return;
    const Result<Json> next =
        value ? withValue(m_document, pointer, *value) : Result<Json>(withoutValue(m_document, pointer));
    if (next)
        replace(*next, planPlace(*next, pointer));
}

void PlanEditor::replace(const Json &document, const QString &what)
{
    m_drafts.change(m_context.undo, m_entry.key, QByteArray::fromStdString(document.dump()), what);
}

void PlanEditor::show(const PlanEntry &entry, Instant now)
{
    const bool isOther = entry.key != m_entry.key;
    m_entry = entry;
    m_document = entry.document();
    m_faults = entry.isBuiltIn() ? std::vector<Error>() : draftFaults(m_document);
    if (isOther) {
        m_charge = 0;
        m_banner->dismiss();
    }
    m_charge = std::clamp(m_charge, 0, std::max(0, chargeCount(m_document) - 1));
    showHead(now);
    showFaultBanner();
    showCharges();
    showCharge();
    m_terms->show(m_document, m_faults, entry.isBuiltIn(), !entry.stored);
    m_versions->show(entry, m_faults.empty(), now);
    m_agreements->show(entry, now);
    m_tabs->setTabVisible(AgreementsTabPlace, entry.stored && !entry.isBuiltIn());
    QStringList faults;
    for (const Error &fault : m_faults)
        faults << tr("%1: %2").arg(planPlace(m_document, fault.where), complaint(fault));
    m_json->show(m_document, entry.key, faults, entry.isBuiltIn());
}

void PlanEditor::showFaultBanner()
{
    if (m_entry.isBuiltIn()) {
        m_banner->present(Tone::Accent, tr("This plan is built in: every token at its own rate, cap and lifetime. "
                                           "Make a plan of your own to charge otherwise."));
        return;
    }
    if (m_faults.empty()) {
        m_banner->dismiss();
        return;
    }
    const Error &first = m_faults.front();
    const QString text = tr("%n values have to be corrected. %1: %2", nullptr, static_cast<int>(m_faults.size()))
                             .arg(planPlace(m_document, first.where), complaint(first));
    m_banner->present(Tone::Danger, text, tr("Show"), [this] { showFault(); });
}

void PlanEditor::showCharges()
{
    std::vector<ChargeRow> rows;
    for (int i = 0; i < chargeCount(m_document); ++i) {
        const std::string at = "/charges/" + std::to_string(i);
        const QString meter = textAt(m_document, at + "/meter");
        const QString shape = textAt(m_document, at + "/price/shape");
        const std::optional<Charge> charge = readCharge(m_document, i);
        const auto fault = std::ranges::find_if(
            m_faults, [&](const Error &one) { return one.where == at || one.where.starts_with(at + '/'); });
        rows.push_back({QString::number(i), textAt(m_document, at + "/id"),
            shape == u"fixed" ? QStringLiteral("–")
                              : meterLabel(meter.isEmpty() ? "requests" : meter.toStdString()),
            shapeLabel(shape.toStdString()), charge ? priceSummary(*charge) : QStringLiteral("–"),
            fault == m_faults.end() ? QString() : complaint(*fault)});
    }
    m_chargeModel->setRows(std::move(rows));
    m_charges->selectKey(QString::number(m_charge));
    m_chargeButtons->setVisible(!m_entry.isBuiltIn());
}

void PlanEditor::showCharge()
{
    m_form->show(m_document, m_charge, m_faults, m_entry.isBuiltIn());
    const std::optional<Charge> charge = readCharge(m_document, m_charge);
    if (!charge) {
        m_prices->show({}, {}, tr("Shown once the values of this charge can be read."));
        return;
    }
    Plan plan;
    plan.name = "-";
    const Json *money = m_document.find("currency");
    plan.currency = money && money->asString() && currency(*money->asString()) ? *money->asString() : "USD";
    if (const Checked<Plan> whole = parsePlan(m_document)) {
        plan.timezone = m_faults.empty() ? whole->timezone : "UTC";
        plan.period = whole->period;
        plan.rounding = whole->rounding;
    }
    plan.charges = {*charge};
    m_prices->show(plan, charge->id, {});
}

void PlanEditor::setCharge(int charge)
{
    m_charge = charge;
    if (m_charges->selectKey(QString::number(charge)))
        showCharge();
}

void PlanEditor::addCharge()
{
    const int count = chargeCount(m_document);
    const Result<Json> next = withValue(m_document, "/charges/" + std::to_string(count), newCharge(m_document));
    if (!next)
        return;
    m_charge = count;
    replace(*next, tr("new charge"));
}

void PlanEditor::removeCharge()
{
    if (chargeCount(m_document) < 2) {
        m_banner->present(Tone::Warning, tr("A plan has at least one charge."));
        return;
    }
    const std::string pointer = "/charges/" + std::to_string(m_charge);
    replace(withoutValue(m_document, pointer), tr("removal of %1").arg(planPlace(m_document, pointer)));
}

void PlanEditor::pasteTiers()
{
    m_tabs->setCurrentIndex(PricesTab);
    const QString shape = textAt(m_document, "/charges/" + std::to_string(m_charge) + "/price/shape");
    if (shape == u"graduated" || shape == u"volume") {
        if (!m_form->tiers()->paste())
            emit m_form->tiers()->nothingToPaste();
        return;
    }
    m_banner->present(Tone::Warning, tr("This charge has no tiers. Choose “%1” or “%2” as its kind of price first.")
                                         .arg(shapeLabel("graduated"), shapeLabel("volume")));
}

void PlanEditor::showFault()
{
    if (m_faults.empty())
        return;
    const std::vector<std::string> keys = pointerKeys(m_faults.front().where);
    if (keys.size() > 1 && keys[0] == "charges") {
        m_tabs->setCurrentIndex(PricesTab);
        setCharge(QString::fromStdString(keys[1]).toInt());
        if (m_form->focusFault())
            return;
    }
    m_tabs->setCurrentIndex(TermsTabPlace);
    if (!m_terms->focusFault())
        m_tabs->setCurrentIndex(JsonTabPlace);
}

std::string PlanEditor::chosenCustomer() const
{
    return m_tabs->currentWidget() == m_agreements ? m_agreements->chosenCustomer() : std::string();
}

bool PlanEditor::isSettled() const
{
    return m_prices->isSettled();
}

int PlanEditor::tab() const
{
    return m_tabs->currentIndex();
}

void PlanEditor::setTab(int index)
{
    m_tabs->setCurrentIndex(index);
}

} // namespace toll
