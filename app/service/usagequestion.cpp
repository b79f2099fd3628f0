// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/usagequestion.h"

#include "core/calendar/period.h"
#include "core/services/zones.h"

using namespace toll;

std::unexpected<http::Problem> badQuery(std::string detail)
{
    return refused(http::Problem{.status = 400, .detail = std::move(detail)});
}

std::expected<Zone, http::Problem> zoneInQuery(
    const http::Request &request, std::string_view name, const std::string &usual)
{
    const std::string text = request.queryValue(name) ? std::string(*request.queryValue(name)) : usual;
    Result<Zone> zone = zoneNamed(text);
    if (zone)
        return std::move(*zone);
    return badQuery("The parameter " + std::string(name) + " is an IANA time zone such as Europe/Berlin, not " + text + ".");
}

std::expected<std::optional<Instant>, http::Problem> timeInQuery(
    const http::Request &request, std::string_view name, const Zone &zone)
{
    const std::optional<std::string_view> text = request.queryValue(name);
    if (!text)
        return std::nullopt;
    const Result<Instant> time = parseDateOrTime(*text, zone);
    if (time)
        return *time;
    return badQuery("The parameter " + std::string(name)
        + " is an RFC 3339 time such as 2026-10-05T14:00:00Z, or a date such as 2026-10-05.");
}

std::expected<Interval, http::Problem> rangeInQuery(const http::Request &request, const Zone &zone, const Interval &all)
{
    const auto from = timeInQuery(request, "from", zone);
    const auto to = timeInQuery(request, "to", zone);
    if (!from || !to)
        return std::unexpected(!from ? from.error() : to.error());
    const Interval range{from->value_or(all.begin), to->value_or(all.end)};
    if (*from && *to && range.isEmpty())
        return badQuery("Nothing is between from and to: to must be later.");
    return range.isEmpty() ? Interval{range.begin, range.begin} : range;
}

std::vector<std::string> valuesInQuery(const http::Request &request, std::string_view name)
{
    std::vector<std::string> values;
    for (const http::NamedValue &parameter : request.query)
        if (parameter.name == name)
            values.emplace_back(parameter.value);
    return values;
}
