// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/activitypopup.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/stylepaint.h"

#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <ranges>

namespace toll {

namespace {

constexpr int popupWidth = 380;
constexpr int tallest = 420;

QWidget *signOf(Jobs::State state)
{
    switch (state) {
    case Jobs::State::Succeeded:
        return new IconLabel(QStringLiteral("check"), Tone::Ok, 18);
    case Jobs::State::Failed:
        return new IconLabel(QStringLiteral("error"), Tone::Danger, 18);
    case Jobs::State::Cancelled:
        return new IconLabel(QStringLiteral("close"), Tone::Muted, 18);
    case Jobs::State::Running:
        break;
    }
    return new IconLabel(QStringLiteral("refresh"), Tone::Accent, 18);
}

QLabel *wrapped(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

void showProgress(QProgressBar *bar, const Jobs::Job &job)
{
    // A bar counts in int; permille is as fine as it can be seen.
    bar->setRange(0, job.total > 0 ? 1000 : 0);
    if (job.total > 0)
        bar->setValue(static_cast<int>(
            std::min<double>(1000, static_cast<double>(job.done) * 1000 / static_cast<double>(job.total))));
}

ActivityPopup::ActivityPopup(Jobs &jobs, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_jobs(jobs), m_scroll(new QScrollArea(this))
{
    setAttribute(Qt::WA_TranslucentBackground);
    setAccessibleName(tr("Activity"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_scroll);
    connect(&jobs, &Jobs::changed, this, &ActivityPopup::update);
}

void ActivityPopup::popUp(const QWidget *anchor)
{
    rebuild();
    const int height = std::min(tallest, m_scroll->widget()->heightForWidth(popupWidth - 40) + 40);
    resize(popupWidth, std::max(height, 80));
    const QPoint right = anchor->mapToGlobal(QPoint(anchor->width(), -6));
    move(right - QPoint(width(), this->height()));
    show();
}

void ActivityPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    paintPanel(&painter, QRectF(rect()), controlRadius + 2, colors.surface, colors.border);
}

void ActivityPopup::update()
{
    if (!isVisible())
        return;
    QString now;
    for (const Jobs::Job &job : m_jobs.all())
        now += QStringLiteral("%1:%2:%3 ").arg(job.id).arg(static_cast<int>(job.state)).arg(job.isCancellable);
    if (now != m_shown)
        rebuild();
    m_shown = now;
    for (const Jobs::Job &job : m_jobs.all()) {
        if (auto *bar = findChild<QProgressBar *>(QString::number(job.id)); bar && job.state == Jobs::State::Running)
            showProgress(bar, job);
    }
}

void ActivityPopup::rebuild()
{
    auto *rows = new QWidget;
    rows->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(rows);
    layout->setSpacing(14);
    for (const Jobs::Job &job : m_jobs.all() | std::views::reverse)
        layout->addWidget(rowOf(job));
    if (m_jobs.all().empty())
        layout->addWidget(wrapped(tr("Nothing has happened yet. Imports and other long work are listed here.")));
    layout->addStretch(1);
    m_scroll->setWidget(rows);
}

QWidget *ActivityPopup::rowOf(const Jobs::Job &job)
{
    auto *row = new QWidget;
    auto *across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->addWidget(signOf(job.state), 0, Qt::AlignTop);
    auto *down = new QVBoxLayout;
    down->setSpacing(4);
    down->addWidget(wrapped(job.title));
    if (!job.message.isEmpty()) {
        QLabel *message = wrapped(job.message);
        message->setForegroundRole(QPalette::PlaceholderText);
        message->setTextInteractionFlags(Qt::TextSelectableByMouse);
        down->addWidget(message);
    }
    if (job.state == Jobs::State::Running) {
        auto *bar = new QProgressBar;
        bar->setObjectName(QString::number(job.id));
        bar->setTextVisible(false);
        showProgress(bar, job);
        down->addWidget(bar);
    }
    across->addLayout(down, 1);
    const bool isRunning = job.state == Jobs::State::Running;
    if (!isRunning || job.isCancellable) {
        auto *button = new QPushButton(isRunning ? tr("Cancel") : tr("Dismiss"));
        connect(button, &QPushButton::clicked, &m_jobs, [jobs = &m_jobs, id = job.id, isRunning] {
            // After the click: the row, and this button with it, is about to be replaced.
            QMetaObject::invokeMethod(
                jobs, [jobs, id, isRunning] { isRunning ? jobs->cancel(id) : jobs->dismiss(id); },
                Qt::QueuedConnection);
        });
        across->addWidget(button, 0, Qt::AlignTop);
    }
    return row;
}

} // namespace toll
