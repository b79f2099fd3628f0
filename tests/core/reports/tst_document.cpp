// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/document.h"

#include <QTest>

using namespace toll;

namespace {

Document everything()
{
    const Decimal one(1);
    Document document{"Title", "", "Footer", "zh_CN", Paper::Letter, "2026-03-01T00:00:00Z", {}};
    document.blocks = {DocumentHeading{"结果", 2}, DocumentParagraph{"text\nmore", true}, DocumentFacts{{{"a", "b"}}},
        DocumentTable{{{"c", false}, {"d", true}}, {{"x", "1.00"}, {"Total", "1.00"}}, true},
        DocumentWaterfall{"fall", {"now", one, "1"}, {{"price", Decimal(-2), "−2"}}, {"then", Decimal(-1), "−1"}},
        DocumentTornado{"tornado", {"m", one, "1"}, {{"rate", {"0.9", one, "1"}, {"1.1", one, "1"}}}},
        DocumentFan{"fan", "USD", {"day"}, "Median", {one}, {{"80 %", {one}, {one}}}, DocumentValue{"Budget", one, "1"}}};
    return document;
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT

private slots:
    void comesBackFromJsonAsItWas();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
};

void DocumentTest::comesBackFromJsonAsItWas()
{
    const Document document = everything();
    const Result<Json> json = parseJson(toJson(document).dump());
    QVERIFY(json);
    const Result<Document> read = parseDocument(*json);
    QVERIFY2(read, read ? "" : read.error().where.c_str());
    QVERIFY(*read == document);
}

void DocumentTest::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("absent") << QByteArray("\"footer\"") << QByteArray("\"foot\"") << QByteArray("/footer");
    QTest::newRow("kind") << QByteArray("\"facts\"") << QByteArray("\"faces\"") << QByteArray("/blocks/2/kind");
    QTest::newRow("amount") << QByteArray("\"value\":\"-2\"") << QByteArray("\"value\":\"two\"")
                            << QByteArray("/blocks/4/steps/0/value");
    QTest::newRow("paper") << QByteArray("\"Letter\"") << QByteArray("\"A5\"") << QByteArray("/paper");
    QTest::newRow("level") << QByteArray("\"level\":2") << QByteArray("\"level\":200") << QByteArray("/blocks/0/level");
}

void DocumentTest::namesWhatIsWrong()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, where);
    const QByteArray text = QByteArray::fromStdString(toJson(everything()).dump());
    QVERIFY(text.contains(from));
    const Result<Json> json = parseJson(QByteArray(text).replace(from, to).toStdString());
    QVERIFY(json);
    const Result<Document> read = parseDocument(*json);
    QVERIFY(!read);
    QCOMPARE(QByteArray::fromStdString(read.error().where), where);
}

QTEST_APPLESS_MAIN(DocumentTest)
#include "tst_document.moc"
