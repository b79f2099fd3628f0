// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/typeset.h"

#include <QFontMetricsF>
#include <QPainter>

namespace toll {

namespace {

constexpr qreal pointsPerInch = 72;
constexpr qreal noLigatures = 0.02; ///< dots: any spacing parts them, this one cannot be seen
// Times the size of the type. The same for all scripts, so that rows of several stand on one line.
constexpr qreal lineSpacing = 1.45;
constexpr qreal baseline = 1.08; ///< below the top of a line

} // namespace

// The first family sets what it has glyphs for, Chinese comes from the next: also where all else is Chinese, as digits
// of the second one cannot be found or copied in the PDF.
Typeface::Typeface(QPaintDevice &device)
    : m_device(device), m_families{QStringLiteral("Noto Sans"), chineseFamily(),
                            QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")},
      m_unit(device.logicalDpiY() / pointsPerInch)
{
}

QString Typeface::chineseFamily()
{
    return QStringLiteral("Noto Sans CJK SC");
}

QFont Typeface::font(qreal points, bool isBold) const
{
    QFont font;
    font.setFamilies(m_families);
    font.setPointSizeF(points);
    font.setWeight(isBold ? QFont::Bold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, noLigatures); // “difference” is to be found in the PDF
    return QFont(font, &m_device);
}

qreal Typeface::widthOf(const QString &text, const QFont &font) const
{
    return QFontMetricsF(font, &m_device).horizontalAdvance(text);
}

qreal Typeface::heightOf(const QFont &font) const
{
    return QFontMetricsF(font, &m_device).height();
}

TextBox::TextBox(
    const Typeface &face, const QString &text, const QFont &font, qreal width, Qt::Alignment alignment)
    : m_layout(std::make_shared<QTextLayout>(QString(text).replace(u'\n', QChar::LineSeparator), font, &face.device())),
      m_lineHeight(face.pt(font.pointSizeF()) * lineSpacing)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    m_layout->setTextOption(option);
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, m_height + face.pt(font.pointSizeF()) * baseline - line.ascent()});
        m_height += m_lineHeight;
    }
    m_layout->endLayout();
}

void TextBox::paint(QPainter &painter, QPointF topLeft, QRgb ink) const
{
    painter.setPen(QColor::fromRgb(ink));
    m_layout->draw(&painter, topLeft);
}

void TextBox::paintLine(QPainter &painter, int line, QPointF topLeft, QRgb ink) const
{
    painter.setPen(QColor::fromRgb(ink));
    m_layout->lineAt(line).draw(&painter, topLeft - QPointF(0, m_lineHeight * line));
}

void paintLine(QPainter &painter, const QRectF &box, Qt::Alignment alignment, const QString &text, const QFont &font,
    QRgb ink)
{
    painter.setFont(font);
    painter.setPen(QColor::fromRgb(ink));
    painter.drawText(box, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip, text);
}

} // namespace toll
