// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/completionline.h"

#include "core/base/json.h"
#include "core/usage/numbertext.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t shownBytes = 32;

/// A field as text, numbers as they are written; nothing where it is absent.
Result<std::optional<std::string_view>> textOf(const Json &line, std::string_view name)
{
    const Json *field = line.find(name);
    if (!field || field->isNull())
        return std::nullopt;
    std::string_view text;
    if (const Json::Number *number = field->asNumber())
        text = number->text;
    else if (const std::string *string = field->asString())
        text = *string;
    else
        return fail(ErrorCode::Syntax, std::string(name), {}, "text or a number");
    if (text.empty() || text == "-")
        return std::nullopt;
    if (text.size() > maxEventText)
        return fail(ErrorCode::OutOfRange, std::string(name), std::to_string(text.size()),
            "<= " + std::to_string(maxEventText));
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return fail(ErrorCode::Syntax, std::string(name), {}, "no control characters");
    return text;
}

/// Numbers are shown in errors, other texts are not: they may be anybody's.
std::unexpected<Error> refused(std::string_view name, std::string_view text, Error error)
{
    const bool isNumber = text.find_first_not_of("0123456789.+-eE") == std::string_view::npos;
    error.where = name;
    error.found = isNumber ? std::string(text.substr(0, shownBytes)) : std::string();
    return std::unexpected(std::move(error));
}

Result<void> readText(const Json &line, std::string_view name, std::string &to)
{
    const auto text = textOf(line, name);
    if (!text)
        return std::unexpected(text.error());
    to = text->value_or(std::string_view());
    return {};
}

/// `read` makes a number of the text.
template<typename Read>
Result<void> readNumber(const Json &line, std::string_view name, std::optional<std::int64_t> &to, Read read)
{
    const auto text = textOf(line, name);
    if (!text)
        return std::unexpected(text.error());
    if (!*text)
        return {};
    const Result<std::int64_t> number = read(**text);
    if (!number)
        return refused(name, **text, number.error());
    to = *number;
    return {};
}

/// Milliseconds of seconds with fractions. Programs write very small ones with an exponent: they are nothing.
Result<std::int64_t> fromSeconds(std::string_view text)
{
    const std::size_t exponent = text.find("e-");
    if (exponent == std::string_view::npos)
        return parseMilliseconds(text, DurationUnit::Seconds);
    const Result<std::int64_t> digits = parseScaled(text.substr(0, exponent), 0, Finer::Cut);
    const Result<std::int64_t> power = parseWhole(text.substr(exponent + 2));
    if (!digits || !power || *digits > 9 || *power < 4)
        return fail(ErrorCode::Syntax, {}, {}, "0.123");
    return 0;
}

Result<std::int64_t> fromMilliseconds(std::string_view text)
{
    return parseMilliseconds(text, DurationUnit::Milliseconds);
}

Result<std::optional<Instant>> readTime(const Json &line, std::string_view name)
{
    const auto text = textOf(line, name);
    if (!text)
        return std::unexpected(text.error());
    if (!*text)
        return std::nullopt;
    const bool isNumber = (*text)->find_first_not_of("0123456789.") == std::string_view::npos;
    if (!isNumber) {
        const Result<Instant> time = parseRfc3339(**text);
        return time ? Result<std::optional<Instant>>(*time) : refused(name, **text, time.error());
    }
    const Result<std::int64_t> ms = parseScaled(**text, 3, Finer::Cut);
    if (!ms)
        return refused(name, **text, ms.error());
    if (Instant{*ms} > latestInstant)
        return refused(name, **text, {ErrorCode::OutOfRange, {}, {}, "0001..9999", 0});
    return Instant{*ms};
}

Result<void> readStatus(const Json &line, CompletionLine &to)
{
    std::optional<std::int64_t> status;
    if (Result<void> read = readNumber(line, "status", status, parseWhole); !read)
        return read;
    if (!status)
        return {};
    if (*status != 0 && (*status < 100 || *status > 599))
        return fail(ErrorCode::OutOfRange, "status", std::to_string(*status), "100..599");
    to.status = *status == 0 ? clientGone : static_cast<std::int16_t>(*status);
    return {};
}

/// Names come in the case that the gateway writes them in.
bool isSame(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// The first value of a header in Caddy's {"Name":["value"]}; null where there is none.
Json headerOf(const Json *headers, std::string_view name)
{
    if (headers && headers->asObject())
        for (const auto &[key, values] : *headers->asObject())
            if (isSame(key, name) && values.asArray() && !values.asArray()->empty())
                return values.asArray()->front();
    return {};
}

/// What Caddy says, in our naming. Ids come from the answer's headers, which Caddy has set, never from the request's,
/// which are the client's.
Json ofCaddy(const Json &line)
{
    const Json *headers = line.find("resp_headers");
    Json ours;
    ours.set("id", headerOf(headers, "X-TK-Request"));
    ours.set("token", headerOf(headers, "X-TK-Token"));
    for (const auto &[ourName, theirs] :
        {std::pair("ended", "ts"), std::pair("seconds", "duration"), std::pair("status", "status")})
        if (const Json *field = line.find(theirs))
            ours.set(ourName, *field);
    ours.set("model", headerOf(headers, "X-TK-Model"));
    ours.set("requests", headerOf(headers, "X-TK-Requests"));
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit) {
        std::string header = "x-tk-";
        for (const char c : name(static_cast<UnitMeter>(unit)))
            header += c == '_' ? '-' : c;
        ours.set(std::string(name(static_cast<UnitMeter>(unit))), headerOf(headers, header));
    }
    return ours;
}

Result<void> readTimes(const Json &line, CompletionLine &to)
{
    Result<void> read = readNumber(line, "seconds", to.responseMs, fromSeconds);
    if (read && !to.responseMs)
        read = readNumber(line, "ms", to.responseMs, fromMilliseconds);
    if (!read)
        return read;
    const auto began = readTime(line, "began");
    if (!began)
        return std::unexpected(began.error());
    const auto ended = readTime(line, "ended");
    if (!ended)
        return std::unexpected(ended.error());
    to.time = *began;
    if (!to.time && *ended) {
        const std::int64_t taken = std::min(to.responseMs.value_or(0), latestInstant.ms);
        to.time = std::max(earliestInstant, (*ended)->plus(-taken));
    }
    return {};
}

Result<CompletionLine> readLine(const Json &line)
{
    CompletionLine made;
    Result<void> read = readText(line, "id", made.id);
    if (!read)
        return std::unexpected(read.error());
    if (made.id.empty())
        return made;
    read = readText(line, "token", made.token);
    if (read)
        read = readTimes(line, made);
    if (read)
        read = readStatus(line, made);
    if (read)
        read = readNumber(line, "requests", made.requests, parseWhole);
    for (std::size_t unit = 0; read && unit < unitMeterCount; ++unit)
        read = readNumber(line, name(static_cast<UnitMeter>(unit)), made.units[unit], parseWhole);
    if (read)
        read = readText(line, "model", made.model);
    if (read)
        read = readText(line, "endpoint", made.endpoint);
    if (!read)
        return std::unexpected(read.error());
    return made;
}

} // namespace

Result<CompletionLine> parseCompletionLine(std::string_view text)
{
    if (text.size() > mostCompletionLine)
        return fail(
            ErrorCode::OutOfRange, "line", std::to_string(text.size()), "<= " + std::to_string(mostCompletionLine));
    Result<Json> line = parseJson(text);
    if (!line)
        return fail(line.error().code, line.error().where, {}, "a JSON object");
    if (!line->asObject())
        return fail(ErrorCode::Syntax, "line", {}, "a JSON object");
    const bool isCaddy = line->find("request") && line->find("request")->asObject() && line->find("duration");
    return readLine(isCaddy ? ofCaddy(*line) : *line);
}

} // namespace toll
