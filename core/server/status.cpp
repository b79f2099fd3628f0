// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/status.h"

#include <algorithm>
#include <array>

namespace toll::http {

namespace {

struct Reason {
    int status;
    std::string_view words;
};

constexpr std::array reasons{Reason{100, "Continue"}, Reason{200, "OK"}, Reason{201, "Created"},
    Reason{202, "Accepted"}, Reason{204, "No Content"}, Reason{207, "Multi-Status"}, Reason{301, "Moved Permanently"},
    Reason{302, "Found"}, Reason{303, "See Other"}, Reason{304, "Not Modified"}, Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"}, Reason{400, "Bad Request"}, Reason{401, "Unauthorized"},
    Reason{402, "Payment Required"}, Reason{403, "Forbidden"}, Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"}, Reason{406, "Not Acceptable"}, Reason{408, "Request Timeout"},
    Reason{409, "Conflict"}, Reason{410, "Gone"}, Reason{411, "Length Required"}, Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"}, Reason{414, "URI Too Long"}, Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"}, Reason{421, "Misdirected Request"}, Reason{422, "Unprocessable Content"},
    Reason{428, "Precondition Required"}, Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"}, Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"}, Reason{502, "Bad Gateway"}, Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"}, Reason{505, "HTTP Version Not Supported"}};

} // namespace

std::string_view reasonOf(int status)
{
    const auto found = std::ranges::lower_bound(reasons, status, {}, &Reason::status);
    if (found != reasons.end() && found->status == status)
        return found->words;
    return status < 200 ? "Continue"
        : status < 300  ? "OK"
        : status < 400  ? "Redirect"
        : status < 500  ? "Bad Request"
                        : "Internal Server Error";
}

} // namespace toll::http
