// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/request.h"
#include "core/server/serveroptions.h"

#include <boost/beast/http/basic_parser.hpp>

#include <array>
#include <string>

namespace toll::http {

/// Why a request is refused before any handler sees it.
struct Refusal {
    int status = 0; ///< 0: it is not
    const char *detail = "";
};

/// How far the headers have come.
struct HeadScan {
    std::size_t end = 0; ///< behind the empty line; 0: it has not come yet
    std::size_t seen = 0; ///< lines up to here are in order and need not be looked at again
    Refusal refusal{};
};

/// Looks for the end of the headers and refuses what ends lines or goes on with them in ways in which programs differ:
/// lines that end with LF alone, and lines that begin with white space (obs-fold).
void scanHead(std::string_view text, HeadScan &scan);

/// Reads one request: Beast's parser, with what it takes leniently refused, filling in views instead of making strings.
/// The text of the headers must be there whole and stay where it is.
class RequestParser final : public boost::beast::http::basic_parser<true> {
public:
    RequestParser(Request &request, std::string &body, const ServerLimits &limits);

    /// Takes the headers; their text ends with the empty line. False where they are refused.
    [[nodiscard]] bool takeHead(std::string_view head);
    /// Takes what has come of the body and gives how much of it that was. Nothing taken although there is something
    /// means that more must be there at once (the size of a chunk). Stops at the end of the request.
    [[nodiscard]] std::size_t takeBody(std::string_view bytes);
    /// From now on, for the route that has been found; a body known to be longer is refused at once.
    void limitBody(std::uint64_t most);
    /// Body bytes are counted against the limit but not kept.
    void skipBody() { m_isKept = false; }

    [[nodiscard]] bool isWhole() const { return is_done(); }
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }
    [[nodiscard]] bool isHttp10() const { return m_isHttp10; }
    [[nodiscard]] bool expectsContinue() const { return m_expectsContinue; }

private:
    using Field = boost::beast::http::field;
    using Text = boost::beast::string_view;
    using ErrorOut = boost::beast::error_code;

    void on_request_impl(
        boost::beast::http::verb, Text methodName, Text target, int version, ErrorOut &error) override;
    void on_response_impl(int, Text, int, ErrorOut &) override { }
    void on_field_impl(Field field, Text name, Text value, ErrorOut &error) override;
    void on_header_impl(ErrorOut &error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t> &size, ErrorOut &error) override;
    std::size_t on_body_impl(Text bytes, ErrorOut &error) override;
    void on_chunk_header_impl(std::uint64_t size, Text extensions, ErrorOut &error) override;
    std::size_t on_chunk_body_impl(std::uint64_t remaining, Text bytes, ErrorOut &error) override;
    void on_finish_impl(ErrorOut &) override { }

    void refuse(int status, const char *detail, ErrorOut &error);
    void refuse(const ErrorOut &error);
    void takeField(Field field, std::string_view value, ErrorOut &error);
    std::size_t keep(Text bytes, ErrorOut &error);

    Request &m_request;
    std::string &m_body;
    const ServerLimits &m_limits;
    Refusal m_refusal;
    std::uint64_t m_most;
    std::uint64_t m_size = 0; ///< of the body so far
    std::size_t m_chunks = 0;
    unsigned m_seen = 0; ///< bits of the fields that may come once
    bool m_isHttp10 = false;
    bool m_isHeadTaken = false;
    bool m_isKept = true;
    bool m_expectsContinue = false;
};

} // namespace toll::http
