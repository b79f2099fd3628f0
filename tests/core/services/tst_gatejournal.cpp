// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatejournal.h"
#include "tests/core/services/gatedesk.h"

#include <QDir>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

class TestGateJournal : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void recordsComeBack();
    void filesFollowOneAnotherAndGo();
    void recordsAreReadWhileOthersAreAppended();
    void tornTailIsCut_data();
    void tornTailIsCut();
    void damagedMiddleIsRefused();
    void filesOfAnotherJournalAreRefused();
    void gateSaysWhatIsDamaged();

private:
    [[nodiscard]] GateJournal::Options optionsIn(const QTemporaryDir &folder) const
    {
        GateJournal::Options options;
        options.path = folder.filePath(u"j"_s).toStdString();
        options.id = "one";
        options.flushEvery = 5;
        options.fileBytes = 65536;
        return options;
    }
    static QByteArray textOf(int i) { return "record " + QByteArray::number(i) + QByteArray(i % 50, 'x'); }
    static bool append(GateJournal &journal, int from, int to)
    {
        for (int i = from; i <= to; ++i) {
            const QByteArray text = textOf(i);
            if (journal.append(bytesOf(text)) != static_cast<std::uint64_t>(i))
                return false;
        }
        return true;
    }
    /// "1-20" where these are there, in order and whole.
    static QString rangeOf(GateJournal &journal)
    {
        std::uint64_t first = 0, last = 0;
        bool isWhole = true;
        valueOf(journal.read(0, ~std::uint64_t{0}, [&](std::uint64_t number, std::span<const std::byte> payload) -> Result<void> {
            first = first == 0 ? number : first;
            isWhole = isWhole && (last == 0 || number == last + 1)
                && QByteArray(reinterpret_cast<const char *>(payload.data()), static_cast<qsizetype>(payload.size()))
                    == textOf(static_cast<int>(number));
            last = number;
            return {};
        }));
        return isWhole ? u"%1-%2"_s.arg(first).arg(last) : u"damaged"_s;
    }
    static std::unique_ptr<GateJournal> opened(const GateJournal::Options &options, GateJournal::Found *found = nullptr)
    {
        GateJournal::Found here;
        auto journal = valueOf(GateJournal::open(options, found ? *found : here));
        return journal;
    }
    /// Changes bytes of the only file; gives where a text stood.
    static qsizetype spoil(const QTemporaryDir &folder, const QByteArray &text, const QByteArray &with)
    {
        QFile file(folder.filePath(u"j.1"_s));
        if (!file.open(QIODevice::ReadWrite))
            return -1;
        QByteArray content = file.readAll();
        const qsizetype place = content.indexOf(text);
        content.replace(place, with.size(), with);
        file.seek(0);
        file.write(content);
        return place;
    }
};

void TestGateJournal::recordsComeBack()
{
    const QTemporaryDir folder;
    const GateJournal::Options options = optionsIn(folder);
    QVERIFY(append(*opened(options), 1, 20));
    GateJournal::Found found;
    const auto journal = opened(options, &found);
    QCOMPARE(found.records, std::int64_t{20});
    QCOMPARE(found.tornBytes, std::int64_t{0});
    QVERIFY(append(*journal, 21, 30));
    QCOMPARE(rangeOf(*journal), u"1-30"_s);
}

void TestGateJournal::filesFollowOneAnotherAndGo()
{
    const QTemporaryDir folder;
    const GateJournal::Options options = optionsIn(folder);
    auto journal = opened(options);
    QVERIFY(append(*journal, 1, 5000));
    QCOMPARE(rangeOf(*journal), u"1-5000"_s);
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).size() > 3);
    journal->forget(4990);
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).size() <= 3);
    QVERIFY(rangeOf(*journal).endsWith(u"-5000"_s));
    journal.reset();
    GateJournal::Options later = options;
    later.drained = 4990;
    GateJournal::Found found;
    journal = opened(later, &found);
    QCOMPARE(found.records, std::int64_t{10});
    QVERIFY(append(*journal, 5001, 5010));
}

void TestGateJournal::recordsAreReadWhileOthersAreAppended()
{
    const QTemporaryDir folder;
    const auto journal = opened(optionsIn(folder));
    std::atomic<std::uint64_t> last = 0;
    std::thread writer([&] {
        for (int i = 1; i <= 20'000; ++i)
            if (append(*journal, i, i))
                last = static_cast<std::uint64_t>(i);
    });
    std::uint64_t seen = 0;
    while (seen < 20'000) {
        const std::uint64_t upTo = last;
        valueOf(journal->read(seen, upTo, [&](std::uint64_t number, std::span<const std::byte>) -> Result<void> {
            if (number != seen + 1)
                return fail(ErrorCode::Damaged, std::to_string(number));
            seen = number;
            return {};
        }));
        journal->forget(seen);
    }
    writer.join();
}

void TestGateJournal::tornTailIsCut_data()
{
    QTest::addColumn<QByteArray>("with");
    QTest::newRow("half of its text") << QByteArray(4, '\0');
    QTest::newRow("other text") << QByteArray("????");
}

void TestGateJournal::tornTailIsCut()
{
    QFETCH(QByteArray, with);
    const QTemporaryDir folder;
    const GateJournal::Options options = optionsIn(folder);
    {
        const auto journal = opened(options);
        QVERIFY(append(*journal, 1, 19));
        QVERIFY_RESULT(journal->flush());
        // A process that is killed here leaves the last record behind without a flush: taken as a copy.
        QVERIFY(append(*journal, 20, 20));
        QVERIFY(QFile::copy(folder.filePath(u"j.1"_s), folder.filePath(u"copy"_s)));
    }
    QVERIFY(QFile::remove(folder.filePath(u"j.1"_s)));
    QVERIFY(QFile::rename(folder.filePath(u"copy"_s), folder.filePath(u"j.1"_s)));
    QVERIFY(spoil(folder, "record 20", with) > 0);
    GateJournal::Found found;
    const auto result = GateJournal::open(options, found);
    if (!result) { // the flusher was quicker than the copy: then it is damage, and says so
        QCOMPARE(result.error().code, ErrorCode::Damaged);
        return;
    }
    QVERIFY(found.tornBytes > 0);
    QCOMPARE(found.records, std::int64_t{19});
    QVERIFY(append(**result, 20, 25));
    QCOMPARE(rangeOf(**result), u"1-25"_s);
}

void TestGateJournal::damagedMiddleIsRefused()
{
    const QTemporaryDir folder;
    GateJournal::Options options = optionsIn(folder);
    QVERIFY(append(*opened(options), 1, 20));
    QVERIFY(spoil(folder, "record 7", "rekord 7") > 0);
    const QByteArray before = contentOf(folder.filePath(u"j.1"_s));
    GateJournal::Found found;
    const auto refused = GateJournal::open(options, found);
    QCOMPARE_ERROR(refused, ErrorCode::Damaged);
    QCOMPARE(refused.error().expected, std::string("6 records before, 13 behind"));
    QVERIFY(contentOf(folder.filePath(u"j.1"_s)) == before);
    options.acceptsDamage = true;
    const auto journal = opened(options, &found);
    QCOMPARE(found.damaged, std::int64_t{1});
    QVERIFY(append(*journal, 21, 22));
    int records = 0;
    valueOf(journal->read(0, 100, [&](std::uint64_t, std::span<const std::byte>) -> Result<void> {
        ++records;
        return {};
    }));
    QCOMPARE(records, 21);
}

void TestGateJournal::filesOfAnotherJournalAreRefused()
{
    const QTemporaryDir folder;
    GateJournal::Options options = optionsIn(folder);
    QVERIFY(append(*opened(options), 1, 3));
    options.id = "two";
    GateJournal::Found found;
    QCOMPARE_ERROR(GateJournal::open(options, found), ErrorCode::Conflict);
}

void TestGateJournal::gateSaysWhatIsDamaged()
{
    openDesk();
    issue("t", refusing("10/day", "P30D"));
    openGate();
    QCOMPARE(passing("t", 5), 5);
    m_gate.reset();
    const QString path = m_workspace->workspace.path + u".journal.1"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    content.replace("r2", "R2");
    file.seek(0);
    file.write(content);
    file.close();
    const auto refused = Gate::open(m_workspace->context, m_workspace->workspace.path.toStdString(), m_options);
    QCOMPARE_ERROR(refused, ErrorCode::Damaged);
    QCOMPARE(refused.error().where, path.toStdString());
    m_options.acceptsDamage = true;
    openGate();
    QCOMPARE(m_gate->opened().damaged, std::int64_t{1});
    QCOMPARE(passing("t", 10), 6);
}

QTEST_GUILESS_MAIN(TestGateJournal)
#include "tst_gatejournal.moc"
