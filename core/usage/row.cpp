// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/row.h"

namespace toll {

UsageTable::UsageTable() : m_texts(1), m_customs(1), m_dimensions(1)
{
    m_index.emplace(std::string(), 0);
    m_dimensionIndex.emplace(Dimensions(), 0);
}

std::uint32_t UsageTable::intern(const std::string &text)
{
    const auto [entry, isNew] = m_index.try_emplace(text, static_cast<std::uint32_t>(m_texts.size()));
    if (isNew)
        m_texts.push_back(text);
    return entry->second;
}

std::uint32_t UsageTable::addCustoms(Customs customs)
{
    if (customs.empty())
        return 0;
    m_customs.push_back(std::move(customs));
    return static_cast<std::uint32_t>(m_customs.size() - 1);
}

std::uint32_t UsageTable::addDimensions(Dimensions dimensions)
{
    const auto [entry, isNew] =
        m_dimensionIndex.try_emplace(std::move(dimensions), static_cast<std::uint32_t>(m_dimensions.size()));
    if (isNew)
        m_dimensions.push_back(entry->first);
    return entry->second;
}

UsageRow UsageTable::rowOf(const UsageEvent &event, std::uint32_t token)
{
    UsageRow row;
    row.time = event.time;
    row.token = token;
    row.status = event.status;
    row.requests = event.count;
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        if (event.units[i])
            row.units[i] = {*event.units[i], event.count};
    }
    if (event.responseMs)
        row.responseMs = {*event.responseMs * event.count, event.count};
    row.model = intern(event.model);
    row.endpoint = intern(event.endpoint);
    row.source = intern(event.source);
    Customs customs;
    customs.reserve(event.custom.size());
    for (const auto &[meter, value] : event.custom)
        customs.push_back({meter, {value, event.count}});
    row.custom = addCustoms(std::move(customs));
    row.dimensions = addDimensions(event.dimensions);
    return row;
}

} // namespace toll
