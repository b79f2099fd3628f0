// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Row numbers by keys, against a stable sort: keys that share many bits, all bits or none.
#include "core/usage/roworder.h"

#include <QtTest>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace toll;

namespace {

std::vector<std::uint64_t> anyKeys()
{
    const auto mask = *rc::gen::element<std::uint64_t>(
        0, 0x8000'0000'0000'0001, 0x0f0f'0f0f'0f0f'0f0f, 0x00ff'0000'ffff'ff00, 0xffff'ffff, ~std::uint64_t{0});
    const auto common = *rc::gen::arbitrary<std::uint64_t>();
    const bool areFew = *rc::gen::arbitrary<bool>();
    std::vector<std::uint64_t> keys(*rc::gen::inRange<std::size_t>(0, 300));
    for (std::uint64_t &key : keys) {
        const std::uint64_t dice =
            areFew ? *rc::gen::inRange<std::uint64_t>(0, 9) * 0x1111'1111'1111'1111 : *rc::gen::arbitrary<std::uint64_t>();
        key = (common & ~mask) | (dice & mask);
    }
    return keys;
}

/// Some of the rows, in an order of their own.
std::vector<RowNumber> anyRows(std::size_t size)
{
    std::vector<RowNumber> rows(size);
    std::iota(rows.begin(), rows.end(), RowNumber{0});
    if (*rc::gen::arbitrary<bool>())
        std::ranges::reverse(rows);
    std::erase_if(rows, [drop = *rc::gen::inRange<RowNumber>(2, 9)](RowNumber row) { return row % drop == 1; });
    return rows;
}

} // namespace

class TestRowOrder : public QObject {
    Q_OBJECT

private slots:
    void ordersAreThoseOfAStableSort();
    void whatIsStillOfOneRankIsSortedWithin();
};

void TestRowOrder::ordersAreThoseOfAStableSort()
{
    QVERIFY(rc::check("orders", [] {
        const std::vector<std::uint64_t> keys = anyKeys();
        std::vector<RowNumber> rows = anyRows(keys.size());
        std::vector<RowNumber> expected = rows;
        std::ranges::stable_sort(expected, {}, [&keys](RowNumber row) { return keys[row]; });
        std::vector<RowNumber> byKeys = rows;
        sortByKeys(byKeys, keys, {});
        RC_ASSERT(byKeys == expected);
        const std::vector<RankSpan> spans = sortAll(rows, keys, {});
        RC_ASSERT(rows == expected);
        const std::vector<RankSpan> equal = equalSpans(expected, keys);
        RC_ASSERT(spans.size() == equal.size());
        for (std::size_t i = 0; i < spans.size(); ++i)
            RC_ASSERT(spans[i].begin == equal[i].begin && spans[i].end == equal[i].end);
    }));
}

void TestRowOrder::whatIsStillOfOneRankIsSortedWithin()
{
    QVERIFY(rc::check("spans", [] {
        const std::vector<std::uint64_t> first = anyKeys();
        std::vector<std::uint64_t> second(first.size());
        for (std::uint64_t &key : second)
            key = *rc::gen::inRange<std::uint64_t>(0, 4);
        std::vector<RowNumber> rows = anyRows(first.size());
        std::vector<RowNumber> expected = rows;
        std::ranges::stable_sort(expected, {}, [&](RowNumber row) { return std::pair(first[row], second[row]); });
        const std::vector<RankSpan> spans = sortAll(rows, first, {});
        for (const RankSpan &left : sortSpans(rows, spans, second))
            for (std::size_t i = left.begin + 1; i < left.end; ++i)
                RC_ASSERT(first[rows[i]] == first[rows[left.begin]] && second[rows[i]] == second[rows[left.begin]]);
        RC_ASSERT(rows == expected);
    }));
}

QTEST_APPLESS_MAIN(TestRowOrder)
#include "tst_roworder.moc"
