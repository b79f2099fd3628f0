// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A tollkeeperd of its own process, and what speaks to it.
#pragma once

#include "core/base/json.h"
#include "tests/support/rawclient.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStringList>
#include <QTemporaryDir>

#include <csignal>
#include <memory>
#include <string>

namespace toll::test {

/// A running tollkeeperd.
class Daemon {
public:
    explicit Daemon(const QStringList &arguments, const QString &notifySocket = {})
    {
        if (!notifySocket.isEmpty()) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("NOTIFY_SOCKET"), notifySocket);
            m_process.setProcessEnvironment(environment);
        }
        m_process.start(QStringLiteral(TOLL_DAEMON), arguments);
        while (!m_out.contains('\n') && m_process.waitForReadyRead(30'000))
            m_out += m_process.readAllStandardOutput();
        static const QRegularExpression listens(QStringLiteral(" listens on 127\\.0\\.0\\.1:(\\d+)\n"));
        m_port = static_cast<std::uint16_t>(listens.match(QString::fromUtf8(m_out)).captured(1).toUInt());
    }
    ~Daemon()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Daemon(const Daemon &) = delete;
    Daemon &operator=(const Daemon &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    /// Its exit code once it has ended by itself; -1 where it has not.
    int code()
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(30'000))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray errors() { return m_errors += m_process.readAllStandardError(); }

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_errors;
    std::uint16_t m_port = 0;
};

/// What tollkeeper-cli answers, as JSON; null where it fails, which it says.
inline Json commandLine(const QString &store, const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(TOLL_CLI),
        QStringList{QStringLiteral("--store"), store, QStringLiteral("--json")} + arguments);
    process.waitForFinished(60'000);
    if (process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return parseJson(process.readAllStandardOutput().toStdString()).value_or(Json());
}

/// One connection to a daemon that sends a management key with each request.
class ApiClient {
public:
    ApiClient(std::uint16_t port, std::string key) : m_client(port), m_key(std::move(key)) { }

    /// `headers` each with their CRLF.
    Reply ask(const std::string &method, const std::string &target, const std::string &body = {},
        const std::string &headers = {})
    {
        m_client.send(request(method, target, body, headers));
        return m_client.receive();
    }
    void send(const std::string &method, const std::string &target, const std::string &body = {},
        const std::string &headers = {})
    {
        m_client.send(request(method, target, body, headers));
    }
    Reply receive() { return m_client.receive(); }
    Reply get(const std::string &target, const std::string &headers = {}) { return ask("GET", target, {}, headers); }
    /// With an Idempotency-Key, a fresh one where none is given.
    Reply post(const std::string &target, const std::string &body, const std::string &key = {})
    {
        static int number = 0;
        return ask("POST", target, body,
            "Idempotency-Key: " + (key.empty() ? "fresh-" + std::to_string(++number) : key) + "\r\n");
    }
    Reply patch(const std::string &target, const std::string &body, const std::string &etag)
    {
        return ask("PATCH", target, body, etag.empty() ? std::string() : "If-Match: " + etag + "\r\n");
    }

private:
    [[nodiscard]] std::string request(const std::string &method, const std::string &target, const std::string &body,
        const std::string &headers) const
    {
        std::string text = method + " " + target + " HTTP/1.1\r\nHost: x\r\n";
        if (!m_key.empty())
            text += "Authorization: Bearer " + m_key + "\r\n";
        if (method != "GET" && method != "DELETE") {
            text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
            if (!headers.contains("Content-Type:"))
                text += method == "PATCH" ? "Content-Type: application/merge-patch+json\r\n"
                                          : "Content-Type: application/json\r\n";
        }
        return text + headers + "\r\n" + body;
    }

    RawClient m_client;
    std::string m_key;
};

inline Json jsonOf(const Reply &reply)
{
    return parseJson(reply.body).value_or(Json());
}
/// The text of a member; empty where there is none.
inline std::string textOf(const Json &json, const std::string &name)
{
    const Json *member = json.find(name);
    return member != nullptr && member->asString() != nullptr ? *member->asString() : std::string();
}

/// For JSON that is put together: moc loses its way in raw strings with an odd number of quotes.
inline std::string quoted(const std::string &text)
{
    return "\"" + text + "\"";
}

/// A folder with a workspace that has a management key, and arguments for a daemon over it.
class ServiceFolder {
public:
    ServiceFolder() : key(pattern().key) { QFile::copy(pattern().folder.filePath(QStringLiteral("work.toll")), store()); }

    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString store() const { return path("work.toll"); }
    [[nodiscard]] QStringList arguments(const QStringList &more = {}) const
    {
        return QStringList{
                   QStringLiteral("--store"), store(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}
            + more;
    }
    /// Files of the folder whose bytes have the text.
    [[nodiscard]] QStringList filesWith(const QByteArray &text) const
    {
        QStringList found;
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files)) {
            QFile file(path(name.toUtf8().constData()));
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                found << name;
        }
        return found;
    }

    const std::string key; ///< with the scope admin

private:
    /// Making a workspace takes longer than copying one.
    struct Pattern {
        Pattern()
        {
            const Json made = commandLine(folder.filePath(QStringLiteral("work.toll")),
                {QStringLiteral("admin-key"), QStringLiteral("create"), QStringLiteral("--name"),
                    QStringLiteral("tests"), QStringLiteral("--scope"), QStringLiteral("admin")});
            key = textOf(made, "secret");
        }
        QTemporaryDir folder;
        std::string key;
    };
    static const Pattern &pattern()
    {
        static const Pattern made;
        return made;
    }

    QTemporaryDir m_folder;
};

} // namespace toll::test
