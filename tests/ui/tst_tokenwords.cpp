// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/sums.h"
#include "core/tokens/ceiling.h"
#include "tests/ui/tokenspagefixture.h"
#include "ui/pages/tokens/tokenedit.h"
#include "ui/pages/tokens/tokenfilter.h"

using namespace toll;
using namespace toll::test;

/// What the page computes and reads without a window.
class TestTokenWords : public QObject {
    Q_OBJECT

private slots:
    void sumsMoneyByCurrency();
    void tellsWhatATermBillsAtMost();
    void findsTokensByWhatIsTyped_data();
    void findsTokensByWhatIsTyped();
    void readsTagsAsTyped();
};

void TestTokenWords::sumsMoneyByCurrency()
{
    const Currency usd = *currency("USD");
    const Currency jpy = *currency("JPY");
    const std::vector<Money> amounts{
        {*Decimal::parse("1.20"), usd}, {Decimal(300), jpy}, {*Decimal::parse("0.05"), usd}};
    const auto sums = sumsByCurrency(amounts);
    QVERIFY(sums);
    QCOMPARE(sums->size(), std::size_t(2));
    QCOMPARE(sums->front().toString(), std::string("300"));
    QCOMPARE(sums->back().toString(), std::string("1.25"));
    QVERIFY(sumsByCurrency({})->empty());
}

void TestTokenWords::tellsWhatATermBillsAtMost()
{
    const auto ceiling = ceilingOf(price("0.002", "200/day", "P30D"), today, Zone());
    QVERIFY(ceiling);
    QCOMPARE(ceiling->allowance.value_or(0), std::int64_t(6000));
    QCOMPARE(ceiling->amount.value_or(Decimal()).toString(), std::string("12"));
    QVERIFY(!ceilingOf(price("0.002", "", "P30D"), today, Zone())->amount);
    TokenPrice charged = price("0.002", "200/day", "P30D");
    charged.overCap = OverCap::Charge;
    QVERIFY(!ceilingOf(charged, today, Zone())->amount);
}

void TestTokenWords::findsTokensByWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isFound");
    QTest::addColumn<bool>("hasFault");
    QTest::newRow("nothing") << "" << true << false;
    QTest::newRow("part of the name") << "GATE" << true << false;
    QTest::newRow("customer") << "customer:acme" << true << false;
    QTest::newRow("quoted") << "customer:\"acme corp\"" << true << false;
    QTest::newRow("another customer") << "customer:north" << false << false;
    QTest::newRow("status") << "status:expiring" << true << false;
    QTest::newRow("tag") << "tag:live" << true << false;
    QTest::newRow("all must hold") << "gate tag:test" << false << false;
    QTest::newRow("plan, not begun") << "plan:" << true << false;
    QTest::newRow("unknown key") << "owner:ops" << false << true;
}

void TestTokenWords::findsTokensByWhatIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(bool, isFound);
    QFETCH(bool, hasFault);
    TokenRow row;
    row.token.name = "mobile-gateway";
    row.token.tags = {"live"};
    row.customerName = "Acme Corp";
    row.planName = "Basic";
    row.state = TokenState::Expiring;
    const TokenFilter filter(typed);
    QCOMPARE(filter.matches(row), isFound);
    QCOMPARE(!filter.fault().isEmpty(), hasFault);
}

void TestTokenWords::readsTagsAsTyped()
{
    const TokenEdit edit = editOf(QStringLiteral("tags"), QStringLiteral(" live, eu，north 、 , "));
    QCOMPARE(edit.tags, (std::optional<std::vector<std::string>>({"live", "eu", "north"})));
    QVERIFY(!edit.name && !edit.note);
    Token token;
    token.tags = {"eu", "live"};
    QCOMPARE(editableText(token, QStringLiteral("tags")), QStringLiteral("eu, live"));
}

QTEST_GUILESS_MAIN(TestTokenWords)
#include "tst_tokenwords.moc"
