// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usageempty.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/stylepaint.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int zoneMargin = 20;

QLabel *mutedLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignHCenter);
    return label;
}

} // namespace

UsageEmpty::UsageEmpty(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(QStringLiteral("import"), Tone::Muted, 56), 0, Qt::AlignCenter);
    auto *heading = new QLabel(tr("Drop a file with your API's requests here"));
    heading->setFont(headingFont(font(), 1.5));
    layout->addWidget(heading, 0, Qt::AlignCenter);
    layout->addWidget(
        mutedLabel(tr("CSV, JSON Lines or an access log; plain, gzip or xz. You see how it is read before "
                      "anything is written.")));
    auto *columns = mutedLabel(tr("Columns it may have: %1, meter.NAME, dim.NAME. Only time is needed, and other names "
                                  "can be matched.")
                                   .arg(QStringLiteral("time, id, customer, token, status, response_ms, count, "
                                                       "input_units, cached_input_units, cache_write_units, "
                                                       "output_units, model, endpoint, source")));
    columns->setWordWrap(true);
    columns->setMinimumWidth(560);
    columns->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(columns, 0, Qt::AlignCenter);
    auto *import = new QPushButton(tr("Import…"));
    setPrimary(import);
    auto *sample = new QPushButton(tr("Download sample CSV"));
    connect(import, &QPushButton::clicked, this, &UsageEmpty::importWanted);
    connect(sample, &QPushButton::clicked, this, &UsageEmpty::sampleWanted);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addStretch(1);
    row->addWidget(import);
    row->addWidget(sample);
    row->addStretch(1);
    layout->addSpacing(6);
    layout->addLayout(row);
    layout->addStretch(3);
}

void UsageEmpty::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(themeColors(palette()).border, 1.5, Qt::DashLine));
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(zoneMargin, 2, -zoneMargin, -zoneMargin), controlRadius * 2, controlRadius * 2);
}

} // namespace toll
