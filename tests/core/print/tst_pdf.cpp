// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/print/pages.h"
#include "core/print/pdf.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace toll;

namespace {

Document documentOf(std::vector<DocumentBlock> blocks)
{
    return {"Title", {}, "Footer", "en", Paper::A4, "2026-03-01T12:30:00Z", std::move(blocks)};
}

DocumentTable tableOf(int rows)
{
    DocumentTable table{{{"Customer", false}, {"Amount", true}}, {}, false};
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({"Customer " + std::to_string(i), "1,234.50"});
    return table;
}

int pagesIn(const QByteArray &pdf)
{
    static const QRegularExpression page(QStringLiteral("/Type\\s*/Page\\b(?!s)"));
    return static_cast<int>(QString::fromLatin1(pdf).count(page));
}

/// The characters that the PDF's fonts say their glyphs stand for: what can be searched and copied.
std::set<char16_t> charactersIn(const QByteArray &pdf)
{
    std::set<char16_t> found;
    // A range of glyphs for the characters from one on, or for those of a list.
    static const QRegularExpression range(
        QStringLiteral("<([0-9A-Fa-f]{4})> *<([0-9A-Fa-f]{4})> *(?:<([0-9A-Fa-f]{4})>|\\[([^\\]]*)\\])"));
    static const QRegularExpression code(QStringLiteral("[0-9A-Fa-f]{4}"));
    const auto number = [](const QString &hex) { return hex.toUShort(nullptr, 16); };
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
        const QByteArray packed = pdf.mid(at + 7, pdf.indexOf("endstream", at + 7) - at - 7);
        // qUncompress() wants to be told a size, and grows as needed.
        const QByteArray text = packed.contains("begincmap") ? packed : qUncompress(QByteArray("\0\0\xff\xff", 4) + packed);
        if (!text.contains("begincmap"))
            continue;
        for (auto match = range.globalMatch(QString::fromLatin1(text)); match.hasNext();) {
            const QRegularExpressionMatch one = match.next();
            const int glyphs = number(one.captured(2)) - number(one.captured(1)) + 1;
            for (int i = 0; i < glyphs && !one.captured(3).isEmpty(); ++i)
                found.insert(static_cast<char16_t>(number(one.captured(3)) + i));
            for (auto codes = code.globalMatch(one.captured(4)); codes.hasNext();)
                found.insert(static_cast<char16_t>(number(codes.next().captured())));
        }
    }
    return found;
}

Piece pieceOf(qreal height, const std::function<void()> &painted, bool keepsWithNext = false)
{
    return {height, 0, keepsWithNext, [painted](QPainter &, const QRectF &) { painted(); }};
}

} // namespace

class PdfTest : public QObject {
    Q_OBJECT

private slots:
    void aLongTableGoesOnToFurtherPages();
    void headersStandAboveTheRowsOfEveryPage();
    void headingsStayWithWhatFollows();
    void theSameDocumentGivesTheSameBytes();
    void paperHasTheSizeThatWasAskedFor_data();
    void paperHasTheSizeThatWasAskedFor();
    void chineseAndDigitsCanBeCopied();
    void everyKindOfBlockIsPrinted();
};

void PdfTest::aLongTableGoesOnToFurtherPages()
{
    const int few = pagesIn(pdfOf(documentOf({tableOf(3)})));
    const int many = pagesIn(pdfOf(documentOf({tableOf(400)})));
    QCOMPARE(few, 1);
    QVERIFY2(many >= 6 && many <= 14, QByteArray::number(many).constData());
}

void PdfTest::headersStandAboveTheRowsOfEveryPage()
{
    int headers = 0;
    int rows = 0;
    Pages pages(QRectF(0, 0, 100, 100));
    std::vector<Piece> pieces(25, pieceOf(10, [&rows] { ++rows; }));
    pages.addRows(pieceOf(10, [&headers] { ++headers; }), pieces);
    QCOMPARE(pages.count(), 3);
    QImage image(10, 10, QImage::Format_RGB32);
    QPainter painter(&image);
    for (int page = 0; page < pages.count(); ++page) {
        pages.paint(page, painter);
        QCOMPARE(headers, page + 1);
    }
    QCOMPARE(rows, 25);
}

void PdfTest::headingsStayWithWhatFollows()
{
    std::vector<QByteArray> painted;
    const auto put = [&painted](const char *name) { return [&painted, name] { painted.emplace_back(name); }; };
    Pages pages(QRectF(0, 0, 100, 100));
    pages.add(pieceOf(75, put("text")));
    pages.add(pieceOf(10, put("heading"), true));
    pages.add(pieceOf(20, put("chart")));
    pages.add(pieceOf(10, put("last heading"), true));
    pages.end();
    QCOMPARE(pages.count(), 2);
    QImage image(10, 10, QImage::Format_RGB32);
    QPainter painter(&image);
    pages.paint(0, painter);
    QCOMPARE(painted, std::vector<QByteArray>{"text"});
    painted.clear();
    pages.paint(1, painter);
    QCOMPARE(painted, (std::vector<QByteArray>{"heading", "chart", "last heading"}));
}

void PdfTest::theSameDocumentGivesTheSameBytes()
{
    const Document document = documentOf({DocumentHeading{"One", 1}, tableOf(5)});
    const QByteArray first = pdfOf(document);
    QVERIFY(first.startsWith("%PDF-"));
    QVERIFY(first.contains("/CreationDate (D:20260301123000"));
    QTest::qWait(1100); // the clock goes on
    QVERIFY(pdfOf(document) == first);
}

void PdfTest::paperHasTheSizeThatWasAskedFor_data()
{
    QTest::addColumn<bool>("isLetter");
    QTest::addColumn<QByteArray>("box");
    QTest::newRow("A4") << false << QByteArray("595");
    QTest::newRow("Letter") << true << QByteArray("612");
}

void PdfTest::paperHasTheSizeThatWasAskedFor()
{
    QFETCH(bool, isLetter);
    QFETCH(QByteArray, box);
    Document document = documentOf({tableOf(1)});
    document.paper = isLetter ? Paper::Letter : Paper::A4;
    const QByteArray pdf = pdfOf(document);
    static const QRegularExpression media(QStringLiteral("/MediaBox \\[0(?:\\.0*)? 0(?:\\.0*)? (\\d+)"));
    QCOMPARE(media.match(QString::fromLatin1(pdf)).captured(1).toLatin1(), box);
}

void PdfTest::chineseAndDigitsCanBeCopied()
{
    Document document = documentOf({DocumentParagraph{"模拟 0123456789 客户地方 office", false}});
    document.language = "zh_CN";
    const QByteArray pdf = pdfOf(document);
    QVERIFY(pdf.contains("/FontFile2") || pdf.contains("/FontFile3")); // the fonts are within
    const std::set<char16_t> characters = charactersIn(pdf);
    for (const char16_t wanted : std::u16string(u"模拟客户地方0123456789office"))
        QVERIFY2(characters.contains(wanted), QByteArray::number(wanted, 16).constData());
    QVERIFY(!characters.contains(u'\uFB03')); // a ligature
}

void PdfTest::everyKindOfBlockIsPrinted()
{
    const Decimal one(1);
    const std::vector<DocumentBlock> blocks{DocumentHeading{"Heading", 2}, DocumentParagraph{std::string(9000, 'x'), true},
        DocumentFacts{{{"name", std::string(9000, 'y')}}}, DocumentTable{}, tableOf(2),
        DocumentWaterfall{"fall", {"now", one, "1"}, {{"price", Decimal(-2), "−2"}}, {"then", Decimal(-1), "−1"}},
        DocumentTornado{"tornado", {"m", one, "1"}, {{"rate", {"0.9", one, "1"}, {"1.1", one, "1"}}}},
        DocumentFan{"fan", "USD", {"day"}, "Median", {one}, {{"80 %", {one}, {one}}}, {}}, DocumentFan{}, DocumentTornado{}};
    QVERIFY(pagesIn(pdfOf(documentOf(blocks))) >= 3);
    QCOMPARE(pagesIn(pdfOf(documentOf({}))), 1);
}

QTEST_MAIN(PdfTest)
#include "tst_pdf.moc"
