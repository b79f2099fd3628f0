// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/textpool.h"

#include <QtTest>
#include <rapidcheck.h>

#include <map>
#include <random>
#include <string>

using namespace toll;

namespace {

/// Texts of all lengths around those that are told apart at once; some differ only in their length, or hold zeros.
std::string anyText(std::mt19937_64 &dice)
{
    std::string text(dice() % 40, 'a');
    for (char &c : text)
        c = "ab\0"[dice() % 12 == 0 ? 2 : dice() % 2];
    return text;
}

struct Expected {
    std::map<std::string, std::uint32_t> numbers;
    std::uint32_t use(const std::string &text)
    {
        return numbers.try_emplace(text, static_cast<std::uint32_t>(numbers.size())).first->second;
    }
};

} // namespace

class TextPoolTest : public QObject {
    Q_OBJECT

private slots:
    void numbersTextsInOrderOfFirstUse()
    {
        QVERIFY(rc::check("like a map", [](std::uint64_t seed) {
            std::mt19937_64 dice(seed);
            TextPool pool;
            for (int round = 0; round < 2; ++round) {
                Expected expected;
                for (int step = 0; step < 60; ++step)
                    useSome(pool, expected, dice);
                RC_ASSERT(pool.size() == expected.numbers.size());
                for (const auto &[text, number] : expected.numbers)
                    RC_ASSERT(pool.at(number) == text);
                pool.clear();
                RC_ASSERT(pool.size() == 0U);
                RC_ASSERT(!pool.find("a"));
            }
        }));
    }

    /// Another pool's texts have the numbers they would have one by one.
    void numbersTheTextsOfAnotherPool()
    {
        QVERIFY(rc::check("another pool", [] {
            std::mt19937_64 dice(*rc::gen::arbitrary<std::uint64_t>());
            TextPool pool;
            Expected expected;
            useMany(pool, expected, dice);
            std::map<std::string, std::uint32_t> others;
            TextArena texts;
            for (std::size_t i = dice() % 100; i > 0; --i)
                if (const std::string text = anyText(dice); others.try_emplace(text, others.size()).second)
                    texts.add(text);
            TextPool other;
            RC_ASSERT(other.assign(texts));
            for (const auto &[text, number] : others)
                RC_ASSERT(other.find(text) == number);
            std::vector<std::uint32_t> numbers(other.size());
            pool.use(other, numbers.data());
            for (std::size_t i = 0; i < numbers.size(); ++i)
                RC_ASSERT(numbers[i] == expected.use(std::string(texts.at(i))));
        }));
    }
    void refusesTextsOfWhichOneComesTwice_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::newRow("short") << QStringList{"a", "b", "a"};
        QTest::newRow("empty") << QStringList{"", "a", ""};
        QTest::newRow("long") << QStringList{QString(40, 'x'), "a", QString(40, 'x')};
    }
    void refusesTextsOfWhichOneComesTwice()
    {
        QFETCH(QStringList, texts);
        TextArena arena;
        for (const QString &text : texts)
            arena.add(text.toStdString());
        QVERIFY(!TextPool().assign(std::move(arena)));
    }

private:
    static void useSome(TextPool &pool, Expected &expected, std::mt19937_64 &dice)
    {
        const std::string text = anyText(dice);
        const auto known = expected.numbers.find(text);
        const auto found = pool.find(text);
        RC_ASSERT(found == (known == expected.numbers.end() ? std::nullopt : std::optional(known->second)));
        switch (dice() % 3) {
        case 0:
            RC_ASSERT(pool.use(text) == expected.use(text));
            break;
        case 1:
            if (!found)
                RC_ASSERT(pool.append(text) == expected.use(text));
            break;
        default:
            useMany(pool, expected, dice);
        }
    }

    /// Of one text with others between them, as fields lie in a file; what lies outside is not read.
    static void useMany(TextPool &pool, Expected &expected, std::mt19937_64 &dice)
    {
        std::string file;
        std::vector<std::pair<std::size_t, std::size_t>> places;
        std::vector<std::string> texts(dice() % 100);
        for (std::string &text : texts) {
            text = anyText(dice);
            places.emplace_back(file.size(), text.size());
            file += text + ',';
        }
        const std::string outside = anyText(dice);
        std::vector<std::string_view> views;
        for (const auto &[at, size] : places)
            views.push_back(std::string_view(file).substr(at, size));
        texts.push_back(outside);
        views.push_back(outside);
        std::vector<std::uint32_t> numbers(views.size());
        pool.use(views, numbers.data(), dice() % 2 == 0 ? std::string_view(file) : std::string_view());
        for (std::size_t i = 0; i < views.size(); ++i)
            RC_ASSERT(numbers[i] == expected.use(texts[i]));
    }
};

QTEST_APPLESS_MAIN(TextPoolTest)
#include "tst_textpool.moc"
