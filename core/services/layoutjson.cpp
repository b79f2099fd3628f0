// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/layoutjson.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array timeFormats{TimeFormat::Rfc3339, TimeFormat::Local, TimeFormat::UnixSeconds,
    TimeFormat::UnixMilliseconds, TimeFormat::RelativeSeconds, TimeFormat::RelativeMilliseconds, TimeFormat::CommonLog};

Json toJson(const std::map<std::string, std::string> &texts)
{
    Json::Object object;
    for (const auto &[key, value] : texts)
        object.emplace_back(key, value);
    return Json(std::move(object));
}

/// Reads members one after the other and remembers whether all were there.
class LayoutReader {
public:
    explicit LayoutReader(const Json &json) : m_json(json) { }

    [[nodiscard]] std::string text(std::string_view key)
    {
        const Json *member = m_json.find(key);
        const std::string *value = member ? member->asString() : nullptr;
        m_isSound = m_isSound && value;
        return value ? *value : std::string();
    }

    [[nodiscard]] bool flag(std::string_view key)
    {
        const Json *member = m_json.find(key);
        const bool *value = member ? member->asBool() : nullptr;
        m_isSound = m_isSound && value;
        return value && *value;
    }

    [[nodiscard]] std::vector<std::string> list(std::string_view key)
    {
        std::vector<std::string> texts;
        const Json *member = m_json.find(key);
        const Json::Array *array = member ? member->asArray() : nullptr;
        m_isSound = m_isSound && array;
        for (const Json &entry : array ? *array : Json::Array())
            texts.push_back(entry.asString() ? *entry.asString() : broken());
        return texts;
    }

    [[nodiscard]] std::map<std::string, std::string> texts(std::string_view key)
    {
        std::map<std::string, std::string> texts;
        const Json *member = m_json.find(key);
        const Json::Object *object = member ? member->asObject() : nullptr;
        m_isSound = m_isSound && object;
        for (const auto &[name, value] : object ? *object : Json::Object())
            texts[name] = value.asString() ? *value.asString() : broken();
        return texts;
    }

    [[nodiscard]] std::optional<Instant> instant(std::string_view key)
    {
        const Json *member = m_json.find(key);
        if (!member)
            return std::nullopt;
        const Result<std::int64_t> ms = member->toInt64();
        m_isSound = m_isSound && ms;
        return Instant{ms.value_or(0)};
    }

    std::string broken()
    {
        m_isSound = false;
        return {};
    }
    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    const Json &m_json;
    bool m_isSound = true;
};

} // namespace

Json toJson(const Layout &layout)
{
    Json::Array columns(layout.columns.begin(), layout.columns.end());
    Json json;
    json.set("format", name(layout.format)).set("delimiter", std::string(1, layout.delimiter));
    json.set("header", layout.hasHeader).set("columns", std::move(columns));
    json.set("fields", toJson(layout.fields)).set("time_format", name(layout.timeFormat));
    if (layout.timeOrigin)
        json.set("time_origin", layout.timeOrigin->ms);
    json.set("units", toJson(layout.units));
    return json;
}

Result<Layout> layoutFromJson(const Json &json)
{
    LayoutReader reader(json);
    Layout layout;
    const Result<FileFormat> format = parseFileFormat(reader.text("format"));
    const std::string delimiter = reader.text("delimiter");
    const std::string timeFormat = reader.text("time_format");
    layout.hasHeader = reader.flag("header");
    layout.columns = reader.list("columns");
    layout.fields = reader.texts("fields");
    layout.timeOrigin = reader.instant("time_origin");
    layout.units = reader.texts("units");
    const auto time =
        std::ranges::find_if(timeFormats, [&](TimeFormat known) { return name(known) == timeFormat; });
    if (!reader.isSound() || !format || delimiter.size() != 1 || time == timeFormats.end())
        return fail(ErrorCode::Damaged, "layout");
    layout.format = *format;
    layout.delimiter = delimiter.front();
    layout.timeFormat = *time;
    return layout;
}

} // namespace toll
