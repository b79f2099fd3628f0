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

    /// What later versions added: absent in what older ones wrote.
    [[nodiscard]] std::optional<std::string> optionalText(std::string_view key)
    {
        return m_json.find(key) ? std::optional(text(key)) : std::nullopt;
    }

    /// One character, or none (0).
    [[nodiscard]] char mark(std::string_view key, char usual)
    {
        const std::string found = optionalText(key).value_or(std::string(usual == '\0' ? 0 : 1, usual));
        m_isSound = m_isSound && found.size() <= 1;
        return found.empty() ? '\0' : found.front();
    }

    [[nodiscard]] Encoding encoding()
    {
        const Result<Encoding> found = parseEncoding(optionalText("encoding").value_or("utf-8"));
        m_isSound = m_isSound && found;
        return found.value_or(Encoding::Utf8);
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

std::string textOf(char mark)
{
    return mark == '\0' ? std::string() : std::string(1, mark);
}

} // namespace

Json toJson(const Layout &layout)
{
    Json::Array columns(layout.columns.begin(), layout.columns.end());
    Json json;
    json.set("format", name(layout.format)).set("delimiter", std::string(1, layout.dialect.delimiter));
    json.set("encoding", name(layout.encoding)).set("quote", textOf(layout.dialect.quote));
    json.set("escape", textOf(layout.dialect.escape)).set("comment", textOf(layout.dialect.comment));
    json.set("skipped_lines", layout.dialect.skippedLines);
    json.set("point", textOf(layout.numbers.point)).set("group", textOf(layout.numbers.group));
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
    layout.encoding = reader.encoding();
    layout.dialect.quote = reader.mark("quote", '"');
    layout.dialect.escape = reader.mark("escape", '\0');
    layout.dialect.comment = reader.mark("comment", '\0');
    layout.dialect.skippedLines = reader.optionalNumber("skipped_lines").value_or(0);
    layout.numbers = {reader.mark("point", '.'), reader.mark("group", '\0')};
    if (!reader.isSound() || !format || delimiter.size() != 1)
        return fail(ErrorCode::Damaged, "layout");
    layout.format = *format;
    layout.dialect.delimiter = delimiter.front();
    return layout;
}

} // namespace toll
