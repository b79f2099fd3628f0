// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/agreedwords.h"

#include "core/rating/agreement.h"
#include "core/services/planwords.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Agreements)
};

} // namespace

QStringList agreedLines(const PlansAnswer::Stored &plan, const AgreementRow &agreement)
{
    if (agreement.terms == Json(Json::Object{}))
        return {Words::tr("As the plan says")};
    const PlanVersionRow *version = &plan.versions.front();
    for (const PlanVersionRow &one : plan.versions)
        if (one.from <= agreement.from)
            version = &one;
    const Checked<Plan> agreed = withAgreement(version->plan, agreement.terms);
    QStringList lines;
    for (const PlanChange &change : agreed ? diff(version->plan, *agreed) : std::vector<PlanChange>())
        lines << sentence(change, version->plan, *agreed);
    if (agreed && lines.isEmpty())
        lines << Words::tr("The same as the plan says");
    return agreed ? lines : QStringList{QString::fromStdString(agreement.terms.dump())};
}

Status agreedStatus(const Agreed &agreed, Instant now)
{
    if (agreed.row.from > now)
        return {Shape::Ring, Tone::Accent, Words::tr("scheduled")};
    if (agreed.until && *agreed.until <= now)
        return {Shape::Square, Tone::Muted, Words::tr("over")};
    if (agreed.row.terms == Json(Json::Object{}))
        return {Shape::Square, Tone::Muted, Words::tr("ended")};
    return {Shape::Dot, Tone::Ok, Words::tr("in force")};
}

QString agreedSince(const Agreed &agreed)
{
    const Instant from = agreed.row.from;
    const bool isMidnight = agreed.zone.startOfDay(agreed.zone.toLocal(from).date) == from;
    return isMidnight ? dateText(from, agreed.zone) : dateTimeText(from, agreed.zone);
}

const Agreed *lastAgreed(const std::vector<Agreed> &agreements, const CustomerId &customer)
{
    const auto last = std::ranges::find_if(
        agreements, [&](const Agreed &one) { return one.row.customer == customer && !one.until; });
    return last == agreements.end() ? nullptr : &*last;
}

} // namespace toll
