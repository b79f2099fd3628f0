// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Text put together from small pieces.
#include "core/base/textbuffer.h"

#include <QtTest>

#include <limits>
#include <string>

using namespace toll;

class TestTextBuffer : public QObject {
    Q_OBJECT

private slots:
    void numbersAreWrittenAsTheyAre();
    void paddedTextsLeaveNoPadding();
};

void TestTextBuffer::numbersAreWrittenAsTheyAre()
{
    TextBuffer buffer;
    std::string expected;
    const auto put = [&](std::int64_t number) {
        buffer.makeRoom(TextBuffer::numberRoom + 1);
        buffer.put(number);
        buffer.put(' ');
        expected += std::to_string(number) + ' ';
    };
    for (std::int64_t number = -20; number < 10'050; ++number)
        put(number);
    put(std::numeric_limits<std::int64_t>::min());
    put(std::numeric_limits<std::int64_t>::max());
    QCOMPARE(std::string(buffer.text()), expected);
}

void TestTextBuffer::paddedTextsLeaveNoPadding()
{
    const std::string letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ" + std::string(TextBuffer::padding, '#');
    TextBuffer buffer;
    std::string expected;
    for (std::size_t size = 0; size <= letters.size() - TextBuffer::padding; ++size) {
        const std::string_view text(letters.data(), size);
        buffer.makeRoom(size + TextBuffer::padding);
        buffer.putPadded(text);
        expected += text;
    }
    QCOMPARE(std::string(buffer.text()), expected);
}

QTEST_APPLESS_MAIN(TestTextBuffer)
#include "tst_textbuffer.moc"
