// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/daemon.h"

#include <QtTest>

#include <sys/stat.h>

using namespace toll::test;

namespace {

const std::string weak = "abcabcabcabcabcabcabcabcabcabcabcabc";
const std::string own = "0123456789-abcdefghijklmnopqrstuvwxyz";

} // namespace

class TestAdminKeys : public QObject {
    Q_OBJECT

private slots:
    void opensWithAKeyOfTheCommandLine();
    void saysHowToMakeTheFirstKey();
    void refusesWhoHasNoRightKey_data();
    void refusesWhoHasNoRightKey();
    void namesTheScopeThatIsMissing();
    void makesAndRevokesKeys();
    void readsKeysOfAFile_data();
    void readsKeysOfAFile();
    void readsTheFileAnewWhenTold();
    void refusesABadFile_data();
    void refusesABadFile();
    void slowsDownGuesses();
    void keepsNoSecret();

private:
    QString writeKeys(const ServiceFolder &folder, const std::string &text, int mode = 0600) const
    {
        const QString name = folder.path("keys");
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text.data(), qint64(text.size())) < 0)
            qFatal("cannot write");
        file.close();
        chmod(name.toUtf8().constData(), static_cast<mode_t>(mode));
        return name;
    }
};

void TestAdminKeys::opensWithAKeyOfTheCommandLine()
{
    const ServiceFolder folder;
    QVERIFY(folder.key.starts_with("tka_"));
    const toll::Json listed = commandLine(folder.store(), {"admin-key", "list"});
    QCOMPARE(listed.find("rows")->asArray()->size(), std::size_t{1});
    Daemon daemon(folder.arguments());
    ApiClient client(daemon.port(), folder.key);
    const Reply reply = client.get("/v1/admin-keys");
    QCOMPARE(reply.status, 200);
    const toll::Json body = jsonOf(reply);
    const toll::Json &key = body.find("admin_keys")->asArray()->front();
    QCOMPARE(textOf(key, "name"), "tests");
    QCOMPARE(textOf(key, "last_four"), folder.key.substr(folder.key.size() - 4));
    QVERIFY(key.find("hash") == nullptr && key.find("secret") == nullptr);
}

void TestAdminKeys::saysHowToMakeTheFirstKey()
{
    const QTemporaryDir folder;
    Daemon daemon({"--store", folder.filePath("work.toll"), "--listen", "127.0.0.1:0"});
    QCOMPARE(ApiClient(daemon.port(), {}).get("/healthz").status, 200);
    const Reply reply = ApiClient(daemon.port(), own).get("/v1/admin-keys");
    QCOMPARE(reply.status, 401);
    QVERIFY(reply.body.contains("admin-key create"));
    QCOMPARE(*reply.header("WWW-Authenticate"), R"(Bearer realm="tollkeeperd")");
}

void TestAdminKeys::refusesWhoHasNoRightKey_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("challenge");
    const QByteArray bare = R"(Bearer realm="tollkeeperd")";
    const QByteArray wrong = R"(Bearer realm="tollkeeperd", error="invalid_token")";
    QTest::newRow("none") << QByteArray() << bare;
    QTest::newRow("another scheme") << QByteArray("Basic dG9sbDp0b2xs") << bare;
    QTest::newRow("no secret") << QByteArray("Bearer ") << bare;
    QTest::newRow("no blank") << QByteArray("Bearerx") << bare;
    QTest::newRow("a wrong one") << QByteArray("Bearer tka_0000000000000000000000000000000000") << wrong;
    QTest::newRow("a token's") << QByteArray("Bearer tk_live_Zq3vN8rT1xK5mB7wC9yD2fG4hJ6kLp0aQe4T") << wrong;
}

void TestAdminKeys::refusesWhoHasNoRightKey()
{
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, challenge);
    const ServiceFolder folder;
    Daemon daemon(folder.arguments());
    std::string headers;
    if (!authorization.isEmpty())
        headers = "Authorization: " + authorization.toStdString() + "\r\n";
    const Reply reply = ApiClient(daemon.port(), {}).get("/v1/admin-keys", headers);
    QCOMPARE(reply.status, 401);
    QCOMPARE(*reply.header("WWW-Authenticate"), challenge.toStdString());
    QCOMPARE(*reply.header("Content-Type"), "application/problem+json");
    // The scheme's case does not count; what comes before the body is known is answered before it.
    headers = "Authorization: bEARER " + folder.key + "\r\n";
    QCOMPARE(ApiClient(daemon.port(), {}).get("/v1/admin-keys", headers).status, 200);
}

void TestAdminKeys::namesTheScopeThatIsMissing()
{
    const ServiceFolder folder;
    Daemon daemon(folder.arguments());
    ApiClient client(daemon.port(), folder.key);
    const Reply made = client.post("/v1/admin-keys", R"({"name":"meter","scopes":["usage:write","usage:read"]})");
    QCOMPARE(made.status, 201);
    const std::string secret = textOf(jsonOf(made), "secret");
    QVERIFY(secret.starts_with("tka_"));
    const Reply reply = ApiClient(daemon.port(), secret).get("/v1/admin-keys");
    QCOMPARE(reply.status, 403);
    QVERIFY(reply.body.contains("usage:read usage:write"));
    QCOMPARE(textOf(jsonOf(reply), "scope"), "admin");
    QCOMPARE(*reply.header("WWW-Authenticate"), R"(Bearer error="insufficient_scope", scope="admin")");
}

void TestAdminKeys::makesAndRevokesKeys()
{
    const ServiceFolder folder;
    Daemon daemon(folder.arguments());
    ApiClient client(daemon.port(), folder.key);
    QCOMPARE(client.post("/v1/admin-keys", R"({"name":"x","scopes":[]})").status, 422);
    QCOMPARE(client.post("/v1/admin-keys", R"({"name":"x","scopes":["everything"]})").status, 422);
    QCOMPARE(client.post("/v1/admin-keys", R"({"scopes":["admin"]})").status, 422);
    const Reply unknown = client.post("/v1/admin-keys", R"({"name":"x","scopes":["admin"],"scope/s":1})");
    QCOMPARE(unknown.status, 422);
    QVERIFY(unknown.body.contains("/scope~1s"));
    const Reply made = client.post("/v1/admin-keys", R"({"name":"second","scopes":["admin"]})");
    QCOMPARE(made.status, 201);
    const std::string secret = textOf(jsonOf(made), "secret");
    const std::string id = textOf(jsonOf(made), "id");
    ApiClient second(daemon.port(), secret);
    QCOMPARE(second.get("/v1/admin-keys").status, 200);
    QCOMPARE(client.ask("DELETE", "/v1/admin-keys/" + id).status, 204);
    QCOMPARE(second.get("/v1/admin-keys").status, 401); // at once
    QCOMPARE(client.ask("DELETE", "/v1/admin-keys/" + id).status, 204);
    QCOMPARE(client.ask("DELETE", "/v1/admin-keys/nobody").status, 404);
}

void TestAdminKeys::readsKeysOfAFile_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::newRow("a secret") << QByteArray(own.c_str()) << 200;
    QTest::newRow("blanks around it") << QByteArray(("  " + own + "  \r").c_str()) << 200;
    QTest::newRow("its hash")
        << QByteArray("sha256:") + QCryptographicHash::hash(own.c_str(), QCryptographicHash::Sha256).toHex().toUpper()
        << 200;
    QTest::newRow("with scopes") << QByteArray((own + " tokens:read\tadmin").c_str()) << 200;
    QTest::newRow("with another scope") << QByteArray((own + " tokens:read").c_str()) << 403;
    QTest::newRow("a comment") << QByteArray(("# " + own).c_str()) << 401;
}

void TestAdminKeys::readsKeysOfAFile()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    const ServiceFolder folder;
    const QString file = writeKeys(folder, "# keys\n\n" + line.toStdString() + "\n");
    Daemon daemon(folder.arguments({"--admin-key-file", file}));
    QCOMPARE(ApiClient(daemon.port(), own).get("/v1/admin-keys").status, status);
    QCOMPARE(ApiClient(daemon.port(), folder.key).get("/v1/admin-keys").status, 200);
}

void TestAdminKeys::readsTheFileAnewWhenTold()
{
    const ServiceFolder folder;
    const QString file = writeKeys(folder, own + "\n");
    Daemon daemon(folder.arguments({"--admin-key-file", file}));
    ApiClient client(daemon.port(), own);
    QCOMPARE(client.get("/v1/admin-keys").status, 200);
    writeKeys(folder, weak + "\n");
    daemon.signal(SIGHUP);
    QTRY_VERIFY(daemon.errors().contains("not reloaded"));
    QVERIFY2(daemon.errors().contains("Line 1"), daemon.errors().constData());
    QCOMPARE(client.get("/v1/admin-keys").status, 200); // all goes on as it was
    writeKeys(folder, own + "X\n");
    daemon.signal(SIGHUP);
    QTRY_COMPARE(client.get("/v1/admin-keys").status, 401);
    QCOMPARE(ApiClient(daemon.port(), own + "X").get("/v1/admin-keys").status, 200);
}

void TestAdminKeys::refusesABadFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QByteArray>("named");
    const QByteArray good(own.c_str());
    QTest::newRow("readable by others") << good << 0604 << QByteArray("604");
    QTest::newRow("writable by the group") << good << 0620 << QByteArray("620");
    QTest::newRow("too short") << good + "\n\nsecret123\n" << 0600 << QByteArray("Line 3");
    QTest::newRow("too plain") << good + "\n" + weak.c_str() << 0600 << QByteArray("Line 2");
    QTest::newRow("odd characters") << good + "\n" + good + "\"" << 0600 << QByteArray("Line 2");
    QTest::newRow("no hash") << QByteArray("sha256:12345") << 0600 << QByteArray("Line 1");
    QTest::newRow("no scope") << good + " everything" << 0600 << QByteArray("tokens:read");
    QTest::newRow("twice") << good + "\n" + good << 0600 << QByteArray("Line 2");
}

void TestAdminKeys::refusesABadFile()
{
    QFETCH(QByteArray, text);
    QFETCH(int, mode);
    QFETCH(QByteArray, named);
    const ServiceFolder folder;
    Daemon daemon(folder.arguments({"--admin-key-file", writeKeys(folder, text.toStdString(), mode)}));
    QVERIFY(daemon.code() > 0);
    const QByteArray said = daemon.errors();
    QVERIFY2(said.contains(named), said.constData());
    QVERIFY2(!said.contains("secret123") && !said.contains(own.c_str()) && !said.contains("everything"),
        said.constData());
}

void TestAdminKeys::slowsDownGuesses()
{
    const ServiceFolder folder;
    Daemon daemon(folder.arguments());
    ApiClient guesser(daemon.port(), "tka_0000000000000000000000000000000000");
    Reply reply;
    int refused = 0;
    for (; refused < 100 && (reply = guesser.get("/v1/admin-keys")).status == 401; ++refused) { }
    QCOMPARE(reply.status, 429);
    QVERIFY(refused >= 20 && refused < 30);
    const int after = QByteArray::fromStdString(reply.header("Retry-After").value_or("0")).toInt();
    QVERIFY(after >= 1 && after <= 6);
    QCOMPARE(ApiClient(daemon.port(), folder.key).get("/v1/admin-keys").status, 200); // from the same address
    const RawClient other(daemon.port(), "127.0.0.9");
    RawClient elsewhere(daemon.port(), "127.0.0.9");
    QCOMPARE(elsewhere
                 .ask("GET /v1/admin-keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer tka_1\r\n\r\n")
                 .status,
        401);
}

void TestAdminKeys::keepsNoSecret()
{
    const ServiceFolder folder;
    Daemon daemon(folder.arguments({"--log-level", "debug", "--admin-key-file", writeKeys(folder, own + "\n")}));
    ApiClient client(daemon.port(), folder.key);
    const Reply made = client.post("/v1/admin-keys", R"({"name":"second","scopes":["admin"]})", "the-same");
    const std::string secret = textOf(jsonOf(made), "secret");
    QVERIFY(!secret.empty());
    const Reply again = client.post("/v1/admin-keys", R"({"name":"second","scopes":["admin"]})", "the-same");
    QCOMPARE(again.status, 201);
    QCOMPARE(*again.header("Idempotent-Replayed"), "true");
    const toll::Json body = jsonOf(again);
    QCOMPARE(textOf(body, "id"), textOf(jsonOf(made), "id"));
    QVERIFY(body.find("secret")->isNull());
    QVERIFY(!textOf(body, "secret_withheld").empty());
    client.get("/v1/admin-keys/" + secret);
    daemon.signal(SIGTERM);
    QCOMPARE(daemon.code(), 0);
    for (const std::string &each : {secret, folder.key}) {
        const QByteArray middle = QByteArray::fromStdString(each.substr(8, 20));
        QCOMPARE(folder.filesWith(middle), QStringList());
        QVERIFY(!daemon.errors().contains(middle));
    }
    QVERIFY(!daemon.errors().contains("jklmnopqrstuvwx"));
}

QTEST_GUILESS_MAIN(TestAdminKeys)
#include "tst_adminkeys.moc"
