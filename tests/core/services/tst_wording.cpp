// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/wording.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace toll;

class WordingTest : public QObject {
    Q_OBJECT

private slots:
    void tellsEveryFailureApart();
    void fillsInTheFacts();
    void takesFactsAsTheyAre();
    void namesCapsAndLifetimes_data();
    void namesCapsAndLifetimes();
};

void WordingTest::tellsEveryFailureApart()
{
    QSet<QString> sentences;
    int codes = 0;
    for (int code = 0; code <= static_cast<int>(ErrorCode::NotAWorkspace); ++code) {
        const QString text = sentence(Error{static_cast<ErrorCode>(code), {}, "it", {}});
        QVERIFY(text.size() > 10 && text.endsWith(u'.'));
        sentences.insert(text);
        ++codes;
    }
    QCOMPARE(sentences.size(), codes);
}

void WordingTest::fillsInTheFacts()
{
    QCOMPARE(sentence(Error{ErrorCode::Syntax, "--rate", "cheap", "0.002"}),
        u"--rate: “cheap” cannot be read. Expected: 0.002."_s);
    QCOMPARE(sentence(Error{ErrorCode::OutOfRange, "status", "999", "100 .. 599", 4}),
        u"Line 4: status: “999” is outside what is allowed. Expected: 100 .. 599."_s);
    QCOMPARE(sentence(Error{ErrorCode::NotFound, "customer", "Acme", {}}), u"Customer: “Acme” was not found."_s);
    QVERIFY(sentence(Error{ErrorCode::FileNotFound, "workspace", "/a/b.toll", {}}).contains(u"demo create"_s));
}

/// Data with place markers in it must not be taken for a template.
void WordingTest::takesFactsAsTheyAre()
{
    QCOMPARE(sentence(Error{ErrorCode::Syntax, "%2", "%1 %3", "%1", 1}),
        u"Line 1: %2: “%1 %3” cannot be read. Expected: %1."_s);
}

void WordingTest::namesCapsAndLifetimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("label");
    QTest::newRow("day") << label(*parseCap("200/day")) << u"200 a day"_s;
    QTest::newRow("minutes") << label(*parseCap("5/15 min")) << u"5 every 15 minutes"_s;
    QTest::newRow("month") << label(*parseLifetime("P1M")) << u"1 month"_s;
    QTest::newRow("year") << label(*parseLifetime("P1Y")) << u"12 months"_s;
    QTest::newRow("days") << label(*parseLifetime("P30D")) << u"30 days"_s;
    QTest::newRow("hours") << label(*parseLifetime("PT720H")) << u"720 hours"_s;
    QTest::newRow("minutes of an hour and a half") << label(*parseLifetime("PT1H30M")) << u"90 minutes"_s;
    QTest::newRow("none") << label(Lifetime()) << u"no end"_s;
}

void WordingTest::namesCapsAndLifetimes()
{
    QFETCH(QString, text);
    QFETCH(QString, label);
    QCOMPARE(text, label);
}

QTEST_APPLESS_MAIN(WordingTest)
#include "tst_wording.moc"
