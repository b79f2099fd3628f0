// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

/// billing case T-F2: 18 requests in the first minute, 2 in the second.
inline QByteArray burstCsv(const QByteArray &token)
{
    QByteArray csv = "time,id,token,status\n";
    for (int i = 0; i < 20; ++i)
        csv += QByteArray(i < 18 ? "2026-03-01T00:00:" : "2026-03-01T00:01:") + QByteArray::number(i % 18 + 10) + "Z,r"
            + QByteArray::number(i) + ',' + token + ",200\n";
    return csv;
}

inline QByteArray burstPlan(const QByteArray &scope)
{
    return R"({"name":"Burst","currency":"USD","charges":[{"id":"calls","meter":"requests","price":{"shape":"flat_capped",)"
           R"("rate":"0.02","cap":"10/min","lifetime":"PT2M","cap_scope":")"
        + scope + R"("}}]})";
}

/// A desk with the customer Acme and the imported burst of token t1 (rate 0.02, cap 10/min, PT2M).
inline void prepare(const Desk &desk)
{
    using namespace Qt::StringLiterals;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s, u"--currency"_s, u"USD"_s}).code, 0);
    const Run created = desk.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t1"_s,
        u"--rate"_s, u"0.02"_s, u"--cap"_s, u"10/min"_s, u"--lifetime"_s, u"PT2M"_s});
    QVERIFY2(created.code == 0, created.err.constData());
    const Run imported = desk.json({u"usage"_s, u"import"_s, desk.write(u"burst.csv"_s, burstCsv("t1"))});
    QVERIFY2(imported.code == 0, imported.err.constData());
}
