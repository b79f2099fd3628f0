// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/pages.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t keptRows = 2; ///< that stay below their header

} // namespace

void Pages::beginPage()
{
    m_pages.emplace_back();
    m_bottom = m_area.top();
}

void Pages::place(const Piece &piece)
{
    if (!m_pages.back().empty())
        m_bottom += piece.before;
    m_pages.back().push_back({QRectF(m_area.left(), m_bottom, m_area.width(), piece.height), piece.paint});
    m_bottom += piece.height;
}

/// Puts down what was kept back. Together they are far smaller than a page.
void Pages::flush()
{
    for (const Piece &kept : std::exchange(m_kept, {}))
        place(kept);
}

void Pages::add(Piece piece)
{
    if (piece.keepsWithNext) {
        m_kept.push_back(std::move(piece));
        return;
    }
    qreal height = piece.before + piece.height;
    for (const Piece &kept : m_kept)
        height += kept.before + kept.height;
    if (!fits(height) && !m_pages.back().empty())
        beginPage();
    flush();
    place(piece);
}

void Pages::addRows(const Piece &header, std::vector<Piece> rows)
{
    Piece first = header;
    first.keepsWithNext = true;
    add(std::move(first));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isLastButOne = i + 2 == rows.size();
        const qreal needed = rows[i].height + (isLastButOne ? rows[i + 1].height : 0);
        if (i < keptRows) { // add() breaks the page for them and their header
            rows[i].keepsWithNext = i + 1 < std::min(keptRows, rows.size());
            add(rows[i]);
            continue;
        }
        if (!fits(needed)) {
            beginPage();
            place(header);
        }
        place(rows[i]);
    }
    if (rows.empty())
        flush();
}

void Pages::paint(int index, QPainter &painter) const
{
    for (const Placed &placed : m_pages[static_cast<std::size_t>(index)])
        placed.paint(painter, placed.box);
}

} // namespace toll
