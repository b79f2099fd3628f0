// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace toll {

namespace {

/// Places a byte of UTF-8 so that the order of bytes becomes the order of UTF-16 code units: surrogates
/// (lead bytes F0 and above) come before U+E000 to U+FFFF (lead bytes EE and EF).
unsigned utf16Rank(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xf0)
        return byte - 2u;
    return byte >= 0xee ? byte + 0x10u : byte;
}

bool utf16Less(std::string_view a, std::string_view b)
{
    return std::ranges::lexicographical_compare(a, b, {}, utf16Rank, utf16Rank);
}

void writeString(std::string &out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    constexpr std::string_view shortNames = "btn.fr"; // U+0008 to U+000D; U+000B has none
    out += '"';
    for (char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (byte >= 0x20)
            out += c;
        else if (byte >= 0x08 && byte <= 0x0d && byte != 0x0b)
            (out += '\\') += shortNames[byte - 0x08u];
        else
            ((out += "\\u00") += hex[byte >> 4]) += hex[byte & 15];
    }
    out += '"';
}

/// Writes a document; one pass, three layouts.
class Writer {
public:
    enum class Layout { Compact, Pretty, Canonical };

    explicit Writer(Layout layout) : m_layout(layout) { }

    void write(const Json &value)
    {
        if (const auto *array = value.asArray())
            writeAll(*array, '[', ']', [this](const Json &element) { write(element); });
        else if (const auto *object = value.asObject())
            writeObject(*object);
        else if (const auto *text = value.asString())
            writeString(m_out, *text);
        else if (const auto *number = value.asNumber())
            m_out += number->text;
        else if (const auto *truth = value.asBool())
            m_out += *truth ? "true" : "false";
        else
            m_out += "null";
    }

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    void writeObject(const Json::Object &object)
    {
        std::vector<const Json::Object::value_type *> members;
        members.reserve(object.size());
        for (const auto &member : object)
            members.push_back(&member);
        if (m_layout == Layout::Canonical)
            std::ranges::sort(members, utf16Less, [](const auto *member) -> std::string_view { return member->first; });
        writeAll(members, '{', '}', [this](const auto *member) {
            writeString(m_out, member->first);
            m_out += m_layout == Layout::Pretty ? ": " : ":";
            write(member->second);
        });
    }

    template<typename Range, typename WriteOne>
    void writeAll(const Range &range, char open, char close, WriteOne writeOne)
    {
        m_out += open;
        ++m_depth;
        for (bool first = true; const auto &element : range) {
            if (!first)
                m_out += ',';
            first = false;
            breakLine();
            writeOne(element);
        }
        --m_depth;
        if (!range.empty())
            breakLine();
        m_out += close;
    }

    void breakLine()
    {
        if (m_layout == Layout::Pretty)
            (m_out += '\n').append(2 * m_depth, ' ');
    }

    std::string m_out;
    std::size_t m_depth = 0;
    Layout m_layout;
};

std::string written(const Json &value, Writer::Layout layout)
{
    Writer writer(layout);
    writer.write(value);
    return writer.take();
}

} // namespace

const Json *Json::find(std::string_view key) const
{
    const Object *object = asObject();
    if (!object)
        return nullptr;
    const auto member = std::ranges::find(*object, key, &Object::value_type::first);
    return member == object->end() ? nullptr : &member->second;
}

Result<std::int64_t> Json::toInt64() const
{
    const Number *number = asNumber();
    if (!number)
        return fail(ErrorCode::Syntax, {}, dump(), "integer");
    const char *end = number->text.data() + number->text.size();
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(number->text.data(), end, value);
    if (stop != end || error == std::errc::invalid_argument)
        return fail(ErrorCode::Syntax, {}, number->text, "integer");
    if (error == std::errc::result_out_of_range)
        return fail(ErrorCode::OutOfRange, {}, number->text, "-9223372036854775808..9223372036854775807");
    return value;
}

Json &Json::set(std::string key, Json value)
{
    if (isNull())
        m_value = Object{};
    assert(asObject());
    auto &object = std::get<Object>(m_value);
    const auto member = std::ranges::find(object, key, &Object::value_type::first);
    if (member == object.end())
        object.emplace_back(std::move(key), std::move(value));
    else
        member->second = std::move(value);
    return *this;
}

Json &Json::append(Json value)
{
    if (isNull())
        m_value = Array{};
    assert(asArray());
    std::get<Array>(m_value).push_back(std::move(value));
    return *this;
}

std::string Json::dump() const
{
    return written(*this, Writer::Layout::Compact);
}

std::string Json::dumpPretty() const
{
    return written(*this, Writer::Layout::Pretty) + '\n';
}

std::string Json::dumpCanonical() const
{
    return written(*this, Writer::Layout::Canonical);
}

} // namespace toll
