// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/certificate.h"
#include "tests/support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <openssl/err.h>
#include <openssl/ssl.h>

using namespace toll;
using namespace toll::test;
using namespace std::chrono_literals;

namespace {

/// A client that speaks TLS over a raw one.
class TlsClient {
public:
    explicit TlsClient(std::uint16_t port, int version = TLS1_3_VERSION)
        : m_raw(port), m_context(SSL_CTX_new(TLS_client_method())), m_ssl(SSL_new(m_context))
    {
        SSL_set_min_proto_version(m_ssl, version);
        SSL_set_max_proto_version(m_ssl, version);
        SSL_set_security_level(m_ssl, 0); // so that old versions are offered at all
        SSL_set_fd(m_ssl, m_raw.descriptor());
        m_isConnected = SSL_connect(m_ssl) == 1;
        ERR_clear_error();
    }
    ~TlsClient()
    {
        SSL_free(m_ssl);
        SSL_CTX_free(m_context);
    }
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    [[nodiscard]] QByteArray subject() const
    {
        X509 *certificate = SSL_get1_peer_certificate(m_ssl);
        char name[256] = {};
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
        X509_free(certificate);
        return name;
    }
    /// All that comes until the answer's body ends with `end`, or the server ends.
    QByteArray ask(const std::string &bytes, const QByteArray &end)
    {
        SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size()));
        QByteArray all;
        char part[16384];
        while (!all.endsWith(end)) {
            const int size = SSL_read(m_ssl, part, sizeof part);
            if (size <= 0)
                break;
            all.append(part, size);
        }
        return all;
    }
    /// Whether the server says that it ends, as TLS has it.
    bool isEnded()
    {
        char byte = 0;
        const int size = SSL_read(m_ssl, &byte, 1);
        return size <= 0 && SSL_get_error(m_ssl, size) == SSL_ERROR_ZERO_RETURN;
    }

private:
    RawClient m_raw;
    SSL_CTX *m_context;
    SSL *m_ssl;
    bool m_isConnected = false;
};

} // namespace

class TestServerTls : public QObject {
    Q_OBJECT

private slots:
    void init();
    void speaksTls12And13Only_data();
    void speaksTls12And13Only();
    void carriesLargeBodiesBothWays();
    void saysThatItEnds();
    void refusesPlainText();
    void endsHandshakesThatTakeTooLong();
    void loadsANewCertificateAndKeepsConnections();
    void namesFilesThatCannotBeUsed();

private:
    ServerOptions withTls() const
    {
        ServerOptions options;
        options.tls = TlsFiles{file("cert.pem"), file("key.pem")};
        options.limits.handshakeTime = 500ms;
        return options;
    }
    std::string file(const char *name) const { return m_folder->filePath(QLatin1String(name)).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestServerTls::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(writeCertificate("first", file("cert.pem"), file("key.pem")));
}

void TestServerTls::speaksTls12And13Only_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("isSpoken");
    QTest::newRow("1.0") << TLS1_VERSION << false;
    QTest::newRow("1.1") << TLS1_1_VERSION << false;
    QTest::newRow("1.2") << TLS1_2_VERSION << true;
    QTest::newRow("1.3") << TLS1_3_VERSION << true;
}

void TestServerTls::speaksTls12And13Only()
{
    QFETCH(int, version);
    QFETCH(bool, isSpoken);
    TestServer server(echoRouter(), withTls());
    TlsClient client(server.port, version);
    QCOMPARE(client.isConnected(), isSpoken);
    if (!isSpoken)
        return;
    for (int i = 0; i < 3; ++i)
        QVERIFY(client.ask(get("/fast"), "fast").startsWith("HTTP/1.1 200 OK\r\n"));
}

void TestServerTls::carriesLargeBodiesBothWays()
{
    TestServer server(echoRouter(), withTls());
    TlsClient client(server.port);
    std::string body(1'000'000, 'a');
    body += "end of it";
    QVERIFY(client.ask(post("/slow", body), "end of it").size() > 1'000'000);
    QVERIFY(client.ask(post("/slow", "x", "Expect: 100-continue\r\n"), "\r\n\r\nx").startsWith("HTTP/1.1 200"));
}

void TestServerTls::saysThatItEnds()
{
    TestServer server(echoRouter(), withTls());
    TlsClient client(server.port);
    QVERIFY(client.ask(get("/fast", "Connection: close\r\n"), "fast").contains("Connection: close"));
    QVERIFY(client.isEnded());
}

void TestServerTls::refusesPlainText()
{
    TestServer server(echoRouter(), withTls());
    RawClient client(server.port);
    QVERIFY(client.ask(get("/fast")).status == 0);
    QVERIFY(client.isClosed());
}

void TestServerTls::endsHandshakesThatTakeTooLong()
{
    TestServer server(echoRouter(), withTls());
    std::vector<std::unique_ptr<RawClient>> silent;
    for (int i = 0; i < 50; ++i)
        silent.push_back(std::make_unique<RawClient>(server.port));
    TlsClient client(server.port);
    QVERIFY(client.ask(get("/fast"), "fast").endsWith("fast"));
    for (const auto &each : silent)
        QVERIFY(each->isClosed());
    QVERIFY(server.metrics.text().contains("tollkeeperd_refused_total{reason=\"handshake\"} 50\n"));
}

void TestServerTls::loadsANewCertificateAndKeepsConnections()
{
    TestServer server(echoRouter(), withTls());
    TlsClient before(server.port);
    QCOMPARE(before.subject(), QByteArray("first"));
    QVERIFY(writeCertificate("second", file("cert.pem"), file("key.pem")));
    QVERIFY(server.server->reloadTls());
    TlsClient after(server.port);
    QCOMPARE(after.subject(), QByteArray("second"));
    QVERIFY(before.ask(get("/fast"), "fast").endsWith("fast"));
    QVERIFY(after.ask(get("/fast"), "fast").endsWith("fast"));
    // What cannot be used changes nothing.
    QFile key(QString::fromStdString(file("key.pem")));
    QVERIFY(key.open(QIODevice::WriteOnly) && key.write("no key") > 0);
    key.close();
    QVERIFY(!server.server->reloadTls());
    QCOMPARE(TlsClient(server.port).subject(), QByteArray("second"));
}

void TestServerTls::namesFilesThatCannotBeUsed()
{
    TestServer other(echoRouter());
    const auto fault = [&](const TlsFiles &files) {
        const auto made = HttpServer::listen(
            {.listen = "127.0.0.1:0", .tls = files}, {}, other.worker, other.log, other.metrics);
        return made ? Error{} : made.error();
    };
    QVERIFY(writeCertificate("other", file("cert2.pem"), file("key2.pem")));
    QCOMPARE(fault({file("none.pem"), file("key.pem")}).code, ErrorCode::Io);
    QCOMPARE(fault({file("none.pem"), file("key.pem")}).where, file("none.pem"));
    QCOMPARE(fault({file("cert.pem"), file("none.pem")}).where, file("none.pem"));
    QCOMPARE(fault({file("key.pem"), file("key.pem")}).code, ErrorCode::Io);
    QCOMPARE(fault({file("cert.pem"), file("key2.pem")}).code, ErrorCode::Conflict);
}

QTEST_GUILESS_MAIN(TestServerTls)
#include "tst_servertls.moc"
