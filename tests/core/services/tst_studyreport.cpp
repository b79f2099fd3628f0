// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a what-if, and how it is written to a file.
#include "core/services/printing.h"
#include "core/services/studyreport.h"

#include "tests/core/simulation/anybaseline.h"
#include "tests/support/catalogue.h"

#include <QTemporaryDir>
#include <QTranslator>

using namespace toll;
using namespace toll::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Every text of a document, a line each; the cells of a row and a fact's two sides with a bar between.
QStringList linesOf(const Document &document)
{
    QStringList lines{QString::fromStdString(document.title), QString::fromStdString(document.subtitle)};
    const auto add = [&lines](const std::vector<std::string> &cells) {
        QStringList texts;
        for (const std::string &cell : cells)
            texts << QString::fromStdString(cell).replace(QChar(QChar::Nbsp), u' ');
        lines << texts.join(u'|');
    };
    for (const DocumentBlock &block : document.blocks) {
        if (const auto *heading = std::get_if<DocumentHeading>(&block))
            add({heading->text});
        if (const auto *paragraph = std::get_if<DocumentParagraph>(&block))
            add({paragraph->text});
        if (const auto *facts = std::get_if<DocumentFacts>(&block))
            for (const auto &[name, text] : facts->rows)
                add({name, text});
        if (const auto *table = std::get_if<DocumentTable>(&block))
            for (const std::vector<std::string> &row : table->rows)
                add(row);
    }
    return lines;
}

template<typename Block>
const Block *blockOf(const Document &document)
{
    for (const DocumentBlock &block : document.blocks)
        if (const auto *found = std::get_if<Block>(&block))
            return found;
    return nullptr;
}

/// 30 days of `daily` requests a day at 1 USD, from 1 March 2025.
BaselineCustomer customerOf(const std::string &name, int daily)
{
    BaselineCustomer customer;
    customer.id.text = "id-" + name;
    customer.name = name;
    customer.currency = valueOf(currency("USD"));
    customer.plan = basicPlan();
    RatedToken token{{name + "-token"}, name + "-token", {}, {}, {}, {}, {}};
    token.price.rate = Decimal(1);
    customer.tokens.push_back(token);
    customer.info.push_back({});
    customer.usage.tokens.push_back(token.id);
    for (int day = 0; day < 30; ++day) {
        UsageRow row;
        row.time = march.plus(day * msPerDay + 10 * msPerHour);
        row.status = 200;
        row.requests = daily + (day % 3);
        customer.usage.rows.push_back(row);
    }
    customer.grain = Grain::Events;
    return customer;
}

StudyRecord recordOf(const std::string &scenario, const StudyQuestions &questions)
{
    auto history = std::make_shared<Baseline>();
    history->range = Interval{march, march.plus(30 * msPerDay)};
    history->customers = {customerOf("Acme", 40), customerOf("Birch", 10)};
    valueOf(rateBaseline(*history));
    const Checked<ScenarioSet> set = parseScenarioSet(valueOf(parseJson(scenario)));
    if (!set)
        qFatal("%s", set.error().front().where.c_str());
    return {*set, questions, valueOf(study(history, *set, questions, {})), history, Zone(), march.plus(31 * msPerDay)};
}

StudyQuestions everything()
{
    StudyQuestions questions;
    questions.waterfall = true;
    questions.thresholds = {Decimal(5)};
    questions.limits.emplace();
    questions.sweep = {{"rate_factor", {"1", "2"}}, {"cap", {"20/day", "50/day"}}};
    questions.tornado = Decimal(10);
    questions.goal = GoalQuestion{{{"rate_factor", "", decimal("0.5"), decimal("2"), decimal("0.1")}}, {}, {}};
    questions.forecast = ForecastQuestion{14, 500, 42, CountSource::Bootstrap, true, Decimal(700)};
    return questions;
}

} // namespace

class StudyReportTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { speakEnglish(); }

    void saysWhatWasAskedOfWhatAndHow();
    void figuresAreThoseOfTheStudy();
    void chartsShowTheSameFigures();
    void statesSeedRunsAndGapsOfAnOutlook();
    void unaskedQuestionsHaveNoChapter();
    void writesAFileWholeOrKeepsWhatWasThere();
    void saysWhenTheProgramThatPrintsIsMissing();
};

void StudyReportTest::saysWhatWasAskedOfWhatAndHow()
{
    const StudyRecord record = recordOf(R"({"name":"Autumn","changes":[{"on":"customer:Birch","set":{"rate_factor":"1.5"}}],
        "assume":{"churn":"0.5","seed":7}})",
        {});
    const Document document = studyReport(record);
    const QStringList lines = linesOf(document);
    QCOMPARE(lines[0], u"Autumn"_s);
    QVERIFY2(lines.contains(u"Changed|Customer: Birch: Rate × 1.5"_s), qPrintable(lines.join(u'\n')));
    QVERIFY(lines.contains(u"Assumed|50% of the customers leave (seed 7)"_s));
    QVERIFY(lines.contains(u"Who leaves|"_s + QString::fromStdString(record.study.left.front())));
    QVERIFY(lines.contains(u"History|2025-03-01 00:00 to 2025-03-31 00:00 (UTC), the end not included"_s));
    QVERIFY(lines.contains(u"Customers|2"_s) && lines.contains(u"Tokens|2"_s) && lines.contains(u"Requests|1,560"_s));
    QVERIFY(lines.filter(u"by the very function that bills"_s).size() == 1);
    QCOMPARE(document.made, std::string("2025-04-01T00:00:00Z"));
    QCOMPARE(document.language, std::string("en"));
}

void StudyReportTest::figuresAreThoseOfTheStudy()
{
    const Document document = studyReport(recordOf(
        R"({"changes":[{"set":{"rate_factor":"1.5","cap":"45/day","over_cap":"reject","cap_scope":"window"}}]})", everything()));
    const QStringList lines = linesOf(document);
    const auto has = [&lines](const QString &line) {
        if (!lines.contains(line))
            qWarning("%s", qPrintable(lines.join(u'\n')));
        return lines.contains(line);
    };
    // Acme 40, 41, 42 a day makes 1,230; Birch 10, 11, 12 makes 330.
    QVERIFY(has(u"Now 1,560.00 USD, what if 2,340.00 USD: a difference of +780.00 USD (+50.0%)."_s));
    QVERIFY(has(u"Acme|1,230.00|1,845.00|+615.00|+50.0%|0"_s));
    QVERIFY(has(u"Total in USD|1,560.00|2,340.00|+780.00|+50.0%|0"_s));
    QVERIFY(has(u"Price|other rates on the same use|+780.00|2,340.00"_s));
    QVERIFY(has(u"by over 5%|2|0"_s));
    QVERIFY(has(u"Nobody would have been refused: all 1,560 requests are admitted."_s));
    // In the grid: 20 a day leaves 600 and 330; the factor of the sweep takes the place of the scenario's.
    QVERIFY(has(u"1|930.00|1,560.00"_s));
    QVERIFY(has(u"2|1,860.00|3,120.00"_s));
    QVERIFY(has(u"Rate, times today's: 1 gives 1,560.00 USD, to the digit."_s));
}

void StudyReportTest::chartsShowTheSameFigures()
{
    const StudyRecord record = recordOf(R"({"changes":[{"set":{"rate_factor":"1.5"}}]})", everything());
    const Document document = studyReport(record);
    const auto *fall = blockOf<DocumentWaterfall>(document);
    QVERIFY(fall);
    QVERIFY(fall->start.value == record.study.waterfalls.front().before);
    QVERIFY(fall->end.value == record.study.waterfalls.front().after);
    QCOMPARE(fall->steps.size(), std::size_t{5});
    const auto *tornado = blockOf<DocumentTornado>(document);
    QVERIFY(tornado && !tornado->bars.empty());
    QVERIFY(tornado->middle.value == record.study.tornadoes.front().middle);
    QVERIFY(tornado->bars.front().high.value == record.study.tornadoes.front().bars.front().atHigh);
    const auto *fan = blockOf<DocumentFan>(document);
    QVERIFY(fan && fan->line);
    QCOMPARE(fan->places.size(), std::size_t{14});
    QVERIFY(fan->middle.back() == record.study.forecasts.front().outcome.cumulative.back().median);
    QVERIFY(fan->bands[2].high.back() == record.study.forecasts.front().outcome.cumulative.back().high[2]);
    QCOMPARE(fan->line->text, std::string("700.00\u00a0USD"));
}

void StudyReportTest::statesSeedRunsAndGapsOfAnOutlook()
{
    StudyQuestions questions;
    questions.forecast = ForecastQuestion{14, 500, 42, CountSource::Bootstrap, true, Decimal(700)};
    StudyRecord record = recordOf("{}", questions);
    record.study.forecasts.front().outlook.gaps.push_back({record.study.forecasts.front().outlook.tokens.front(), OutlookFault::Plan});
    const QStringList lines = linesOf(studyReport(record));
    QVERIFY2(lines.contains(u"Futures drawn|500, seed 42"_s), qPrintable(lines.join(u'\n')));
    QVERIFY(lines.contains(u"Days|14, from 2025-03-31 to 2025-04-13"_s));
    QVERIFY(lines.contains(u"Blocks|7 days, the same for all tokens"_s));
    QVERIFY(lines.contains(u"Acme-token|Acme|its plan looks at more than the requests of a day"_s));
    QCOMPARE(lines.filter(u"It is over the budget of 700.00 USD in "_s).size(), 1);
}

void StudyReportTest::unaskedQuestionsHaveNoChapter()
{
    const Document document = studyReport(recordOf("{}", {}));
    int chapters = 0;
    for (const DocumentBlock &block : document.blocks)
        chapters += std::holds_alternative<DocumentHeading>(block) ? 1 : 0;
    QCOMPARE(chapters, 3);
    QVERIFY(linesOf(document).contains(u"Changed|nothing"_s));
}

void StudyReportTest::writesAFileWholeOrKeepsWhatWasThere()
{
    const QTemporaryDir folder;
    const Document document = studyReport(recordOf("{}", everything()));
    const QString path = folder.filePath(u"study.pdf"_s);
    const Result<void> written = writePdf(document, path.toStdString());
    QVERIFY2(written, written ? "" : written.error().found.c_str());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF-"));
    const Result<void> nowhere = writePdf(document, folder.filePath(u"no/such/folder.pdf"_s).toStdString());
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, ErrorCode::Io);
    QVERIFY(nowhere.error().where.ends_with("no/such/folder.pdf") && !nowhere.error().found.empty());
}

void StudyReportTest::saysWhenTheProgramThatPrintsIsMissing()
{
    const QByteArray program = qgetenv("TOLLKEEPER_PRINT");
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"study.pdf"_s);
    qputenv("TOLLKEEPER_PRINT", folder.filePath(u"none"_s).toUtf8());
    const Result<void> missing = writePdf({}, path.toStdString());
    qputenv("TOLLKEEPER_PRINT", "/bin/false");
    const Result<void> broken = writePdf({}, path.toStdString());
    qputenv("TOLLKEEPER_PRINT", program);
    QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
    QVERIFY(!broken && broken.error().code == ErrorCode::Internal);
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(StudyReportTest)
#include "tst_studyreport.moc"
