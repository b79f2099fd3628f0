// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's nginx with the snippets of resources/gateway/nginx in front of an application, tollkeeperd beside it.
#include "tests/app/service/gatekeeping.h"

#include <QStandardPaths>
#include <QtTest>

#include <random>

using namespace toll::test;

namespace {

/// The system's, or the one that ./test has unpacked without installing it.
QString nginxProgram()
{
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    return found.isEmpty()
        ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s, QStringLiteral(TOLL_UNPACKED "/usr/sbin")})
        : found;
}

std::uint16_t freePort()
{
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    (void)!bind(probe, reinterpret_cast<const sockaddr *>(&address), size);
    getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestNginx : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (nginxProgram().isEmpty())
            QSKIP("nginx is not here, and could not be fetched");
    }
    void init()
    {
        m_folder = std::make_unique<ServiceFolder>();
        m_place = std::make_unique<QTemporaryDir>();
        m_ownPort = freePort();
        m_nginxPort = freePort();
        m_applicationPort = freePort();
    }
    void cleanup()
    {
        stopNginx();
        m_daemon.reset();
    }

    void exactlySoManyPass_data() { addLimitRows(); }
    void exactlySoManyPass();
    void restartsAndKillsGiveNothingAway();
    void tellsClientsWhatTheyMustKnow();
    void keepsTheClientsWordOut();
    void completesByItsLog_data();
    void completesByItsLog();
    void letsNobodyPassWithoutAnAnswer();
    void shippedExampleIsWellFormed();

private:
    static constexpr int callers = 64;

    /// A file as it is shipped, with ports and paths of the test in it.
    [[nodiscard]] QByteArray shipped(const char *name) const
    {
        QByteArray text = read(QStringLiteral(TOLL_SOURCE_DIR "/resources/gateway/nginx/") + QLatin1String(name));
        text.replace("127.0.0.1:8080", "127.0.0.1:" + QByteArray::number(m_ownPort));
        text.replace("127.0.0.1:9000", "127.0.0.1:" + QByteArray::number(m_applicationPort));
        text.replace("/var/log/nginx", m_place->path().toUtf8());
        text.replace("/etc/nginx/tollkeeper", m_place->path().toUtf8());
        text.replace("listen 80;", "listen 127.0.0.1:" + QByteArray::number(m_nginxPort) + ";");
        if (!m_syslog.isEmpty())
            text.replace(QByteArray(m_place->path().toUtf8() + "/tollkeeper.log"),
                "syslog:server=" + m_syslog.toUtf8() + ",nohostname");
        return text;
    }
    void write(const char *name, const QByteArray &text) const
    {
        QFile file(m_place->filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            QTest::qFail("cannot write", __FILE__, __LINE__);
    }
    /// The shipped site, and an application that says what it is told and how much it used.
    void startNginx()
    {
        for (const char *name : {"tollkeeper-http.conf", "tollkeeper-server.conf", "tollkeeper-location.conf", "example.conf"})
            write(name, shipped(name));
        const QByteArray folder = m_place->path().toUtf8();
        QByteArray temporary;
        for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            temporary += QByteArray(kind) + "_temp_path " + folder + "/" + kind + ";\n";
        const QByteArray user = geteuid() == 0 ? "user root;\n" : "";
        write("nginx.conf",
            user + "worker_processes 2; daemon off; pid " + folder + "/pid; error_log " + folder
                + "/error.log info;\nevents { worker_connections 1024; }\nhttp {\n" + temporary + "include " + folder
                + "/example.conf;\nserver { listen 127.0.0.1:" + QByteArray::number(m_applicationPort)
                + ";\n access_log off; location / {\n"
                  "  add_header X-TK-Output-Units 42; add_header X-TK-Model gpt-4o-mini;\n"
                  "  return 200 \"key=$http_authorization token=$http_x_tk_token request=$http_x_tk_request\"; } }\n}\n");
        m_nginx.start(nginxProgram(),
            {u"-e"_s, m_place->filePath(u"error.log"_s), u"-c"_s, m_place->filePath(u"nginx.conf"_s)});
        bool isThere = false;
        for (int i = 0; i < 500 && !isThere && m_nginx.state() != QProcess::NotRunning; ++i) {
            QTest::qWait(10);
            isThere = RawClient(m_nginxPort).isConnected() && RawClient(m_applicationPort).isConnected();
        }
        QVERIFY2(isThere, read(m_place->filePath(u"error.log"_s)).constData());
    }
    void stopNginx()
    {
        m_nginx.terminate();
        if (!m_nginx.waitForFinished(10'000))
            m_nginx.kill();
    }
    void start(const QStringList &more = {})
    {
        m_daemon.reset();
        QStringList arguments = m_folder->arguments(more);
        arguments[arguments.indexOf(u"--listen"_s) + 1] = u"127.0.0.1:%1"_s.arg(m_ownPort);
        m_daemon = std::make_unique<Daemon>(arguments);
        QCOMPARE(m_daemon->port(), m_ownPort);
    }
    [[nodiscard]] Reply ask(const std::string &secret, const std::string &headers = {}, const std::string &path = "/v1/chat") const
    {
        return RawClient(m_nginxPort)
            .ask("GET " + path + " HTTP/1.1\r\nHost: api.example.com\r\n"
                + (secret.empty() ? "" : "Authorization: Bearer " + secret + "\r\n") + headers + "\r\n");
    }
    int passingTogether(const std::vector<std::string> &secrets, int each) const
    {
        return passing(m_nginxPort, callers, each, [&](int caller, int) {
            return "GET /v1/chat HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + secrets[static_cast<std::size_t>(caller) % secrets.size()] + "\r\n\r\n";
        });
    }
    [[nodiscard]] QString spent(const std::string &secret) const
    {
        ApiClient api(m_ownPort, m_folder->key);
        const Reply reply = api.ask("POST", "/v1/verify", R"({"dry":true,"key":")" + secret + R"("})");
        return QString::fromStdString(textOf(jsonOf(reply), "code"));
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<QTemporaryDir> m_place; ///< nginx's
    std::unique_ptr<Daemon> m_daemon;
    QProcess m_nginx;
    QString m_syslog;
    std::uint16_t m_ownPort = 0;
    std::uint16_t m_nginxPort = 0;
    std::uint16_t m_applicationPort = 0;
};

void TestNginx::exactlySoManyPass()
{
    QFETCH(QStringList, caps);
    QFETCH(QStringList, pool);
    QFETCH(int, expected);
    addCustomer(*m_folder, u"Acme"_s, options(u"--pool-cap"_s, pool));
    std::vector<std::string> secrets;
    for (const QString &name : pool.isEmpty() ? QStringList{u"t"_s} : QStringList{u"t"_s, u"other"_s})
        secrets.push_back(
            addToken(*m_folder, u"Acme"_s, name, options(u"--cap"_s, caps) << u"--lifetime"_s << u"P30D"_s).secret);
    start();
    startNginx();
    QCOMPARE(passingTogether(secrets, 12), expected);
    start(); // across a restart
    QCOMPARE(passingTogether(secrets, 1), 0);
}

void TestNginx::restartsAndKillsGiveNothingAway()
{
    constexpr int units = 2000;
    constexpr int kills = 3;
    addCustomer(*m_folder, u"Acme"_s);
    const std::string secret = addToken(*m_folder, u"Acme"_s, u"t"_s, {u"--cap"_s, u"2000/year"_s}).secret;
    start();
    startNginx();
    std::mt19937 dice(7);
    int told = 0;
    for (int run = 0; run <= kills; ++run) {
        std::thread killer;
        if (run < kills)
            killer = std::thread([&, patience = 20 + dice() % 60] {
                std::this_thread::sleep_for(std::chrono::milliseconds(patience));
                m_daemon->signal(SIGKILL);
            });
        told += passingTogether({secret}, run < kills ? 20 : 40); // those nobody answers for are told 503
        if (killer.joinable())
            killer.join();
        if (run < kills)
            start();
    }
    // One request of each caller at most was counted and not told.
    QVERIFY2(told <= units && told >= units - kills * callers, qPrintable(QString::number(told)));
    QCOMPARE(spent(secret), u"over_cap"_s);
}

void TestNginx::tellsClientsWhatTheyMustKnow()
{
    addCustomer(*m_folder, u"Acme"_s);
    const std::string secret
        = addToken(*m_folder, u"Acme"_s, u"t"_s, {u"--cap"_s, u"2/year"_s, u"--allow-endpoint"_s, u"/v1/*"_s}).secret;
    start();
    startNginx();
    const Reply nobody = ask({});
    QCOMPARE(nobody.status, 401);
    QVERIFY2(nobody.head.contains("WWW-Authenticate: Bearer realm=\"tollkeeper\""), nobody.head.c_str());
    QCOMPARE(*nobody.header("Content-Type"), "application/problem+json");
    QCOMPARE(ask("nobody's").status, 401);
    QCOMPARE(nobody.head.find("WWW-Authenticate"), nobody.head.rfind("WWW-Authenticate"));

    const Reply let = ask(secret);
    QCOMPARE(let.status, 200);
    QVERIFY(let.header("RateLimit")->starts_with("\"year\";r=1;t="));
    QCOMPARE(*let.header("RateLimit-Policy"), "\"year\";q=2");
    QVERIFY(!let.header("X-TK-Output-Units") && !let.header("X-TK-Model")); // they are the operator's
    QCOMPARE(ask(secret).status, 200);

    const Reply over = ask(secret);
    QCOMPARE(over.status, 429);
    QCOMPARE(*over.header("Content-Type"), "application/problem+json");
    QVERIFY(over.header("Retry-After") && over.header("RateLimit")->starts_with("\"year\";r=0;"));
    const toll::Json problem = jsonOf(over);
    QCOMPARE(textOf(problem, "code"), "over_cap");
    QCOMPARE(*problem.find("violated-policies")->asArray()->front().asString(), "year");

    const Reply scoped = ask(secret, {}, "/v2/chat");
    QCOMPARE(scoped.status, 403);
    QCOMPARE(textOf(jsonOf(scoped), "code"), "endpoint_not_allowed");
}

void TestNginx::keepsTheClientsWordOut()
{
    addCustomer(*m_folder, u"Acme"_s);
    const IssuedSecret token = addToken(*m_folder, u"Acme"_s, u"t"_s,
        {u"--cap"_s, u"3/year"_s, u"--allow-endpoint"_s, u"/v1/*"_s, u"--allow-ip"_s, u"127.0.0.0/8"_s});
    const std::string elsewhere
        = addToken(*m_folder, u"Acme"_s, u"e"_s, {u"--allow-ip"_s, u"10.0.0.0/8"_s}).secret;
    start();
    startNginx();
    const std::string headers = "X-Request-Id: same\r\nX-TK-Request: mine\r\nX-TK-Token: mine\r\nX-TK-Requests: 0\r\n"
                                "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Uri: /v1/x\r\nContent-Encoding: gzip\r\n"
                                "Cookie: " + std::string(6000, 'c') + "\r\n";
    QCOMPARE(ask(token.secret, headers, "/v2/chat").status, 403);
    QCOMPARE(ask(elsewhere, headers).status, 403);
    for (int i = 0; i < 3; ++i) { // each of them counts, whatever id it says it has
        const Reply reply = ask(token.secret, headers);
        QCOMPARE(reply.status, 200);
        QVERIFY2(reply.body.starts_with("key= token=" + token.id + " request="), reply.body.c_str());
        QVERIFY(!reply.body.contains("mine") && !reply.body.contains("same"));
    }
    QCOMPARE(ask(token.secret, headers).status, 429);
}

void TestNginx::completesByItsLog_data()
{
    QTest::addColumn<bool>("isSyslog");
    QTest::newRow("a file") << false;
    QTest::newRow("syslog") << true;
}

void TestNginx::completesByItsLog()
{
    QFETCH(bool, isSyslog);
    addCustomer(*m_folder, u"Acme"_s);
    const std::string secret = addToken(*m_folder, u"Acme"_s, u"t"_s, {u"--cap"_s, u"300/year"_s}).secret;
    const QString socket = u"127.0.0.1:%1"_s.arg(freePort());
    m_syslog = isSyslog ? socket : QString();
    if (isSyslog)
        start({u"--access-syslog"_s, socket});
    else
        start({u"--access-log"_s, m_place->filePath(u"tollkeeper.log"_s)});
    startNginx();
    m_syslog.clear();
    QCOMPARE(ask("nobody's").status, 401);
    const int half = 150;
    int passed = passing(m_nginxPort, 3, half / 3, [&](int, int) {
        return "GET /v1/chat HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + secret + "\r\n\r\n";
    });
    if (!isSyslog) { // as logrotate does it
        QVERIFY(QFile::rename(m_place->filePath(u"tollkeeper.log"_s), m_place->filePath(u"tollkeeper.log.1"_s)));
        passed += passingTogether({secret}, 1);
        ::kill(static_cast<pid_t>(m_nginx.processId()), SIGUSR1);
    }
    // Datagrams that come faster than they are taken are lost, and their requests listed: not what this is about.
    passed += passing(m_nginxPort, isSyslog ? 3 : callers, 150, [&](int, int) {
        return "GET /v1/chat HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + secret + "\r\n\r\n";
    });
    QCOMPARE(passed, 300);
    const auto completed = [&] {
        const toll::Json summary = run(*m_folder, {u"usage"_s, u"summary"_s, u"--by"_s, u"status,model"_s});
        QString text;
        for (const toll::Json &row : *summary.find("rows")->asArray())
            text += QString::fromStdString(row.find("status")->dump()).remove(u'"') + u' '
                + QString::fromStdString(textOf(row, "model")) + u' '
                + QString::fromStdString(row.find("requests")->dump()) + u' '
                + QString::fromStdString(row.find("output_units")->dump()) + u';';
        return text;
    };
    QTRY_COMPARE_WITH_TIMEOUT(completed(), u"200 gpt-4o-mini 300 12600;"_s, 20'000);
    QVERIFY(!read(m_place->filePath(u"tollkeeper.log"_s)).contains(secret.c_str()));
}

void TestNginx::letsNobodyPassWithoutAnAnswer()
{
    addCustomer(*m_folder, u"Acme"_s);
    const std::string secret = addToken(*m_folder, u"Acme"_s, u"t"_s, {}).secret;
    start();
    startNginx();
    QCOMPARE(ask(secret).status, 200);
    m_daemon.reset();
    const Reply reply = ask(secret);
    QCOMPARE(reply.status, 503);
    QCOMPARE(*reply.header("Retry-After"), "1");
    QCOMPARE(*reply.header("Content-Type"), "application/problem+json");
    QCOMPARE(jsonOf(reply).find("status")->toInt64().value_or(0), 503);
    start();
    QCOMPARE(ask(secret).status, 200);
}

void TestNginx::shippedExampleIsWellFormed()
{
    start();
    startNginx();
    QVERIFY(!read(m_place->filePath(u"error.log"_s)).contains("[warn]"));
}

QTEST_GUILESS_MAIN(TestNginx)
#include "tst_nginx.moc"
