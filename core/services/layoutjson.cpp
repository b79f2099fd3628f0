// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/layoutjson.h"

namespace toll {

namespace {

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

    [[nodiscard]] std::optional<std::int64_t> optionalNumber(std::string_view key)
    {
        const Json *member = m_json.find(key);
        if (!member)
            return std::nullopt;
        const Result<std::int64_t> number = member->toInt64();
        m_isSound = m_isSound && number;
        return number.value_or(0);
    }

    [[nodiscard]] TimeFormat timeFormat(std::string_view text)
    {
        const Result<TimeFormat> format = parseTimeFormat(text);
        m_isSound = m_isSound && format;
        return format.value_or(TimeFormat::Rfc3339);
    }

    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    std::string broken()
    {
        m_isSound = false;
        return {};
    }

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
    if (layout.utcOffset)
        json.set("utc_offset", *layout.utcOffset);
    if (layout.timeOrigin)
        json.set("time_origin", layout.timeOrigin->ms);
    std::map<std::string, std::string> timeFormats;
    for (const auto &[column, format] : layout.timeFormats)
        timeFormats.emplace(column, name(format));
    json.set("units", toJson(layout.units)).set("time_formats", toJson(timeFormats));
    return json;
}

Result<Layout> layoutFromJson(const Json &json)
{
    LayoutReader reader(json);
    Layout layout;
    const Result<FileFormat> format = parseFileFormat(reader.text("format"));
    const std::string delimiter = reader.text("delimiter");
    layout.hasHeader = reader.flag("header");
    layout.columns = reader.list("columns");
    layout.fields = reader.texts("fields");
    layout.timeFormat = reader.timeFormat(reader.text("time_format"));
    if (const auto offset = reader.optionalNumber("utc_offset"))
        layout.utcOffset = static_cast<std::int32_t>(*offset);
    if (const auto origin = reader.optionalNumber("time_origin"))
        layout.timeOrigin = Instant{*origin};
    layout.units = reader.texts("units");
    for (const auto &[column, timeFormat] : reader.texts("time_formats"))
        layout.timeFormats[column] = reader.timeFormat(timeFormat);
    if (!reader.isSound() || !format || delimiter.size() != 1)
        return fail(ErrorCode::Damaged, "layout");
    layout.format = *format;
    layout.delimiter = delimiter.front();
    return layout;
}

} // namespace toll
