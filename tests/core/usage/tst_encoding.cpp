// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/encoding.h"

#include <QtTest>

using namespace toll;

class EncodingTest : public QObject {
    Q_OBJECT

private slots:
    void isToldFromTheFirstBytes_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<bool>("isSure");
        const auto row = [](const char *title, const QByteArray &head, const char *expected, bool isSure) {
            QTest::newRow(title) << head << QByteArray(expected) << isSure;
        };
        const auto utf16 = [](QByteArray ascii, bool isLittle) {
            QByteArray text;
            for (const char c : ascii)
                text += isLittle ? QByteArray{1, c} + '\0' : QByteArray{1, '\0'} + c;
            return text;
        };
        // 时间,模型 in GB18030
        const QByteArray chinese("\xCA\xB1\xBC\xE4,\xC4\xA3\xD0\xCD\n2024-01-01,\xB4\xF3\n");
        row("ASCII", "time,id\n1,2\n", "utf-8", false);
        row("nothing", "", "utf-8", false);
        row("UTF-8", "zeit,größe\n", "utf-8", true);
        row("UTF-8 with a mark", "\xEF\xBB\xBFtime\n", "utf-8", true);
        row("UTF-8 cut within a character", QByteArray("größe").left(3), "utf-8", false);
        row("UTF-16 with a mark, little", "\xFF\xFE" + utf16("time\n", true), "utf-16le", true);
        row("UTF-16 with a mark, big", "\xFE\xFF" + utf16("time\n", false), "utf-16be", true);
        row("UTF-16 without, little", utf16("time,id\n1,2\n", true), "utf-16le", true);
        row("UTF-16 without, big", utf16("time,id\n1,2\n", false), "utf-16be", true);
        row("GB18030", chinese, "gb18030", false);
        row("GB18030 cut within a character", chinese.left(chinese.size() - 2), "gb18030", false);
        row("little GB18030", "\xCA\xB1\xBC\xE4,x\n", "gb18030", false);
        row("Chinese in UTF-8 with a broken character", QByteArray("时间,模型,令牌\n大").chopped(1) + ",x\n", "utf-8",
            false);
        row("GB18030 of four bytes", chinese + "\x81\x30\x89\x38\n", "gb18030", false);
        row("UTF-8 with a broken byte", "größe,Straße\n\xFF,1\n", "utf-8", false);
        row("Latin-1",
            "Stra\xDF"
            "e,caf\xE9,x\n",
            "utf-8", false);
        row("NUL here and there", QByteArray("a\0b,c\n1,2\n", 10), "utf-8", false);
    }
    void isToldFromTheFirstBytes()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, expected);
        QFETCH(const bool, isSure);
        const auto found = recogniseEncoding(head.toStdString());
        QCOMPARE(QByteArray::fromStdString(std::string(name(found.encoding))), expected);
        QCOMPARE(found.isSure, isSure);
    }

    void namesComeBack()
    {
        using enum Encoding;
        for (const Encoding encoding : {Utf8, Utf16Le, Utf16Be, Gb18030, Windows1252}) {
            QCOMPARE(parseEncoding(name(encoding)), encoding);
            QCOMPARE(parseEncoding(encodingText(encoding)), encoding);
        }
        QCOMPARE(parseEncoding("GBK"), Gb18030);
        const auto unknown = parseEncoding("ebcdic");
        QVERIFY(!unknown);
        QVERIFY(unknown.error().expected.contains("gb18030"));
    }
};

QTEST_APPLESS_MAIN(EncodingTest)
#include "tst_encoding.moc"
