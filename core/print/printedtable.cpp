// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/printedtable.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace toll {

namespace {

constexpr qreal tablePoints = 8.5;
constexpr qreal smallestPoints = 5;
constexpr qreal factPoints = 9.5;
constexpr qreal columnGap = 10;
constexpr qreal mostOfTitle = 90; ///< on one line
constexpr qreal rowGap = 2.4; ///< above and below the text of a row
constexpr qreal mostOfFactNames = 0.36; ///< of the width
constexpr qsizetype longestCell = 240; ///< characters: no row may outgrow a page

QString cellText(const std::string &text)
{
    const QString whole = QString::fromStdString(text);
    return whole.size() <= longestCell ? whole : whole.left(longestCell - 1) + QChar(0x2026);
}

qreal longestWord(const Typeface &face, const QString &text, const QFont &font)
{
    qreal most = 0;
    for (const QString &word : text.split(u' '))
        most = std::max(most, face.widthOf(word, font));
    return most;
}

/// How a table of so many points is laid out.
struct Columns {
    qreal points = tablePoints;
    std::vector<qreal> least; ///< what a column needs: a number, or the longest word
    std::vector<qreal> wanted; ///< what it fills on one line
    std::vector<qreal> widths;
};

class TableSetter {
public:
    TableSetter(Pages &pages, const Typeface &face, const DocumentTable &table)
        : m_pages(pages), m_face(face), m_table(table)
    {
    }

    void add()
    {
        if (m_table.columns.empty())
            return;
        for (qreal points = tablePoints; points >= smallestPoints && !isLaidOut(points); points -= 0.5) { }
        std::vector<Piece> rows;
        for (std::size_t i = 0; i < m_table.rows.size(); ++i)
            rows.push_back(rowOf(i));
        m_pages.addRows(header(), std::move(rows));
    }

private:
    [[nodiscard]] bool isTotal(std::size_t row) const { return m_table.hasTotal && row + 1 == m_table.rows.size(); }
    [[nodiscard]] QFont font(bool isBold) const { return m_face.font(m_columns.points, isBold); }
    [[nodiscard]] qreal gaps() const { return m_face.pt(columnGap) * static_cast<qreal>(m_table.columns.size() - 1); }

    /// Whether everything has room in this size. The smallest one has to do.
    bool isLaidOut(qreal points)
    {
        m_columns.points = points;
        measure();
        const qreal room = m_pages.width() - gaps();
        const auto sum = [](const std::vector<qreal> &widths) {
            qreal all = 0;
            for (const qreal width : widths)
                all += width;
            return all;
        };
        const qreal least = sum(m_columns.least);
        const qreal wanted = sum(m_columns.wanted);
        m_columns.widths = m_columns.least;
        const qreal rest = room - least;
        if (rest < 0) { // too wide: every column gives way
            for (qreal &width : m_columns.widths)
                width *= room / least;
            return false;
        }
        const qreal share = wanted > least ? std::min(1.0, rest / (wanted - least)) : 0;
        for (std::size_t i = 0; i < m_columns.widths.size(); ++i)
            m_columns.widths[i] += (m_columns.wanted[i] - m_columns.least[i]) * share;
        // What nobody wants goes to the words, or else to all, so that all tables are as wide as the page.
        const auto words = std::ranges::find(m_table.columns, false, &DocumentTable::Column::isNumber);
        const qreal left = std::max(0.0, room - wanted);
        if (words != m_table.columns.end())
            m_columns.widths[static_cast<std::size_t>(words - m_table.columns.begin())] += left;
        else
            for (qreal &width : m_columns.widths)
                width += left / static_cast<qreal>(m_columns.widths.size());
        return true;
    }

    void measure()
    {
        const QFont bold = font(true);
        const std::size_t count = m_table.columns.size();
        m_columns.least.assign(count, 0);
        m_columns.wanted.assign(count, 0);
        for (std::size_t i = 0; i < count; ++i) {
            const QString title = QString::fromStdString(m_table.columns[i].title);
            m_columns.least[i] = longestWord(m_face, title, bold);
            m_columns.wanted[i] = std::max(
                m_columns.least[i], std::min(m_face.widthOf(title, bold), m_face.pt(mostOfTitle)));
            for (std::size_t row = 0; row < m_table.rows.size(); ++row) {
                const QString text = cellText(m_table.rows[row][i]);
                const QFont used = font(isTotal(row));
                const qreal whole = m_face.widthOf(text, used);
                const qreal least = m_table.columns[i].isNumber
                    ? whole
                    : std::min(longestWord(m_face, text, used), m_face.pt(90));
                m_columns.least[i] = std::max(m_columns.least[i], least);
                m_columns.wanted[i] = std::max(m_columns.wanted[i], whole);
            }
        }
    }

    struct Cell {
        TextBox text;
        qreal left;
    };
    template<typename Text>
    [[nodiscard]] std::pair<std::vector<Cell>, qreal> cells(bool isBold, Text text) const
    {
        std::vector<Cell> cells;
        qreal left = 0;
        qreal height = 0;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            const Qt::Alignment alignment = m_table.columns[i].isNumber ? Qt::AlignRight : Qt::AlignLeft;
            // A hair more, so that what just fits is not broken by a rounding.
            const qreal width = m_columns.widths[i] + m_face.pt(0.2);
            cells.push_back({TextBox(m_face, text(i), font(isBold), width, alignment), left});
            height = std::max(height, cells.back().text.height());
            left += m_columns.widths[i] + m_face.pt(columnGap);
        }
        return {std::move(cells), height};
    }

    [[nodiscard]] Piece header() const
    {
        auto [texts, height] =
            cells(true, [this](std::size_t i) { return QString::fromStdString(m_table.columns[i].title); });
        const qreal gap = m_face.pt(rowGap);
        const qreal rule = m_face.pt(0.8);
        return {height + 2 * gap, m_face.pt(8), true,
            [texts = std::move(texts), height, gap, rule](QPainter &painter, const QRectF &box) {
                for (const Cell &cell : texts) // at the bottom, where the column begins
                    cell.text.paint(painter,
                        {box.left() + cell.left, box.top() + gap + height - cell.text.height()}, Inks::muted);
                painter.fillRect(
                    QRectF(box.left(), box.bottom() - rule, box.width(), rule), QColor::fromRgb(Inks::muted));
            }};
    }

    [[nodiscard]] Piece rowOf(std::size_t row) const
    {
        auto [texts, height] =
            cells(isTotal(row), [this, row](std::size_t i) { return cellText(m_table.rows[row][i]); });
        const qreal gap = m_face.pt(rowGap);
        const qreal rule = m_face.pt(0.35);
        const bool isStrong = m_table.hasTotal && row + 2 == m_table.rows.size();
        return {height + 2 * gap, 0, false,
            [texts = std::move(texts), gap, rule, isStrong](QPainter &painter, const QRectF &box) {
                for (const Cell &cell : texts)
                    cell.text.paint(painter, {box.left() + cell.left, box.top() + gap});
                const qreal thick = isStrong ? 2 * rule : rule;
                painter.fillRect(QRectF(box.left(), box.bottom() - thick, box.width(), thick),
                    QColor::fromRgb(isStrong ? Inks::muted : Inks::rule));
            }};
    }

    Pages &m_pages;
    const Typeface &m_face;
    const DocumentTable &m_table;
    Columns m_columns;
};

} // namespace

void addTable(Pages &pages, const Typeface &face, const DocumentTable &table)
{
    TableSetter(pages, face, table).add();
}

void addFacts(Pages &pages, const Typeface &face, const DocumentFacts &facts)
{
    const QFont font = face.font(factPoints);
    qreal names = 0;
    for (const auto &[name, text] : facts.rows)
        names = std::max(names, face.widthOf(QString::fromStdString(name), font));
    names = std::min(names, pages.width() * mostOfFactNames);
    const qreal left = names + face.pt(14);
    for (const auto &[name, text] : facts.rows) {
        const TextBox title(face, QString::fromStdString(name), font, names + face.pt(0.2));
        const TextBox value(face, QString::fromStdString(text), font, pages.width() - left);
        for (int line = 0; line < std::max(1, value.lineCount()); ++line) {
            const bool isFirst = line == 0;
            const bool isLast = line + 1 >= value.lineCount();
            const qreal height = value.lineHeight();
            const qreal own = isLast && isFirst ? std::max(height, title.height()) : height;
            pages.add({own, isFirst ? face.pt(2) : 0, isFirst && !isLast,
                [title, value, line, left](QPainter &painter, const QRectF &box) {
                    if (line == 0)
                        title.paint(painter, box.topLeft(), Inks::muted);
                    value.paintLine(painter, line, {box.left() + left, box.top()});
                }});
        }
    }
}

} // namespace toll
