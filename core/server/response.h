// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/problem.h"

#include <string>
#include <string_view>

namespace toll::http {

/// What a handler answers. Content-Length, Date, Connection and X-Request-Id are the server's business.
class Response {
public:
    int status = 204;
    std::string body;

    /// Adds a header. Characters that could end its line become spaces.
    Response &header(std::string_view name, std::string_view value);
    /// A body of that type; it is never to be kept by caches unless `Cache-Control` has been set.
    Response &content(int newStatus, std::string_view type, std::string_view text);
    Response &json(int newStatus, const Json &document);
    Response &problem(const Problem &problem);

    [[nodiscard]] std::string_view headers() const { return m_headers; } ///< as they are sent, each with its CRLF
    [[nodiscard]] bool hasHeader(std::string_view name) const;
    void clear(); ///< the room stays

private:
    std::string m_headers;
};

/// What the server adds to a response.
struct Envelope {
    std::string_view requestId{};
    std::string_view date{}; ///< IMF-fixdate, "Mon, 30 Nov 2026 12:00:00 GMT"
    bool isLast = false; ///< the connection ends with it
    bool isHead = false; ///< the length of the body is said, the body is not sent
    bool isHttp10 = false;
};

/// Appends the response as it goes over the wire.
void write(const Response &response, const Envelope &envelope, std::string &wire);
/// IMF-fixdate of a time in seconds since 1970.
[[nodiscard]] std::string httpDate(std::int64_t seconds);

} // namespace toll::http
