// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fancanvas.h"

#include "ui/charts/axes.h"
#include "ui/charts/linescanvas.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace toll {

namespace {

constexpr int fanSlot = 0;
constexpr int budgetSlot = 5;
constexpr int inkSlot = 8;
constexpr double lonePointWidth = 10; ///< of a band that reaches over one bucket only

ChartValue valueAt(const ChartSeries &series, std::size_t bucket)
{
    if (bucket >= series.values.size())
        return {};
    return {series.values[bucket], series.exact.empty() ? std::nullopt : std::optional(series.exact[bucket])};
}

void fit(ChartSeries &series, std::size_t buckets)
{
    if (series.values.empty())
        return;
    series.values.resize(buckets, std::numeric_limits<double>::quiet_NaN());
    if (!series.exact.empty())
        series.exact.resize(buckets);
}

/// The last bucket with a value, -1 where there is none.
int lastKnown(const ChartSeries &series)
{
    for (std::size_t b = series.values.size(); b-- > 0;) {
        if (std::isfinite(series.values[b]))
            return static_cast<int>(b);
    }
    return -1;
}

/// A piece of a band without a gap: its corners, in buckets and values.
struct BandPiece {
    QPolygonF low;
    QPolygonF high;
};

/// The pieces of a band; where there are more than two values to a pixel of `width`, the outermost of each pixel stay.
std::vector<BandPiece> piecesOf(const FanData::Band &band, double width)
{
    const std::vector<double> &low = band.low.values;
    const std::vector<double> &high = band.high.values;
    const std::size_t count = std::min(low.size(), high.size());
    const auto isKnown = [&](std::size_t b) { return std::isfinite(low[b]) && std::isfinite(high[b]); };
    const std::size_t perPixel = count / static_cast<std::size_t>(std::max(1.0, width));
    const std::size_t step = perPixel > 2 ? perPixel : 1;
    std::vector<BandPiece> pieces;
    bool isOpen = false;
    for (std::size_t b = 0; b < count;) {
        if (!isKnown(b)) {
            isOpen = false;
            ++b;
            continue;
        }
        if (!isOpen)
            pieces.emplace_back();
        isOpen = true;
        double least = low[b];
        double most = high[b];
        std::size_t end = b + 1;
        for (; end < count && end - b < step && isKnown(end); ++end) {
            least = std::min(least, low[end]);
            most = std::max(most, high[end]);
        }
        const double x = static_cast<double>(b + end) / 2;
        pieces.back().low << QPointF(x, least);
        pieces.back().high << QPointF(x, most);
        b = end;
    }
    return pieces;
}

} // namespace

void FanCanvas::setFan(const FanData &fan)
{
    m_fan = fan;
    const std::size_t buckets = m_fan.buckets.size();
    for (ChartSeries *series : {&m_fan.history, &m_fan.median, &m_fan.budget})
        fit(*series, buckets);
    for (FanData::Band &band : m_fan.bands) {
        fit(band.low, buckets);
        fit(band.high, buckets);
    }
}

MarkLook FanCanvas::lookOf(std::size_t band) const
{
    const double steps = static_cast<double>(std::max<std::size_t>(1, m_fan.bands.size() - 1));
    const double paleness = 0.5 + 0.34 * static_cast<double>(band) / steps;
    const QColor fill = slotFill(fanSlot, colors());
    return {MarkLook::Shape::Box, mixed(fill, colors().surface, paleness), slotInk(fanSlot, colors())};
}

MarkLook FanCanvas::historyLook() const
{
    return {MarkLook::Shape::Line, {}, slotInk(inkSlot, colors())};
}

MarkLook FanCanvas::medianLook() const
{
    // Within the innermost band: as far from its shade as from the background.
    const QColor ink = slotInk(fanSlot, colors());
    return {MarkLook::Shape::Line, {}, colors().isDark ? mixed(ink, Qt::white, 0.6) : mixed(ink, Qt::black, 0.15)};
}

MarkLook FanCanvas::budgetLook() const
{
    return {MarkLook::Shape::Dashes, {}, slotInk(budgetSlot, colors())};
}

std::vector<KeyEntry> FanCanvas::key() const
{
    std::vector<KeyEntry> entries;
    if (lastKnown(m_fan.history) >= 0)
        entries.push_back({historyLook(), m_fan.history.name});
    entries.push_back({medianLook(), m_fan.median.name});
    for (std::size_t b = 0; b < m_fan.bands.size(); ++b)
        entries.push_back({lookOf(b), m_fan.bands[b].name});
    if (lastKnown(m_fan.budget) >= 0)
        entries.push_back({budgetLook(), m_fan.budget.name});
    return entries;
}

void FanCanvas::arrange(const QSizeF &size)
{
    double low = 0;
    double high = 0;
    for (const ChartSeries &series : chartData().series) {
        for (const double value : series.values) {
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
    }
    const ValueScale scale = niceScale(low, high, std::max(2, static_cast<int>(size.height() / 56)));
    QMarginsF margins = axisMargins(m_fan, scale, tickFont(), 12);
    margins.setTop(margins.top() + keyHeight(key(), tickFont(), size.width() - margins.left() - 12));
    if (!m_fan.turnName.isEmpty())
        margins.setTop(margins.top() + QFontMetricsF(tickFont()).height());
    m_frame.setColors(colors());
    m_frame.setScales(m_fan.buckets.size(), scale);
    m_frame.setGeometry(size, margins);
}

QPointF FanCanvas::pointAt(std::size_t bucket, double value) const
{
    return {m_frame.xOf(static_cast<double>(bucket) + 0.5), m_frame.yOf(value)};
}

void FanCanvas::draw(QPainter &painter)
{
    const double left = m_frame.plotArea().left();
    painter.setRenderHint(QPainter::Antialiasing);
    paintKey(painter, key(), QPointF(left, 0), m_frame.plotArea().width(), colors());
    paintGaps(painter, chartData(), m_frame, colors());
    for (std::size_t band = m_fan.bands.size(); band-- > 0;)
        drawBand(painter, band);
    painter.setRenderHint(QPainter::Antialiasing, false);
    m_frame.paint(painter); // the grid, over the bands: they would hide it
    painter.setRenderHint(QPainter::Antialiasing);
    drawTurn(painter);
    drawLine(painter, m_fan.budget, budgetLook());
    drawLine(painter, m_fan.history, historyLook());
    drawLine(painter, m_fan.median, medianLook());
    drawBudgetName(painter);
    paintAxisLabels(painter, chartData(), m_frame, colors());
}

void FanCanvas::drawBand(QPainter &painter, std::size_t band) const
{
    const MarkLook look = lookOf(band);
    const auto placed = [this](const QPolygonF &points) {
        QPolygonF result;
        for (const QPointF &point : points)
            result << QPointF(m_frame.xOf(point.x()), m_frame.yOf(point.y()));
        return result;
    };
    for (const BandPiece &piece : piecesOf(m_fan.bands[band], m_frame.plotArea().width())) {
        const QPolygonF low = placed(piece.low);
        const QPolygonF high = placed(piece.high);
        if (low.size() == 1) {
            const double width = std::min(lonePointWidth + 4 * static_cast<double>(band), m_frame.bucketWidth());
            paintBar(painter,
                QRectF(low[0].x() - width / 2, high[0].y(), width, std::max(1.0, low[0].y() - high[0].y())), look);
            continue;
        }
        QPolygonF outline = high;
        for (auto point = low.rbegin(); point != low.rend(); ++point)
            outline << *point;
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.fill);
        painter.drawPolygon(outline);
        painter.setPen(QPen(look.ink, 1));
        painter.drawPolyline(low);
        painter.drawPolyline(high);
    }
}

void FanCanvas::drawLine(QPainter &painter, const ChartSeries &series, const MarkLook &look) const
{
    if (series.values.empty())
        return;
    const bool isDense = series.values.size() > 500;
    QPen pen(look.ink, isDense ? 1.0 : 2.0);
    pen.setJoinStyle(Qt::RoundJoin);
    if (look.shape == MarkLook::Shape::Dashes)
        pen.setDashPattern({5, 3});
    for (const QPolygonF &points : decimated(series.values, static_cast<int>(m_frame.plotArea().width()))) {
        QPolygonF line;
        for (const QPointF &point : points)
            line << QPointF(m_frame.xOf(point.x()), m_frame.yOf(point.y()));
        if (line.size() == 1) { // a value between two gaps makes no line
            painter.setPen(Qt::NoPen);
            painter.setBrush(look.ink);
            painter.drawEllipse(line[0], 3.5, 3.5);
            continue;
        }
        painter.setPen(pen);
        painter.drawPolyline(line);
    }
}

/// The rule between what was and what may be, named above the plot.
void FanCanvas::drawTurn(QPainter &painter) const
{
    const int last = lastKnown(m_fan.history);
    if (last < 0 || m_fan.turnName.isEmpty())
        return;
    const QRectF plot = m_frame.plotArea();
    const double x = std::floor(m_frame.xOf(last + 0.5)) + 0.5;
    painter.setPen(QPen(colors().muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top() - 3), QPointF(x, plot.bottom()));
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(m_fan.turnName);
    painter.setPen(colors().muted);
    painter.drawText(QPointF(std::clamp(x - width / 2, plot.left(), std::max(plot.left(), plot.right() - width)),
                         plot.top() - 5 - metrics.descent()),
        m_fan.turnName);
}

/// Name and amount on the line itself, at its beginning, where the fan is narrow.
void FanCanvas::drawBudgetName(QPainter &painter) const
{
    const int last = lastKnown(m_fan.budget);
    if (last < 0)
        return;
    const auto bucket = static_cast<std::size_t>(last);
    const QFontMetricsF metrics(painter.font());
    const QRectF plot = m_frame.plotArea();
    const QString text = tr("%1 %2").arg(m_fan.budget.name, valueText(m_fan, valueAt(m_fan.budget, bucket)));
    const auto first = std::ranges::find_if(m_fan.budget.values, [](double value) { return std::isfinite(value); });
    const double y = m_frame.yOf(*first);
    const bool isBelow = y - metrics.height() - 4 < plot.top();
    const QRectF place(plot.left() + 6, isBelow ? y + 4 : y - metrics.height() - 4, metrics.horizontalAdvance(text) + 8,
        metrics.height());
    QColor halo = colors().surface;
    halo.setAlpha(210);
    painter.fillRect(place, halo);
    painter.setPen(colors().text); // the line's own colour is too pale for words
    painter.drawText(place, Qt::AlignCenter, text);
}

void FanCanvas::drawCurrent(QPainter &painter)
{
    paintCrosshair(painter, m_frame, currentBucket(), colors());
    painter.setRenderHint(QPainter::Antialiasing);
    const auto bucket = static_cast<std::size_t>(currentBucket());
    const std::pair<const ChartSeries *, MarkLook> lines[]{
        {&m_fan.budget, budgetLook()}, {&m_fan.median, medianLook()}, {&m_fan.history, historyLook()}};
    for (const auto &[series, look] : lines) {
        const ChartValue value = valueAt(*series, bucket);
        if (!value.isKnown())
            continue;
        painter.setPen(QPen(colors().surface, 1.5));
        painter.setBrush(look.ink);
        painter.drawEllipse(pointAt(bucket, value.place), 4.5, 4.5);
    }
}

QPointF FanCanvas::anchorOf(int bucket) const
{
    return {m_frame.xOf(bucket + 0.5), m_frame.plotArea().center().y()};
}

QString FanCanvas::rangeText(const FanData::Band &band, std::size_t bucket) const
{
    const ChartValue low = valueAt(band.low, bucket);
    const ChartValue high = valueAt(band.high, bucket);
    return low.isKnown() && high.isKnown() ? tr("%1 to %2").arg(valueText(m_fan, low), valueText(m_fan, high))
                                           : QString();
}

/// Whether the fan has not opened yet: it begins at the last value of the history.
bool FanCanvas::isBeforeFan(std::size_t bucket) const
{
    return valueAt(m_fan.history, bucket).isKnown()
        && std::ranges::all_of(m_fan.bands, [bucket](const FanData::Band &band) {
               return !(valueAt(band.low, bucket).place < valueAt(band.high, bucket).place);
           });
}

TipText FanCanvas::tipText() const
{
    const auto bucket = static_cast<std::size_t>(currentBucket());
    TipText text{m_fan.buckets[bucket].label, {}, {}};
    const auto add = [&](const MarkLook &look, const QString &name, const QString &value, bool isBold) {
        if (!value.isEmpty())
            text.lines.push_back({look, name, value, isBold});
    };
    add(historyLook(), m_fan.history.name, valueText(m_fan, valueAt(m_fan.history, bucket)), true);
    if (!isBeforeFan(bucket)) {
        add(medianLook(), m_fan.median.name, valueText(m_fan, valueAt(m_fan.median, bucket)), true);
        for (std::size_t b = 0; b < m_fan.bands.size(); ++b)
            add(lookOf(b), m_fan.bands[b].name, rangeText(m_fan.bands[b], bucket), false);
    }
    add(budgetLook(), m_fan.budget.name, valueText(m_fan, valueAt(m_fan.budget, bucket)), false);
    return text;
}

QString FanCanvas::currentText() const
{
    if (currentBucket() < 0 || m_fan.isEmpty())
        return {};
    const TipText text = tipText();
    QStringList parts{text.title};
    for (const TipText::Line &line : text.lines)
        parts << tr("%1: %2").arg(line.name, line.value);
    return parts.join(QStringLiteral(", "));
}

QString FanCanvas::summary() const
{
    const int last = lastKnown(m_fan.median);
    if (last < 0)
        return {};
    const auto bucket = static_cast<std::size_t>(last);
    QStringList parts{tr("%1 to %2.").arg(m_fan.buckets.front().label, m_fan.buckets.back().label)};
    QStringList ends{tr("%1: %2").arg(m_fan.median.name, valueText(m_fan, valueAt(m_fan.median, bucket)))};
    for (const FanData::Band &band : m_fan.bands) {
        if (const QString range = rangeText(band, bucket); !range.isEmpty())
            ends << tr("%1: %2").arg(band.name, range);
    }
    if (const int budget = lastKnown(m_fan.budget); budget >= 0)
        ends << tr("%1: %2").arg(
            m_fan.budget.name, valueText(m_fan, valueAt(m_fan.budget, static_cast<std::size_t>(budget))));
    parts << tr("At the end: %1.").arg(ends.join(QStringLiteral(", ")));
    return parts.join(u' ');
}

} // namespace toll
