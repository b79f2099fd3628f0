// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importlook.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t samplesShown = 3;

/// The layout with every column read as a dimension, which keeps its text.
Layout probeOf(const Layout &layout)
{
    Layout probe = layout;
    const auto time = layout.fields.find("time");
    probe.fields.clear();
    if (time != layout.fields.end()) {
        probe.fields["time"] = time->second;
    } else if (!layout.timeFormats.empty()) {
        probe.fields["time"] = layout.timeFormats.begin()->first;
        probe.timeFormat = layout.timeFormats.begin()->second;
    }
    probe.timeOrigin = layout.timeOrigin.value_or(Instant{});
    for (std::size_t i = 0; i < layout.columns.size(); ++i)
        probe.fields["dim.c" + std::to_string(i)] = layout.columns[i];
    return probe;
}

std::map<std::string, std::string> samplesOf(const ImportPreview &preview)
{
    std::map<std::string, std::vector<std::string>> values;
    for (const ImportPreview::Row &row : preview.rows) {
        for (const auto &[name, value] : row.event.dimensions) {
            std::vector<std::string> &known = values[preview.layout.fields.at("dim." + name)];
            if (known.size() < samplesShown && !value.empty() && std::ranges::find(known, value) == known.end())
                known.push_back(value);
        }
    }
    std::map<std::string, std::string> samples;
    for (const auto &[column, texts] : values)
        for (const std::string &text : texts)
            samples[column] += (samples[column].empty() ? "" : " · ") + text;
    return samples;
}

} // namespace

Result<ImportLook> lookAt(Services &services, const std::string &path, const Zone &zone,
    const std::optional<Layout> &layout, const ReadingChoices &choices)
{
    Result<ImportPreview> preview =
        layout ? services.imports.preview(path, zone, layout) : services.imports.preview(path, zone, choices);
    if (!preview)
        return std::unexpected(preview.error());
    ImportLook look{std::move(*preview), {}};
    if (const Result<ImportPreview> probe = services.imports.preview(path, zone, probeOf(look.preview.layout)))
        look.samples = samplesOf(*probe);
    return look;
}

} // namespace toll
