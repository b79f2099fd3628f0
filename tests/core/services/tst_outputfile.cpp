// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/outputfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>('a' + i * 7 % 23 + (i >> 16) % 3);
    return bytes;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

} // namespace

class TestOutputFile : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsThereAfterCommit_data();
    void whatIsWrittenIsThereAfterCommit();
    void withoutCommitWhatWasThereStays();
    void fullDiskIsTold();
    void folderThatIsNotThereIsTold();
    void memoryFileSystemWorksToo();

private:
    QTemporaryDir m_folder;
};

void TestOutputFile::whatIsWrittenIsThereAfterCommit_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("step");
    constexpr qsizetype piece = qsizetype{4} << 20;
    QTest::newRow("nothing") << qsizetype{0} << qsizetype{1};
    QTest::newRow("a few bytes") << qsizetype{5} << qsizetype{2};
    QTest::newRow("one piece to the byte") << piece << piece;
    QTest::newRow("one byte more") << piece + 1 << piece + 1;
    QTest::newRow("three pieces in odd steps") << 3 * piece + 4097 << qsizetype{100'003};
}

void TestOutputFile::whatIsWrittenIsThereAfterCommit()
{
    QFETCH(const qsizetype, size);
    QFETCH(const qsizetype, step);
    const QString path = m_folder.filePath(u"out"_s);
    const QByteArray bytes = bytesOf(size);
    OutputFile file(path.toStdString());
    QVERIFY(file.open());
    for (qsizetype at = 0; at < size; at += step)
        QVERIFY(file.write({bytes.data() + at, static_cast<std::size_t>(std::min(step, size - at))}));
    QVERIFY(file.commit());
    QCOMPARE(QFile(path).size(), size);
    QVERIFY(read(path) == bytes);
}

void TestOutputFile::withoutCommitWhatWasThereStays()
{
    const QString path = m_folder.filePath(u"kept"_s);
    {
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("before");
    }
    {
        OutputFile file(path.toStdString());
        QVERIFY(file.open());
        const QByteArray bytes = bytesOf(qsizetype{9} << 20);
        QVERIFY(file.write({bytes.data(), static_cast<std::size_t>(bytes.size())}));
    }
    QCOMPARE(read(path), QByteArray("before"));
    QCOMPARE(QDir(m_folder.path()).entryList({u"kept*"_s}, QDir::Files).size(), 1);
}

void TestOutputFile::fullDiskIsTold()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("there is no /dev/full");
    OutputFile file("/dev/full");
    QVERIFY(file.open());
    Result<void> written = file.write("a");
    if (written)
        written = file.commit();
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Io);
    QVERIFY(written.error().found.contains("No space"));
}

void TestOutputFile::folderThatIsNotThereIsTold()
{
    OutputFile file(m_folder.filePath(u"nowhere/out"_s).toStdString());
    const Result<void> opened = file.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Io);
}

void TestOutputFile::memoryFileSystemWorksToo()
{
    const QTemporaryDir memory(u"/dev/shm/tollkeeper-XXXXXX"_s);
    if (!memory.isValid())
        QSKIP("there is no file system in memory");
    const QString path = memory.filePath(u"out"_s);
    const QByteArray bytes = bytesOf((qsizetype{4} << 20) + 17);
    OutputFile file(path.toStdString());
    QVERIFY(file.open());
    QVERIFY(file.write({bytes.data(), static_cast<std::size_t>(bytes.size())}));
    QVERIFY(file.commit());
    QVERIFY(read(path) == bytes);
}

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
