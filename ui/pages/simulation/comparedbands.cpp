// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/comparedbands.h"

#include "ui/charts/chartdata.h"
#include "ui/pages/simulation/outcometext.h"
#include "ui/text/moneytext.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr int keyHeight = 26;
constexpr std::array<double, 3> opacity{0.75, 0.45, 0.22}; ///< of 50, 80 and 95 in 100

QColor shaded(QColor color, double alpha)
{
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

} // namespace

ComparedBands::ComparedBands(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("comparedBands"));
    setAccessibleName(tr("What may come, now and in the what-if"));
}

void ComparedBands::setComparison(const ForecastComparison &comparison)
{
    m_comparison = comparison;
    setAccessibleDescription(tr("Now %1, what if %2, difference %3; medians of the same futures")
                                 .arg(medianText(comparison.baseline, false), medianText(comparison.scenario, false),
                                     medianText(comparison.delta, true)));
    update();
}

int ComparedBands::rowHeight() const
{
    return std::max(26, fontMetrics().height() + 10);
}

QSize ComparedBands::sizeHint() const
{
    return {480, keyHeight + 3 * rowHeight() + 4};
}

QString ComparedBands::medianText(const PathTotals &totals, bool isDifference) const
{
    const Currency &currency = m_comparison->currency;
    const Decimal median = totals.quantiles.median.rounded(currency.minorDigits, Rounding::HalfUp);
    return isDifference ? differenceText(median, currency) : moneyText(median, currency);
}

void ComparedBands::paintEvent(QPaintEvent *)
{
    if (!m_comparison)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintKey(painter);
    Scale totals = scaleOf(m_comparison->baseline);
    const Scale scenario = scaleOf(m_comparison->scenario);
    totals = padded({std::min(totals.low, scenario.low), std::max(totals.high, scenario.high)});
    Scale difference = scaleOf(m_comparison->delta); // with zero on it: which side a band is on is what is asked
    difference = padded({std::min(difference.low, 0.0), std::max(difference.high, 0.0)});
    paintRow(painter, 0, tr("Now"), m_comparison->baseline, totals);
    paintRow(painter, 1, tr("What if"), m_comparison->scenario, totals);
    paintRow(painter, 2, tr("Difference"), m_comparison->delta, difference);
}

ComparedBands::Scale ComparedBands::scaleOf(const PathTotals &totals)
{
    return {drawingValue(totals.quantiles.low[2]), drawingValue(totals.quantiles.high[2])};
}

ComparedBands::Scale ComparedBands::padded(Scale scale)
{
    const double more = scale.high > scale.low ? (scale.high - scale.low) * 0.04 : 1;
    return {scale.low - more, scale.high + more};
}

void ComparedBands::paintKey(QPainter &painter)
{
    const ThemeColors &colors = themeColors(palette());
    double x = 0;
    const std::array<QString, 3> names{tr("50 of 100 futures"), tr("80 of 100"), tr("95 of 100")};
    for (std::size_t band = 0; band < names.size(); ++band) {
        painter.fillRect(QRectF(x, keyHeight / 2.0 - 6, 12, 10), shaded(colors.accent, opacity[band]));
        painter.setPen(colors.text);
        const double width = fontMetrics().horizontalAdvance(names[band]);
        painter.drawText(QRectF(x + 18, 0, width + 2, keyHeight - 2), Qt::AlignLeft | Qt::AlignVCenter, names[band]);
        x += width + 40;
    }
    painter.setPen(colors.muted);
    painter.drawText(QRectF(x, 0, width() - x, keyHeight - 2), Qt::AlignRight | Qt::AlignVCenter,
        tr("| median; the difference has a scale of its own"));
}

void ComparedBands::paintRow(
    QPainter &painter, int row, const QString &name, const PathTotals &totals, const Scale &scale)
{
    const ThemeColors &colors = themeColors(palette());
    const bool isDifference = row == 2;
    const QColor color = row == 0 ? colors.border : colors.accent;
    const int height = rowHeight();
    const double top = keyHeight + row * height;
    double nameWidth = 0;
    for (const QString &one : {tr("Now"), tr("What if"), tr("Difference")})
        nameWidth = std::max<double>(nameWidth, fontMetrics().horizontalAdvance(one));
    double amountWidth = 0;
    for (const auto &[of, isDelta] : {std::pair(&m_comparison->baseline, false), std::pair(&m_comparison->scenario, false),
             std::pair(&m_comparison->delta, true)})
        amountWidth = std::max<double>(amountWidth, fontMetrics().horizontalAdvance(medianText(*of, isDelta)));
    painter.setPen(colors.text);
    painter.drawText(QRectF(0, top, nameWidth + 2, height), Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.drawText(QRectF(width() - amountWidth - 4, top, amountWidth + 4, height), Qt::AlignRight | Qt::AlignVCenter,
        medianText(totals, isDifference));
    const double left = nameWidth + 14;
    const double room = std::max(20.0, width() - amountWidth - 16 - left);
    const auto x = [&](const Decimal &amount) {
        return left + room * (drawingValue(amount) - scale.low) / (scale.high - scale.low);
    };
    for (std::size_t band = opacity.size(); band-- > 0;) {
        const double from = x(totals.quantiles.low[band]);
        const double to = x(totals.quantiles.high[band]);
        painter.fillRect(QRectF(from, top + 5, std::max(1.0, to - from), height - 10), shaded(color, opacity[band]));
    }
    painter.fillRect(QRectF(x(totals.quantiles.median) - 1, top + 3, 2, height - 6), colors.text);
    if (isDifference) {
        painter.setPen(QPen(colors.muted, 1, Qt::DashLine));
        const double zero = x(Decimal());
        painter.drawLine(QPointF(zero, top + 1), QPointF(zero, top + height - 1));
    }
}

} // namespace toll
