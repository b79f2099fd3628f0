// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/notify.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

bool notifyServiceManager(std::string_view state)
{
    const char *const name = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name == nullptr || (name[0] != '/' && name[0] != '@') || std::strlen(name) >= sizeof address.sun_path)
        return false;
    const std::size_t size = std::strlen(name);
    std::memcpy(address.sun_path, name, size);
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0'; // an abstract name
    const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
    const ssize_t sent = sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
        reinterpret_cast<const sockaddr *>(&address), length);
    close(descriptor);
    return sent == static_cast<ssize_t>(state.size());
}
