// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/requestparser.h"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <cstring>

namespace toll::http {

namespace {

namespace beast = boost::beast;
using beast::http::field;

std::string_view viewOf(beast::string_view text)
{
    return {text.data(), text.size()};
}

/// Those whose doubling two programs could read differently.
constexpr std::array onceOnly{field::host, field::content_length, field::transfer_encoding, field::content_type,
    field::content_encoding, field::authorization, field::expect};

constexpr std::size_t longestExtensions = 256;
constexpr std::size_t mostChunks = 16 * 1024;
constexpr std::uint64_t firstRoom = 64 * 1024;

} // namespace

void scanHead(std::string_view text, HeadScan &scan)
{
    while (scan.seen < text.size()) {
        const void *found = std::memchr(text.data() + scan.seen, '\n', text.size() - scan.seen);
        if (found == nullptr)
            return;
        const std::size_t at = static_cast<std::size_t>(static_cast<const char *>(found) - text.data());
        if (at == 0 || text[at - 1] != '\r') {
            scan.refusal = {400, "A line of the request ends with LF alone; lines end with CRLF."};
            return;
        }
        const std::size_t begin = scan.seen;
        scan.seen = at + 1;
        if (at - begin == 1) {
            scan.end = at + 1;
            return;
        }
        if (begin > 0 && (text[begin] == ' ' || text[begin] == '\t')) {
            scan.refusal = {400, "A header line begins with white space (obsolete folding)."};
            return;
        }
    }
}

RequestParser::RequestParser(Request &request, std::string &body, const ServerLimits &limits)
    : m_request(request), m_body(body), m_limits(limits), m_most(limits.bodyBytes)
{
    header_limit(static_cast<std::uint32_t>(limits.headBytes));
    body_limit(limits.bodyBytes);
    eager(true);
}

bool RequestParser::takeHead(std::string_view head)
{
    ErrorOut error;
    put(boost::asio::buffer(head.data(), head.size()), error);
    m_isHeadTaken = true;
    if (error && error != beast::http::error::need_more)
        refuse(error);
    else if (!is_header_done())
        refuse(400, "The request cannot be read.", error);
    return m_refusal.status == 0;
}

std::size_t RequestParser::takeBody(std::string_view bytes)
{
    ErrorOut error;
    const std::size_t taken = put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error && error != beast::http::error::need_more)
        refuse(error);
    return taken;
}

void RequestParser::limitBody(std::uint64_t most)
{
    m_most = std::min(most, m_limits.bodyBytes);
    ErrorOut error;
    if (const auto size = content_length(); size && *size > m_most)
        refuse(413, "The body is larger than is taken here.", error);
}

void RequestParser::refuse(int status, const char *detail, ErrorOut &error)
{
    if (m_refusal.status == 0)
        m_refusal = {status, detail};
    error = beast::http::error::bad_field;
}

void RequestParser::refuse(const ErrorOut &error)
{
    using E = beast::http::error;
    ErrorOut ignored;
    if (error == E::body_limit)
        refuse(413, "The body is larger than is taken here.", ignored);
    else if (error == E::header_limit)
        refuse(431, "The headers are larger than is taken.", ignored);
    else if (error == E::bad_version)
        refuse(505, "HTTP/1.1 and HTTP/1.0 are spoken here.", ignored);
    else if (error == E::bad_chunk || error == E::bad_chunk_extension)
        refuse(400, "The chunks of the body cannot be read.", ignored);
    else if (error == E::bad_content_length || error == E::bad_transfer_encoding)
        refuse(400, "The length of the body is not said in one clear way.", ignored);
    else
        refuse(400, "The request line or a header cannot be read.", ignored);
}

void RequestParser::on_request_impl(
    beast::http::verb, Text methodName, Text target, int version, ErrorOut &error)
{
    m_isHttp10 = version == 10;
    m_request.methodName = viewOf(methodName);
    m_request.method = methodOf(m_request.methodName);
    if (target.size() > m_limits.targetBytes)
        return refuse(414, "The address is longer than is taken.", error);
    m_request.target = viewOf(target); // split once it is clear that the rest is in order
}

void RequestParser::on_field_impl(Field field, Text name, Text value, ErrorOut &error)
{
    if (m_isHeadTaken)
        return; // a trailer: nothing that follows a body may say anything about the request
    if (m_request.headers.size() == m_limits.headerCount)
        return refuse(431, "There are more headers than are taken.", error);
    m_request.headers.push_back({viewOf(name), viewOf(value)});
    takeField(field, viewOf(value), error);
}

void RequestParser::takeField(Field field, std::string_view value, ErrorOut &error)
{
    if (const auto once = std::ranges::find(onceOnly, field); once != onceOnly.end()) {
        const unsigned bit = 1U << (once - onceOnly.begin());
        if ((m_seen & bit) != 0)
            return refuse(400, "A header that may come once comes twice.", error);
        m_seen |= bit;
    }
    const bool isDigits = !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (field == field::content_length && !isDigits)
        return refuse(400, "Content-Length is not a number.", error);
    if (field == field::transfer_encoding && m_isHttp10)
        return refuse(400, "HTTP/1.0 has no Transfer-Encoding.", error);
    if (field == field::transfer_encoding && !isSameName(value, "chunked"))
        return refuse(501, "The only Transfer-Encoding that is taken is chunked.", error);
    if (field == field::expect) {
        if (!isSameName(value, "100-continue"))
            return refuse(417, "The only expectation that is met is 100-continue.", error);
        m_expectsContinue = !m_isHttp10;
    }
}

void RequestParser::on_header_impl(ErrorOut &error)
{
    const bool hasHost = (m_seen & 1U) != 0;
    if (!hasHost && !m_isHttp10)
        return refuse(400, "The request has no Host header.", error);
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t> &size, ErrorOut &)
{
    if (size && m_isKept)
        m_body.reserve(static_cast<std::size_t>(std::min({*size, m_most, firstRoom}))); // more once it comes
}

std::size_t RequestParser::keep(Text bytes, ErrorOut &error)
{
    m_size += bytes.size();
    if (m_size > m_most) {
        refuse(413, "The body is larger than is taken here.", error);
        return bytes.size();
    }
    if (m_isKept)
        m_body.append(bytes.data(), bytes.size());
    return bytes.size();
}

std::size_t RequestParser::on_body_impl(Text bytes, ErrorOut &error)
{
    return keep(bytes, error);
}

void RequestParser::on_chunk_header_impl(std::uint64_t, Text extensions, ErrorOut &error)
{
    // What is sent beside the body would not be bounded otherwise.
    if (extensions.size() > longestExtensions || ++m_chunks > mostChunks + m_most / 256)
        refuse(400, "The body is sent in too many or too wordy chunks.", error);
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, ErrorOut &error)
{
    return keep(bytes, error);
}

} // namespace toll::http
