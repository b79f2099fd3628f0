// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/comparisonbars.h"

#include "ui/charts/chartdata.h"
#include "ui/text/moneytext.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t mostRows = 6;
constexpr int keyHeight = 26;

} // namespace

ComparisonBars::ComparisonBars(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Bills now and in the what-if, by customer"));
}

void ComparisonBars::setOutcome(const Outcome &outcome)
{
    m_currency = outcome.currency;
    m_rows = outcome.customers;
    const auto larger = [](const OutcomeRow &row) { return std::max(row.baseline, row.scenario); };
    std::ranges::stable_sort(m_rows, [&](const OutcomeRow &a, const OutcomeRow &b) { return larger(a) > larger(b); });
    m_highest = m_rows.empty() ? 0 : drawingValue(larger(m_rows.front()));
    m_left = m_rows.size() > mostRows ? m_rows.size() - mostRows : 0;
    m_rows.resize(m_rows.size() - m_left);
    describe();
    updateGeometry();
    update();
}

void ComparisonBars::describe()
{
    QStringList said;
    for (const OutcomeRow &row : m_rows)
        said << tr("%1: now %2, what if %3")
                    .arg(QString::fromStdString(row.name), moneyText(row.baseline, m_currency),
                        moneyText(row.scenario, m_currency));
    setAccessibleDescription(said.join(QStringLiteral("; ")));
}

int ComparisonBars::rowHeight() const
{
    return std::max(34, fontMetrics().height() * 2 + 6);
}

QSize ComparisonBars::sizeHint() const
{
    return {480, keyHeight + rowHeight() * std::max(1, static_cast<int>(m_rows.size()))};
}

QSize ComparisonBars::minimumSizeHint() const
{
    return {320, sizeHint().height()};
}

void ComparisonBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double name = 0;
    double amount = 0;
    const QFontMetricsF metrics(font());
    for (const OutcomeRow &row : m_rows) {
        name = std::max(name, metrics.horizontalAdvance(QString::fromStdString(row.name)));
        for (const Decimal &one : {row.baseline, row.scenario})
            amount = std::max(amount, metrics.horizontalAdvance(moneyText(one, m_currency)));
    }
    name = std::min(name, width() * 0.3);
    paintKey(painter);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        paintRow(painter, m_rows[i], QRectF(0, keyHeight + rowHeight() * static_cast<int>(i), width(), rowHeight()),
            name, amount);
}

void ComparisonBars::paintKey(QPainter &painter)
{
    const ThemeColors &colors = themeColors(palette());
    double x = 0;
    const std::pair<QString, QColor> keys[]{{tr("Now"), colors.border}, {tr("What if"), colors.accent}};
    for (const auto &[text, color] : keys) {
        painter.fillRect(QRectF(x, keyHeight / 2.0 - 6, 12, 10), color);
        painter.setPen(colors.text);
        const double width = fontMetrics().horizontalAdvance(text);
        painter.drawText(QRectF(x + 18, 0, width + 2, keyHeight - 2), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + 40;
    }
    if (m_left == 0)
        return;
    painter.setPen(colors.muted);
    painter.drawText(QRectF(x, 0, this->width() - x, keyHeight - 2), Qt::AlignRight | Qt::AlignVCenter,
        tr("%n smaller bill(s) in the table below", nullptr, static_cast<int>(m_left)));
}

void ComparisonBars::paintRow(
    QPainter &painter, const OutcomeRow &row, const QRectF &area, double nameWidth, double amountWidth)
{
    const ThemeColors &colors = themeColors(palette());
    painter.setPen(colors.text);
    painter.drawText(QRectF(area.left(), area.top(), nameWidth, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(QString::fromStdString(row.name), Qt::ElideRight, static_cast<int>(nameWidth) + 1));
    const double left = area.left() + nameWidth + 12;
    const double room = std::max(20.0, area.right() - amountWidth - 10 - left);
    const double half = (area.height() - 4) / 2;
    const std::pair<Decimal, QColor> bars[]{{row.baseline, colors.border}, {row.scenario, colors.accent}};
    double top = area.top() + 2;
    for (const auto &[amount, color] : bars) {
        const double share = m_highest > 0 ? std::max(0.0, drawingValue(amount)) / m_highest : 0;
        painter.fillRect(QRectF(left, top + 2, std::max(1.0, room * share), half - 4), color);
        painter.setPen(color == colors.accent ? colors.text : colors.muted);
        painter.drawText(QRectF(area.right() - amountWidth - 4, top, amountWidth + 4, half),
            Qt::AlignRight | Qt::AlignVCenter, moneyText(amount, m_currency));
        top += half;
    }
}

} // namespace toll
