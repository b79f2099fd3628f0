// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/matcher.h"

#include "core/base/pattern.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t dimensionPrefix = 4; ///< of "dim.NAME"

} // namespace

bool Matcher::fits(const UsageRow &row)
{
    return std::ranges::all_of(m_charge.match, [&](const auto &entry) { return fits(row, entry.first, entry.second); });
}

const std::pair<const std::string, std::string> *Matcher::onlyObstacle(const UsageRow &row)
{
    const std::pair<const std::string, std::string> *obstacle = nullptr;
    for (const auto &entry : m_charge.match)
        if (!fits(row, entry.first, entry.second)) {
            if (obstacle)
                return nullptr;
            obstacle = &entry;
        }
    return obstacle;
}

std::string Matcher::valueOf(const UsageRow &row, const std::string &field) const
{
    if (field == "model")
        return std::string(m_usage.text(row.model));
    if (field == "endpoint")
        return std::string(m_usage.text(row.endpoint));
    if (field == "source")
        return std::string(m_usage.text(row.source));
    if (field == "status")
        return row.status == noStatus ? std::string() : std::to_string(row.status);
    for (const auto &[name, value] : m_usage.dimensions(row.dimensions))
        if (field.substr(dimensionPrefix) == name)
            return value;
    return {};
}

bool Matcher::fits(const UsageRow &row, const std::string &field, const std::string &pattern)
{
    if (field == "model")
        return fitsText(row.model, field, pattern);
    if (field == "endpoint")
        return fitsText(row.endpoint, field, pattern);
    if (field == "source")
        return fitsText(row.source, field, pattern);
    if (field == "status")
        return row.status != noStatus && fitsPattern(std::to_string(row.status), pattern);
    for (const auto &[name, value] : m_usage.dimensions(row.dimensions))
        if (field.substr(dimensionPrefix) == name)
            return fitsPattern(value, pattern);
    return false;
}

bool Matcher::fitsText(std::uint32_t text, const std::string &field, const std::string &pattern)
{
    if (text == 0)
        return false;
    const auto [known, isNew] = m_memory[field].try_emplace(text, false);
    if (isNew)
        known->second = fitsPattern(m_usage.text(text), pattern);
    return known->second;
}

} // namespace toll
