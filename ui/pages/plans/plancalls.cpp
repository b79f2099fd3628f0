// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/plancalls.h"

#include "core/services/wording.h"
#include "ui/pages/plans/plandrafts.h"

#include <QCoreApplication>
#include <QPointer>
#include <QRegularExpression>

#include <utility>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanCalls)
};

/// Runs on the storage thread; the registry of jobs lives on the window's.
JobControl::Progress progressOf(Jobs &jobs, int id)
{
    return [&jobs, id](std::int64_t done, std::int64_t total) {
        QMetaObject::invokeMethod(
            &jobs, [&jobs, id, done, total] { jobs.setProgress(id, done, total); }, Qt::QueuedConnection);
    };
}

void finish(Jobs &jobs, int id, const Checked<PlanImpact> &impact)
{
    if (impact)
        jobs.finish(id, Jobs::State::Succeeded,
            Words::tr("%n customers", nullptr, static_cast<int>(impact->customers.size())));
    else if (impact.error().front().code == ErrorCode::Cancelled)
        jobs.finish(id, Jobs::State::Cancelled, sentence(impact.error().front()));
    else
        jobs.finish(id, Jobs::State::Failed, faultsText(impact.error()));
}

} // namespace

QString faultsText(const std::vector<Error> &faults)
{
    QStringList texts;
    for (const Error &fault : faults)
        texts << sentence(fault);
    return texts.join(u'\n');
}

QString withoutMnemonic(QString text)
{
    static const QRegularExpression eastern(QStringLiteral("\\(&.\\)"));
    return text.remove(eastern).remove(u'&');
}

int startPreview(PageContext &context, const std::string &document, const QString &planName, QObject *listener,
    std::function<void(const Checked<PlanImpact> &)> done)
{
    auto control = std::make_shared<JobControl>();
    Jobs &jobs = context.jobs;
    const int id = jobs.start(Words::tr("Preview of %1").arg(planName), [control] { control->cancel(); });
    *control = control->withProgress(progressOf(jobs, id));
    context.workspace.ask(
        &jobs,
        [document, control](
            Services &services) { return services.plans.previewChange(document, std::nullopt, *control); },
        [&jobs, id, guard = QPointer<QObject>(listener), done = std::move(done)](const Checked<PlanImpact> &impact) {
            finish(jobs, id, impact);
            if (guard)
                done(impact);
        });
    return id;
}

void storePlan(PageContext &context, const QString &key, const std::string &document,
    const std::optional<std::string> &from, std::function<void(const Checked<Plan> &)> done)
{
    PlanDrafts &drafts = PlanDrafts::of(context.workspace);
    context.workspace.ask(
        &drafts, [document, from](Services &services) { return services.plans.import(document, from); },
        [&drafts, key, done = std::move(done)](const Checked<Plan> &plan) {
            if (plan)
                drafts.set(key, {});
            done(plan);
        });
}

void agree(PageContext &context, const AgreementAsked &asked, std::function<void(const Checked<AgreementRow> &)> done)
{
    context.workspace.ask(
        &PlanDrafts::of(context.workspace),
        [asked](Services &services) {
            return services.agreements.agree(asked.plan, asked.customer, asked.terms.dump(), asked.from);
        },
        std::move(done));
}

} // namespace toll
