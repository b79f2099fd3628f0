// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusarea.h"

#include "ui/shell/activitypopup.h"
#include "ui/widgets/icon.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace toll {

StatusArea::StatusArea(Jobs &jobs, QWidget *parent)
    : QStatusBar(parent), m_jobs(jobs), m_title(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)), m_place(new QLabel(this)), m_activity(new QToolButton(this)),
      m_popup(new ActivityPopup(jobs, this))
{
    setSizeGripEnabled(false);
    m_title->setTextFormat(Qt::PlainText);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setContentsMargins(8, 0, 8, 0);
    m_progress->setFixedWidth(140);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_activity->setIcon(icon(QStringLiteral("info"), Tone::Muted));
    m_activity->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_activity->setAutoRaise(true);
    m_activity->setFocusPolicy(Qt::TabFocus);
    m_activity->setAccessibleName(tr("Activity"));
    m_activity->setToolTip(tr("What is going on, and what went wrong."));
    for (QWidget *widget : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_progress),
             static_cast<QWidget *>(m_cancel), static_cast<QWidget *>(m_place), static_cast<QWidget *>(m_activity)})
        addPermanentWidget(widget);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_jobs.cancel(m_shownJob); });
    connect(m_activity, &QToolButton::clicked, this, &StatusArea::showActivity);
    connect(&jobs, &Jobs::changed, this, &StatusArea::update);
    update();
}

void StatusArea::setPlace(const QString &zoneAndCurrency, const QString &toolTip)
{
    m_place->setText(zoneAndCurrency);
    m_place->setToolTip(toolTip);
}

void StatusArea::showActivity()
{
    m_popup->popUp(m_activity);
}

const Jobs::Job *StatusArea::newestRunning() const
{
    const auto &all = m_jobs.all();
    const auto found =
        std::find_if(all.rbegin(), all.rend(), [](const Jobs::Job &job) { return job.state == Jobs::State::Running; });
    return found == all.rend() ? nullptr : &*found;
}

void StatusArea::update()
{
    const Jobs::Job *job = newestRunning();
    m_shownJob = job ? job->id : 0;
    m_title->setVisible(job);
    m_progress->setVisible(job);
    m_cancel->setVisible(job && job->isCancellable);
    if (job) {
        m_title->setText(job->title);
        showProgress(m_progress, *job);
    }
    const auto failures = std::ranges::count(m_jobs.all(), Jobs::State::Failed, &Jobs::Job::state);
    m_activity->setText(failures > 0 ? tr("%n failure(s)", nullptr, static_cast<int>(failures)) : tr("Activity"));
    m_activity->setIcon(
        failures > 0 ? icon(QStringLiteral("error"), Tone::Danger) : icon(QStringLiteral("info"), Tone::Muted));
}

} // namespace toll
