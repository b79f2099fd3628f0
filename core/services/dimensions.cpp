// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The dimensions that a workspace sums its usage by.
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/upkeep.h"
#include "core/services/usagebatch.h"

#include <algorithm>
#include <set>

namespace toll {

namespace {

constexpr std::string_view where = "dimensions";

bool isName(const std::string &name)
{
    return !name.empty() && std::ranges::none_of(name, [](char c) {
        return c == ',' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

Result<void> check(const std::vector<std::string> &names)
{
    if (names.size() > SettingsService::mostDimensions)
        return fail(ErrorCode::OutOfRange, std::string(where), std::to_string(names.size()),
            "<= " + std::to_string(SettingsService::mostDimensions));
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (!isName(*name))
            return fail(ErrorCode::Syntax, std::string(where), *name);
        if (std::find(names.begin(), name, *name) != name)
            return fail(ErrorCode::AlreadyExists, std::string(where), *name);
    }
    return {};
}

} // namespace

std::vector<std::string> parseDimensions(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const auto trimmed = [&](std::string_view name) {
        const std::size_t begin = name.find_first_not_of(blanks);
        return begin == name.npos ? std::string()
                                  : std::string(name.substr(begin, name.find_last_not_of(blanks) - begin + 1));
    };
    if (trimmed(text).empty())
        return {};
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        names.push_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return names;
}

Result<std::vector<std::string>> SettingsService::dimensions() const
{
    return declaredDimensions(*m_context.stores);
}

Result<void> SettingsService::setDimensions(const std::vector<std::string> &names, const JobControl &job)
{
    if (Result<void> checked = check(names); !checked)
        return checked;
    const Result<std::vector<std::string>> before = dimensions();
    if (!before)
        return std::unexpected(before.error());
    if (*before == names)
        return {};
    const bool isSameSet = std::ranges::is_permutation(*before, names);
    if (!isSameSet) { // what retention dropped can no longer be summed by anything else
        const Result<std::map<std::int64_t, QByteArray>> dropped = m_context.stores->dropped.days();
        if (!dropped)
            return std::unexpected(dropped.error());
        if (!dropped->empty())
            return fail(ErrorCode::WrongState, droppedEvents, toRfc3339({dropped->begin()->first * msPerDay}));
    }
    return change(m_context, Topics(Topic::Settings) | Topic::Usage, [&]() -> Result<void> {
        Json::Array list(names.begin(), names.end());
        const std::string text = Json(list).dump();
        if (Result<void> set = m_context.stores->settings.set(setting::dimensions, text); !set)
            return set;
        if (!isSameSet)
            if (const auto rebuilt = UpkeepService(m_context).rebuildCells(job); !rebuilt)
                return std::unexpected(rebuilt.error());
        return record(m_context, "workspace.changed", Json().set("dimensions", Json(std::move(list))));
    });
}

Result<std::vector<std::string>> SettingsService::dimensionsInUse(const JobControl &job) const
{
    UsageStore &usage = m_context.stores->usage;
    const auto segments = usage.segmentList();
    if (!segments)
        return std::unexpected(segments.error());
    UsageStore::Names names;
    std::int64_t done = 0;
    for (const UsageStore::SegmentInfo &segment : *segments) {
        if (job.isCancelled())
            return fail(ErrorCode::Cancelled);
        job.report(done++, std::ssize(*segments));
        if (Result<void> added = usage.addNames(segment, names); !added)
            return std::unexpected(added.error());
    }
    return std::vector<std::string>(names.dimensions.begin(), names.dimensions.end());
}

} // namespace toll
