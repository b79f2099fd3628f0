// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/transports.h"

#include <boost/asio/write.hpp>

namespace toll::http {

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

class PlainConnection final : public Connection {
public:
    PlainConnection(IoThread &thread, IoSocket socket, const Address &peer)
        : Connection(thread, peer, false), m_socket(std::move(socket))
    {
        Fault ignored;
        m_socket.non_blocking(true, ignored);
    }

private:
    void handshake() override { handshaken({}); }

    void receive(std::span<char> room) override
    {
        m_socket.async_read_some(asio::buffer(room.data(), room.size()),
            [this, self = shared_from_this()](Fault fault, std::size_t size) { received(fault, size); });
    }

    std::size_t sendAtOnce(std::string_view bytes) override
    {
        Fault fault;
        return m_socket.write_some(asio::buffer(bytes.data(), bytes.size()), fault);
    }

    void send(std::string_view bytes) override
    {
        asio::async_write(m_socket, asio::buffer(bytes.data(), bytes.size()),
            [this, self = shared_from_this()](Fault fault, std::size_t) { sent(fault); });
    }

    void endSending() override
    {
        Fault fault;
        m_socket.shutdown(tcp::socket::shutdown_send, fault);
        ended(fault);
    }

    void closeSocket() override
    {
        Fault ignored;
        m_socket.close(ignored);
    }

    IoSocket m_socket;
};

} // namespace

std::shared_ptr<Connection> makeConnection(
    IoThread &thread, IoSocket socket, const Address &peer, const TlsContext &tls)
{
    Connection::Fault ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    if (tls)
        return makeTlsConnection(thread, std::move(socket), peer, tls);
    return std::make_shared<PlainConnection>(thread, std::move(socket), peer);
}

} // namespace toll::http
