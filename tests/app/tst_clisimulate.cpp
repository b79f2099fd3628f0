// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What-if scenarios: kept, tried, and asked about.
#include "burst.h"

#include "core/money/decimal.h"

using namespace Qt::Literals::StringLiterals;

class CliSimulateTest : public QObject {
    Q_OBJECT

private slots:
    void keepsScenariosWithAllTheirVersions();
    void becomesADraftOfAPlan();
    void namesEveryFaultOfAScenarioFile();
    void changesTiersByTextAndByFile();
    void setsAScenarioBesideAForecast();
    void triesSeveralChangesAndAssumptions();
    void waterfallSumsToTheDifference();
    void sweepPointsEqualSingleRuns();
    void findsTheRateThatKeepsRevenue();
    void ranksWhatMattersMost();
    void saysWhoWouldHaveBeenRefused();
    void saysWhatIsLeftOnceProvidersArePaid();
    void saysWhereThereIsTooLittleHistory();
    void sameSeedDrawsTheSameFutures();
    void writesTheLastTableAsCsv();
    void writesAllOfItAsPdf();
    void aPdfThatCannotBeWrittenIsAnError();
    void badQuestionsNameTheirOption_data();
    void badQuestionsNameTheirOption();

private:
    [[nodiscard]] static toll::Decimal money(const toll::Json &json, const QString &path)
    {
        return toll::Decimal::parse(at(json, path).toStdString()).value_or(toll::Decimal(-99999));
    }
};

void CliSimulateTest::keepsScenariosWithAllTheirVersions()
{
    const Desk desk;
    prepare(desk);
    const auto save = [&desk](const QString &setting) {
        return at(desk.json({u"scenario"_s, u"save"_s, u"Autumn"_s, u"--set"_s, setting}).json(), u"version"_s);
    };
    QCOMPARE(save(u"rate=0.03"_s), u"1"_s);
    QCOMPARE(save(u"rate=0.03"_s), u"1"_s); // nothing new
    QCOMPARE(save(u"rate=0.04"_s), u"2"_s);
    QCOMPARE(at(desk.json({u"scenario"_s, u"list"_s}).json(), u"rows.0.version"_s), u"2"_s);
    QCOMPARE(at(desk.json({u"scenario"_s, u"versions"_s, u"Autumn"_s}).json(), u"rows.1.version"_s), u"2"_s);
    const Run shown = desk.json({u"scenario"_s, u"show"_s, u"Autumn"_s, u"--version"_s, u"1"_s});
    QCOMPARE(at(shown.json(), u"changes.0.set.rate"_s), u"0.03"_s);
    const QString file = desk.write(u"autumn.json"_s, shown.out);
    QCOMPARE(at(desk.json({u"simulate"_s, file}).json(), u"scenario"_s), u"0.60"_s);
    QCOMPARE(at(desk.json({u"simulate"_s, u"--scenario"_s, u"Autumn"_s}).json(), u"scenario"_s), u"0.80"_s);
    QCOMPARE(desk.json({u"scenario"_s, u"duplicate"_s, u"Autumn"_s, u"Winter"_s}).code, 0);
    QCOMPARE(desk.json({u"scenario"_s, u"duplicate"_s, u"Autumn"_s, u"Winter"_s}).code, 5);
    QCOMPARE(desk.json({u"scenario"_s, u"rename"_s, u"Winter"_s, u"Spring"_s}).code, 0);
    QCOMPARE(desk.json({u"scenario"_s, u"rename"_s, u"Spring"_s, u"Autumn"_s}).code, 5);
    QCOMPARE(desk.json({u"scenario"_s, u"remove"_s, u"Autumn"_s}).code, 0);
    QCOMPARE(desk.json({u"simulate"_s, u"--scenario"_s, u"Autumn"_s}).code, 3);
    QCOMPARE(at(desk.json({u"scenario"_s, u"list"_s}).json(), u"rows.0.name"_s), u"Spring"_s);
}

void CliSimulateTest::becomesADraftOfAPlan()
{
    const Desk desk;
    prepare(desk);
    const QString file = desk.write(u"pro.json"_s, R"({"name":"Pro","currency":"USD","timezone":"UTC","period":"P1M",
        "charges":[{"meter":"requests","price":{"shape":"flat_capped","rate":"0.02","cap":"10/min","lifetime":"P1M"}}]})");
    QCOMPARE(desk.json({u"plan"_s, u"import"_s, file}).code, 0);
    QCOMPARE(desk.json({u"plan"_s, u"assign"_s, u"Pro"_s, u"--customer"_s, u"Acme"_s}).code, 0);
    QCOMPARE(desk.json({u"scenario"_s, u"save"_s, u"Dearer"_s, u"--set"_s, u"rate_factor=1.5"_s, u"--set"_s,
                           u"cap=5/min"_s, u"--set"_s, u"discount=10"_s, u"--on"_s, u"plan:Pro"_s})
                 .code,
        0);
    const Run draft = desk.text({u"scenario"_s, u"draft"_s, u"Dearer"_s, u"--plan"_s, u"Pro"_s});
    QVERIFY2(draft.code == 0, draft.err.constData());
    const QString expected = at(desk.json({u"simulate"_s, u"--scenario"_s, u"Dearer"_s}).json(), u"scenario"_s);
    // Tried as a whole plan, the draft bills the same.
    const QString scenario = desk.write(u"whole.json"_s, R"({"on":"plan:Pro","plan":)" + draft.out + "}");
    QCOMPARE(at(desk.json({u"simulate"_s, scenario}).json(), u"scenario"_s), expected);
    const Run other = desk.text({u"scenario"_s, u"draft"_s, u"Dearer"_s, u"--plan"_s, u"Basic"_s});
    QVERIFY(other.code != 0);
}

void CliSimulateTest::namesEveryFaultOfAScenarioFile()
{
    const Desk desk;
    prepare(desk);
    const QString file =
        desk.write(u"bad.json"_s, R"({"changes":[{"set":{"speed":"2"}},{"plan":"Nowhere"}],"assume":{"churn":"7"}})");
    const Run unknown = desk.text({u"simulate"_s, file});
    QCOMPARE(unknown.code, 3);
    QVERIFY2(unknown.err.contains("/changes/1/plan"), unknown.err.constData());
    const Run wrong = desk.text({u"simulate"_s,
        desk.write(u"worse.json"_s, R"({"changes":[{"set":{"speed":"2"}}],"assume":{"churn":"7"}})")});
    QCOMPARE(wrong.code, 4);
    QVERIFY2(wrong.err.contains("/changes/0/set/speed") && wrong.err.contains("/assume/churn"), wrong.err.constData());
}

void CliSimulateTest::changesTiersByTextAndByFile()
{
    const Desk desk;
    prepare(desk); // 20 requests
    const QString tiers = uR"([{"up_to":10,"rate":"0.1"},{"rate":"0.05"}])"_s;
    const Run wrong = desk.text({u"simulate"_s, u"--set"_s, u"tiers="_s + tiers});
    QCOMPARE(wrong.code, 4);
    QVERIFY2(wrong.err.contains("Acme, t1: requests (flat_capped)"), wrong.err.constData());
    QVERIFY2(wrong.err.contains("graduated, volume"), wrong.err.constData());
    const QString plan = desk.write(u"plan.json"_s, R"({"plan":{"name":"Steps","currency":"USD","timezone":"UTC",
        "charges":[{"id":"calls","price":{"shape":"graduated","tiers":[{"rate":"0.02"}]}}]}})");
    const auto scenario = [&](const QString &value) {
        return at(desk.json({u"simulate"_s, plan, u"--set"_s, u"tiers="_s + value}).json(), u"scenario"_s);
    };
    QCOMPARE(scenario(tiers), u"1.50"_s);
    QCOMPARE(scenario(desk.write(u"tiers.json"_s, tiers.toUtf8())), u"1.50"_s);
    QCOMPARE(desk.text({u"simulate"_s, plan, u"--set"_s, u"tiers=nowhere.json"_s}).code, 3);
}

void CliSimulateTest::setsAScenarioBesideAForecast()
{
    const Desk desk;
    prepare(desk);
    const toll::Json asked = desk.json({u"simulate"_s, u"--set"_s, u"rate_factor=2"_s, u"--baseline"_s, u"forecast"_s,
                                           u"--days"_s, u"30"_s, u"--runs"_s, u"50"_s, u"--seed"_s, u"9"_s})
                                 .json();
    QCOMPARE(at(asked, u"forecast.days"_s), u"30"_s);
    QCOMPARE(at(asked, u"forecast.runs"_s), u"50"_s);
    QCOMPARE(at(asked, u"forecast.delta.mean"_s), u"0.00"_s); // of two minutes nothing is known of any day
    QVERIFY(desk.json({u"simulate"_s, u"--baseline"_s, u"history"_s}).json().find("forecast") == nullptr);
}

void CliSimulateTest::triesSeveralChangesAndAssumptions()
{
    const Desk desk;
    prepare(desk); // 20 requests at 0.02
    const QString file = desk.write(u"growth.json"_s, R"({"changes":[{"set":{"volume_factor":"2"}},
        {"on":"customer:Acme","set":{"rate_factor":"1.5"}}],
        "assume":{"new_customers":[{"name":"Beta","like":"Acme","volume":"0.5"}]}})");
    const toll::Json outcome = desk.json({u"simulate"_s, file}).json();
    QCOMPARE(at(outcome, u"baseline"_s), u"0.40"_s);
    QCOMPARE(at(outcome, u"customers.0.name"_s), u"Acme"_s);
    QCOMPARE(at(outcome, u"customers.1.name"_s), u"Beta"_s);
    QCOMPARE(at(outcome, u"customers.1.baseline"_s), u"0.00"_s);
    const toll::Json left = desk.json({u"simulate"_s, u"--assume"_s, u"churn=1"_s}).json();
    QCOMPARE(at(left, u"scenario"_s), u"0.00"_s);
    QCOMPARE(at(left, u"left.0"_s), u"Acme"_s);
}

void CliSimulateTest::waterfallSumsToTheDifference()
{
    const Desk desk;
    prepare(desk);
    const toll::Json json = desk.json({u"simulate"_s, u"--set"_s, u"rate=0.03"_s, u"--set"_s, u"cap=5/min"_s, u"--set"_s,
                                          u"volume_factor=1.5"_s, u"--waterfall"_s, u"--movers"_s, u"5,20"_s})
                                .json();
    toll::Decimal sum = money(json, u"waterfall.before"_s);
    for (const QString &step : {u"price"_s, u"volume"_s, u"mix"_s, u"limits"_s, u"refusals"_s})
        sum = *sum.plus(money(json, u"waterfall."_s + step));
    QVERIFY(sum == money(json, u"waterfall.after"_s));
    QCOMPARE(at(json, u"waterfall.before"_s), at(json, u"baseline"_s));
    QCOMPARE(at(json, u"waterfall.after"_s), at(json, u"scenario"_s));
    QCOMPARE(at(json, u"movers.past.1.percent"_s), u"20"_s);
}

void CliSimulateTest::sweepPointsEqualSingleRuns()
{
    const Desk desk;
    prepare(desk);
    const toll::Json swept = desk.json({u"simulate"_s, u"--sweep"_s, u"rate=0.01..0.03:0.01"_s, u"--sweep"_s,
                                           u"cap=5/min|10/min"_s})
                                 .json();
    for (int point = 0; point < 6; ++point) {
        const QString path = u"sweep.points.%1."_s.arg(point);
        const toll::Json single = desk.json({u"simulate"_s, u"--set"_s, u"rate="_s + at(swept, path + u"values.rate"_s),
                                                u"--set"_s, u"cap="_s + at(swept, path + u"values.cap"_s)})
                                      .json();
        QCOMPARE(at(swept, path + u"scenario"_s), at(single, u"scenario"_s));
    }
    QCOMPARE(at(swept, u"sweep.points.0.values.rate"_s), u"0.01"_s);
    QCOMPARE(at(swept, u"sweep.points.5.values.cap"_s), u"10/min"_s);
}

void CliSimulateTest::findsTheRateThatKeepsRevenue()
{
    const Desk desk;
    prepare(desk);
    const toll::Json json = desk.json({u"simulate"_s, u"--set"_s, u"cap=5/min"_s, u"--set"_s, u"cap_scope=window"_s,
                                          u"--goal"_s, u"baseline"_s, u"--seek"_s, u"rate=0.01..0.2:0.001"_s})
                                .json();
    const QString rate = at(json, u"goal.0.best.value"_s);
    const toll::Json check = desk.json({u"simulate"_s, u"--set"_s, u"cap=5/min"_s, u"--set"_s, u"cap_scope=window"_s,
                                           u"--set"_s, u"rate="_s + rate})
                                 .json();
    QVERIFY(money(check, u"scenario"_s) == money(json, u"goal.0.best.total"_s));
    QVERIFY(at(json, u"goal.0.state"_s) == u"exact"_s || at(json, u"goal.0.state"_s) == u"several"_s);
    QVERIFY(money(check, u"scenario"_s) == money(check, u"baseline"_s));
}

void CliSimulateTest::ranksWhatMattersMost()
{
    const Desk desk;
    prepare(desk);
    const toll::Json json = desk.json({u"simulate"_s, u"--tornado"_s, u"50"_s}).json();
    QCOMPARE(at(json, u"tornado.middle"_s), u"0.40"_s);
    QCOMPARE(at(json, u"tornado.bars.0.key"_s), u"rate_factor"_s);
    QCOMPARE(at(json, u"tornado.bars.0.at_low"_s), u"0.20"_s);
    QCOMPARE(at(json, u"tornado.bars.0.at_high"_s), u"0.60"_s);
}

void CliSimulateTest::saysWhoWouldHaveBeenRefused()
{
    const Desk desk;
    prepare(desk); // 18 requests in one minute, 2 in the next
    const toll::Json json =
        desk.json({u"simulate"_s, u"--set"_s, u"cap=10/min"_s, u"--set"_s, u"over_cap=reject"_s, u"--refusals"_s}).json();
    QCOMPARE(at(json, u"limits.refused"_s), at(json, u"refused"_s));
    QCOMPARE(at(json, u"limits.refused"_s), u"8"_s);
    QCOMPARE(at(json, u"limits.by.over_cap"_s), u"8"_s);
    QCOMPARE(at(json, u"limits.customers.0.tokens.0.first_refusal.reason"_s), u"over_cap"_s);
    const toll::Json rate = desk.json({u"simulate"_s, u"--rate-limit"_s, u"6/min"_s, u"--burst"_s, u"3"_s}).json();
    QVERIFY(money(rate, u"limits.by.over_rate"_s) > toll::Decimal(0));
}

void CliSimulateTest::saysWhatIsLeftOnceProvidersArePaid()
{
    const Desk desk;
    prepare(desk);
    const QString plan = desk.write(u"wholesale.json"_s,
        R"({"name":"Wholesale","currency":"USD","timezone":"UTC","period":"P1M",
            "charges":[{"meter":"requests","price":{"shape":"flat","rate":"0.005"}}]})");
    QCOMPARE(desk.json({u"plan"_s, u"import"_s, plan}).code, 0);
    QCOMPARE(desk.json({u"plan"_s, u"assign"_s, u"Wholesale"_s, u"--upstream"_s}).code, 0);
    const toll::Json json =
        desk.json({u"simulate"_s, u"--margin"_s, u"--set"_s, u"rate=0.03"_s, u"--assume"_s, u"upstream_factor=2"_s}).json();
    QCOMPARE(at(json, u"margin.before.charge"_s), u"0.40"_s);
    QCOMPARE(at(json, u"margin.before.cost"_s), u"0.10"_s);
    QCOMPARE(at(json, u"margin.before.margin"_s), u"0.30"_s);
    QCOMPARE(at(json, u"margin.after.cost"_s), u"0.20"_s);
    QCOMPARE(at(json, u"margin.after.margin"_s), u"0.40"_s);
}

void CliSimulateTest::saysWhereThereIsTooLittleHistory()
{
    const Desk desk;
    prepare(desk); // two minutes of use
    const Run run = desk.text({u"simulate"_s, u"--runs"_s, u"100"_s});
    QCOMPARE(run.code, 0);
    QVERIFY2(run.err.contains("outlook"), run.err.constData());
}

void CliSimulateTest::sameSeedDrawsTheSameFutures()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s}).code, 0);
    QCOMPARE(desk.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t"_s, u"--rate"_s, u"1"_s,
                          u"--cap"_s, u"30/day"_s})
                 .code,
        0);
    QByteArray usage = "time,id,token,count\n";
    for (int day = 0; day < 28; ++day)
        usage += "2026-03-" + QByteArray::number(day + 1).rightJustified(2, '0') + "T10:00:00Z,e"
            + QByteArray::number(day) + ",t," + QByteArray::number(10 + 7 * (day % 7)) + '\n';
    const Run imported = desk.json({u"usage"_s, u"import"_s, desk.write(u"usage.csv"_s, usage)});
    QVERIFY2(imported.code == 0, imported.err.constData());
    const auto outlook = [&desk](const QString &seed) {
        return desk.json({u"simulate"_s, u"--from"_s, u"2026-03-01"_s, u"--to"_s, u"2026-03-29"_s, u"--runs"_s, u"500"_s,
                             u"--days"_s, u"14"_s, u"--seed"_s, seed, u"--budget"_s, u"1000000"_s})
            .json();
    };
    const toll::Json first = outlook(u"42"_s);
    QCOMPARE(at(first, u"outlook.first_day"_s), u"2026-03-29"_s);
    QCOMPARE(at(first, u"outlook.over_budget"_s), u"0"_s);
    QVERIFY(first == outlook(u"42"_s));
    QCOMPARE(at(first, u"outlook.tokens.0.name"_s), u"t"_s);
    QVERIFY(money(first, u"outlook.median"_s) > toll::Decimal(14));
    QCOMPARE(at(first, u"outlook.tokens.0.fit.family"_s), u"poisson"_s); // the same every week: less varied than chance
    QCOMPARE(at(first, u"outlook.tokens.0.fit.dispersion"_s), u"0.0000"_s);
    const toll::Json both = desk.json({u"simulate"_s, u"--from"_s, u"2026-03-01"_s, u"--to"_s, u"2026-03-29"_s,
                                          u"--runs"_s, u"500"_s, u"--days"_s, u"14"_s, u"--baseline"_s, u"forecast"_s,
                                          u"--set"_s, u"rate_factor=2"_s})
                                .json();
    QVERIFY(money(both, u"forecast.delta.mean"_s) > toll::Decimal(14));
    QCOMPARE(at(both, u"forecast.delta.median"_s), at(both, u"forecast.baseline.median"_s)); // on every path as much more
}

void CliSimulateTest::writesTheLastTableAsCsv()
{
    const Desk desk;
    prepare(desk);
    const QString csv = desk.path(u"sweep.csv"_s);
    QCOMPARE(desk.text({u"simulate"_s, u"--sweep"_s, u"rate=0.01|0.02"_s, u"--csv"_s, csv}).code, 0);
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine().trimmed(), "rate,baseline,scenario,delta,currency,refused");
    QCOMPARE(file.readLine().trimmed(), "0.01,0.40,0.20,-0.20,USD,0");
}

void CliSimulateTest::writesAllOfItAsPdf()
{
    const Desk desk;
    prepare(desk);
    const QString path = desk.path(u"study.pdf"_s);
    const Run run = desk.json({u"simulate"_s, u"--set"_s, u"rate=0.03"_s, u"--waterfall"_s, u"--movers"_s, u"5"_s,
        u"--pdf"_s, path, u"--paper"_s, u"letter"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"scenario"_s), u"0.60"_s); // the answer is given all the same
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("/MediaBox [0 0 612"));
    QCOMPARE(desk.json({u"simulate"_s, u"--pdf"_s, path, u"--paper"_s, u"A5"_s}).code, 4);
    QVERIFY(desk.text({u"simulate"_s, u"--help"_s}).out.contains("--pdf"));
}

void CliSimulateTest::aPdfThatCannotBeWrittenIsAnError()
{
    const Desk desk;
    prepare(desk);
    const QString path = desk.path(u"nowhere/study.pdf"_s);
    const Run run = desk.text({u"simulate"_s, u"--pdf"_s, path});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(path.toUtf8()), run.err.constData());
}

void CliSimulateTest::badQuestionsNameTheirOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("option");
    const auto row = [](const QStringList &arguments) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << arguments.front();
    };
    row({u"--movers"_s, u"many"_s});
    row({u"--sweep"_s, u"rate"_s});
    row({u"--sweep"_s, u"rate=1..2"_s});
    row({u"--tornado"_s, u"big"_s});
    row({u"--seek"_s, u"rate=0.1"_s});
    row({u"--goal"_s, u"rich"_s});
    row({u"--baseline"_s, u"guess"_s});
    row({u"--runs"_s, u"0"_s});
    row({u"--runs"_s, u"9999999"_s});
    row({u"--days"_s, u"0"_s});
    row({u"--budget"_s, u"x"_s});
    row({u"--rate-limit"_s, u"10/month"_s});
    row({u"--assume"_s, u"churn=3"_s});
    row({u"--set"_s, u"discount=101"_s});
}

void CliSimulateTest::badQuestionsNameTheirOption()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, option);
    const Desk desk;
    prepare(desk);
    const Run run = desk.text(QStringList{u"simulate"_s} + arguments);
    QCOMPARE(run.code, 4);
    QVERIFY2(run.err.contains(option.toUtf8()), run.err.constData());
}

QTEST_GUILESS_MAIN(CliSimulateTest)
#include "tst_clisimulate.moc"
