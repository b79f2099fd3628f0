// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/overview.h"

#include "core/services/services.h"

#include <QTemporaryDir>
#include <QTest>

using namespace toll;

Q_DECLARE_METATYPE(toll::TokenState)

namespace {

constexpr Instant now{1'790'000'000'000};

Attention candidate(const char *name, TokenState state)
{
    Attention made;
    made.row.token.name = name;
    made.row.token.createdAt = now.plus(-60 * msPerDay);
    made.row.state = state;
    return made;
}

std::vector<int> concerns(const std::vector<Attention> &found)
{
    std::vector<int> all;
    for (const Attention &attention : found)
        all.push_back(static_cast<int>(attention.concern));
    return all;
}

} // namespace

class TestOverview : public QObject {
    Q_OBJECT

private slots:
    void leavesTokensAloneThatNeedNothing_data();
    void leavesTokensAloneThatNeedNothing();
    void callsATokenFarOverFromOneAndAHalfTimesItsAllowance_data();
    void callsATokenFarOverFromOneAndAHalfTimesItsAllowance();
    void callsErrorsManyAboveFivePercent_data();
    void callsErrorsManyAboveFivePercent();
    void listsTheWorstFirstAndWhatEndsFirstBeforeTheRest();
    void answersAnEmptyWorkspace();
};

void TestOverview::leavesTokensAloneThatNeedNothing_data()
{
    QTest::addColumn<TokenState>("state");
    QTest::newRow("active") << TokenState::Active;
    QTest::newRow("expired") << TokenState::Expired;
    QTest::newRow("revoked") << TokenState::Revoked;
}

void TestOverview::leavesTokensAloneThatNeedNothing()
{
    QFETCH(TokenState, state);
    QVERIFY(attentionOf({candidate("a", state)}, now).empty());
    Attention fresh = candidate("new", TokenState::Unused);
    fresh.row.token.createdAt = now.plus(-29 * msPerDay);
    QVERIFY(attentionOf({fresh}, now).empty());
    fresh.row.token.createdAt = now.plus(-30 * msPerDay);
    QCOMPARE(attentionOf({fresh}, now).size(), std::size_t(1));
}

void TestOverview::callsATokenFarOverFromOneAndAHalfTimesItsAllowance_data()
{
    QTest::addColumn<qint64>("allowance");
    QTest::addColumn<qint64>("over");
    QTest::addColumn<bool>("isFar");
    QTest::newRow("half over") << qint64(100) << qint64(50) << true;
    QTest::newRow("just below half") << qint64(100) << qint64(49) << false;
    QTest::newRow("odd allowance") << qint64(5) << qint64(2) << false;
    QTest::newRow("odd allowance, over") << qint64(5) << qint64(3) << true;
    QTest::newRow("nothing allowed, nothing used") << qint64(0) << qint64(0) << false;
    QTest::newRow("largest numbers") << std::numeric_limits<qint64>::max() << std::numeric_limits<qint64>::max()
                                     << true;
}

void TestOverview::callsATokenFarOverFromOneAndAHalfTimesItsAllowance()
{
    QFETCH(qint64, allowance);
    QFETCH(qint64, over);
    QFETCH(bool, isFar);
    Attention token = candidate("a", TokenState::Exhausted);
    token.row.facts.allowance = allowance;
    token.row.over = over;
    const Concern expected = isFar ? Concern::FarOver : Concern::Exhausted;
    QCOMPARE(concerns(attentionOf({token}, now)), std::vector<int>{static_cast<int>(expected)});
}

void TestOverview::callsErrorsManyAboveFivePercent_data()
{
    QTest::addColumn<qint64>("requests");
    QTest::addColumn<qint64>("errors");
    QTest::addColumn<bool>("isFailing");
    QTest::newRow("exactly 5 %") << qint64(100) << qint64(5) << false;
    QTest::newRow("above 5 %") << qint64(100) << qint64(6) << true;
    QTest::newRow("too few to judge") << qint64(19) << qint64(19) << false;
    QTest::newRow("just enough to judge") << qint64(20) << qint64(2) << true;
}

void TestOverview::callsErrorsManyAboveFivePercent()
{
    QFETCH(qint64, requests);
    QFETCH(qint64, errors);
    QFETCH(bool, isFailing);
    Attention token = candidate("a", TokenState::Active);
    token.requests = requests;
    token.errors = errors;
    QCOMPARE(attentionOf({token}, now).size(), std::size_t(isFailing ? 1 : 0));
}

void TestOverview::listsTheWorstFirstAndWhatEndsFirstBeforeTheRest()
{
    Attention late = candidate("a-late", TokenState::Expiring);
    late.row.facts.currentTerm = Term{{now, now.plus(5 * msPerDay)}, 1};
    Attention soon = candidate("z-soon", TokenState::Expiring);
    soon.row.facts.currentTerm = Term{{now, now.plus(msPerDay)}, 1};
    soon.requests = 100;
    soon.errors = 50;
    const std::vector<Attention> found =
        attentionOf({candidate("s", TokenState::Suspended), late, soon, candidate("u", TokenState::Unused)}, now);
    QCOMPARE(concerns(found),
        (std::vector<int>{int(Concern::Failing), int(Concern::Expiring), int(Concern::Expiring),
            int(Concern::Suspended), int(Concern::Unused)}));
    QCOMPARE(found[1].row.token.name, std::string("z-soon"));
    QCOMPARE(found[2].row.token.name, std::string("a-late"));
}

void TestOverview::answersAnEmptyWorkspace()
{
    const QTemporaryDir folder;
    Services::Options options;
    options.path = folder.filePath(QStringLiteral("empty.toll")).toStdString();
    options.mode = OpenMode::WriteOrCreate;
    options.clock = [] { return Instant{1'772'323'200'000}; }; // 1 March 2026, 00:00 UTC
    const auto services = Services::open(options);
    QVERIFY(services.has_value());
    const Result<Overview> empty = overview(**services);
    QVERIFY(empty.has_value());
    QVERIFY(!empty->hasUsage);
    QVERIFY(empty->money.empty());
    QVERIFY(empty->attention.empty());
    QCOMPARE(empty->days.size(), std::size_t(30));
    QCOMPARE(empty->thisMonth.size(), std::size_t(1));
    QCOMPARE(empty->lastMonth.size(), std::size_t(28));
}

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
