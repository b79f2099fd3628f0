// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/billing.h"
#include "tests/core/services/servicesfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

/// A plan of one capped charge.
std::string plan(const std::string &price, const std::string &timezone = "UTC")
{
    return R"({"name":"P","currency":"USD","timezone":")" + timezone
        + R"(","charges":[{"id":"calls","price":{"shape":"flat_capped",)" + price + "}}]}";
}

/// CSV with so many requests at each time.
QByteArray requests(const std::vector<std::pair<QByteArray, int>> &bursts)
{
    QByteArray csv = "time,id\n";
    int number = 0;
    for (const auto &[time, count] : bursts)
        for (int i = 0; i < count; ++i)
            csv += time + ",r" + QByteArray::number(number++) + "\n";
    return csv;
}

/// So many requests on each of 30 days from 1 March 2026, 00:00 UTC, a minute apart.
QByteArray thirtyDays(int perDay)
{
    QByteArray csv = "time,count\n";
    const Instant start = *parseRfc3339("2026-03-01T00:00:00Z");
    for (int day = 0; day < 30; ++day)
        for (int i = 0; i < perDay; ++i)
            csv += QByteArray::fromStdString(toRfc3339(start.plus(day * msPerDay + i * msPerMinute))) + ",1\n";
    return csv;
}

} // namespace

class TestRateFile : public QObject {
    Q_OBJECT

private slots:
    void exampleOfTheDesignInBothScopes_data();
    void exampleOfTheDesignInBothScopes();
    void scaledFormula_data();
    void scaledFormula();
    void moreThanTheCapCostsTheSame_data();
    void moreThanTheCapCostsTheSame();
    void sameIdCountsOnce();
    void rowsNeedNoOrder();
    void tokensAreRatedApartAndByName();
    void zoneOfTheRequestReplacesThePlans();
    void termStartsWhereTold();
    void periodCutsTheStatement();
    void badRowsAreLeftOut();
    void tokenValuesAreRefused();
    void faultyOptionsAreNamed_data();
    void faultyOptionsAreNamed();
    void emptyFileCostsNothing();
    void mappingNamesTheColumn();
    void billOfARealTraceIsTheFormula_data();
    void billOfARealTraceIsTheFormula();

private:
    [[nodiscard]] Checked<Statement> rated(const std::string &plan, const QByteArray &usage, RateRequest request = {})
    {
        request.plan = plan;
        request.usagePath = m_workspace.writeFile(u"usage.csv"_s, usage).toStdString();
        return rateFile(request, m_faults);
    }

    ServicesFixture m_workspace;
    std::vector<Error> m_faults;
};

void TestRateFile::exampleOfTheDesignInBothScopes_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<qint64>("billable");
    QTest::addColumn<QByteArray>("total");
    QTest::newRow("lifetime") << "lifetime"_ba << qint64(20) << "0.4"_ba;
    QTest::newRow("window") << "window"_ba << qint64(12) << "0.24"_ba;
}

void TestRateFile::exampleOfTheDesignInBothScopes()
{
    QFETCH(QByteArray, scope);
    QFETCH(qint64, billable);
    QFETCH(QByteArray, total);
    RateRequest request;
    request.termStart = "2026-03-01T00:00:00Z";
    const auto statement =
        rated(plan(R"("rate":"0.02","cap":"10/min","lifetime":"PT2M","cap_scope":")" + scope.toStdString() + "\""),
            requests({{"2026-03-01T00:00:10Z", 18}, {"2026-03-01T00:01:10Z", 2}}), request);
    QVERIFY(statement.has_value());
    const StatementLine &line = statement->lines.front();
    QCOMPARE(line.n, 20);
    QCOMPARE(line.billable, billable);
    QCOMPARE(line.parts.front().terms.front().allowance, 20);
    QCOMPARE(statement->total.toString(), total.toStdString());
}

void TestRateFile::scaledFormula_data()
{
    QTest::addColumn<QByteArray>("count");
    QTest::addColumn<QByteArray>("total");
    QTest::newRow("above the cap") << "5000000"_ba
                                   << "86400"_ba;
    QTest::newRow("below the cap") << "3000000"_ba
                                   << "60000"_ba;
}

void TestRateFile::scaledFormula()
{
    QFETCH(QByteArray, count);
    QFETCH(QByteArray, total);
    RateRequest request;
    request.termStart = "2026-03-01";
    const auto statement = rated(plan(R"("rate":"0.02","cap":"100/min","lifetime":"P30D")"),
        "time,count\n2026-03-02T00:00:00Z," + count + "\n", request);
    QVERIFY(statement.has_value());
    QCOMPARE(statement->lines.front().parts.front().terms.front().allowance, 4320000);
    QCOMPARE(statement->total.toString(), total.toStdString());
}

void TestRateFile::moreThanTheCapCostsTheSame_data()
{
    QTest::addColumn<int>("perDay");
    QTest::newRow("at the cap") << 200;
    QTest::newRow("above the cap") << 250;
}

void TestRateFile::moreThanTheCapCostsTheSame()
{
    QFETCH(int, perDay);
    const auto statement = rated(plan(R"("rate":"0.002","cap":"200/day","lifetime":"P30D")"), thirtyDays(perDay));
    QVERIFY(statement.has_value());
    const StatementLine &line = statement->lines.front();
    QCOMPARE(line.n, perDay * 30);
    QCOMPARE(line.billable, 6000);
    QCOMPARE(statement->total.toString(), "12");
}

void TestRateFile::sameIdCountsOnce()
{
    const auto statement = rated(plan(R"("rate":"1")"),
        "time,id,source,count\n2026-03-01T00:00:00Z,a,x,2\n2026-03-01T00:00:00Z,a,x,5\n"
        "2026-03-01T00:00:00Z,a,y,10\n2026-03-01T00:00:00Z,,x,100\n2026-03-01T00:00:00Z,,x,100\n");
    QVERIFY(statement.has_value());
    QCOMPARE(statement->total.toString(), "212");
}

void TestRateFile::rowsNeedNoOrder()
{
    const QByteArray late = "2026-03-01T09:00:00Z,b\n", early = "2026-03-01T00:00:00Z,a\n";
    // A term of eight hours from the first request: the second stands outside it.
    const std::string price = plan(R"("rate":"1","lifetime":"PT8H")");
    const auto inOrder = rated(price, "time,id\n" + early + late);
    const auto reversed = rated(price, "time,id\n" + late + early);
    QVERIFY(inOrder && reversed);
    QCOMPARE(*inOrder, *reversed);
    QCOMPARE(inOrder->total.toString(), "1");
}

void TestRateFile::tokensAreRatedApartAndByName()
{
    const auto statement = rated(plan(R"("rate":"1","cap":"2/day","lifetime":"P1D")"),
        "time,token\n2026-03-01T00:00:00Z,zeta\n2026-03-01T00:01:00Z,zeta\n2026-03-01T00:02:00Z,zeta\n"
        "2026-03-01T00:00:00Z,alpha\n2026-03-01T00:00:00Z,\n");
    QVERIFY(statement.has_value());
    std::vector<std::string> names;
    for (const Statement::TokenName &token : statement->tokens)
        names.push_back(token.name);
    QCOMPARE(names, (std::vector<std::string>{"", "alpha", "zeta"}));
    QCOMPARE(statement->total.toString(), "4");
}

void TestRateFile::zoneOfTheRequestReplacesThePlans()
{
    const QByteArray usage = "time,id\n2026-02-28T16:30:00Z,a\n";
    RateRequest request;
    request.period = "2026-03";
    const auto utc = rated(plan(R"("rate":"1")"), usage, request);
    request.timezone = "Asia/Shanghai";
    const auto shanghai = rated(plan(R"("rate":"1")"), usage, request);
    QVERIFY(utc && shanghai);
    QCOMPARE(utc->total.toString(), "0");
    QCOMPARE(shanghai->total.toString(), "1");
    QCOMPARE(shanghai->timezone, "Asia/Shanghai");
}

void TestRateFile::termStartsWhereTold()
{
    const std::string price = plan(R"("rate":"1","lifetime":"P1D")", "Asia/Shanghai");
    RateRequest request;
    request.termStart = "2026-03-01";
    const auto statement =
        rated(price, "time,id\n2026-02-28T15:59:59Z,a\n2026-02-28T16:00:00Z,b\n2026-03-01T16:00:00Z,c\n", request);
    QVERIFY(statement.has_value());
    QCOMPARE(statement->total.toString(), "1");
}

void TestRateFile::periodCutsTheStatement()
{
    RateRequest request;
    request.period = "2026-03-02/2026-03-03";
    const auto statement = rated(plan(R"("rate":"0.002","cap":"200/day","lifetime":"P30D")"), thirtyDays(250), request);
    QVERIFY(statement.has_value());
    QCOMPARE(statement->lines.front().n, 250);
    QCOMPARE(statement->total.toString(), "0.5");
}

void TestRateFile::badRowsAreLeftOut()
{
    m_faults.clear();
    const auto statement = rated(plan(R"("rate":"1")"), "time,id\n2026-03-01T00:00:00Z,a\nnever,b\n2026-03-01T00:00:00Z,c\n");
    QVERIFY(statement.has_value());
    QCOMPARE(statement->total.toString(), "2");
    QCOMPARE(m_faults.size(), 1U);
    QCOMPARE(m_faults.front().line, 3);
    QCOMPARE(m_faults.front().where, "time");
}

void TestRateFile::tokenValuesAreRefused()
{
    const auto statement = rated(plan(R"("rate":"token","cap":"token","lifetime":"token")"), "time\n");
    QVERIFY(!statement.has_value());
    std::vector<std::string> pointers;
    for (const Error &fault : statement.error()) {
        QCOMPARE(fault.code, ErrorCode::Syntax);
        pointers.push_back(fault.where);
    }
    QCOMPARE(pointers,
        (std::vector<std::string>{"/charges/0/price/rate", "/charges/0/price/cap", "/charges/0/price/lifetime"}));
}

void TestRateFile::faultyOptionsAreNamed_data()
{
    QTest::addColumn<QByteArray>("option");
    for (const char *option : {"timezone", "term_start", "period"})
        QTest::newRow(option) << QByteArray(option);
}

void TestRateFile::faultyOptionsAreNamed()
{
    QFETCH(QByteArray, option);
    RateRequest request;
    (option == "timezone" ? request.timezone : option == "period" ? request.period : request.termStart) = "nonsense";
    const auto statement = rated(plan(R"("rate":"1")"), "time\n2026-03-01T00:00:00Z\n", request);
    QVERIFY(!statement.has_value());
    QCOMPARE(statement.error().front().where, option.toStdString());
}

void TestRateFile::emptyFileCostsNothing()
{
    const auto statement = rated(plan(R"("rate":"1")"), "");
    QVERIFY(statement.has_value());
    QCOMPARE(statement->total.toString(), "0");
    QVERIFY(statement->lines.empty() && !statement->period);
}

void TestRateFile::mappingNamesTheColumn()
{
    RateRequest request;
    request.mappings = {"count=weight"};
    const auto statement = rated(plan(R"("rate":"1")"), "time,weight\n2026-03-01T00:00:00Z,7\n", request);
    QVERIFY(statement.has_value());
    QCOMPARE(statement->total.toString(), "7");
}

void TestRateFile::billOfARealTraceIsTheFormula_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::addColumn<bool>("fromStore");
    QTest::newRow("lifetime, rate") << false << false;
    QTest::newRow("window, rate") << true << false;
    QTest::newRow("lifetime, bill") << false << true;
    QTest::newRow("window, bill") << true << true;
}

/// R = 0.002, C = 200/day, T = P30D on a trace of one hour: computed here from the file's row count alone.
void TestRateFile::billOfARealTraceIsTheFormula()
{
    QFETCH(bool, isWindow);
    QFETCH(bool, fromStore);
    const QString path = test::sharedPath(u"data/azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz"_s);
    if (!QFile::exists(path))
        QSKIP("the shared traces are not here");
    constexpr std::int64_t rows = 19366, cap = 200, days = 30; // all rows fall into the first window
    const std::int64_t billable = isWindow ? std::min(rows, cap) : std::min(rows, cap * days);
    const std::string expected = isWindow ? "0.4" : "12";
    QCOMPARE(Decimal(billable).times(*Decimal::parse("0.002"))->toString(), expected);
    const std::string scope = isWindow ? "window" : "lifetime";
    if (!fromStore) {
        RateRequest request;
        request.plan = plan(R"("rate":"0.002","cap":"200/day","lifetime":"P30D","cap_scope":")" + scope + "\"");
        request.usagePath = path.toStdString();
        const auto statement = rateFile(request, m_faults);
        QVERIFY(statement.has_value());
        QCOMPARE(statement->total.toString(), expected);
        QCOMPARE(statement->lines.front().n, rows);
        return;
    }
    ServicesFixture workspace;
    const auto customer = workspace.customers().add({"Acme", "USD", "UTC", ""});
    QVERIFY_RESULT(customer);
    TokenPrice price;
    price.rate = *Decimal::parse("0.002");
    price.caps = {*parseCap("200/day")};
    price.lifetime = *parseSpan("P30D");
    price.capScope = *parseCapScope(scope);
    ImportOptions options;
    options.token = workspace.addToken(customer->id, "gateway", price).id;
    options.layout = workspace.imports().preview(path.toStdString(), {})->layout;
    QVERIFY_RESULT(workspace.imports().run(path.toStdString(), options, JobControl()));
    const auto bill = BillingService(workspace.context).billToken(*options.token, *parsePeriod("2023-11", {}));
    QVERIFY_RESULT(bill);
    QCOMPARE(bill->total.toString(), expected);
    QCOMPARE(bill->lines.front().n, rows);
    QCOMPARE(bill->lines.front().billable, billable);
}

QTEST_GUILESS_MAIN(TestRateFile)
#include "tst_ratefile.moc"
