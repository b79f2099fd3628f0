// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/filter.h"

#include "core/base/nearest.h"
#include "core/usage/filtertime.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace toll {

namespace {

constexpr std::int64_t mostNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::string_view dimensionPrefix = "dim.";

constexpr std::array<std::pair<std::string_view, FilterKey>, 23> keys{{{"customer", FilterKey::Customer},
    {"owner", FilterKey::Customer}, {"token", FilterKey::Token}, {"plan", FilterKey::Plan},
    {"plan_version", FilterKey::PlanVersion}, {"model", FilterKey::Model}, {"tag", FilterKey::Tag},
    {"source", FilterKey::Source}, {"endpoint", FilterKey::Endpoint}, {"id", FilterKey::Id},
    {"hour_of_week", FilterKey::HourOfWeek}, {"status", FilterKey::Status}, {"response", FilterKey::Response},
    {"input", FilterKey::Input}, {"cached_input", FilterKey::CachedInput}, {"cache_write", FilterKey::CacheWrite},
    {"output", FilterKey::Output}, {"count", FilterKey::Count}, {"time", FilterKey::Time},
    {"response_ms", FilterKey::Response}, {"input_units", FilterKey::Input}, {"output_units", FilterKey::Output},
    {"day", FilterKey::Time}}};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isKeyLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'
        || static_cast<unsigned char>(c) >= 0x80; // names of dimensions may be of any script
}

/// A piece of the text: what it says, and where it stands.
struct Piece {
    std::string text;
    bool isQuoted = false;
    std::size_t at = 0;
    std::size_t end = 0;
};

class Parser {
public:
    Parser(std::string_view text, const Zone &zone) : m_text(text), m_zone(zone) { }

    std::expected<EventFilter, FilterFault> run()
    {
        EventFilter filter;
        for (skipSpaces(); m_at < m_text.size() && !m_fault; skipSpaces())
            readTerm(filter);
        if (m_fault)
            return std::unexpected(std::move(*m_fault));
        return filter;
    }

private:
    void skipSpaces()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    void complain(ErrorCode code, std::size_t at, std::size_t end, std::string expected, std::string suggestion = {})
    {
        FilterFault fault;
        fault.error = {code, {}, std::string(m_text.substr(at, end - at)), std::move(expected), 0};
        fault.at = at;
        fault.length = end - at;
        fault.suggestion = std::move(suggestion);
        fault.position = 1
            + static_cast<std::size_t>(std::ranges::count_if(m_text.substr(0, at),
                [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; })); // characters, not bytes
        m_fault = std::move(fault);
    }

    void readTerm(EventFilter &filter)
    {
        FilterTerm term;
        term.at = m_at;
        if (m_text[m_at] == '-' && m_at + 1 < m_text.size() && !isSpace(m_text[m_at + 1])) {
            term.isExcluded = true;
            ++m_at;
        }
        std::size_t colon = m_at;
        while (colon < m_text.size() && isKeyLetter(m_text[colon]))
            ++colon;
        const bool hasKey = colon > m_at && colon < m_text.size() && m_text[colon] == ':';
        if (hasKey) {
            readKey(term, m_at, colon);
            m_at = colon + 1;
            if (!m_fault)
                readValues(term);
        } else if (const std::optional<Piece> word = readPiece(false)) {
            FilterValue value;
            value.isExact = word->isQuoted;
            value.text = word->isQuoted ? word->text : lowered(word->text);
            term.values.push_back(std::move(value));
        }
        term.length = m_at - term.at;
        if (!m_fault)
            filter.terms.push_back(std::move(term));
    }

    void readKey(FilterTerm &term, std::size_t begin, std::size_t end)
    {
        const std::string word(m_text.substr(begin, end - begin));
        const std::string key = lowered(word);
        if (key.starts_with(dimensionPrefix) && key.size() > dimensionPrefix.size()) {
            term.key = FilterKey::Dimension;
            term.dimension = word.substr(dimensionPrefix.size());
            return;
        }
        const auto known = std::ranges::find(keys, key, &std::pair<std::string_view, FilterKey>::first);
        if (known != keys.end()) {
            term.key = known->second;
            return;
        }
        std::string allowed;
        for (const std::string &name : filterKeyNames())
            allowed += (allowed.empty() ? "" : ", ") + name + ':';
        const std::optional<std::string> meant = nearest(key, filterKeyNames());
        std::size_t last = end + 1;
        while (last < m_text.size() && !isSpace(m_text[last]))
            ++last;
        complain(ErrorCode::UnknownKey, begin, end, std::move(allowed),
            meant ? *meant + std::string(m_text.substr(end, last - end)) : std::string());
    }

    /// Up to a space (or a comma, in lists); nothing where a quote is not closed.
    std::optional<Piece> readPiece(bool isInList)
    {
        Piece piece;
        piece.at = m_at;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            piece.isQuoted = true;
            for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
                if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                    ++m_at;
                piece.text += m_text[m_at];
            }
            if (m_at == m_text.size()) {
                complain(ErrorCode::Syntax, piece.at, m_text.size(), "\"…\"");
                return std::nullopt;
            }
            ++m_at;
        } else {
            while (m_at < m_text.size() && !isSpace(m_text[m_at]) && !(isInList && m_text[m_at] == ','))
                piece.text += m_text[m_at++];
        }
        piece.end = m_at;
        return piece;
    }

    void readValues(FilterTerm &term)
    {
        while (!m_fault) {
            const std::optional<Piece> piece = readPiece(true);
            if (!piece)
                return;
            if (piece->text.empty() && !piece->isQuoted)
                return complain(ErrorCode::Missing, term.at, m_at, std::string(exampleOf(term.key)));
            if (piece->isQuoted && m_at < m_text.size() && !isSpace(m_text[m_at]) && m_text[m_at] != ',')
                return complain(ErrorCode::Syntax, piece->at, m_at + 1, "key:\"a b\",c");
            readValue(term, *piece);
            if (m_at >= m_text.size() || m_text[m_at] != ',')
                return;
            ++m_at;
        }
    }

    void readValue(FilterTerm &term, const Piece &piece)
    {
        FilterValue value;
        value.isExact = piece.isQuoted;
        value.text = piece.isQuoted ? piece.text : lowered(piece.text);
        bool isRead = true;
        if (term.key == FilterKey::Time) {
            const std::optional<Interval> span = filterTime(piece.text, m_zone);
            isRead = span.has_value();
            value.span = span.value_or(Interval());
        } else if (term.key >= FilterKey::Status) {
            value.isAbsent = piece.isQuoted && piece.text.empty();
            isRead = value.isAbsent || readNumber(term.key, piece.text, value);
        }
        if (!isRead)
            return complain(ErrorCode::Syntax, piece.at, piece.end, std::string(exampleOf(term.key)));
        term.values.push_back(std::move(value));
    }

    static bool readWhole(std::string_view text, std::int64_t &number)
    {
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
        return fault == std::errc() && end == text.data() + text.size() && number >= 0;
    }

    /// 200, 4xx, >400, >=400, <400, <=400, =400 or 100..200.
    static bool readNumber(FilterKey key, std::string_view text, FilterValue &value)
    {
        if (const std::size_t dots = text.find(".."); dots != std::string_view::npos)
            return readWhole(text.substr(0, dots), value.least) && readWhole(text.substr(dots + 2), value.most)
                && value.least <= value.most;
        constexpr std::int64_t classSize = 100;
        if (key == FilterKey::Status && text.size() == 3 && lowered(text.substr(1)) == "xx" && text[0] >= '1'
            && text[0] <= '5') {
            value.least = (text[0] - '0') * classSize;
            value.most = value.least + classSize - 1;
            return true;
        }
        const std::size_t digits = std::min(text.find_first_not_of("<>="), text.size());
        const std::string_view sign = text.substr(0, digits);
        std::int64_t number = 0;
        if (!readWhole(text.substr(digits), number))
            return false;
        const bool isJust = sign.empty() || sign == "=";
        value.least = isJust || sign == ">=" ? number : 0;
        value.most = isJust || sign == "<=" ? number : mostNumber;
        if (sign == ">")
            value.least = number + (number < mostNumber ? 1 : 0);
        else if (sign == "<")
            value.most = number - 1;
        return isJust || sign == ">" || sign == ">=" || sign == "<" || sign == "<=";
    }

    static std::string_view exampleOf(FilterKey key)
    {
        if (key == FilterKey::Time)
            return "2026-10, 2026-W41, 2026-10-05, 2026-10-05T14, START/END, >=2026-10-05";
        if (key == FilterKey::Status)
            return "200, 4xx, >=400, 400..499, \"\"";
        if (key > FilterKey::Status)
            return "1000, >1000, <=1000, 100..1000, \"\"";
        if (key == FilterKey::HourOfWeek)
            return "Mon*, \"Mon 14:00\"";
        return "NAME, NAM*, \"A NAME\", A,B";
    }

    std::string_view m_text;
    const Zone &m_zone;
    std::size_t m_at = 0;
    std::optional<FilterFault> m_fault;
};

} // namespace

const std::vector<std::string> &filterKeyNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto &[known, key] : keys)
            if (known == name(key) || known == "owner")
                all.emplace_back(known);
        all.push_back("dim.NAME");
        return all;
    }();
    return names;
}

std::string_view name(FilterKey key)
{
    const auto known = std::ranges::find(keys, key, &std::pair<std::string_view, FilterKey>::second);
    return known == keys.end() ? std::string_view() : known->first;
}

std::expected<EventFilter, FilterFault> parseFilter(std::string_view text, const Zone &zone)
{
    return Parser(text, zone).run();
}

} // namespace toll
