// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/chartlook.h"
#include "core/print/printedcharts.h"

#include <QPainterPath>

#include <cmath>

namespace toll {

namespace {

using namespace chartlook;

constexpr qreal fanPoints = 190;

/// The step of an axis: 1, 2 or 5 times a power of ten.
double stepOf(double span, int most)
{
    const double rough = span / most;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double times : {1.0, 2.0, 5.0})
        if (times * power >= rough)
            return times * power;
    return 10 * power;
}

class FanPainter {
public:
    FanPainter(const Typeface &face, DocumentFan fan, const QLocale &locale)
        : m_look(face), m_fan(std::move(fan)), m_locale(locale)
    {
        for (const Decimal &value : m_fan.middle)
            reach(value);
        for (const DocumentFan::Band &band : m_fan.bands)
            for (const std::vector<Decimal> *edge : {&band.low, &band.high})
                for (const Decimal &value : *edge)
                    reach(value);
        if (m_fan.line)
            reach(m_fan.line->value);
        if (m_high <= m_low)
            m_high = m_low + 1;
        m_step = stepOf(m_high - m_low, 5);
        m_high = std::ceil(m_high / m_step - 1e-9) * m_step;
        m_low = std::floor(m_low / m_step + 1e-9) * m_step;
    }

    [[nodiscard]] qreal height() const { return m_look.face.pt(fanPoints); }

    void operator()(QPainter &painter, const QRectF &box) const
    {
        m_look.paintTitle(painter, box, m_fan.title);
        const qreal line = m_look.face.heightOf(m_look.label);
        paintKey(painter, QRectF(box.left(), box.top() + m_look.titleHeight, box.width(), line));
        const std::vector<QString> ticks = tickTexts();
        const qreal left = box.left() + m_look.widest(ticks, m_look.label) + m_look.face.pt(5);
        const QRectF plot(QPointF(left, box.top() + m_look.titleHeight + line + m_look.face.pt(8)),
            QPointF(box.right() - m_look.face.pt(4), box.bottom() - line - m_look.face.pt(4)));
        paintGrid(painter, plot, ticks, box.left());
        for (auto band = m_fan.bands.rbegin(); band != m_fan.bands.rend(); ++band)
            painter.fillPath(outline(*band, plot),
                colorOf(static_cast<std::size_t>(m_fan.bands.rend() - band) - 1));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(
            QPen(QColor::fromRgb(Inks::accent), m_look.face.pt(1.3), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPath(pathOf(m_fan.middle, plot));
        if (m_fan.line) {
            painter.setPen(budgetPen());
            const qreal y = yScale(plot).at(placeOf(m_fan.line->value));
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        }
        paintPlaces(painter, plot);
    }

private:
    void reach(const Decimal &value)
    {
        m_low = std::min(m_low, placeOf(value));
        m_high = std::max(m_high, placeOf(value));
    }
    [[nodiscard]] QPen budgetPen() const
    {
        return {QBrush(QColor::fromRgb(Inks::fall)), m_look.face.pt(1), Qt::DashLine};
    }
    /// Opaque and paler outwards: transparency would not survive every printer.
    [[nodiscard]] QColor colorOf(std::size_t band) const
    {
        const QColor ink = QColor::fromRgb(Inks::accent);
        const double share = 0.5 / static_cast<double>(band + 1);
        const auto mix = [share](int part) { return static_cast<int>(255 - (255 - part) * share); };
        return {mix(ink.red()), mix(ink.green()), mix(ink.blue())};
    }
    [[nodiscard]] Scale yScale(const QRectF &plot) const { return {m_low, m_high, plot.bottom(), plot.top()}; }
    [[nodiscard]] Scale xScale(const QRectF &plot) const
    {
        return {0, std::max(1.0, static_cast<double>(m_fan.places.size()) - 1), plot.left(), plot.right()};
    }
    [[nodiscard]] QPointF pointOf(const std::vector<Decimal> &values, std::size_t place, const QRectF &plot) const
    {
        return {xScale(plot).at(static_cast<double>(place)), yScale(plot).at(placeOf(values[place]))};
    }
    [[nodiscard]] QPainterPath pathOf(const std::vector<Decimal> &values, const QRectF &plot) const
    {
        QPainterPath path;
        for (std::size_t i = 0; i < values.size(); ++i)
            i == 0 ? path.moveTo(pointOf(values, i, plot)) : path.lineTo(pointOf(values, i, plot));
        return path;
    }
    [[nodiscard]] QPainterPath outline(const DocumentFan::Band &band, const QRectF &plot) const
    {
        QPainterPath path = pathOf(band.high, plot);
        for (std::size_t i = band.low.size(); i-- > 0;)
            path.lineTo(pointOf(band.low, i, plot));
        path.closeSubpath();
        return path;
    }

    [[nodiscard]] std::vector<QString> tickTexts() const
    {
        const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(m_step) - 1e-9)));
        std::vector<QString> texts;
        for (int i = 0; m_low + i * m_step <= m_high + m_step * 1e-6; ++i) {
            const double value = m_low + i * m_step;
            texts.push_back((value < 0 ? QString(QChar(0x2212)) : QString())
                + m_locale.toString(std::abs(value), 'f', decimals));
        }
        return texts;
    }

    void paintGrid(QPainter &painter, const QRectF &plot, const std::vector<QString> &ticks, qreal left) const
    {
        const qreal half = m_look.face.heightOf(m_look.label) / 2;
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            const qreal y = yScale(plot).at(m_low + static_cast<double>(i) * m_step);
            painter.setPen(QPen(QColor::fromRgb(Inks::rule), m_look.line));
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
            paintLine(painter, QRectF(left, y - half, plot.left() - m_look.face.pt(5) - left, 2 * half),
                Qt::AlignRight | Qt::AlignVCenter, ticks[i], m_look.label, Inks::muted);
        }
    }

    /// As many names as have room, the first and the last among them.
    void paintPlaces(QPainter &painter, const QRectF &plot) const
    {
        if (m_fan.places.empty())
            return;
        const qreal width = m_look.face.widthOf(textOf(m_fan.places.back()), m_look.label);
        const auto last = m_fan.places.size() - 1;
        const auto room = static_cast<std::size_t>(plot.width() / (width + m_look.face.pt(24)));
        const std::size_t parts = std::clamp<std::size_t>(room > 1 ? room - 1 : 1, 1, std::max<std::size_t>(1, last));
        for (std::size_t part = 0; part <= (last == 0 ? 0 : parts); ++part) {
            const std::size_t place = last * part / parts;
            const qreal x = xScale(plot).at(static_cast<double>(place));
            const qreal left = std::clamp(
                x - width / 2, plot.left() - m_look.face.pt(20), plot.right() + m_look.face.pt(4) - width);
            paintLine(painter, QRectF(left, plot.bottom() + m_look.face.pt(3), width, m_look.face.pt(12)),
                Qt::AlignHCenter | Qt::AlignTop, textOf(m_fan.places[place]), m_look.label, Inks::muted);
        }
    }

    void paintKey(QPainter &painter, const QRectF &row) const
    {
        qreal x = row.left();
        const qreal box = m_look.face.pt(12);
        const auto add = [&](const QString &name, const auto &mark) {
            mark(QRectF(x, row.center().y() - m_look.face.pt(3.5), box, m_look.face.pt(7)));
            x += box + m_look.face.pt(4);
            paintLine(painter, QRectF(x, row.top(), row.width(), row.height()), Qt::AlignLeft | Qt::AlignVCenter, name,
                m_look.label);
            x += m_look.face.widthOf(name, m_look.label) + m_look.face.pt(14);
        };
        const auto stroke = [&painter](const QPen &pen) {
            return [&painter, pen](const QRectF &mark) {
                painter.setPen(pen);
                painter.drawLine(QPointF(mark.left(), mark.center().y()), QPointF(mark.right(), mark.center().y()));
            };
        };
        add(textOf(m_fan.middleName), stroke(QPen(QColor::fromRgb(Inks::accent), m_look.face.pt(1.3))));
        for (std::size_t i = 0; i < m_fan.bands.size(); ++i)
            add(textOf(m_fan.bands[i].name),
                [&painter, color = colorOf(i)](const QRectF &mark) { painter.fillRect(mark, color); });
        if (m_fan.line)
            add(textOf(m_fan.line->name) + u' ' + textOf(m_fan.line->text), stroke(budgetPen()));
        paintLine(painter, row, Qt::AlignRight | Qt::AlignVCenter, textOf(m_fan.unit), m_look.label, Inks::muted);
    }

    Look m_look;
    DocumentFan m_fan;
    QLocale m_locale;
    double m_low = 0;
    double m_high = 0;
    double m_step = 1;
};

} // namespace

Piece chartPiece(const Typeface &face, const DocumentFan &fan, const QLocale &locale)
{
    return pieceOf(face, FanPainter(face, fan, locale));
}

} // namespace toll
