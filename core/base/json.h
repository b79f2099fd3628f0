// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace toll {

/// A JSON document that keeps the text of every number, so that money never passes through a double,
/// and the order of every object's keys. Duplicate keys, NUL bytes, invalid UTF-8 and a depth above 64 are refused.
class Json {
public:
    /// A number exactly as it was written.
    struct Number {
        std::string text;
        bool operator==(const Number &) const = default;
    };
    using Array = std::vector<Json>;
    using Object = std::vector<std::pair<std::string, Json>>;

    Json() = default; ///< null
    Json(std::nullptr_t) { }
    Json(bool value) : m_value(value) { }
    Json(std::int64_t value) : m_value(Number{std::to_string(value)}) { }
    Json(int value) : Json(static_cast<std::int64_t>(value)) { }
    Json(std::string value) : m_value(std::move(value)) { }
    Json(std::string_view value) : m_value(std::string(value)) { }
    Json(const char *value) : m_value(std::string(value)) { }
    Json(Number value) : m_value(std::move(value)) { }
    Json(Array value) : m_value(std::move(value)) { }
    Json(Object value) : m_value(std::move(value)) { }

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] const bool *asBool() const { return std::get_if<bool>(&m_value); }
    [[nodiscard]] const Number *asNumber() const { return std::get_if<Number>(&m_value); }
    [[nodiscard]] const std::string *asString() const { return std::get_if<std::string>(&m_value); }
    [[nodiscard]] const Array *asArray() const { return std::get_if<Array>(&m_value); }
    [[nodiscard]] const Object *asObject() const { return std::get_if<Object>(&m_value); }

    /// Member of an object, or null where there is none (or this is no object).
    [[nodiscard]] const Json *find(std::string_view key) const;
    /// The whole number of an integer literal within 64 bits; a Syntax error for fractions, exponents and other types.
    [[nodiscard]] Result<std::int64_t> toInt64() const;

    /// Adds or replaces a member; turns null into an object.
    Json &set(std::string key, Json value);
    /// Appends an element; turns null into an array.
    Json &append(Json value);

    /// Compact text, keys in the order they were set.
    [[nodiscard]] std::string dump() const;
    /// Readable text, indented by two spaces, with a final newline.
    [[nodiscard]] std::string dumpPretty() const;
    /// RFC 8785 order and escapes (numbers are written as they were read: the ledger uses integers and strings only).
    [[nodiscard]] std::string dumpCanonical() const;

    bool operator==(const Json &) const = default;

private:
    std::variant<std::monostate, bool, Number, std::string, Array, Object> m_value;
};

/// Reads one document; the error's `where` is "byte N" and `line` its line.
[[nodiscard]] Result<Json> parseJson(std::string_view text);

} // namespace toll
