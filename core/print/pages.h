// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/print/typeset.h"

#include <QRectF>

#include <functional>
#include <vector>

namespace toll {

/// Something that is as wide as the text area, and is never broken.
struct Piece {
    qreal height = 0;
    qreal before = 0; ///< space above it, unless it begins a page
    bool keepsWithNext = false; ///< never the last one on a page
    std::function<void(QPainter &painter, const QRectF &box)> paint;
};

/// Puts pieces one below the other, on as many pages as it takes.
class Pages {
public:
    /// `area`: of a page, without its margins.
    explicit Pages(QRectF area) : m_area(area) { }

    [[nodiscard]] qreal width() const { return m_area.width(); }
    void add(Piece piece);
    /// Rows below a header, which stands above them again on every page they go on to. The header and the first two
    /// rows, and the last two rows, stay together.
    void addRows(const Piece &header, std::vector<Piece> rows);

    /// Nothing more comes: what was kept for it is put down.
    void end() { flush(); }

    [[nodiscard]] int count() const { return static_cast<int>(m_pages.size()); }
    /// What is on page `index`, from 0.
    void paint(int index, QPainter &painter) const;

private:
    struct Placed {
        QRectF box;
        std::function<void(QPainter &painter, const QRectF &box)> paint;
    };

    [[nodiscard]] bool fits(qreal height) const { return m_bottom + height <= m_area.bottom(); }
    void beginPage();
    void place(const Piece &piece);
    void flush();

    QRectF m_area;
    std::vector<Piece> m_kept; ///< wait for what they must stay with
    std::vector<std::vector<Placed>> m_pages{1};
    qreal m_bottom = m_area.top(); ///< where the page is filled to
};

} // namespace toll
