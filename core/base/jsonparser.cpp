// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>

namespace toll {

namespace {

constexpr std::size_t maxDepth = 64;

/// Walks the text and tells how far it has come: the SAX interface passes integers on as numbers only
/// and fractions with the locale's decimal point, so the text of a number is taken from the source itself.
class SourceIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    SourceIterator(const char *at, const char **reached) : m_at(at), m_reached(reached) { }

    reference operator*() const { return *m_at; }
    SourceIterator &operator++()
    {
        *m_reached = ++m_at;
        return *this;
    }
    SourceIterator operator++(int)
    {
        const SourceIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const SourceIterator &other) const { return m_at == other.m_at; }

private:
    const char *m_at;
    const char **m_reached;
};

/// An array or object being read; `keys` is filled once an object is too large to search by hand.
struct Frame {
    bool isArray = false;
    Json::Array elements;
    Json::Object members;
    std::string key;
    std::unordered_set<std::string> keys;
};

/// True if the object has no such key yet.
bool isNewKey(Frame &frame, const std::string &key)
{
    constexpr std::size_t fewKeys = 24;
    if (frame.members.size() < fewKeys)
        return std::ranges::find(frame.members, key, &Json::Object::value_type::first) == frame.members.end();
    if (frame.keys.empty()) {
        for (const auto &member : frame.members)
            frame.keys.insert(member.first);
    }
    return frame.keys.insert(key).second;
}

/// Builds the document; answers false to stop at the first fault.
class Builder {
public:
    explicit Builder(std::string_view text) : m_text(text), m_reached(text.data()) { }

    [[nodiscard]] Result<Json> build()
    {
        if (const std::size_t nul = m_text.find('\0'); nul != m_text.npos) {
            refuse(nul + 1, "NUL", "UTF-8");
        } else {
            const SourceIterator begin(m_text.data(), &m_reached);
            const SourceIterator end(m_text.data() + m_text.size(), &m_reached);
            nlohmann::json::sax_parse(begin, end, this);
        }
        if (m_error)
            return std::unexpected(std::move(*m_error));
        return std::move(m_document);
    }

    // The names and signatures below are those nlohmann::json calls.
    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t) { return add(numberRead()); }
    bool number_unsigned(std::uint64_t) { return add(numberRead()); }
    bool number_float(double, const std::string &) { return add(numberRead()); }
    bool string(std::string &value) { return add(std::move(value)); }
    bool binary(nlohmann::json::binary_t &) { return false; } // JSON text has none
    bool start_array(std::size_t) { return open(true); }
    bool start_object(std::size_t) { return open(false); }
    bool end_array() { return close(); }
    bool end_object() { return close(); }

    bool key(std::string &value)
    {
        if (!isNewKey(m_open.back(), value))
            return refuse(bytesRead(), value, "unique key");
        m_open.back().key = std::move(value);
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &)
    {
        // One character only: more of the text may hold a secret.
        const char found = position <= m_text.size() ? m_text[position - 1] : '\0';
        const bool printable = found > 0x20 && found < 0x7f;
        return refuse(position, printable ? std::string(1, found) : std::string{}, "JSON");
    }

private:
    bool open(bool isArray)
    {
        if (m_open.size() == maxDepth)
            return refuse(bytesRead(), {}, "depth <= 64");
        m_open.emplace_back().isArray = isArray;
        return true;
    }

    bool close()
    {
        Frame frame = std::move(m_open.back());
        m_open.pop_back();
        return add(frame.isArray ? Json(std::move(frame.elements)) : Json(std::move(frame.members)));
    }

    bool add(Json value)
    {
        if (m_open.empty())
            m_document = std::move(value);
        else if (Frame &frame = m_open.back(); frame.isArray)
            frame.elements.push_back(std::move(value));
        else
            frame.members.emplace_back(std::move(frame.key), std::move(value));
        return true;
    }

    /// The number that ends where the parser stands; it has looked one character ahead unless the text is over.
    [[nodiscard]] Json::Number numberRead() const
    {
        constexpr std::string_view numberCharacters = "0123456789+-.eE";
        std::string_view read = m_text.substr(0, bytesRead());
        if (!numberCharacters.contains(read.back()))
            read.remove_suffix(1);
        const std::size_t before = read.find_last_not_of(numberCharacters);
        return {std::string(read.substr(before == read.npos ? 0 : before + 1))};
    }

    [[nodiscard]] std::size_t bytesRead() const { return static_cast<std::size_t>(m_reached - m_text.data()); }

    /// `position` counts bytes from 1.
    bool refuse(std::size_t position, std::string found, std::string expected)
    {
        const std::string_view before = m_text.substr(0, std::min(position - 1, m_text.size()));
        m_error = Error{ErrorCode::Syntax, "byte " + std::to_string(position), std::move(found), std::move(expected),
            1 + std::ranges::count(before, '\n')};
        return false;
    }

    std::string_view m_text;
    const char *m_reached;
    std::vector<Frame> m_open;
    Json m_document;
    std::optional<Error> m_error;
};

} // namespace

Result<Json> parseJson(std::string_view text)
{
    return Builder(text).build();
}

} // namespace toll
