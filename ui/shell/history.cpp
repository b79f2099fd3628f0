// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history.h"

namespace toll {

namespace {

constexpr std::size_t mostPlaces = 100;

} // namespace

void History::leave(Place left)
{
    m_ahead.clear();
    m_back.push_back(std::move(left));
    if (m_back.size() > mostPlaces)
        m_back.erase(m_back.begin());
}

void History::clear()
{
    m_back.clear();
    m_ahead.clear();
}

std::optional<History::Place> History::step(std::vector<Place> &from, std::vector<Place> &to, Place left)
{
    if (from.empty())
        return {};
    Place place = std::move(from.back());
    from.pop_back();
    to.push_back(std::move(left));
    return place;
}

} // namespace toll
