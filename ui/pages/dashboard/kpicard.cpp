// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/kpicard.h"

#include "ui/widgets/stylepaint.h"

#include <QPainter>

namespace toll {

namespace {

constexpr int padding = 16;
constexpr int gap = 3;

} // namespace

KpiCard::KpiCard(const QString &title, QWidget *parent) : QAbstractButton(parent)
{
    setText(title);
    setFigure(QStringLiteral("–"), {}, Tone::Muted);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void KpiCard::setFigure(const QString &figure, const QString &note, Tone tone, const QString &aside)
{
    m_figure = figure;
    m_note = note;
    m_tone = tone;
    m_aside = aside;
    QStringList said{text(), figure, note};
    if (!aside.isEmpty())
        said << aside;
    setAccessibleName(said.join(QStringLiteral(", ")));
    setToolTip(aside);
    updateGeometry();
    update();
}

QSize KpiCard::sizeHint() const
{
    return {220, 2 * padding - 6 + 3 * fontMetrics().height() + QFontMetrics(figureFont()).height() + 3 * gap};
}

QSize KpiCard::minimumSizeHint() const
{
    return {140, sizeHint().height()};
}

QFont KpiCard::figureFont() const
{
    return headingFont(font(), 1.7);
}

void KpiCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    const QColor edge = underMouse() || isDown() ? colors.accent : colors.separator;
    paintPanel(&painter, QRectF(rect()), controlRadius + 2, isDown() ? colors.hover : colors.surface, edge);
    if (hasFocus())
        paintFocusRing(&painter, QRectF(rect()), controlRadius + 2, colors);

    int y = padding - 3;
    const auto line = [&](const QString &text, const QFont &font, const QColor &color) {
        const QFontMetrics metrics(font);
        painter.setFont(font);
        painter.setPen(color);
        const QRect row(padding, y, width() - 2 * padding, metrics.height());
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, row.width()));
        y += metrics.height() + gap;
    };
    line(text(), font(), colors.muted);
    line(m_figure, figureFont(), colors.text);
    line(m_note, font(), colors.ofTone(m_tone));
    line(m_aside, font(), colors.muted);
}

} // namespace toll
