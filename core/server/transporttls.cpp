// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transports.h"

#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

namespace toll::http {

namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using tcp = asio::ip::tcp;

class TlsConnection final : public Connection {
public:
    TlsConnection(IoThread &thread, IoSocket socket, const Address &peer, const TlsContext &tls)
        : Connection(thread, peer, true), m_tls(tls), m_stream(std::move(socket), *m_tls)
    {
    }

private:
    void handshake() override
    {
        m_stream.async_handshake(
            ssl::stream_base::server, [this, self = shared_from_this()](Fault fault) { handshaken(fault); });
    }

    void receive(std::span<char> room) override
    {
        m_stream.async_read_some(asio::buffer(room.data(), room.size()),
            [this, self = shared_from_this()](Fault fault, std::size_t size) { received(fault, size); });
    }

    std::size_t sendAtOnce(std::string_view) override { return 0; }

    void send(std::string_view bytes) override
    {
        asio::async_write(m_stream, asio::buffer(bytes.data(), bytes.size()),
            [this, self = shared_from_this()](Fault fault, std::size_t) { sent(fault); });
    }

    /// Says close_notify, without waiting for the client's: the socket is read on by ended().
    void endSending() override
    {
        m_stream.async_shutdown([this, self = shared_from_this()](Fault) {
            Fault fault;
            m_stream.lowest_layer().shutdown(tcp::socket::shutdown_send, fault);
            ended(fault);
        });
    }

    void closeSocket() override
    {
        Fault ignored;
        m_stream.lowest_layer().close(ignored);
    }

    const TlsContext m_tls; ///< the one it began with, whatever has been loaded since
    ssl::stream<IoSocket> m_stream;
};

std::string lastFault()
{
    const unsigned long code = ERR_get_error();
    const char *reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    ERR_clear_error();
    return reason != nullptr ? reason : "not usable";
}

} // namespace

std::shared_ptr<Connection> makeTlsConnection(
    IoThread &thread, IoSocket socket, const Address &peer, const TlsContext &tls)
{
    return std::make_shared<TlsConnection>(thread, std::move(socket), peer, tls);
}

Result<TlsContext> makeTlsContext(const TlsFiles &files)
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX *handle = context->native_handle();
    ERR_clear_error();
    SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION);
    SSL_CTX_set_options(handle, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    if (SSL_CTX_use_certificate_chain_file(handle, files.certificate.c_str()) != 1)
        return fail(ErrorCode::Io, files.certificate, lastFault());
    if (SSL_CTX_use_PrivateKey_file(handle, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        const std::string fault = lastFault();
        const bool isOther = fault.contains("mismatch");
        return fail(isOther ? ErrorCode::Conflict : ErrorCode::Io, files.key, fault);
    }
    if (SSL_CTX_check_private_key(handle) != 1)
        return fail(ErrorCode::Conflict, files.key, lastFault());
    return context;
}

} // namespace toll::http
