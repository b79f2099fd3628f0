// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Scopes of management keys, and what clients may make themselves: ids and secrets.
#include "core/tokens/adminkey.h"
#include "core/tokens/ownid.h"
#include "core/tokens/secret.h"

#include <QtTest>

using namespace toll;

class TestAdminKey : public QObject {
    Q_OBJECT

private slots:
    void readsScopes_data();
    void readsScopes();
    void adminHasThemAll();
    void takesSaneIds_data();
    void takesSaneIds();
    void takesStrongSecrets_data();
    void takesStrongSecrets();
};

void TestAdminKey::readsScopes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("read");
    QTest::newRow("one") << QByteArray("tokens:read") << QByteArray("tokens:read");
    QTest::newRow("in their order, once") << QByteArray("\tusage:write  tokens:read usage:write ")
                                          << QByteArray("tokens:read usage:write");
    QTest::newRow("admin") << QByteArray("admin") << QByteArray("admin");
    QTest::newRow("none") << QByteArray(" ") << QByteArray();
    QTest::newRow("unknown") << QByteArray("tokens:read tokens") << QByteArray();
    QTest::newRow("another case") << QByteArray("Admin") << QByteArray();
}

void TestAdminKey::readsScopes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, read);
    const Result<Scopes> scopes = parseScopes(text.toStdString());
    QCOMPARE(scopes.has_value(), !read.isEmpty());
    if (scopes)
        QCOMPARE(QByteArray::fromStdString(toString(*scopes)), read);
}

void TestAdminKey::adminHasThemAll()
{
    for (std::size_t i = 0; i < scopeCount; ++i) {
        const Scope scope = static_cast<Scope>(i);
        QVERIFY(Scopes(Scope::Admin).has(scope));
        QCOMPARE(Scopes(Scope::TokensRead).has(scope), scope == Scope::TokensRead);
        QCOMPARE(parseScope(name(scope)).value_or(Scope::Admin), scope);
        QVERIFY(!Scopes().has(scope));
    }
}

void TestAdminKey::takesSaneIds_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("UUID") << QByteArray("01a22e13-2131-76e5-b7b4-5117ed9268da") << true;
    QTest::newRow("marks") << QByteArray("a-b.c_d~e") << true;
    QTest::newRow("one digit") << QByteArray("7") << true;
    QTest::newRow("longest") << QByteArray(64, 'x') << true;
    QTest::newRow("too long") << QByteArray(65, 'x') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("a mark first") << QByteArray(".x") << false;
    QTest::newRow("slash") << QByteArray("a/b") << false;
    QTest::newRow("blank") << QByteArray("a b") << false;
    QTest::newRow("no ASCII") << QByteArray("ä") << false;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << false;
}

void TestAdminKey::takesSaneIds()
{
    QFETCH(QByteArray, id);
    QFETCH(bool, isTaken);
    QCOMPARE(checkOwnId(id.toStdString()).has_value(), isTaken);
}

void TestAdminKey::takesStrongSecrets_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("isTaken");
    const QByteArray good("0123456789-abcdefghijklmnopqrstu");
    QTest::newRow("shortest") << good << true;
    QTest::newRow("too short") << good.chopped(1) << false;
    QTest::newRow("longest") << good + QByteArray(168, 'x') << true;
    QTest::newRow("too long") << good + QByteArray(169, 'x') << false;
    QTest::newRow("ten different") << QByteArray("0123456789").repeated(4) << true;
    QTest::newRow("nine different") << QByteArray("012345678").repeated(4) << false;
    QTest::newRow("base64") << QByteArray("q+/8AbCdEfGhIjKlMnOpQrStUvWxYz0123==") << true;
    QTest::newRow("blank") << good + " x" << false;
    QTest::newRow("quote") << good + "\"" << false;
    QTest::newRow("line end") << good + "\n" << false;
    QTest::newRow("no ASCII") << good + "ä" << false;
}

void TestAdminKey::takesStrongSecrets()
{
    QFETCH(QByteArray, secret);
    QFETCH(bool, isTaken);
    const Result<void> checked = checkOwnSecret(secret.toStdString());
    QCOMPARE(checked.has_value(), isTaken);
    if (!checked)
        QVERIFY(!QByteArray::fromStdString(checked.error().found).contains(secret));
}

QTEST_APPLESS_MAIN(TestAdminKey)
#include "tst_adminkey.moc"
