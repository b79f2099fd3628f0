// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Who may use a token, what a customer's tokens share, and who may manage the service, from the command line.
#include "burst.h"

using namespace Qt::Literals::StringLiterals;

class CliAccessTest : public QObject {
    Q_OBJECT

private slots:
    void tokensTakeAccess();
    void customersTakePools();
    void namesTheOptionWithTheBadValue_data();
    void namesTheOptionWithTheBadValue();
    void makesAndRevokesManagementKeys();

private:
    static Run made(const Desk &desk)
    {
        (void)desk.json({u"customer"_s, u"add"_s, u"Acme"_s});
        return desk.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t1"_s, u"--rate"_s, u"1"_s,
            u"--rate-limit"_s, u"10/second"_s, u"--burst"_s, u"20"_s, u"--allow-ip"_s, u"10.0.0.0/8"_s, u"--allow-ip"_s,
            u"::1"_s, u"--allow-model"_s, u"gpt-*"_s, u"--allow-endpoint"_s, u"/v1/*"_s});
    }
};

void CliAccessTest::tokensTakeAccess()
{
    const Desk desk;
    const Run run = made(desk);
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"access.rate_limit"_s), u"10/second burst 20"_s);
    QCOMPARE(at(run.json(), u"access.networks"_s), uR"(["10.0.0.0/8","::1"])"_s);
    Run set = desk.json({u"token"_s, u"set"_s, u"t1"_s, u"--burst"_s, u"30"_s, u"--allow-ip"_s, u""_s});
    QVERIFY2(set.code == 0, set.err.constData());
    QCOMPARE(at(set.json(), u"access.rate_limit"_s), u"10/second burst 30"_s);
    QCOMPARE(at(set.json(), u"access.networks"_s), u"[]"_s);
    QCOMPARE(at(set.json(), u"access.models"_s), uR"(["gpt-*"])"_s);
    set = desk.json({u"token"_s, u"set"_s, u"t1"_s, u"--rate-limit"_s, u""_s, u"--allow-model"_s, u""_s});
    QCOMPARE(at(set.json(), u"access.rate_limit"_s), u"null"_s);
    QCOMPARE(at(set.json(), u"access.models"_s), u"[]"_s);
    const Run shown = desk.json({u"token"_s, u"show"_s, u"t1"_s});
    QCOMPARE(at(shown.json(), u"access.endpoints"_s), u"[\"/v1/*\"]"_s);
}

void CliAccessTest::customersTakePools()
{
    const Desk desk;
    QCOMPARE(made(desk).code, 0);
    Run run = desk.json({u"customer"_s, u"set"_s, u"Acme"_s, u"--pool-cap"_s, u"1000/day"_s, u"--pool-cap"_s,
        u"50/min"_s, u"--pool-rate-limit"_s, u"50/second"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"pool.caps"_s), uR"(["1000/day","50/min"])"_s);
    run = desk.json({u"customer"_s, u"set"_s, u"Acme"_s, u"--pool-cap"_s, u""_s});
    QCOMPARE(at(run.json(), u"pool.caps"_s), u"[]"_s);
    const Run shown = desk.json({u"customer"_s, u"show"_s, u"Acme"_s});
    QCOMPARE(at(shown.json(), u"pool.rate_limit"_s), u"50/second"_s);
}

void CliAccessTest::makesAndRevokesManagementKeys()
{
    const Desk desk;
    const QStringList create{u"admin-key"_s, u"create"_s, u"--name"_s, u"desk"_s};
    QCOMPARE(desk.json(create).code, 2); // no key by mistake that may do everything
    QCOMPARE(desk.json(create + QStringList{u"--scope"_s, u"all"_s}).code, 4);
    const Run made = desk.json(create + QStringList{u"--scope"_s, u"usage:read"_s, u"--scope"_s, u"tokens:write"_s});
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(at(made.json(), u"scopes"_s), uR"(["tokens:write","usage:read"])"_s);
    const QString secret = at(made.json(), u"secret"_s);
    QVERIFY(secret.startsWith(u"tka_"_s));
    const Run text = desk.text(create + QStringList{u"--scope"_s, u"admin"_s});
    QVERIFY(text.out.contains("tka_") && text.err.contains("shown this once"));
    const QString id = at(made.json(), u"id"_s);
    QCOMPARE(desk.json({u"admin-key"_s, u"revoke"_s, u"desk"_s}).code, 3); // a name is no id
    QCOMPARE(desk.json({u"admin-key"_s, u"revoke"_s, id}).code, 0);
    const Run listed = desk.json({u"admin-key"_s, u"list"_s});
    QCOMPARE(at(listed.json(), u"rows.0.id"_s), id);
    QVERIFY(at(listed.json(), u"rows.0.revoked"_s) != u"null"_s && at(listed.json(), u"rows.1.revoked"_s) == u"null"_s);
    QVERIFY(!listed.out.contains(secret.mid(6, 20).toUtf8()));
}

void CliAccessTest::namesTheOptionWithTheBadValue_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const QString &option, const QString &value, const QString &kind = u"token"_s) {
        QTest::newRow(qPrintable(option)) << QStringList{kind, u"set"_s, kind == u"token"_s ? u"t1"_s : u"Acme"_s, option, value};
    };
    row(u"--rate-limit"_s, u"fast"_s);
    row(u"--burst"_s, u"0"_s);
    row(u"--allow-ip"_s, u"10.0.0.0/33"_s);
    row(u"--allow-model"_s, u"a\nb"_s);
    row(u"--allow-endpoint"_s, u"a\nb"_s);
    row(u"--pool-cap"_s, u"many"_s, u"customer"_s);
    row(u"--pool-rate-limit"_s, u"1/day"_s, u"customer"_s);
    row(u"--pool-burst"_s, u"5"_s, u"customer"_s); // of no rate
}

void CliAccessTest::namesTheOptionWithTheBadValue()
{
    QFETCH(QStringList, arguments);
    const Desk desk;
    QCOMPARE(made(desk).code, 0);
    const Run run = desk.text(arguments);
    QCOMPARE(run.code, 4);
    const QString option = arguments.at(3) == u"--pool-burst"_s ? u"--pool-rate-limit"_s : arguments.at(3);
    QVERIFY2(run.err.contains(option.toUtf8()), run.err.constData());
}

QTEST_GUILESS_MAIN(CliAccessTest)
#include "tst_cliaccess.moc"
