// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/syslogsocket.h"

#include "core/server/endpoint.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace toll::http {

namespace {

constexpr std::string_view unixPrefix = "unix:";
constexpr std::size_t mostDatagram = 65'536;
constexpr int mostAtOnce = 4096;
constexpr int receiveRoom = 4 * 1024 * 1024;

std::unexpected<Error> ioFault(const std::string &address, int descriptor)
{
    const std::string what = std::strerror(errno);
    if (descriptor >= 0)
        close(descriptor);
    return fail(ErrorCode::Io, address, what);
}

/// Removes a socket that nobody listens at any more.
void removeStale(const sockaddr_un &address, socklen_t size)
{
    struct stat facts { };
    if (lstat(address.sun_path, &facts) != 0 || !S_ISSOCK(facts.st_mode))
        return;
    const int probe = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const bool isDead = connect(probe, reinterpret_cast<const sockaddr *>(&address), size) != 0 && errno == ECONNREFUSED;
    close(probe);
    if (isDead)
        unlink(address.sun_path);
}

Result<int> bindUnix(const std::string &given, const std::string &path)
{
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return fail(ErrorCode::Syntax, "syslog", given, "unix:/PATH");
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    removeStale(address, sizeof address);
    const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0 || bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return ioFault(given, descriptor);
    constexpr mode_t ownerAndGroup = 0660;
    if (chmod(path.c_str(), ownerAndGroup) != 0)
        return ioFault(given, descriptor);
    return descriptor;
}

Result<int> bindUdp(const std::string &given, std::string &bound)
{
    const auto endpoint = parseEndpoint(given);
    if (!endpoint)
        return fail(ErrorCode::Syntax, "syslog", given, "127.0.0.1:PORT, unix:/PATH");
    if (!endpoint->address().is_loopback())
        return fail(ErrorCode::Unsupported, "syslog", given, "127.0.0.1");
    const int descriptor = socket(endpoint->protocol().family(), SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0 || bind(descriptor, endpoint->data(), static_cast<socklen_t>(endpoint->size())) != 0)
        return ioFault(given, descriptor);
    boost::asio::ip::tcp::endpoint own = *endpoint;
    auto size = static_cast<socklen_t>(own.capacity());
    if (getsockname(descriptor, own.data(), &size) != 0)
        return ioFault(given, descriptor);
    bound = toString(own);
    const int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof on);
    return descriptor;
}

/// How many datagrams the system says it has dropped so far.
std::optional<std::uint32_t> droppedIn(const msghdr &message)
{
    for (const cmsghdr *part = CMSG_FIRSTHDR(&message); part != nullptr;
         part = CMSG_NXTHDR(const_cast<msghdr *>(&message), const_cast<cmsghdr *>(part)))
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_RXQ_OVFL) {
            std::uint32_t count = 0;
            std::memcpy(&count, CMSG_DATA(part), sizeof count);
            return count;
        }
    return {};
}

} // namespace

SyslogSocket::SyslogSocket(int descriptor, std::string address, std::string file)
    : m_descriptor(descriptor), m_address(std::move(address)), m_file(std::move(file)), m_buffer(mostDatagram, '\0')
{
    setsockopt(m_descriptor, SOL_SOCKET, SO_RCVBUF, &receiveRoom, sizeof receiveRoom);
}

SyslogSocket::~SyslogSocket()
{
    close(m_descriptor);
    if (!m_file.empty())
        unlink(m_file.c_str());
}

Result<std::unique_ptr<SyslogSocket>> SyslogSocket::open(const std::string &address)
{
    const std::string file = address.starts_with(unixPrefix) ? address.substr(unixPrefix.size()) : std::string();
    std::string bound = address;
    const Result<int> descriptor = address.starts_with(unixPrefix) ? bindUnix(address, file) : bindUdp(address, bound);
    if (!descriptor)
        return std::unexpected(descriptor.error());
    return std::unique_ptr<SyslogSocket>(new SyslogSocket(*descriptor, std::move(bound), file));
}

bool SyslogSocket::receive(const Take &take)
{
    for (int count = 0; count < mostAtOnce; ++count) {
        if (m_waiting == 0) {
            iovec room{m_buffer.data(), m_buffer.size()};
            alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(std::uint32_t))> control{};
            msghdr message{};
            message.msg_iov = &room;
            message.msg_iovlen = 1;
            message.msg_control = control.data();
            message.msg_controllen = control.size();
            const ssize_t size = recvmsg(m_descriptor, &message, 0);
            if (size < 0)
                return false;
            m_dropped = droppedIn(message).value_or(static_cast<std::uint32_t>(m_dropped));
            m_waiting = static_cast<std::size_t>(size);
        }
        if (m_waiting > 0 && !take({m_buffer.data(), m_waiting}))
            return false;
        m_waiting = 0;
    }
    return true;
}

} // namespace toll::http
