// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/paging.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>

using namespace toll;

namespace {

// So that what is no cursor is told from one.
constexpr std::string_view cursorMark = "after:";
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

http::Problem bad(std::string detail)
{
    return {.status = 400, .detail = std::move(detail)};
}

std::string escaped(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toPercentEncoding().toStdString();
}

} // namespace

std::expected<std::int64_t, http::Problem> numberInQuery(
    const http::Request &request, std::string_view name, std::int64_t usual, std::int64_t least, std::int64_t most)
{
    const std::optional<std::string_view> text = request.queryValue(name);
    if (!text)
        return usual;
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (fault != std::errc() || end != text->data() + text->size() || number < least || number > most)
        return std::unexpected(bad("The parameter " + std::string(name) + " is a whole number from "
            + std::to_string(least) + " to " + std::to_string(most) + "."));
    return number;
}

std::expected<std::string, http::Problem> cursorInQuery(const http::Request &request)
{
    const std::optional<std::string_view> text = request.queryValue("cursor");
    if (!text)
        return std::string();
    const std::string key =
        QByteArray::fromBase64(QByteArray(text->data(), static_cast<qsizetype>(text->size())), base64).toStdString();
    if (!key.starts_with(cursorMark))
        return std::unexpected(bad("The cursor is none of this list's. Take it from the page before, or leave it out."));
    return key.substr(cursorMark.size());
}

std::string nextTarget(const http::Request &request, std::string_view lastKey)
{
    std::string target(request.path);
    char joint = '?';
    for (const http::NamedValue &parameter : request.query) {
        if (parameter.name == "cursor")
            continue;
        target += joint + escaped(parameter.name) + "=" + escaped(parameter.value);
        joint = '&';
    }
    const std::string cursor = std::string(cursorMark) + std::string(lastKey);
    return target + joint + "cursor=" + QByteArray::fromStdString(cursor).toBase64(base64).toStdString();
}

std::expected<void, http::Problem> requireKnown(
    const http::Request &request, std::initializer_list<std::string_view> names)
{
    for (const http::NamedValue &parameter : request.query) {
        if (std::ranges::find(names, parameter.name) != names.end())
            continue;
        std::string known;
        for (const std::string_view name : names)
            known += (known.empty() ? "" : ", ") + std::string(name);
        return std::unexpected(bad("There is no such parameter here: " + std::string(parameter.name)
            + (known.empty() ? ". There are none." : ". There are " + known + ".")));
    }
    return {};
}
