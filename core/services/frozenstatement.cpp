// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/frozenstatement.h"

#include "core/base/json.h"
#include "core/services/frozenmembers.h"

#include <concepts>
#include <type_traits>
#include <utility>

namespace toll {

namespace {

template<typename T>
concept Named = std::is_enum_v<T>;
template<typename T>
concept Whole = std::integral<T> && !std::same_as<T, bool>;

/// Writes members; what is empty is left out.
class Writer {
public:
    template<typename T>
    void operator()(const char *key, const T &value)
    {
        if constexpr (requires { value.empty(); }) {
            if (value.empty())
                return;
        }
        if (Json json = jsonOf(value); !json.isNull())
            m_json.set(key, std::move(json));
    }

    Json take() { return std::move(m_json); }

private:
    static Json jsonOf(bool value) { return value; }
    static Json jsonOf(Whole auto value) { return static_cast<std::int64_t>(value); }
    static Json jsonOf(Named auto value) { return name(value); }
    static Json jsonOf(const std::string &value) { return value; }
    static Json jsonOf(const Decimal &value) { return value.toString(); }
    static Json jsonOf(Instant value) { return value.ms; }
    static Json jsonOf(const Cap &value) { return toString(value); }
    static Json jsonOf(const Span &value) { return toString(value); }
    static Json jsonOf(const LocalTime &value)
    {
        return Json::Array{static_cast<int>(value.date.year()),
            static_cast<int>(static_cast<unsigned>(value.date.month())),
            static_cast<int>(static_cast<unsigned>(value.date.day())), value.msOfDay};
    }
    static Json jsonOf(const std::map<std::string, std::string> &values)
    {
        Json json = Json::Object{};
        for (const auto &[key, value] : values)
            json.set(key, value);
        return json;
    }
    template<typename T>
    static Json jsonOf(const std::optional<T> &value)
    {
        return value ? jsonOf(*value) : Json();
    }
    template<typename T>
    static Json jsonOf(const std::vector<T> &values)
    {
        Json::Array list;
        for (const T &value : values)
            list.push_back(jsonOf(value));
        return list;
    }
    template<typename T>
        requires requires(Writer &writer, const T &value) { members(writer, value); }
    static Json jsonOf(const T &value)
    {
        Writer writer;
        writer.m_json = Json::Object{};
        members(writer, value);
        return writer.take();
    }

    Json m_json;
};

/// Reads members into fresh values; absent ones stay as they are. What does not fit is remembered as damage.
class Reader {
public:
    explicit Reader(const Json &json) : m_json(json), m_isSound(json.asObject() != nullptr) { }

    template<typename T>
    void operator()(const char *key, T &value)
    {
        if (const Json *json = m_json.find(key))
            m_isSound = take(*json, value) && m_isSound;
    }

    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    template<typename T>
    static bool adopt(Result<T> read, T &value)
    {
        if (read)
            value = std::move(*read);
        return read.has_value();
    }

    /// A text that `parse` understands.
    template<typename T, typename Parse>
    static bool parsed(const Json &json, T &value, Parse parse)
    {
        const std::string *text = json.asString();
        return text && adopt<T>(parse(*text), value);
    }

    static bool take(const Json &json, bool &value)
    {
        if (const bool *known = json.asBool())
            value = *known;
        return json.asBool() != nullptr;
    }
    template<Whole T>
    static bool take(const Json &json, T &value)
    {
        const Result<std::int64_t> number = json.toInt64();
        if (number)
            value = static_cast<T>(*number);
        return number && std::in_range<T>(*number);
    }
    static bool take(const Json &json, std::string &value)
    {
        if (const std::string *text = json.asString())
            value = *text;
        return json.asString() != nullptr;
    }
    static bool take(const Json &json, Decimal &value)
    {
        return parsed(json, value, [](const std::string &text) { return Decimal::parse(text); });
    }
    static bool take(const Json &json, Instant &value) { return take(json, value.ms); }
    static bool take(const Json &json, Cap &value) { return parsed(json, value, parseCap); }
    static bool take(const Json &json, Span &value) { return parsed(json, value, parseSpan); }
    static bool take(const Json &json, CapScope &value) { return parsed(json, value, parseCapScope); }
    static bool take(const Json &json, OverCap &value) { return parsed(json, value, parseOverCap); }
    static bool take(const Json &json, Renewal &value) { return parsed(json, value, parseRenewal); }
    static bool take(const Json &json, Alignment &value) { return parsed(json, value, parseAlignment); }
    static bool take(const Json &json, Rounding &value) { return parsed(json, value, parseRounding); }
    static bool take(const Json &json, LineKind &value)
    {
        return parsed(json, value, [](const std::string &text) -> Result<LineKind> {
            for (int kind = 0; kind <= static_cast<int>(LineKind::Adjustment); ++kind)
                if (name(static_cast<LineKind>(kind)) == text)
                    return static_cast<LineKind>(kind);
            return fail(ErrorCode::Damaged, "kind", text);
        });
    }
    static bool take(const Json &json, LocalTime &value)
    {
        std::vector<std::int64_t> numbers;
        if (!take(json, numbers) || numbers.size() != 4)
            return false;
        value.date = Date(std::chrono::year(static_cast<int>(numbers[0])),
            std::chrono::month(static_cast<unsigned>(numbers[1])), std::chrono::day(static_cast<unsigned>(numbers[2])));
        value.msOfDay = numbers[3];
        return true;
    }
    static bool take(const Json &json, std::map<std::string, std::string> &values)
    {
        const Json::Object *object = json.asObject();
        bool isSound = object != nullptr;
        for (const auto &[key, value] : object ? *object : Json::Object{})
            isSound = take(value, values[key]) && isSound;
        return isSound;
    }
    template<typename T>
    static bool take(const Json &json, std::optional<T> &value)
    {
        return take(json, value.emplace());
    }
    template<typename T>
    static bool take(const Json &json, std::vector<T> &values)
    {
        const Json::Array *list = json.asArray();
        bool isSound = list != nullptr;
        for (const Json &element : list ? *list : Json::Array{})
            isSound = take(element, values.emplace_back()) && isSound;
        return isSound;
    }
    template<typename T>
        requires requires(Reader &reader, T &value) { members(reader, value); }
    static bool take(const Json &json, T &value)
    {
        Reader reader(json);
        members(reader, value);
        return reader.isSound();
    }

    const Json &m_json;
    bool m_isSound;
};

} // namespace

std::string freeze(const Statement &statement)
{
    Writer writer;
    members(writer, statement);
    return writer.take().dumpCanonical();
}

Result<Statement> thaw(const std::string &document)
{
    const Result<Json> json = parseJson(document);
    if (!json)
        return fail(ErrorCode::Damaged, "closing", json.error().where);
    Statement statement;
    Reader reader(*json);
    members(reader, statement);
    if (!reader.isSound())
        return fail(ErrorCode::Damaged, "closing");
    return statement;
}

} // namespace toll
