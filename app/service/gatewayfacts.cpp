// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/gatewayfacts.h"

#include "core/server/requestid.h"
#include "core/server/utf8.h"

#include <algorithm>
#include <charconv>

using namespace toll;

namespace {

constexpr std::array<std::pair<std::string_view, Fact>, 7> factNames{{{"id", Fact::Id}, {"address", Fact::Address},
    {"endpoint", Fact::Endpoint}, {"model", Fact::Model}, {"requests", Fact::Requests}, {"units", Fact::Units},
    {"reserve", Fact::Reserve}}};

constexpr std::array<std::string_view, unitMeterCount> unitHeaders{
    "X-TK-Input-Units", "X-TK-Cached-Input-Units", "X-TK-Cache-Write-Units", "X-TK-Output-Units"};

using Read = std::expected<void, http::Problem>;

std::unexpected<http::Problem> badHeader(std::string_view name, std::string_view expected)
{
    return std::unexpected(http::Problem{.status = 400,
        .detail = "The header " + std::string(name) + " cannot be read: expected " + std::string(expected) + "."});
}

Read readNumber(std::string_view name, std::string_view text, std::int64_t least, std::int64_t most, std::int64_t &to)
{
    const char *const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, to);
    if (error != std::errc() || rest != end || to < least || to > most)
        return badHeader(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return {};
}

std::string_view trimmedText(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// "192.0.2.1", "192.0.2.1:1234", "2001:db8::1", "[2001:db8::1]:1234".
std::optional<IpAddress> addressIn(std::string_view text)
{
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        text = end == text.npos ? std::string_view() : text.substr(1, end - 1);
    } else if (std::ranges::count(text, ':') == 1) {
        text = text.substr(0, text.find(':'));
    }
    const Result<IpAddress> address = parseIpAddress(text);
    return address ? std::optional(*address) : std::nullopt;
}

http::Address httpAddress(const IpAddress &address)
{
    return http::Address::v6(address.bytes); // IPv4 that is mapped becomes IPv4
}

IpAddress ipAddress(const http::Address &address)
{
    return parseIpAddress(address.text()).value_or(IpAddress());
}

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? std::optional(static_cast<unsigned>(lower - 'a' + 10)) : std::nullopt;
}

/// Percent escapes undone; nothing where one is none.
std::optional<std::string> unescaped(std::string_view path)
{
    std::string plain;
    plain.reserve(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            plain += path[i];
            continue;
        }
        const auto high = i + 2 < path.size() ? hexDigit(path[i + 1]) : std::nullopt;
        const auto low = high ? hexDigit(path[i + 2]) : std::nullopt;
        if (!low)
            return {};
        plain += static_cast<char>(16 * *high + *low);
        i += 2;
    }
    return plain;
}

bool isPlain(std::string_view path)
{
    char before = '\0';
    for (const char c : path) {
        const bool isOdd = static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '%'
            || (before == '/' && (c == '/' || c == '.'));
        if (isOdd)
            return false;
        before = c;
    }
    return true;
}

/// "/a//b/./c/../d" as "/a/b/d".
std::string resolved(std::string_view path)
{
    std::string made;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        if (segment == "..")
            made.resize(made.empty() ? 0 : made.rfind('/'));
        const bool isKept = !segment.empty() && segment != "." && segment != "..";
        if (isKept || path.empty())
            made += '/';
        if (isKept)
            made += segment;
    }
    return made;
}

class Reader {
public:
    Reader(Facts believed, Instant now, AskedRequest &asked) : m_believed(believed), m_now(now), m_asked(asked) { }

    Read take(const http::NamedValue &header)
    {
        const auto is = [&](std::string_view name) { return http::isSameName(header.name, name); };
        if (has(Fact::Id) && is("X-Request-Id"))
            return takeId(header.value);
        if (has(Fact::Address) && is("X-Forwarded-For"))
            return takeAddress(header.value);
        if (has(Fact::EnvoyAddress) && is("X-TK-Address"))
            return takeAddress(header.value);
        if (has(Fact::Endpoint) && is("X-Forwarded-Uri"))
            m_asked.endpoint = endpointOf(header.value);
        else if (has(Fact::Model) && is("X-TK-Model"))
            return takeModel(header.value);
        else if (has(Fact::Requests) && is("X-TK-Requests"))
            return readNumber("X-TK-Requests", header.value, 1, mostRequests, m_asked.gate.requests);
        else if (has(Fact::Reserve) && is("X-TK-Reserve"))
            return takeReserve(header.value);
        else if (has(Fact::Units) && header.name.ends_with("nits"))
            return takeUnits(header);
        return {};
    }

private:
    [[nodiscard]] bool has(Fact fact) const { return (m_believed & static_cast<Facts>(fact)) != 0; }

    Read takeId(std::string_view value)
    {
        if (!http::isSaneRequestId(value))
            return badHeader("X-Request-Id", "1 to 128 letters, digits and -_.:=+/@");
        m_asked.gate.id = value;
        return {};
    }
    Read takeAddress(std::string_view value)
    {
        m_asked.gate.address = addressIn(trimmedText(value.substr(value.rfind(',') + 1)));
        if (m_asked.gate.address)
            m_asked.client = httpAddress(*m_asked.gate.address);
        return {};
    }
    Read takeModel(std::string_view value)
    {
        if (value.size() > maxEventText || !http::isUtf8(value))
            return badHeader("X-TK-Model", "text of at most " + std::to_string(maxEventText) + " bytes");
        m_asked.gate.model = value;
        return {};
    }
    Read takeReserve(std::string_view value)
    {
        std::int64_t seconds = 0;
        const Read read = readNumber("X-TK-Reserve", value, 1, longestReservation, seconds);
        if (read)
            m_asked.gate.reservedUntil = m_now.plus(seconds * msPerSecond);
        return read;
    }
    Read takeUnits(const http::NamedValue &header)
    {
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (http::isSameName(header.name, unitHeaders[unit]))
                return readNumber(unitHeaders[unit], header.value, 0, mostUnits, m_asked.gate.units[unit].emplace(0));
        return {};
    }

    Facts m_believed;
    Instant m_now;
    AskedRequest &m_asked;
};

/// "Bearer tk_…": the scheme in whatever case.
std::string_view bearerOf(std::string_view value)
{
    constexpr std::size_t size = 7;
    return value.size() > size && http::isSameName(value.substr(0, size - 1), "Bearer") && value[size - 1] == ' '
        ? trimmedText(value.substr(size))
        : std::string_view();
}

} // namespace

std::expected<Facts, http::Problem> parseFacts(std::string_view names)
{
    Facts facts = 0;
    while (!names.empty()) {
        const std::string_view each = names.substr(0, names.find(','));
        names.remove_prefix(std::min(names.size(), each.size() + 1));
        const auto known = std::ranges::find(factNames, each, &std::pair<std::string_view, Fact>::first);
        if (known == factNames.end())
            return std::unexpected(http::Problem{.status = 400,
                .detail = "`sets` names what the gateway sets itself: id, address, endpoint, model, requests, units, reserve."});
        facts |= static_cast<Facts>(known->second);
    }
    return facts;
}

Read readAsked(
    const http::Request &request, Facts believed, bool isTrusted, Instant now, AskedRequest &asked)
{
    asked.client = request.peer;
    Reader reader(isTrusted ? believed : 0, now, asked);
    for (const http::NamedValue &header : request.headers) {
        if (http::isSameName(header.name, "Authorization"))
            asked.secret = bearerOf(header.value);
        else if (Read taken = reader.take(header); !taken)
            return taken;
    }
    if (!isTrusted)
        asked.gate.address = ipAddress(request.peer); // there is no gateway between
    asked.gate.endpoint = asked.endpoint;
    return {};
}

std::string endpointOf(std::string_view uri)
{
    const std::string_view path = uri.substr(0, uri.find_first_of("?#"));
    if (!path.starts_with('/') || path.size() > maxEventText)
        return {};
    if (isPlain(path))
        return std::string(path);
    const std::optional<std::string> plain = unescaped(path);
    const bool isText = plain && http::isUtf8(*plain)
        && std::ranges::none_of(*plain, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    return isText ? resolved(*plain) : std::string();
}

bool isTrustedPeer(const http::Address &peer, std::span<const IpNetwork> networks)
{
    if (peer.isLoopback())
        return true;
    if (networks.empty())
        return false;
    const IpAddress address = ipAddress(peer);
    return std::ranges::any_of(networks, [&](const IpNetwork &network) { return network.contains(address); });
}
