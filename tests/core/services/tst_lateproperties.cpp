// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold however usage comes in and whenever periods are closed.
#include "tests/core/services/closingdesk.h"

#include <algorithm>
#include <map>
#include <random>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const std::array<QByteArray, 7> plans{
    chargeText(R"("shape":"flat","rate":"0.335")"),
    chargeText(R"("shape":"flat_capped","rate":"0.0137","cap":"3/2 day","lifetime":"P40D","renewal":"auto")"),
    chargeText(R"("shape":"flat_capped","rate":"1","cap":["2/day","20/month"],"lifetime":"P1M","renewal":"auto",)"
               R"("cap_scope":"window","over_cap":"charge","overage_rate":"1.7")"),
    chargeText(
        R"("shape":"flat_capped","rate":"0.7","cap":"4/day","lifetime":"P2M","over_cap":"reject","renewal":"auto")",
        R"(,"slices":[{"hours":"Mon-Fri 09:00-18:00","multiplier":"1.25"}])"),
    chargeText(R"("shape":"graduated","tiers":[{"up_to":9,"rate":"1"},{"rate":"0.333"}])", R"(,"allowance":4)"),
    chargeText(R"("shape":"volume","tiers":[{"up_to":20,"rate":"0.09"},{"rate":"0.07"}])") + ','
        + chargeText(R"("shape":"fixed","amount":"9.99")", {}, "fee"),
    chargeText(R"("shape":"package","size":7,"rate":"2")", R"(,"match":{"model":"a*"})"),
};

const std::array<QByteArray, 4> extras{
    "",
    R"(,"minimum":"12.00")",
    R"(,"maximum":"15.00","tax":{"percent":"6","on":"total"})",
    R"(,"discounts":[{"percent":"7.5"},{"amount":"1"}],"tax":{"percent":"19","on":"total"})",
};

const std::array<const char *, 4> months{"2026-01", "2026-02", "2026-03", "2026-04"};
const std::array<const char *, 3> zones{"UTC", "Europe/Berlin", "Asia/Kolkata"};

/// One request, and when it comes in: with import 0 (before January is closed) to 8 (before April is).
struct Request {
    QByteArray row;
    int import = 0;
};

QByteArray csvOf(const std::vector<Request> &requests, int import)
{
    QByteArray csv = "time,id,token,status,model,count\n";
    for (const Request &request : requests)
        if (import < 0 || request.import == import)
            csv += request.row;
    return csv;
}

std::vector<Request> randomRequests(std::mt19937 &random)
{
    const auto below = [&random](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    std::vector<Request> requests;
    const Instant begin = at("2026-01-02T00:00:00Z");
    const int count = 40 + below(80);
    for (int i = 0; i < count; ++i) {
        // The first use of each token comes in time, because the one that does begins its first term.
        const Instant time = i < 2 ? begin : begin.plus(below(117 * 24 * 60) * msPerMinute);
        const int month = static_cast<int>((time.ms - at("2026-01-01T00:00:00Z").ms) / (31 * msPerDay));
        const int onTime = std::min(8, 2 * month + 1);
        Request request;
        request.row = QByteArray::fromStdString(toRfc3339(time)) + ",r" + QByteArray::number(i) + ','
            + (i % 2 ? "gateway," : "other,") + (below(6) ? "200," : "500,") + (below(3) ? "a1," : "b1,")
            + QByteArray::number(1 + below(3)) + '\n';
        request.import = i < 2 ? 0 : onTime + below(9 - onTime);
        requests.push_back(std::move(request));
    }
    return requests;
}

Decimal plus(const Decimal &a, const Decimal &b)
{
    return valueOf(a.plus(b));
}

} // namespace

class LatePropertiesTest : public QObject {
    Q_OBJECT

private slots:
    void frozenAndAdjustedIsTheWhole_data();
    void frozenAndAdjustedIsTheWhole();
};

void LatePropertiesTest::frozenAndAdjustedIsTheWhole_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// For every period, of the customer and of each token: what it was closed at, with every adjustment of it, is what it
/// would be had all usage come in time. And what is closed never changes.
void LatePropertiesTest::frozenAndAdjustedIsTheWhole()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const QByteArray plan = planText(plans[seed % plans.size()], extras[random() % extras.size()]);
    const char *zone = zones[random() % zones.size()];
    const std::vector<Request> requests = randomRequests(random);
    std::vector<std::pair<int, int>> closings; // before which import each month is closed
    for (int month = 0, earliest = 1; month < 4; ++month) {
        earliest = std::max(earliest, 2 * month + 2 + static_cast<int>(random() % 3));
        closings.emplace_back(month, std::min(earliest, 9));
    }

    ClosingDesk late(zone);
    ClosingDesk whole(zone);
    std::vector<std::optional<TokenId>> subjects{std::nullopt};
    std::vector<std::optional<TokenId>> subjectsOfWhole{std::nullopt};
    for (ClosingDesk *desk : {&late, &whole}) {
        desk->workspace.now = at("2026-05-02T00:00:00Z");
        const Token other = desk->workspace.addToken(desk->customer.id, "other");
        desk->usePlan(plan);
        (desk == &late ? subjects : subjectsOfWhole).push_back(desk->token.id);
        (desk == &late ? subjects : subjectsOfWhole).push_back(other.id);
    }
    QCOMPARE(whole.import(csvOf(requests, -1)).added, static_cast<std::int64_t>(requests.size()));

    const auto billOf = [](ClosingDesk &desk, const std::optional<TokenId> &token, const char *period) {
        return token ? desk.billToken(*token, period) : desk.bill(period);
    };
    std::map<std::pair<int, std::size_t>, Statement> closed;
    std::int64_t lateRows = 0;
    for (int import = 0; import <= 9; ++import) {
        for (const auto &[month, before] : closings)
            if (before == import) {
                late.close(months[static_cast<std::size_t>(month)]);
                for (std::size_t s = 0; s < subjects.size(); ++s)
                    closed.emplace(
                        std::pair(month, s), billOf(late, subjects[s], months[static_cast<std::size_t>(month)]));
            }
        if (import < 9)
            lateRows += late.import(csvOf(requests, import), u"import-%1.csv"_s.arg(import)).late;
        for (const auto &[key, statement] : closed)
            QVERIFY(billOf(late, subjects[key.second], months[static_cast<std::size_t>(key.first)]) == statement);
    }
    QVERIFY(lateRows > 0);

    for (std::size_t s = 0; s < subjects.size(); ++s) {
        std::map<Instant, Decimal> owed;
        std::map<std::pair<Instant, TokenId>, Decimal> byToken;
        Decimal sum;
        std::vector<Statement> bills{billOf(late, subjects[s], "2026-05")};
        for (std::size_t month = 0; month < months.size(); ++month)
            bills.push_back(closed.at({static_cast<int>(month), s}));
        for (const Statement &bill : bills) {
            Decimal lines;
            for (const StatementLine &line : bill.lines) {
                owed[line.period.begin] = plus(owed[line.period.begin], line.amount);
                lines = plus(lines, line.amount);
                Decimal parts;
                for (const LinePart &part : line.parts) {
                    auto &cut = byToken[{line.period.begin, bill.tokens[part.token].id}];
                    cut = plus(cut, part.amount);
                    parts = plus(parts, part.amount);
                }
                if (!line.parts.empty())
                    QCOMPARE(parts, line.amount);
            }
            QCOMPARE(lines, bill.total);
            sum = plus(sum, bill.total);
        }
        Decimal expected;
        for (const char *month : {"2026-01", "2026-02", "2026-03", "2026-04", "2026-05"}) {
            const Statement right = billOf(whole, subjectsOfWhole[s], month);
            QCOMPARE(owed[right.period->begin].toString(), right.total.toString());
            expected = plus(expected, right.total);
            for (std::size_t i = 0; i < right.tokens.size(); ++i) {
                Decimal share;
                for (const StatementLine &line : right.lines)
                    for (const LinePart &part : line.parts)
                        if (part.token == i)
                            share = plus(share, part.amount);
                const std::size_t token = right.tokens[i].id == *subjectsOfWhole[1] ? 1 : 2;
                QCOMPARE((byToken[{right.period->begin, *subjects[token]}]).toString(), share.toString());
            }
        }
        QCOMPARE(sum.toString(), expected.toString());
    }
}

QTEST_GUILESS_MAIN(LatePropertiesTest)
#include "tst_lateproperties.moc"
