// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/inputfile.h"
#include "tests/core/storage/workspacefixture.h"

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

/// Text that does not fit one piece and packs to more than one, too.
QByteArray longText()
{
    QByteArray text;
    quint64 state = 1;
    while (text.size() < 1'000'000) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        text += QByteArray::number(state >> 20) + ",row\n";
    }
    return text;
}

QByteArray gzip(const QByteArray &plain)
{
    constexpr int withHeader = 16 + MAX_WBITS;
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, withHeader, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 64, 0);
    QByteArray input = plain;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

QByteArray xz(const QByteArray &plain)
{
    QByteArray packed(static_cast<qsizetype>(lzma_stream_buffer_bound(static_cast<size_t>(plain.size()))), 0);
    std::size_t size = 0;
    lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t *>(plain.data()),
        static_cast<size_t>(plain.size()), reinterpret_cast<std::uint8_t *>(packed.data()), &size,
        static_cast<size_t>(packed.size()));
    packed.resize(static_cast<qsizetype>(size));
    return packed;
}

QByteArray zstd(const QByteArray &plain)
{
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(plain.size()))), 0);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    packed.resize(static_cast<qsizetype>(ZSTD_compress2(
        context, packed.data(), static_cast<size_t>(packed.size()), plain.data(), static_cast<size_t>(plain.size()))));
    ZSTD_freeCCtx(context);
    return packed;
}

std::vector<std::pair<const char *, QByteArray>> packedTexts()
{
    return {{"gzip", gzip(longText())}, {"xz", xz(longText())}, {"zstd", zstd(longText())}};
}

} // namespace

class TestInputFile : public QObject {
    Q_OBJECT

private slots:
    void readsWhatWasPacked_data();
    void readsWhatWasPacked();
    void readsMembersOneBehindTheOther_data();
    void readsMembersOneBehindTheOther();
    void refusesWhatIsCut_data();
    void refusesWhatIsCut();
    void refusesWhatIsGarbled_data();
    void refusesWhatIsGarbled();
    void refusesWhatFollowsGzip();
    void nameTellsNothing();
    void absentFileIsNotFound();
    void folderIsNoFile();

private:
    /// All of the file; its progress on the way must only grow.
    [[nodiscard]] Result<QByteArray> contentOf(const QByteArray &packed, const QString &name = u"file"_s);

    QTemporaryDir m_folder;
    std::string m_compression;
};

Result<QByteArray> TestInputFile::contentOf(const QByteArray &packed, const QString &name)
{
    const QString path = m_folder.filePath(name);
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(packed) != packed.size() || !out.flush())
        return fail(ErrorCode::Io, path.toStdString());
    Result<InputFile> file = InputFile::open(path.toStdString());
    if (!file)
        return std::unexpected(file.error());
    m_compression = file->compression();
    QByteArray content;
    std::int64_t last = 0;
    while (true) {
        const auto piece = file->next();
        if (!piece)
            return std::unexpected(piece.error());
        if (file->position() < last || file->position() > file->size())
            return fail(ErrorCode::Internal, "position", std::to_string(file->position()));
        last = file->position();
        if (piece->empty())
            break;
        content.append(piece->data(), static_cast<qsizetype>(piece->size()));
    }
    if (last != file->size() || file->size() != packed.size())
        return fail(ErrorCode::Internal, "size", std::to_string(last));
    return content;
}

void TestInputFile::readsWhatWasPacked_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("compression");
    const QByteArray text = longText();
    QTest::newRow("plain") << text << text << ""_ba;
    QTest::newRow("gzip") << gzip(text) << text << "gzip"_ba;
    QTest::newRow("xz") << xz(text) << text << "xz"_ba;
    QTest::newRow("zstd") << zstd(text) << text << "zstd"_ba;
    QTest::newRow("zstd behind a frame to be skipped")
        << QByteArray::fromHex("502a4d180400000001020304") + zstd(text) << text << "zstd"_ba;
    QTest::newRow("empty zstd") << zstd("") << ""_ba
                                << "zstd"_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba
                           << ""_ba;
    QTest::newRow("empty gzip") << gzip("") << ""_ba
                                << "gzip"_ba;
    QTest::newRow("empty xz") << xz("") << ""_ba
                              << "xz"_ba;
    QTest::newRow("one byte") << "x"_ba
                              << "x"_ba
                              << ""_ba;
}

void TestInputFile::readsWhatWasPacked()
{
    QFETCH(QByteArray, packed);
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, compression);
    const auto content = contentOf(packed);
    QVERIFY_RESULT(content);
    QVERIFY(*content == plain);
    QCOMPARE(m_compression, compression.toStdString());
}

void TestInputFile::readsMembersOneBehindTheOther_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::newRow("gzip") << gzip("one\n") + gzip(longText()) + gzip("three\n");
    QTest::newRow("xz") << xz("one\n") + xz(longText()) + xz("three\n");
    QTest::newRow("zstd") << zstd("one\n") + zstd(longText()) + zstd("three\n");
}

void TestInputFile::readsMembersOneBehindTheOther()
{
    QFETCH(QByteArray, packed);
    const auto content = contentOf(packed);
    QVERIFY_RESULT(content);
    QVERIFY(*content == "one\n" + longText() + "three\n");
}

void TestInputFile::refusesWhatIsCut_data()
{
    QTest::addColumn<QByteArray>("packed");
    for (const auto &[name, packed] : packedTexts()) {
        for (const qsizetype kept : {qsizetype(6), packed.size() / 2, packed.size() - 8, packed.size() - 1})
            QTest::addRow("%s %d", name, static_cast<int>(kept)) << packed.left(kept);
    }
}

void TestInputFile::refusesWhatIsCut()
{
    QFETCH(QByteArray, packed);
    const auto content = contentOf(packed);
    QCOMPARE_ERROR(content, ErrorCode::Damaged);
    QCOMPARE(content.error().where, m_folder.filePath(u"file"_s).toStdString());
    QCOMPARE(content.error().found, m_compression);
}

void TestInputFile::refusesWhatIsGarbled_data()
{
    QTest::addColumn<QByteArray>("packed");
    for (const auto &[name, packed] : packedTexts()) {
        QByteArray garbled = packed;
        const qsizetype middle = packed.size() / 2;
        garbled[middle] = static_cast<char>(garbled[middle] ^ 0x10);
        QTest::newRow(name) << garbled;
    }
}

void TestInputFile::refusesWhatIsGarbled()
{
    QFETCH(QByteArray, packed);
    QCOMPARE_ERROR(contentOf(packed), ErrorCode::Damaged);
}

void TestInputFile::refusesWhatFollowsGzip()
{
    QCOMPARE_ERROR(contentOf(gzip("one\n") + "surplus"), ErrorCode::Damaged);
    QCOMPARE_ERROR(contentOf(zstd("one\n") + "surplus"), ErrorCode::Damaged);
}

void TestInputFile::nameTellsNothing()
{
    const auto content = contentOf("time\n", u"usage.csv.gz"_s);
    QVERIFY_RESULT(content);
    QCOMPARE(*content, "time\n"_ba);
}

void TestInputFile::absentFileIsNotFound()
{
    const auto file = InputFile::open(m_folder.filePath(u"nowhere"_s).toStdString());
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::FileNotFound);
}

void TestInputFile::folderIsNoFile()
{
    const auto file = InputFile::open(m_folder.path().toStdString());
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestInputFile)
#include "tst_inputfile.moc"
