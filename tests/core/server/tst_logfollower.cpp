// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/logfollower.h"

#include <QTemporaryDir>
#include <QtTest>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <set>

using namespace toll;
using namespace toll::http;

class TestLogFollower : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = m_folder->filePath(QStringLiteral("access.log")).toStdString();
        m_lines.clear();
        m_refuses = false;
        m_retireAfter = std::chrono::seconds(60);
        m_follower.reset();
    }

    void readsLinesAsTheyGrow();
    void waitsForALogThatIsNotThereYet();
    void takesUpALogThatCameAndWasRotatedBetweenLooks();
    void handsOnTooLongLinesAsNothing();
    void bringsALineAgainThatWasNotTaken();
    void goesOnAfterRenaming();
    void readsARenamedFileForAWhile();
    void goesOnAfterCopyingAndCuttingOff();
    void noticesAFileCutOffAndGrownBeyondThePlace();
    void goesOnWhereItWas();
    void takesUpWhatWasRotatedMeanwhile();
    void findsRotatedFilesByTheirNames_data();
    void findsRotatedFilesByTheirNames();
    void saysWhenItsPlaceIsLost();
    void saysWhyItCannotRead();
    void positionsAreText_data();
    void positionsAreText();
    void losesNothingWhateverHappens();

private:
    void write(const std::string &text, const std::string &path = {})
    {
        std::ofstream(path.empty() ? m_log : path, std::ios::app) << text;
    }
    void rename(const char *suffix) { std::filesystem::rename(m_log, m_log + suffix); }
    void follow(std::optional<LogPosition> from = {})
    {
        m_follower = std::make_unique<LogFollower>(LogFollower::Options{m_log, from, 100, m_retireAfter},
            [this](std::optional<std::string_view> line) {
                if (m_refuses)
                    return false;
                m_lines << (line ? QString::fromUtf8(line->data(), static_cast<qsizetype>(line->size()))
                                 : QStringLiteral("(too long)"));
                return true;
            });
        poll();
    }
    void poll()
    {
        while (m_follower->poll()) { }
    }
    QString taken()
    {
        poll();
        return std::exchange(m_lines, {}).join(u' ');
    }
    QString takenAfterRestart()
    {
        follow(m_follower->position());
        return taken();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_log;
    std::unique_ptr<LogFollower> m_follower;
    QStringList m_lines;
    bool m_refuses = false;
    std::chrono::milliseconds m_retireAfter{};
};

void TestLogFollower::readsLinesAsTheyGrow()
{
    write("a\nb\r\nhal");
    follow();
    QCOMPARE(taken(), QStringLiteral("a b"));
    QCOMPARE(m_follower->position()->offset, std::int64_t{5});
    QCOMPARE(m_follower->behind(), std::int64_t{3});
    write("f\n\n");
    QCOMPARE(taken(), QStringLiteral("half "));
    QCOMPARE(m_follower->behind(), std::int64_t{0});
    QCOMPARE(taken(), QString());
}

void TestLogFollower::waitsForALogThatIsNotThereYet()
{
    follow();
    QVERIFY(!m_follower->position());
    QVERIFY(!m_follower->fault());
    write("a\n");
    QCOMPARE(taken(), QStringLiteral("a"));
}

void TestLogFollower::takesUpALogThatCameAndWasRotatedBetweenLooks()
{
    write("of days gone by\n", m_log + ".2");
    std::filesystem::last_write_time(
        m_log + ".2", std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    follow();
    write("a\n");
    rename(".1");
    write("b\n");
    QCOMPARE(taken(), QStringLiteral("a b"));
}

void TestLogFollower::handsOnTooLongLinesAsNothing()
{
    write("a\n" + std::string(101, 'x') + "\n" + std::string(100, 'y') + "\n" + std::string(1'000'000, 'z'));
    follow();
    QCOMPARE(taken(), QStringLiteral("a (too long) ") + QString(100, u'y'));
    QCOMPARE(m_follower->position()->offset, std::int64_t{2 + 102 + 101});
    write(std::string(300, 'z') + "\nb\n");
    QCOMPARE(taken(), QStringLiteral("(too long) b"));
    QCOMPARE(takenAfterRestart(), QString());
}

void TestLogFollower::bringsALineAgainThatWasNotTaken()
{
    write("a\nb\n");
    m_refuses = true;
    follow();
    QCOMPARE(taken(), QString());
    QCOMPARE(m_follower->position()->offset, std::int64_t{0});
    m_refuses = false;
    write("c\n");
    QCOMPARE(taken(), QStringLiteral("a b c"));
}

void TestLogFollower::goesOnAfterRenaming()
{
    write("a\n");
    follow();
    rename(".1");
    write("b\n", m_log + ".1"); // the gateway has not begun a new one yet
    QCOMPARE(taken(), QStringLiteral("a b"));
    write("c\n");
    write("d\n", m_log + ".1");
    QCOMPARE(taken(), QStringLiteral("d c"));
    QCOMPARE(takenAfterRestart(), QStringLiteral("c")); // again, since the old file might still get lines
}

void TestLogFollower::readsARenamedFileForAWhile()
{
    m_retireAfter = std::chrono::milliseconds(50);
    write("a\n");
    follow();
    rename(".1");
    write("b\n");
    QCOMPARE(taken(), QStringLiteral("a b"));
    write("c\nlast", m_log + ".1");
    QCOMPARE(taken(), QStringLiteral("c"));
    QTest::qSleep(60);
    QCOMPARE(taken(), QStringLiteral("last")); // a line without an end is one, where nothing more comes
    write("too late\n", m_log + ".1");
    QCOMPARE(taken(), QString());
    QCOMPARE(takenAfterRestart(), QString());
}

void TestLogFollower::goesOnAfterCopyingAndCuttingOff()
{
    write("a\nb\n");
    follow();
    write("c\n");
    std::filesystem::copy_file(m_log, m_log + ".1");
    std::filesystem::resize_file(m_log, 0);
    write("d\n");
    QCOMPARE(taken(), QStringLiteral("a b c d"));
}

void TestLogFollower::noticesAFileCutOffAndGrownBeyondThePlace()
{
    write("a\nb\n");
    follow();
    std::filesystem::resize_file(m_log, 0);
    write("c\nd\ne\nf\n");
    QCOMPARE(taken(), QStringLiteral("a b c d e f"));
    QVERIFY(m_follower->hasLostPlace()); // nobody has a copy: something may have come before it was cut off
}

void TestLogFollower::goesOnWhereItWas()
{
    write("a\nb\nhal");
    follow();
    QCOMPARE(taken(), QStringLiteral("a b"));
    write("f\n");
    QCOMPARE(takenAfterRestart(), QStringLiteral("half"));
    QVERIFY(!m_follower->hasLostPlace());
}

void TestLogFollower::takesUpWhatWasRotatedMeanwhile()
{
    write("a\n");
    follow();
    const std::optional<LogPosition> place = m_follower->position();
    m_follower.reset();
    m_lines.clear();
    write("b\n");
    write("other\n", m_log + ".0");
    rename(".2");
    write("c\n", m_log + ".1");
    write("packed\n", m_log + ".3.gz");
    write("d\n");
    const auto now = std::filesystem::file_time_type::clock::now();
    for (const auto &[suffix, age] : {std::pair(".0", 9), std::pair(".2", 3), std::pair(".1", 2)})
        std::filesystem::last_write_time(m_log + suffix, now - std::chrono::hours(age));
    follow(place);
    QCOMPARE(taken(), QStringLiteral("b c d"));
    QVERIFY(!m_follower->hasLostPlace());
}

void TestLogFollower::findsRotatedFilesByTheirNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("numbered") << QByteArray("access.log.1") << true;
    QTest::newRow("dated") << QByteArray("access.log-20261130") << true;
    QTest::newRow("dated before the ending") << QByteArray("access-2026-11-30T12-00-00.000.log") << true;
    QTest::newRow("another log") << QByteArray("access.logs") << false;
    QTest::newRow("another log, longer") << QByteArray("accessory.log") << false;
    QTest::newRow("packed") << QByteArray("access.log.1.gz") << false;
}

void TestLogFollower::findsRotatedFilesByTheirNames()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isFound);
    write("a\n");
    follow();
    const std::optional<LogPosition> place = m_follower->position();
    m_follower.reset();
    write("b\n");
    std::filesystem::rename(m_log, m_folder->filePath(QString::fromUtf8(name)).toStdString());
    write("c\n");
    m_lines.clear();
    follow(place);
    QCOMPARE(taken(), isFound ? QStringLiteral("b c") : QStringLiteral("c"));
    QCOMPARE(m_follower->hasLostPlace(), !isFound);
}

void TestLogFollower::saysWhenItsPlaceIsLost()
{
    write("a\n");
    follow();
    const std::optional<LogPosition> place = m_follower->position();
    std::filesystem::remove(m_log);
    write("something else\n");
    m_lines.clear();
    follow(place);
    QVERIFY(m_follower->hasLostPlace());
    QCOMPARE(taken(), QStringLiteral("something else"));
}

void TestLogFollower::saysWhyItCannotRead()
{
    std::filesystem::create_directory(m_log);
    follow();
    QVERIFY(m_follower->fault());
    QCOMPARE(m_follower->fault()->where, m_log);
    std::filesystem::remove(m_log);
    write("a\n");
    QCOMPARE(taken(), QStringLiteral("a"));
    QVERIFY(!m_follower->fault());
}

void TestLogFollower::positionsAreText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("one") << QByteArray("2049 77 1234 18446744073709551615") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("three numbers") << QByteArray("1 2 3") << false;
    QTest::newRow("five numbers") << QByteArray("1 2 3 4 5") << false;
    QTest::newRow("negative") << QByteArray("1 2 -3 4") << false;
    QTest::newRow("offset too large") << QByteArray("1 2 18446744073709551615 4") << false;
    QTest::newRow("words") << QByteArray("a b c d") << false;
    QTest::newRow("something behind") << QByteArray("1 2 3 4 ") << false;
}

void TestLogFollower::positionsAreText()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isOne);
    const auto position = parseLogPosition(text.toStdString());
    QCOMPARE(position.has_value(), isOne);
    if (isOne)
        QCOMPARE(QByteArray::fromStdString(toString(*position)), text);
}

/// Lines are written, the log is rotated either way and the reader restarted, from the last or an older place, at random.
void TestLogFollower::losesNothingWhateverHappens()
{
    rc::check([this] {
        init();
        int written = 0;
        int rotated = 0;
        const auto line = [&] {
            ++written;
            return "line " + std::to_string(written) + std::string(static_cast<std::size_t>(written % 7), '.') + "\n";
        };
        write(line());
        follow();
        std::optional<LogPosition> kept = m_follower->position();
        for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9))) {
            switch (step) {
            case 0:
                rename(("." + std::to_string(++rotated)).c_str());
                write(line());
                break;
            case 1: // the place that is kept is in the copy
                poll();
                std::filesystem::copy_file(m_log, m_log + "." + std::to_string(++rotated));
                std::filesystem::resize_file(m_log, 0);
                write(line());
                poll();
                kept = m_follower->position();
                break;
            case 2:
                follow(kept);
                break;
            case 3:
                kept = m_follower->position();
                break;
            case 4: {
                const std::string whole = line();
                write(whole.substr(0, 4));
                poll();
                write(whole.substr(4));
                break;
            }
            case 5:
                poll();
                break;
            default:
                for (int i = 0; i < step; ++i)
                    write(line());
            }
        }
        poll();
        const QSet<QString> got(m_lines.begin(), m_lines.end());
        RC_ASSERT(got.size() == written);
    });
}

QTEST_GUILESS_MAIN(TestLogFollower)
#include "tst_logfollower.moc"
