// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Where usage comes from: encodings, CloudEvents, several files, a watched folder, layouts that are remembered.
#include "core/services/importfiles.h"
#include "core/services/layoutjson.h"
#include "core/services/watch.h"
#include "tests/core/services/importsfixture.h"

#include <QDir>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

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

const QString chinese = u"时间,模型,次数\n2024-04-03 09:05:00,大模型,3\n2024-04-03 09:06:00,小模型,4\n"_s;
const QByteArray chineseGb =
    "\xCA\xB1\xBC\xE4,\xC4\xA3\xD0\xCD,\xB4\xCE\xCA\xFD\n"
    "2024-04-03 09:05:00,\xB4\xF3\xC4\xA3\xD0\xCD,3\n2024-04-03 09:06:00,\xD0\xA1\xC4\xA3\xD0\xCD,4\n";

} // namespace

class TestSources : public QObject, private ImportDesk {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_workspace.reset(); }

    void anyEncodingGivesTheSameRows();
    void badBytesAreToldByLine();
    void anEncodingThatIsChosenIsRemembered();
    void whatWasChosenIsRememberedForTheShape();
    void datesOfAnotherFileSayWhatTheyAre();
    void linesBeforeTheHeaderMayDiffer();
    void layoutsOfOlderVersionsCanBeRead();
    void layoutsComeBack();
    void cloudEventsAreKnownBySourceAndId_data();
    void cloudEventsAreKnownBySourceAndId();
    void eachOfSeveralFilesStandsAlone();
    void aFileThatIsCutKeepsWhatWasRead();
    void watchedFilesAreImportedOnce();
    void watchedFilesThatChangeAreLeftAlone();
    void aWatchedFileThatFailsIsTriedAgain();

private:
    [[nodiscard]] LayoutOfFile asProposed()
    {
        return [this](const std::string &path) { return m_workspace->imports().layoutOf(path, {}, {}); };
    }
    [[nodiscard]] std::vector<FileOutcome> look(const QString &folder, FolderState &state, int settle = 0)
    {
        WatchService watch(m_workspace->context);
        auto found =
            watch.look(folder.toStdString(), std::chrono::seconds(settle), state, toGateway(), asProposed(), {});
        return found ? std::move(*found) : std::vector<FileOutcome>();
    }
};

void TestSources::anyEncodingGivesTheSameRows()
{
    const std::vector<std::pair<QByteArray, Encoding>> files{{chinese.toUtf8(), Encoding::Utf8},
        {"\xEF\xBB\xBF" + chinese.toUtf8(), Encoding::Utf8}, {chineseGb, Encoding::Gb18030},
        {"\xFF\xFE" + utf16(chinese, true), Encoding::Utf16Le}, {utf16(chinese, true), Encoding::Utf16Le},
        {"\xFE\xFF" + utf16(chinese, false), Encoding::Utf16Be}, {utf16(chinese, false), Encoding::Utf16Be}};
    for (std::size_t i = 0; i < files.size(); ++i) {
        const QString path = write(u"%1.csv"_s.arg(i), files[i].first);
        const auto preview = m_workspace->imports().preview(path.toStdString(), {});
        QVERIFY_RESULT(preview);
        QCOMPARE(preview->layout.encoding, files[i].second);
        QCOMPARE(preview->rows.front().event.model, "大模型");
        const auto report = import(path, toGateway());
        QVERIFY_RESULT(report);
        QCOMPARE(report->added, i == 0 ? 2 : 0);
        QCOMPARE(report->duplicates, i == 0 ? 0 : 2); // the row is the same, however it is written
        QCOMPARE(report->rejected, 0);
    }
    QCOMPARE(m_workspace->requests(), 7);
    const auto plain = m_workspace->imports().preview( // not UTF-16 as the last one was
        write(u"plain.csv"_s, "\xE6\x97\xB6\xE9\x97\xB4,\xE6\xA8\xA1\xE5\x9E\x8B,\xE6\xAC\xA1\xE6\x95\xB0\n")
            .toStdString(),
        {});
    QCOMPARE(plain->layout.encoding, Encoding::Utf8);
}

void TestSources::badBytesAreToldByLine()
{
    QByteArray bytes = chineseGb;
    bytes.replace("\xD0\xA1", "\xD0\x7F");
    const auto report = import(write(u"a.csv"_s, bytes), toGateway());
    QVERIFY_RESULT(report);
    QCOMPARE(report->added, 1);
    QCOMPARE(placesOf(report->faults), Places{u"3 model"_s});
    QCOMPARE(report->faults.front().expected, "GB18030");
}

void TestSources::anEncodingThatIsChosenIsRemembered()
{
    const QByteArray latin = "time,model\n2024-04-03T09:05:00Z,caf\xE9\n";
    const QString path = write(u"a.csv"_s, latin);
    ImportChoices choices;
    QCOMPARE(m_workspace->imports().layoutOf(path.toStdString(), {}, choices)->encoding, Encoding::Utf8);
    choices.reading.encoding = Encoding::Windows1252;
    ImportOptions options = toGateway();
    options.layout = *m_workspace->imports().layoutOf(path.toStdString(), {}, choices);
    QCOMPARE(import(path, options)->added, 1);
    const auto again = m_workspace->imports().preview(path.toStdString(), {});
    QVERIFY(again->isRemembered);
    QCOMPARE(again->layout.encoding, Encoding::Windows1252);
    QCOMPARE(again->rows.front().event.model, "café");
    const auto sure = m_workspace->imports().preview(
        write(u"b.csv"_s, "time,model\n2024-04-03T09:05:00Z,caf\xC3\xA9\n").toStdString(), {});
    QCOMPARE(sure->layout.encoding, Encoding::Utf8); // this one says so itself
}

void TestSources::whatWasChosenIsRememberedForTheShape()
{
    const QString path = write(u"a.csv"_s, "2024-04-03T09:05:00Z;x;1.234\n2024-04-03T09:06:00Z;y;2.345\n");
    ImportChoices choices;
    choices.reading.group = '.';
    choices.reading.point = ',';
    choices.reading.skippedLines = 1;
    choices.mappings = {"input_units=#3"};
    ImportOptions options = toGateway();
    const auto layout = m_workspace->imports().layoutOf(path.toStdString(), {}, choices);
    QVERIFY_RESULT(layout);
    options.layout = *layout;
    QCOMPARE(import(path, options)->added, 1);
    const auto again = m_workspace->imports().preview(path.toStdString(), {});
    QVERIFY_RESULT(again);
    QVERIFY(again->isRemembered);
    QCOMPARE(again->layout.dialect.skippedLines, 1);
    QCOMPARE(again->layout.numbers, (NumberStyle{',', '.'}));
    QCOMPARE(again->rows.size(), 1U);
    QCOMPARE(again->rows.front().event.units[0], 2345);
}

void TestSources::datesOfAnotherFileSayWhatTheyAre()
{
    const QString path = write(u"a.csv"_s, "date,count\n03/04/2024,1\n");
    QCOMPARE_ERROR(import(path, toGateway()), ErrorCode::Missing);
    ImportChoices choices;
    choices.reading.timeFormat = TimeFormat::DayMonthYear;
    ImportOptions options = toGateway();
    options.layout = *m_workspace->imports().layoutOf(path.toStdString(), {}, choices);
    QCOMPARE(toRfc3339(*import(path, options)->first), "2024-04-03T00:00:00Z");
    const auto silent =
        m_workspace->imports().preview(write(u"b.csv"_s, "date,count\n05/06/2024,1\n").toStdString(), {});
    QCOMPARE(silent->layout.timeFormat, TimeFormat::DayMonthYear); // as the last time
    QVERIFY(gapsOf(silent->layout).empty());
    const auto other =
        m_workspace->imports().preview(write(u"c.csv"_s, "date,count\n05/16/2024,1\n").toStdString(), {});
    QCOMPARE(other->layout.timeFormat, TimeFormat::MonthDayYear);
}

void TestSources::linesBeforeTheHeaderMayDiffer()
{
    const QByteArray table = "time,count\n2024-04-03T09:05:00Z,1\n2024-04-03T09:06:00Z,2\n";
    QCOMPARE(import(write(u"a.csv"_s, "Report\n" + table), toGateway())->added, 2);
    const QString path = write(u"b.csv"_s, "Report\nof April\n\n" + table);
    QVERIFY(m_workspace->imports().preview(path.toStdString(), {})->isRemembered);
    QCOMPARE(import(path, toGateway())->duplicates, 2);
}

void TestSources::layoutsOfOlderVersionsCanBeRead()
{
    const auto json =
        parseJson(R"({"format":"csv","delimiter":";","header":true,"columns":["time","n"],)"
                  R"("fields":{"time":"time"},"time_format":"local","units":{},"time_formats":{"time":"local"}})");
    QVERIFY_RESULT(json);
    const auto layout = layoutFromJson(*json);
    QVERIFY_RESULT(layout);
    QCOMPARE(layout->dialect, CsvDialect{.delimiter = ';'});
    QCOMPARE(layout->encoding, Encoding::Utf8);
    QVERIFY(layout->numbers.isPlain());
}

void TestSources::layoutsComeBack()
{
    Layout layout = *proposeLayout("x\ntime^input_units\n2024-04-03T09:05:00Z^1.234,5\n");
    layout.encoding = Encoding::Gb18030;
    layout.dialect = {'^', '\0', '\\', '#', 3};
    const auto again = layoutFromJson(toJson(layout));
    QVERIFY_RESULT(again);
    QCOMPARE(*again, layout);
}

void TestSources::cloudEventsAreKnownBySourceAndId_data()
{
    QTest::addColumn<bool>("isArray");
    QTest::newRow("lines") << false;
    QTest::newRow("batch") << true;
}

void TestSources::cloudEventsAreKnownBySourceAndId()
{
    QFETCH(const bool, isArray);
    const QByteArrayList events{
        R"({"specversion":"1.0","id":"1","source":"/a","type":"call","subject":"gateway","time":"2024-03-16T10:00:00Z","data":{"model":"m","input_tokens":5}})",
        R"({"specversion":"1.0","id":"1","source":"/b","type":"call","subject":"gateway","time":"2024-03-16T10:00:00Z","data":{"model":"m","input_tokens":6}})",
        R"({"specversion":"1.0","id":"1","source":"/a","type":"call","subject":"gateway","time":"2024-03-16T10:00:00Z","data":{"input_tokens":5,"model":"m"}})",
        R"({"specversion":"1.0","id":"1","source":"/a","type":"call","subject":"gateway","time":"2024-03-16T10:00:00Z","data":{"model":"m","input_tokens":7}})"};
    const QString path = write(u"events.json"_s, isArray ? '[' + events.join(",") + ']' : events.join("\n"));
    ImportOptions options;
    options.layout = m_workspace->imports().preview(path.toStdString(), {})->layout;
    QCOMPARE(options.layout.format, FileFormat::CloudEvents);
    QCOMPARE(options.layout.fields["token"], "subject");
    QVERIFY(applyMapping(options.layout, "endpoint=type").has_value());
    const auto report = import(path, options);
    QVERIFY_RESULT(report);
    QCOMPARE(report->added, 2);
    QCOMPARE(report->duplicates, 1);
    QCOMPARE(report->conflicts, 1);
}

void TestSources::eachOfSeveralFilesStandsAlone()
{
    const QString good = write(u"a.csv"_s, manyRows(10));
    const QString bad = write(u"b.csv"_s, QByteArray("\0\1\2", 3));
    const QString other = write(u"c.jsonl"_s, "{\"time\":\"2026-02-01T00:00:00Z\",\"id\":\"x\"}\n{broken\n");
    ImportService imports = m_workspace->imports();
    std::vector<std::string> faulty;
    std::int64_t lastDone = 0;
    const JobControl job([&lastDone](std::int64_t done, std::int64_t total) {
        QVERIFY(done >= lastDone && done <= total);
        lastDone = done;
    });
    const auto outcomes = importFiles(imports, {good.toStdString(), bad.toStdString(), "/nowhere", other.toStdString()},
        toGateway(), asProposed(), job, [&faulty](const std::string &path, const Error &) { faulty.push_back(path); });
    QCOMPARE(outcomes.size(), 4U);
    QCOMPARE(outcomes[0].report->added, 10);
    QCOMPARE_ERROR(outcomes[1].report, ErrorCode::Syntax);
    QCOMPARE_ERROR(outcomes[2].report, ErrorCode::FileNotFound);
    QCOMPARE(outcomes[3].report->added, 1);
    QCOMPARE(faulty, std::vector{other.toStdString()});
    const ImportReport all = totalOf(outcomes);
    QCOMPARE(all.read, 12);
    QCOMPARE(all.added, 11);
    QCOMPARE(all.rejected, 1);
    QCOMPARE(all.broken->code, ErrorCode::Syntax);
    QCOMPARE(m_workspace->requests(), 11);
}

void TestSources::aFileThatIsCutKeepsWhatWasRead()
{
    const QByteArray packed = QByteArray::fromHex("1f8b0800000000000003"); // the beginning of a gzip file
    const auto nothing = import(write(u"a.csv.gz"_s, packed), toGateway());
    QCOMPARE_ERROR(nothing, ErrorCode::Damaged);
}

void TestSources::watchedFilesAreImportedOnce()
{
    const QString folder = m_workspace->workspace.folder.filePath(u"in"_s);
    QVERIFY(QDir().mkdir(folder));
    static_cast<void>(write(u"in/b.csv"_s, manyRows(3)));
    static_cast<void>(write(u"in/a.csv"_s, manyRows(2)));
    static_cast<void>(write(u"in/c.csv.part"_s, manyRows(9)));
    static_cast<void>(write(u"in/.d.csv"_s, manyRows(9)));
    FolderState state;
    auto found = look(folder, state);
    QCOMPARE(found.size(), 2U);
    QVERIFY(found[0].path.ends_with("a.csv"));
    QCOMPARE(found[0].report->added, 2);
    QCOMPARE(found[1].report->added, 1);
    QVERIFY(look(folder, state).empty());
    FolderState other; // the next run
    QVERIFY(look(folder, other).empty());
    static_cast<void>(write(u"in/a.csv"_s, manyRows(5)));
    found = look(folder, other);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].report->added, 2);
    QVERIFY(QFile::exists(folder + u"/a.csv"_s));
    QCOMPARE(m_workspace->requests(), 5);
    WatchService watch(m_workspace->context);
    QCOMPARE_ERROR(watch.look("/nowhere", {}, other, toGateway(), asProposed(), {}), ErrorCode::FileNotFound);
}

void TestSources::watchedFilesThatChangeAreLeftAlone()
{
    const QString folder = m_workspace->workspace.folder.filePath(u"in"_s);
    QVERIFY(QDir().mkdir(folder));
    QFile file(write(u"in/a.csv"_s, manyRows(2)));
    FolderState state;
    QVERIFY(look(folder, state, 60).empty());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-61), QFileDevice::FileModificationTime));
    file.close();
    QCOMPARE(look(folder, state, 60).size(), 1U);
}

void TestSources::aWatchedFileThatFailsIsTriedAgain()
{
    const QString folder = m_workspace->workspace.folder.filePath(u"in"_s);
    QVERIFY(QDir().mkdir(folder));
    static_cast<void>(write(u"in/a.csv"_s, QByteArray("\0\1", 2)));
    FolderState state;
    auto found = look(folder, state);
    QCOMPARE(found.size(), 1U);
    QVERIFY(!found[0].report);
    QVERIFY(look(folder, state).empty()); // told once
    FolderState other;
    QCOMPARE(look(folder, other).size(), 1U);
    static_cast<void>(write(u"in/a.csv"_s, manyRows(2)));
    found = look(folder, state);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].report->added, 2);
}

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
