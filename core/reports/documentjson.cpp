// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/document.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

namespace toll {

namespace {

/// In the order of DocumentBlock.
constexpr std::array<std::string_view, std::variant_size_v<DocumentBlock>> kinds{
    "heading", "paragraph", "facts", "table", "waterfall", "tornado", "fan"};

template<typename T, typename Of>
concept IsA = std::same_as<std::remove_const_t<T>, Of>;

// The members of everything, for reading and writing alike.

void members(auto &json, IsA<DocumentHeading> auto &heading)
{
    json("text", heading.text);
    json("level", heading.level);
}

void members(auto &json, IsA<DocumentParagraph> auto &paragraph)
{
    json("text", paragraph.text);
    json("note", paragraph.isNote);
}

void members(auto &json, IsA<std::pair<std::string, std::string>> auto &fact)
{
    json("name", fact.first);
    json("text", fact.second);
}

void members(auto &json, IsA<DocumentFacts> auto &facts)
{
    json("rows", facts.rows);
}

void members(auto &json, IsA<DocumentTable::Column> auto &column)
{
    json("title", column.title);
    json("number", column.isNumber);
}

void members(auto &json, IsA<DocumentTable> auto &table)
{
    json("columns", table.columns);
    json("rows", table.rows);
    json("total", table.hasTotal);
}

void members(auto &json, IsA<DocumentValue> auto &value)
{
    json("name", value.name);
    json("value", value.value);
    json("text", value.text);
}

void members(auto &json, IsA<DocumentWaterfall> auto &fall)
{
    json("title", fall.title);
    json("start", fall.start);
    json("steps", fall.steps);
    json("end", fall.end);
}

void members(auto &json, IsA<DocumentTornado::Bar> auto &bar)
{
    json("name", bar.name);
    json("low", bar.low);
    json("high", bar.high);
}

void members(auto &json, IsA<DocumentTornado> auto &tornado)
{
    json("title", tornado.title);
    json("middle", tornado.middle);
    json("bars", tornado.bars);
}

void members(auto &json, IsA<DocumentFan::Band> auto &band)
{
    json("name", band.name);
    json("low", band.low);
    json("high", band.high);
}

void members(auto &json, IsA<DocumentFan> auto &fan)
{
    json("title", fan.title);
    json("unit", fan.unit);
    json("places", fan.places);
    json("middle_name", fan.middleName);
    json("middle", fan.middle);
    json("bands", fan.bands);
    json("line", fan.line);
}

void members(auto &json, IsA<Document> auto &document)
{
    json("title", document.title);
    json("subtitle", document.subtitle);
    json("footer", document.footer);
    json("language", document.language);
    json("paper", document.paper);
    json("made", document.made);
    json("blocks", document.blocks);
}

class Writer {
public:
    template<typename T>
    static Json whole(const T &value)
    {
        Writer writer;
        members(writer, value);
        return std::move(writer.m_json);
    }
    template<typename T>
    void operator()(const char *name, const T &value)
    {
        m_json.set(name, jsonOf(value));
    }

private:
    static Json jsonOf(const std::string &text) { return Json(text); }
    static Json jsonOf(bool value) { return Json(value); }
    static Json jsonOf(int value) { return Json(value); }
    static Json jsonOf(Paper paper) { return Json(name(paper)); }
    static Json jsonOf(const Decimal &value) { return Json(value.toString()); }
    static Json jsonOf(const DocumentBlock &block)
    {
        Json json = std::visit([](const auto &one) { return whole(one); }, block);
        return json.set("kind", kinds[block.index()]);
    }
    template<typename T>
    static Json jsonOf(const std::optional<T> &value)
    {
        return value ? jsonOf(*value) : Json();
    }
    template<typename T>
    static Json jsonOf(const std::vector<T> &values)
    {
        Json::Array array;
        for (const T &value : values)
            array.push_back(jsonOf(value));
        return array;
    }
    template<typename T>
    static Json jsonOf(const T &value)
    {
        return whole(value);
    }

    Json m_json{Json::Object()};
};

class Reader {
public:
    template<typename T>
    static Result<T> whole(const Json &json)
    {
        T value;
        std::optional<Error> fault;
        Reader(json, {}, fault).read(value);
        return fault ? Result<T>(std::unexpected(*fault)) : value;
    }
    template<typename T>
    void operator()(const char *name, T &value)
    {
        const std::string pointer = m_pointer + '/' + name;
        if (const Json *member = m_json.find(name))
            Reader(*member, pointer, m_fault).read(value);
        else
            report(ErrorCode::Missing, pointer, {});
    }

private:
    Reader(const Json &json, std::string pointer, std::optional<Error> &fault)
        : m_json(json), m_pointer(std::move(pointer)), m_fault(fault)
    {
    }

    void report(ErrorCode code, const std::string &pointer, std::string_view expected)
    {
        if (!m_fault)
            m_fault = Error{code, pointer, {}, std::string(expected), 0};
    }
    void read(std::string &text)
    {
        if (const std::string *found = m_json.asString())
            text = *found;
        else
            report(ErrorCode::Syntax, m_pointer, "\"text\"");
    }
    void read(bool &value)
    {
        if (const bool *found = m_json.asBool())
            value = *found;
        else
            report(ErrorCode::Syntax, m_pointer, "true, false");
    }
    void read(int &value)
    {
        const Result<std::int64_t> number = m_json.toInt64();
        if (number && *number >= 0 && *number <= 9)
            value = static_cast<int>(*number);
        else
            report(ErrorCode::Syntax, m_pointer, "1");
    }
    void read(Paper &paper)
    {
        const Result<Paper> found = parsePaper(m_json.asString() ? *m_json.asString() : std::string());
        if (found)
            paper = *found;
        else
            report(ErrorCode::Syntax, m_pointer, found.error().expected);
    }
    void read(Decimal &value)
    {
        const Result<Decimal> number = Decimal::parse(m_json.asString() ? *m_json.asString() : std::string());
        if (number)
            value = *number;
        else
            report(ErrorCode::Syntax, m_pointer, "\"1.50\"");
    }
    void read(DocumentBlock &block)
    {
        std::string kind;
        (*this)("kind", kind);
        readKind<0>(block, kind);
    }
    template<std::size_t index>
    void readKind(DocumentBlock &block, const std::string &kind)
    {
        if constexpr (index == kinds.size())
            report(ErrorCode::Syntax, m_pointer + "/kind", kinds.front());
        else if (kind == kinds[index])
            read(block.emplace<index>());
        else
            readKind<index + 1>(block, kind);
    }
    template<typename T>
    void read(std::optional<T> &value)
    {
        if (!m_json.isNull())
            read(value.emplace());
    }
    template<typename T>
    void read(std::vector<T> &values)
    {
        const Json::Array *array = m_json.asArray();
        if (!array)
            return report(ErrorCode::Syntax, m_pointer, "[…]");
        for (std::size_t i = 0; i < array->size(); ++i)
            Reader((*array)[i], m_pointer + '/' + std::to_string(i), m_fault).read(values.emplace_back());
    }
    template<typename T>
    void read(T &value)
    {
        members(*this, value);
    }

    const Json &m_json;
    std::string m_pointer;
    std::optional<Error> &m_fault;
};

} // namespace

std::string_view name(Paper paper)
{
    return paper == Paper::Letter ? "Letter" : "A4";
}

Result<Paper> parsePaper(std::string_view text)
{
    const auto isSame = [text](std::string_view known) {
        return std::ranges::equal(text, known, {}, [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; },
            [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    };
    for (const Paper paper : {Paper::A4, Paper::Letter})
        if (isSame(name(paper)))
            return paper;
    return fail(ErrorCode::Syntax, "paper", std::string(text), "A4, Letter");
}

Json toJson(const Document &document)
{
    return Writer::whole(document);
}

Result<Document> parseDocument(const Json &json)
{
    return Reader::whole<Document>(json);
}

} // namespace toll
