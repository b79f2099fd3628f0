// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/pdf.h"

#include "core/print/printedcharts.h"
#include "core/print/printedtable.h"

#include <QBuffer>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QRawFont>
#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace toll {

namespace {

constexpr int dotsPerInch = 1440; ///< 20 to a point
constexpr qreal sideMargin = 54; ///< points
constexpr qreal topMargin = 50;
constexpr qreal bottomMargin = 62;
constexpr qreal footerPoints = 7.5;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Puts the blocks of a document on pages.
class Printer {
public:
    Printer(const Typeface &face, const Document &document, Pages &pages)
        : m_face(face), m_pages(pages), m_locale(textOf(document.language))
    {
        addText(textOf(document.title), m_face.font(18, true), 0, Inks::text, false);
        if (!document.subtitle.empty())
            addText(textOf(document.subtitle), m_face.font(10), 2, Inks::muted, false);
        for (std::size_t i = 0; i < document.blocks.size(); ++i) {
            m_leadsToTable =
                i + 1 < document.blocks.size() && std::holds_alternative<DocumentTable>(document.blocks[i + 1]);
            std::visit([this](const auto &one) { add(one); }, document.blocks[i]);
        }
        m_pages.end();
    }

private:
    void add(const DocumentHeading &heading)
    {
        const bool isChapter = heading.level <= 1;
        addText(textOf(heading.text), m_face.font(isChapter ? 13 : 10, true), isChapter ? 18 : 10, Inks::text, true);
    }
    void add(const DocumentParagraph &paragraph)
    {
        if (paragraph.isNote)
            addText(textOf(paragraph.text), m_face.font(8), 4, Inks::muted, false);
        else
            addText(textOf(paragraph.text), m_face.font(9.5), 7, Inks::text, m_leadsToTable);
    }
    void add(const DocumentFacts &facts) { addFacts(m_pages, m_face, facts); }
    void add(const DocumentTable &table) { addTable(m_pages, m_face, table); }
    void add(const DocumentWaterfall &fall) { m_pages.add(chartPiece(m_face, fall)); }
    void add(const DocumentTornado &tornado) { m_pages.add(chartPiece(m_face, tornado)); }
    void add(const DocumentFan &fan) { m_pages.add(chartPiece(m_face, fan, m_locale)); }

    /// Line by line, so that a long text may go on to the next page; its first two lines stay together.
    void addText(const QString &text, const QFont &font, qreal before, QRgb ink, bool keepsWithNext)
    {
        const TextBox box(m_face, text, font, m_pages.width());
        for (int line = 0; line < box.lineCount(); ++line) {
            const bool isFollowed = line == 0 && box.lineCount() > 1;
            m_pages.add({box.lineHeight(), line == 0 ? m_face.pt(before) : 0, keepsWithNext || isFollowed,
                [box, line, ink](QPainter &painter, const QRectF &area) {
                    box.paintLine(painter, line, area.topLeft(), ink);
                }});
        }
    }

    const Typeface &m_face;
    Pages &m_pages;
    QLocale m_locale;
    bool m_leadsToTable = false; ///< the block at hand: what it says is about the table below
};

void paintFooter(
    QPainter &painter, const Typeface &face, const Document &document, const QRectF &area, int page, int pages)
{
    const QFont font = face.font(footerPoints);
    const qreal top = area.bottom() + face.pt(14);
    painter.fillRect(QRectF(area.left(), top, area.width(), face.pt(0.5)), QColor::fromRgb(Inks::rule));
    const QRectF line(area.left(), top + face.pt(5), area.width(), face.pt(14));
    const QString number = QStringLiteral("%1 / %2").arg(page).arg(pages);
    paintLine(painter, line, Qt::AlignRight | Qt::AlignTop, number, font, Inks::muted);
    const QString left = QFontMetricsF(font, &face.device())
                             .elidedText(textOf(document.footer), Qt::ElideRight,
                                 line.width() - face.widthOf(number, font) - face.pt(16));
    paintLine(painter, line, Qt::AlignLeft | Qt::AlignTop, left, font, Inks::muted);
}

/// A glyph that two characters share is said to be the rarer one: 户 would be found as the radical U+2F3E only. The maps
/// from glyphs to characters stand in the file as text, where the character of the document takes as many bytes.
void nameOrdinaryCharacters(QByteArray &pdf, const Document &document)
{
    static const QRegularExpression radical(QStringLiteral("<(2[EF][0-9A-F]{2})>"));
    const QRawFont font = QRawFont::fromFont(QFont(Typeface::chineseFamily()));
    const auto glyphsOf = [&font](char16_t c) { return font.glyphIndexesForString(QString(QChar(c))); };
    std::set<char16_t> used;
    for (const QChar c : textOf(toJson(document).dump()))
        if (c.script() == QChar::Script_Han)
            used.insert(c.unicode());
    for (qsizetype begin = pdf.indexOf("begincmap"); begin >= 0; begin = pdf.indexOf("begincmap", begin + 1)) {
        const QString map = QString::fromLatin1(pdf.mid(begin, pdf.indexOf("endcmap", begin) - begin));
        for (auto match = radical.globalMatch(map); match.hasNext();) {
            const QRegularExpressionMatch one = match.next();
            const auto glyphs = glyphsOf(one.captured(1).toUShort(nullptr, 16));
            if (glyphs.isEmpty() || glyphs.front() == 0) // another font set it
                continue;
            const auto ordinary = std::ranges::find_if(used, [&](char16_t c) { return glyphsOf(c) == glyphs; });
            if (ordinary != used.end())
                pdf.replace(begin + one.capturedStart(1), 4, QByteArray::number(*ordinary, 16).toUpper());
        }
    }
}

/// Says when the document was made, not when it was printed: the same one gives the same bytes.
void stampMade(QByteArray &pdf, const std::string &made)
{
    static const QRegularExpression written(QStringLiteral("/CreationDate \\(D:\\d{14}([^)]*)\\)"));
    const QRegularExpressionMatch match = written.match(QString::fromLatin1(pdf));
    QString digits = textOf(made).remove(QRegularExpression(QStringLiteral("[^0-9]"))).left(14);
    if (!match.hasMatch() || digits.size() != 14)
        return;
    // As long as it was: places of objects are counted in bytes.
    const qsizetype length = match.capturedLength(1);
    const QByteArray zone = QByteArray("+00'00'").left(length).leftJustified(length, '0');
    pdf.replace(match.capturedStart(), match.capturedLength(), "/CreationDate (D:" + digits.toLatin1() + zone + ')');
}

} // namespace

QByteArray pdfOf(const Document &document)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(document.paper == Paper::Letter ? QPageSize::Letter : QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(textOf(document.title));
    writer.setCreator(QStringLiteral("Tollkeeper"));
    const Typeface face(writer);
    const qreal side = face.pt(sideMargin);
    const QRectF area = QRectF(0, 0, writer.width(), writer.height())
                            .adjusted(side, face.pt(topMargin), -side, -face.pt(bottomMargin));
    Pages pages(area);
    const Printer printer(face, document, pages);
    QPainter painter(&writer);
    for (int page = 0; page < pages.count(); ++page) {
        if (page > 0)
            writer.newPage();
        pages.paint(page, painter);
        paintFooter(painter, face, document, area, page + 1, pages.count());
    }
    painter.end();
    QByteArray pdf = buffer.data();
    nameOrdinaryCharacters(pdf, document);
    stampMade(pdf, document.made);
    return pdf;
}

} // namespace toll
