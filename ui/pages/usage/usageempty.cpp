// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usageempty.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/style.h"
#include "ui/widgets/stylepaint.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int zoneMargin = 20;

} // namespace

UsageEmpty::UsageEmpty(QWidget *parent) : QWidget(parent)
{
    const QString columns =
        tr("Columns it may have: %1, meter.NAME, dim.NAME. Only time is needed, and other names can be matched.")
            .arg(QStringLiteral("time, id, customer, token, status, response_ms, count, input_units, "
                                "cached_input_units, cache_write_units, output_units, model, endpoint, source"));
    auto *state = new EmptyState(QStringLiteral("import"), tr("Drop a file with your API's requests here"),
        tr("CSV, JSON Lines or an access log; plain, gzip or xz. You see how it is read before "
           "anything is written.")
            + QStringLiteral("\n\n") + columns);
    connect(state->addButton(tr("Import…")), &QPushButton::clicked, this, &UsageEmpty::importWanted);
    connect(state->addButton(tr("Download sample CSV")), &QPushButton::clicked, this, &UsageEmpty::sampleWanted);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state);
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
