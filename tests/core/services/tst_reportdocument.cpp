// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/reportdocument.h"

#include <QTest>

using namespace toll;

namespace {

ReportTable tableOf(const std::string &name)
{
    return {name,
        {{"customer", false}, {"requests", true}, {"output_units", true}, {"error_rate", true}, {"amount", true},
            {"currency", false}, {"margin_unknown", false}, {"timezone", false}},
        {{"Acme", "1200", "", "0.5", "12.5", "USD", "", "UTC"}, {"Birch", "34", "", "0", "0.125", "USD", "no_price_list", "UTC"}}};
}

Document documentOf(ReportTable table)
{
    const Instant begin = *parseRfc3339("2026-10-01T00:00:00Z");
    return reportDocument({std::move(table), {begin, begin.plus(31 * msPerDay)}, Zone(), begin.plus(40 * msPerDay)});
}

template<typename Block>
const Block *blockOf(const Document &document)
{
    for (const DocumentBlock &block : document.blocks)
        if (const Block *found = std::get_if<Block>(&block))
            return found;
    return nullptr;
}

} // namespace

class ReportDocumentTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void saysWhatItIsOf()
    {
        const Document document = documentOf(tableOf("customers"));
        QCOMPARE(document.title, std::string("Use and charge by customer"));
        QCOMPARE(document.subtitle, std::string("2026-10-01 00:00 to 2026-11-01 00:00 (UTC), the end not included"));
        QCOMPARE(document.made, std::string("2026-11-10T00:00:00Z"));
        const DocumentFacts *facts = blockOf<DocumentFacts>(document);
        QVERIFY(facts);
        const std::vector<std::pair<std::string, std::string>> expected{
            {"Rows", "2"}, {"Charged", "12.625\u00a0USD"}};
        QCOMPARE(facts->rows, expected);
    }

    void writesWordsAndMoneyAndSums()
    {
        const Document document = documentOf(tableOf("customers"));
        const DocumentTable *table = blockOf<DocumentTable>(document);
        QVERIFY(table);
        std::vector<std::string> titles;
        for (const DocumentTable::Column &column : table->columns)
            titles.push_back(column.title);
        // Empty columns, currencies and zones have none.
        const std::vector<std::string> expected{"Customer", "Requests", "Error rate", "Amount", "Why unknown"};
        QCOMPARE(titles, expected);
        const std::vector<std::vector<std::string>> rows{{"Acme", "1,200", "0.5", "12.50\u00a0USD", ""},
            {"Birch", "34", "0", "0.125\u00a0USD", "no price list"}, {"Total", "1,234", "", "12.625\u00a0USD", ""}};
        QCOMPARE(table->rows, rows);
        QVERIFY(table->hasTotal);
    }

    void addsNoTagsUp()
    {
        const Document document = documentOf(tableOf("tags"));
        QCOMPARE(blockOf<DocumentTable>(document)->rows.size(), std::size_t(2));
        QCOMPARE(blockOf<DocumentFacts>(document)->rows.size(), std::size_t(1));
    }

    void keepsCurrenciesApart()
    {
        ReportTable table = tableOf("customers");
        table.rows[1][5] = "JPY";
        table.rows[1][4] = "300";
        const Document document = documentOf(table);
        QVERIFY(!blockOf<DocumentTable>(document)->hasTotal);
        QCOMPARE(blockOf<DocumentFacts>(document)->rows[1].second, std::string("300\u00a0JPY, 12.50\u00a0USD"));
    }

    void saysThatThereIsNothing()
    {
        ReportTable table = tableOf("customers");
        table.rows.clear();
        const Document document = documentOf(table);
        QCOMPARE(document.blocks.size(), std::size_t(1));
        QVERIFY(blockOf<DocumentParagraph>(document));
    }

    void printsTheFirstRowsOfMany()
    {
        ReportTable table = tableOf("customers");
        table.rows.resize(2500, table.rows.front());
        const Document document = documentOf(table);
        const DocumentTable *printed = blockOf<DocumentTable>(document);
        QCOMPARE(printed->rows.size(), std::size_t(2001));
        QCOMPARE(printed->rows.back()[1], std::string("2,998,834")); // of all: 2,499 x 1,200 + 34
    }
};

QTEST_GUILESS_MAIN(ReportDocumentTest)
#include "tst_reportdocument.moc"
