// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/versionstab.h"

#include "core/services/planwords.h"
#include "core/services/zones.h"
#include "ui/text/timetext.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/status.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <ranges>

namespace toll {

namespace {

constexpr int gutter = 28;
constexpr int dotTop = 14;
constexpr double dotRadius = 5;

/// One stop of the timeline: its dot on the line at the left, and what is to be said.
class Stop : public QWidget {
public:
    Stop(Tone tone, bool isLast) : m_tone(tone), m_isLast(isLast)
    {
        m_layout = new QVBoxLayout(this);
        m_layout->setContentsMargins(gutter, 4, 0, 14);
        m_layout->setSpacing(2);
    }

    void addHead(const QString &title, const Status &status, QWidget *button)
    {
        auto *name = new QLabel(title);
        name->setTextFormat(Qt::PlainText);
        name->setFont(headingFont(name->font(), 1));
        auto *state = new StatusLabel;
        state->setStatus(status);
        auto *row = new QHBoxLayout;
        row->addWidget(name);
        row->addSpacing(8);
        row->addWidget(state);
        row->addStretch(1);
        if (button)
            row->addWidget(button);
        m_layout->addLayout(row);
    }

    void addLine(const QString &text, bool isMuted)
    {
        auto *label = new QLabel(text);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (isMuted)
            label->setForegroundRole(QPalette::PlaceholderText);
        m_layout->addWidget(label);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ThemeColors &colors = themeColors(palette());
        painter.setPen(QPen(colors.separator, 2));
        const QPointF dot(dotRadius + 3, dotTop);
        if (!m_isLast)
            painter.drawLine(dot, QPointF(dot.x(), height() + dotTop));
        painter.setPen(QPen(colors.ofTone(m_tone), 2));
        painter.setBrush(m_tone == Tone::Accent ? colors.accent : colors.surface);
        painter.drawEllipse(dot, dotRadius, dotRadius);
    }

private:
    Tone m_tone;
    bool m_isLast;
    QVBoxLayout *m_layout;
};

} // namespace

VersionsTab::VersionsTab(QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    auto *contents = new QWidget;
    contents->setAutoFillBackground(false);
    m_items = new QVBoxLayout(contents);
    m_items->setContentsMargins(4, 8, 8, 8);
    m_items->setSpacing(0);
    setWidget(contents);
}

void VersionsTab::show(const PlanEntry &entry, bool isDraftValid, Instant now)
{
    while (QLayoutItem *item = m_items->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (entry.draft)
        addDraft(entry, isDraftValid);
    if (entry.stored) {
        const Result<Zone> zone = zoneNamed(entry.stored->versions.back().plan.timezone);
        for (const PlanVersionRow &version : entry.stored->versions | std::views::reverse)
            addVersion(version, zone.value_or(Zone()), now);
    }
    m_items->addStretch(1);
}

void VersionsTab::addDraft(const PlanEntry &entry, bool isDraftValid)
{
    auto *stop = new Stop(Tone::Warning, !entry.stored);
    stop->addHead(tr("Draft"), {toll::Shape::Ring, Tone::Warning, tr("not stored")}, nullptr);
    const Checked<Plan> plan = parsePlan(*entry.draft);
    if (!isDraftValid || !plan) {
        stop->addLine(tr("Some values have to be corrected first."), true);
    } else if (entry.stored) {
        const Plan &newest = entry.stored->versions.back().plan;
        const std::vector<PlanChange> changes = diff(newest, *plan);
        for (const PlanChange &change : changes)
            stop->addLine(sentence(change, newest, *plan), false);
        if (changes.empty())
            stop->addLine(tr("The same as the newest version."), true);
    }
    m_items->addWidget(stop);
}

void VersionsTab::addVersion(const PlanVersionRow &version, const Zone &zone, Instant now)
{
    const bool isFirst = version.plan.version == 1;
    auto *stop = new Stop(version.isInForce ? Tone::Accent : Tone::Muted, isFirst);
    const bool isLater = version.from > now;
    const Status status = version.isInForce ? Status{toll::Shape::Dot, Tone::Ok, tr("in force")}
        : isLater                           ? Status{toll::Shape::Ring, Tone::Accent, tr("scheduled")}
                                            : Status{toll::Shape::Square, Tone::Muted, tr("over")};
    const QString number = QString::number(version.plan.version);
    const QString title = isFirst || version.from == earliestInstant
        ? tr("Version %1, from the beginning").arg(number)
        : tr("Version %1, from %2").arg(number, weekdayDateText(version.from, zone));
    QToolButton *button = nullptr;
    if (!version.plan.currency.empty()) { // the built-in plan is no file
        button = new QToolButton;
        button->setIcon(icon(QStringLiteral("export")));
        button->setAutoRaise(true);
        button->setToolTip(tr("Export version %1").arg(number));
        button->setAccessibleName(button->toolTip());
        const QString reference = QString::fromStdString(version.plan.name) + u'@' + number;
        connect(button, &QToolButton::clicked, this, [this, reference] { emit exportRequested(reference); });
    }
    stop->addHead(title, status, button);
    for (const PlanChange &change : version.changes)
        stop->addLine(sentence(change, version.previous, version.plan), false);
    if (isFirst) {
        QStringList charges;
        for (const Charge &charge : version.plan.charges)
            charges << tr("%1: %2").arg(QString::fromStdString(charge.id), priceSummary(charge));
        stop->addLine(charges.join(u'\n'), true);
    }
    m_items->addWidget(stop);
}

} // namespace toll
