// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/textdecoder.h"

#include <QtTest>

using namespace toll;

namespace {

QByteArray decode(Encoding encoding, const QByteArray &bytes, qsizetype piece)
{
    TextDecoder decoder(encoding);
    std::string text;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        decoder.decode(bytes.mid(at, piece).toStdString(), text);
    decoder.finish(text);
    return QByteArray::fromStdString(text);
}

QByteArray utf16(const QString &text, bool isLittle)
{
    QByteArray bytes;
    for (const QChar unit : text) {
        const auto low = static_cast<char>(unit.unicode() & 0xFF);
        const auto high = static_cast<char>(unit.unicode() >> 8);
        bytes += isLittle ? QByteArray(1, low) + high : QByteArray(1, high) + low;
    }
    return bytes;
}

} // namespace

class TextDecoderTest : public QObject {
    Q_OBJECT

private slots:
    void makesUtf8InPiecesOfAnySize_data()
    {
        QTest::addColumn<QByteArray>("encoding");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const char *encoding, const QByteArray &bytes,
                             const QByteArray &expected) {
            QTest::newRow(title) << QByteArray(encoding) << bytes << expected;
        };
        const QString text = QStringLiteral("时间,größe,🜁\n2024\r\n");
        row("UTF-16, little", "utf-16le", utf16(text, true), text.toUtf8());
        row("UTF-16, big", "utf-16be", utf16(text, false), text.toUtf8());
        row("a mark stays one", "utf-16le", "\xFF\xFE" + utf16(QStringLiteral("a"), true),
            "\xEF\xBB\xBF"
            "a");
        row("half of a pair", "utf-16le", QByteArray("\x3D\xD8", 2) + utf16(QStringLiteral("\na"), true), "\xFF\na");
        row("half a unit at the end", "utf-16le", utf16(QStringLiteral("a"), true) + 'b', "a\xFF");
        row("two and four bytes of GB18030", "gb18030", "\xCA\xB1\xBC\xE4\n\x81\x30\x89\x38", "时间\n\xC3\x9F");
        row("a lead byte before a line end", "gb18030", "\xCA\nb,\xFF\xCA\xB1", "\xFF\nb,\xFF时");
        row("a character cut off", "gb18030", "a\xCA", "a\xFF");
        row("Windows-1252", "windows-1252",
            "caf\xE9 \x80"
            "5 \x81",
            "café €5 \xFF");
    }
    void makesUtf8InPiecesOfAnySize()
    {
        QFETCH(const QByteArray, encoding);
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, expected);
        for (qsizetype piece = 1; piece <= bytes.size(); ++piece)
            QCOMPARE(decode(*parseEncoding(encoding.toStdString()), bytes, piece), expected);
    }

    void muchTextComesThrough()
    {
        const QString text = QStringLiteral("2024-01-01,模型,1\n").repeated(20'000);
        QVERIFY(decode(Encoding::Utf16Be, utf16(text, false), 4099) == text.toUtf8());
    }
};

QTEST_APPLESS_MAIN(TextDecoderTest)
#include "tst_textdecoder.moc"
