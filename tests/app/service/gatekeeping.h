// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace with tokens, and callers that ask whether they may pass.
#pragma once

#include "tests/support/daemon.h"

#include <QTest>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include <sys/un.h>

namespace toll::test {

using namespace Qt::StringLiterals;

/// What the command line answers; the test fails where it does.
inline Json run(const ServiceFolder &folder, const QStringList &arguments)
{
    Json answer = commandLine(folder.store(), arguments);
    if (answer.isNull())
        QTest::qFail(qPrintable(arguments.join(u' ')), __FILE__, __LINE__);
    return answer;
}

/// With limits that its tokens share, if there are any.
inline void addCustomer(const ServiceFolder &folder, const QString &name, const QStringList &pool = {})
{
    run(folder, {u"customer"_s, u"add"_s, name, u"--currency"_s, u"USD"_s});
    if (!pool.isEmpty())
        run(folder, QStringList{u"customer"_s, u"set"_s, name} + pool);
}

struct IssuedSecret {
    std::string id;
    std::string secret;
};

/// A token that refuses what is over its caps; `more` holds them.
inline IssuedSecret addToken(
    const ServiceFolder &folder, const QString &customer, const QString &name, const QStringList &more)
{
    const Json made = run(folder,
        QStringList{u"token"_s, u"create"_s, u"--customer"_s, customer, u"--name"_s, name, u"--rate"_s, u"0.01"_s,
            u"--over-cap"_s, u"reject"_s}
            + more);
    return {textOf(made, "id"), textOf(made, "secret")};
}

/// "GET /v1/authorize?…" with the key and further headers, each with its CRLF.
inline std::string question(
    const std::string &secret, const std::string &query = {}, const std::string &headers = {})
{
    return "GET /v1/authorize" + query + " HTTP/1.1\r\nHost: x\r\n"
        + (secret.empty() ? std::string() : "Authorization: Bearer " + secret + "\r\n") + headers + "\r\n";
}

/// How many of the requests of so many callers at once get an answer below 300. `requestOf` makes the text of a caller's
/// n-th request. Callers end where the connection does.
inline int passing(std::uint16_t port, int callers, int each, const std::function<std::string(int, int)> &requestOf)
{
    std::atomic<int> passed = 0;
    std::atomic<int> ready = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            RawClient client(port);
            ++ready;
            while (ready < callers)
                std::this_thread::yield();
            for (int i = 0; i < each; ++i) {
                const int status = client.ask(requestOf(caller, i)).status;
                passed += status >= 200 && status < 300 ? 1 : 0;
                if (status == 0)
                    break;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    return passed;
}

/// The limits on a caller's units: caps of the token, caps that the customer's tokens share, and how many pass in all.
inline void addLimitRows()
{
    QTest::addColumn<QStringList>("caps");
    QTest::addColumn<QStringList>("pool");
    QTest::addColumn<int>("expected");
    QTest::newRow("cap of the token") << QStringList{u"503/day"_s} << QStringList() << 503;
    QTest::newRow("several windows") << QStringList{u"301/hour"_s, u"503/day"_s, u"900/week"_s} << QStringList() << 301;
    QTest::newRow("pool of the customer") << QStringList{u"503/day"_s} << QStringList{u"257/day"_s} << 257;
    QTest::newRow("pool of several windows")
        << QStringList{u"503/day"_s} << QStringList{u"193/hour"_s, u"257/day"_s} << 193;
}

/// Sends a datagram to "127.0.0.1:PORT" or "unix:PATH".
inline bool sendDatagram(const QByteArray &address, const std::string &text)
{
    sockaddr_un file{};
    file.sun_family = AF_UNIX;
    sockaddr_in port{};
    port.sin_family = AF_INET;
    port.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool isFile = address.startsWith("unix:");
    if (isFile)
        std::strncpy(file.sun_path, address.constData() + 5, sizeof file.sun_path - 1);
    else
        port.sin_port = htons(address.mid(address.lastIndexOf(':') + 1).toUShort());
    const int descriptor = socket(isFile ? AF_UNIX : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const ssize_t sent = isFile
        ? sendto(descriptor, text.data(), text.size(), 0, reinterpret_cast<const sockaddr *>(&file), sizeof file)
        : sendto(descriptor, text.data(), text.size(), 0, reinterpret_cast<const sockaddr *>(&port), sizeof port);
    close(descriptor);
    return sent == static_cast<ssize_t>(text.size());
}

/// Each value behind its option.
inline QStringList options(const QString &option, const QStringList &values)
{
    QStringList all;
    for (const QString &value : values)
        all << option << value;
    return all;
}

} // namespace toll::test
