// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plantemplates.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanTemplates)
};

struct Entry {
    const char *name;
    QString title;
    QString description;
    bool isSimple = false;
};

std::vector<Entry> entries()
{
    return {
        {"flat", Words::tr("Flat price"), Words::tr("Every request costs the same."), true},
        {"tiered", Words::tr("Tiered price"), Words::tr("The more requests in a month, the less each further one costs."),
            true},
        {"free-overage", Words::tr("Free allowance and overage"),
            Words::tr("A thousand requests a month are free; what goes over is charged."), true},
        {"token-price", Words::tr("Each token's own price"),
            Words::tr("A monthly fee, and every token at the rate, cap and lifetime it was made with."), true},
        {"cloud-api", Words::tr("Cloud API"),
            Words::tr("Request tiers with a free allowance, cheaper batch calls, a base fee and a discount."), false},
        {"language-models", Words::tr("Language models"),
            Words::tr("Input, cached input and output units per million; long prompts cost more."), false},
        {"data-processing", Words::tr("Data processing"),
            Words::tr("Records by volume, cheaper at weekends, and gigabytes in blocks of a hundred."), false},
        {"device-fleet", Words::tr("Device fleet"),
            Words::tr("Messages under a cap a minute and a day, updates by the gigabyte and a platform fee."), false},
        {"finance", Words::tr("Finance"),
            Words::tr("A share of the value moved, dearer quotes in trading hours, minimum, maximum and tax."), false},
        {"health", Words::tr("Health"),
            Words::tr("Tiered lookups with credits for slow answers, images in blocks and a fixed fee."), false},
        {"education", Words::tr("Education"),
            Words::tr("Free lessons first, then a low capped price, a discount and a monthly maximum."), false},
        {"platform", Words::tr("Internal platform"),
            Words::tr("Dearer while the system is busy, half price at night, an overage rate over the cap."), false},
    };
}

std::string documentOf(const char *name)
{
    QFile file(QStringLiteral(":/plans/%1.json").arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

std::vector<PlanTemplate> planTemplates()
{
    std::vector<PlanTemplate> templates;
    for (Entry &entry : entries())
        templates.push_back({entry.name, std::move(entry.title), std::move(entry.description), documentOf(entry.name),
            entry.isSimple});
    return templates;
}

Result<PlanTemplate> planTemplate(const std::string &name)
{
    std::vector<PlanTemplate> templates = planTemplates();
    const auto found = std::ranges::find(templates, name, &PlanTemplate::name);
    if (found == templates.end())
        return fail(ErrorCode::NotFound, "template", name);
    return std::move(*found);
}

} // namespace toll
