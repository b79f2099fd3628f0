// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plandiff.h"
#include "core/services/planwords.h"

#include <QTest>

using namespace toll;
using namespace Qt::Literals::StringLiterals;

namespace {

Plan planOf(const QByteArray &text)
{
    const Checked<Plan> plan = parsePlan(std::string_view(text.toStdString()));
    if (!plan)
        qFatal("%s %s", plan.error().front().where.c_str(), plan.error().front().found.c_str());
    return *plan;
}

QByteArray document(const QByteArray &charges, const QByteArray &more = {})
{
    return R"({"name":"P","currency":"USD","charges":[)" + charges + "]" + more + "}";
}

const QByteArray calls = R"({"id":"calls","price":{"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.01"},{"rate":"0.006"}]}})";
const QByteArray seat = R"({"id":"seat","price":{"shape":"fixed","amount":"9"}})";

QStringList listed(const std::vector<PlanChange> &changes)
{
    QStringList lines;
    for (const PlanChange &change : changes)
        lines << QString::fromStdString(change.pointer + ' ' + std::string(name(change.kind)) + ' '
            + change.before.dump() + ' ' + change.after.dump());
    return lines;
}

} // namespace

class PlanDiffTest : public QObject {
    Q_OBJECT

private slots:
    void namesEachDifference_data();
    void namesEachDifference();
    void findsNothingBetweenSpellings();
    void tellsItInWords_data();
    void tellsItInWords();
};

void PlanDiffTest::namesEachDifference_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("changes");
    QTest::newRow("a rate") << document(calls) << document(QByteArray(calls).replace("0.006", "0.005"))
                            << QStringList{u"/charges/0/price/tiers/1/rate changed \"0.006\" \"0.005\""_s};
    QTest::newRow("a tier more")
        << document(calls)
        << document(QByteArray(calls).replace("{\"rate\"", R"({"up_to":5000,"rate":"0.006"},{"rate")"))
        << QStringList{u"/charges/0/price/tiers/1/up_to added null 5000"_s,
               u"/charges/0/price/tiers/2 added null {\"rate\":\"0.006\"}"_s};
    QTest::newRow("a charge before the others")
        << document(calls) << document(seat + ',' + calls)
        << QStringList{
               u"/charges/0 added null {\"id\":\"seat\",\"price\":{\"shape\":\"fixed\",\"amount\":\"9\"}}"_s};
    QTest::newRow("a charge gone") << document(seat + ',' + calls) << document(seat)
                                   << QStringList{
                                          u"/charges/1 removed {\"id\":\"calls\",\"meter\":\"requests\",\"price\":"
                                          "{\"shape\":\"graduated\",\"tiers\":[{\"up_to\":1000,\"rate\":\"0.01\"},"
                                          "{\"rate\":\"0.006\"}]}} null"_s};
    QTest::newRow("another order") << document(seat + ',' + calls) << document(calls + ',' + seat)
                                   << QStringList{u"/charges changed [\"seat\",\"calls\"] [\"calls\",\"seat\"]"_s};
    QTest::newRow("a minimum") << document(calls) << document(calls, R"(,"minimum":"5")")
                               << QStringList{u"/minimum added null \"5\""_s};
    QTest::newRow("a name that needs escapes")
        << document(QByteArray(calls).replace("\"price\"", R"("match":{"dim.a/b":"x"},"price")"))
        << document(QByteArray(calls).replace("\"price\"", R"("match":{"dim.a/b":"y"},"price")"))
        << QStringList{u"/charges/0/match/dim.a~1b changed \"x\" \"y\""_s};
}

void PlanDiffTest::namesEachDifference()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, changes);
    QCOMPARE(listed(diff(planOf(before), planOf(after))), changes);
}

void PlanDiffTest::findsNothingBetweenSpellings()
{
    const QByteArray other = R"({"charges":[{"price":{"tiers":[{"rate":"0.010","up_to":1000},{"rate":"0.0060"}],)"
                             R"("shape":"graduated"},"meter":"requests","id":"calls"}],"currency":"USD","name":"P",)"
                             R"("timezone":"UTC","rounding":"half_up"})";
    QVERIFY(diff(planOf(document(calls)), planOf(other)).empty());
}

void PlanDiffTest::tellsItInWords_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("words");
    QTest::newRow("changed") << document(QByteArray(calls).replace("0.006", "0.005"))
                             << u"Charge “calls”, tier 2, rate: 0.006 → 0.005"_s;
    QTest::newRow("added") << document(calls, R"(,"minimum":"5")") << u"Minimum, new: 5"_s;
    QTest::newRow("a charge") << document(calls + ',' + seat)
                              << u"Charge “seat”, new: Kind of price fixed, Amount 9"_s;
    QTest::newRow("gone") << document(QByteArray(calls).replace(R"("up_to":1000,"rate":"0.01"},{)", ""))
                          << u"Charge “calls”, tier 1, up to: gone (was 1000)"_s;
}

void PlanDiffTest::tellsItInWords()
{
    QFETCH(QByteArray, after);
    QFETCH(QString, words);
    const Plan old = planOf(document(calls));
    const Plan next = planOf(after);
    QStringList told;
    for (const PlanChange &change : diff(old, next))
        told << sentence(change, old, next);
    QVERIFY2(told.contains(words), qPrintable(told.join(u'\n')));
}

QTEST_APPLESS_MAIN(PlanDiffTest)
#include "tst_plandiff.moc"
