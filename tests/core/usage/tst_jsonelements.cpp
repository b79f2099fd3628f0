// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/usage/jsonelements.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;

namespace {

/// "line text" of every value, "!line expected" of every fault.
QStringList cut(const std::string &text, std::size_t piece = std::string::npos)
{
    QStringList found;
    JsonElements elements([&found](std::int64_t line, std::string_view value, std::string_view fault) {
        found << (fault.empty()
                ? QString::number(line) + u' ' + QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()))
                : u'!' + QString::number(line) + u' '
                    + QString::fromUtf8(fault.data(), static_cast<qsizetype>(fault.size())));
    });
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at))
        elements.feed(std::string_view(text).substr(at, piece));
    elements.finish();
    return found;
}

} // namespace

class JsonElementsTest : public QObject {
    Q_OBJECT

private slots:
    void cutsValues_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *title, const char *text, const QStringList &expected) {
            QTest::newRow(title) << QByteArray(text) << expected;
        };
        const auto one = [](const char *text) { return QString::fromUtf8(text); };
        row("nothing", "", {});
        row("empty array", "[ ]\n", {});
        row("array", "[{\"a\":1},{\"b\":[{}]}]", {one("1 {\"a\":1}"), one("1 {\"b\":[{}]}")});
        row("byte order mark", "\xEF\xBB\xBF[{}]", {one("1 {}")});
        row("over lines", "[\n  {\n    \"a\": 1\n  },\r\n  {}\n]\n", {one("2 {\n    \"a\": 1\n  }"), one("5 {}")});
        row("arrays of their own", "[{\"a\":1}]\n[{\"a\":2},{}]\n",
            {one("1 {\"a\":1}"), one("2 {\"a\":2}"), one("2 {}")});
        row("objects one behind the other", "{\"a\":1}\n{\n}\n{}{}",
            {one("1 {\"a\":1}"), one("2 {\n}"), one("4 {}"), one("4 {}")});
        row("brackets in strings", "[{\"a\":\"}]\\\"{[\"},{\"\\\\\":1}]",
            {one("1 {\"a\":\"}]\\\"{[\"}"), one("1 {\"\\\\\":1}")});
        row("what is no object", "[1, \"a,]\", null, [2], {}]",
            {one("1 1"), one("1 \"a,]\""), one("1 null"), one("1 [2]"), one("1 {}")});
        row("not closed", "[\n{\"a\":1},\n{\"b\":", {one("2 {\"a\":1}"), one("!3 }")});
        row("array not closed", "[\n{\"a\":1}\n", {one("2 {\"a\":1}"), one("!3 ]")});
        row("a brace too few", "[\n{\"a\":{\"b\":1},\n{\"c\":2},\n{\"d\":3}\n]\n",
            {one("!2 }"), one("3 {\"c\":2}"), one("4 {\"d\":3}")});
        row("a bracket of the wrong kind", "[\n  {\"a\":[1}},\n  {\"c\":2}\n]\n", {one("!2 ]"), one("3 {\"c\":2}")});
        row("an open string", "[\n{\"a\":\"b},\n{\"c\":2}\n]\n", {one("!2 \""), one("3 {\"c\":2}")});
        row("broken over lines", "[\n  {\n    \"a\": {\n      \"b\": 1\n  },\n  {\n    \"c\": 2\n  }\n]\n",
            {one("!2 }"), one("6 {\n    \"c\": 2\n  }")});
        row("broken in one line", "[{\"a\":[1},{\"b\":2}]\n[{\"c\":3}]\n", {one("!1 ]"), one("2 {\"c\":3}")});
        row("the next object taken for a value", "{\"a\":1}\n{\"b\":\n{\"c\":3}\n", {one("1 {\"a\":1}"), one("!2 }")});
        row("line cut off within an array", "{\"a\":[1,2\n{\"b\":3}\n{\"c\":4}\n",
            {one("!1 ]"), one("2 {\"b\":3}"), one("3 {\"c\":4}")});
        row("line cut off", "{\"a\":1}\n{\"b\":1,\"x\n{\"c\":3}\n",
            {one("1 {\"a\":1}"), one("!2 \""), one("3 {\"c\":3}")});
    }
    void cutsValues()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QStringList, expected);
        for (std::size_t piece = 1; piece <= static_cast<std::size_t>(text.size()) + 1; ++piece)
            QCOMPARE(cut(text.toStdString(), piece), expected);
    }

    void boundsDepthAndSize()
    {
        const std::string deep =
            "[\n" + std::string(JsonElements::maxDepth, '[') + std::string(JsonElements::maxDepth, ']') + ",\n";
        QCOMPARE(cut(deep + "{}\n]").size(), 2);
        QCOMPARE(cut("[\n{\"a\":" + deep.substr(2) + "{}\n]"),
            (QStringList{QStringLiteral("!2 depth <= 64"), QStringLiteral("3 {}")}));
        const std::string large(LineSplitter::maxLine, 'x');
        QCOMPARE(cut("[\n{\"a\":\"" + large + "\"},\n{}\n]"),
            (QStringList{QStringLiteral("!2 <= 4194304"), QStringLiteral("3 {}")}));
        QCOMPARE(cut("[\n{},\n" + large + "x,\n{}\n]"),
            (QStringList{QStringLiteral("2 {}"), QStringLiteral("!3 <= 4194304"), QStringLiteral("4 {}")}));
    }

    void whatParsesAsAnArrayIsCutIntoItsElements()
    {
        QVERIFY(rc::check("elements", [] {
            const auto values = *rc::gen::container<std::vector<std::string>>(
                rc::gen::element<std::string>("{}", "{\"a\":[{}],\"b\":{\"c\":[]}}", "\"]},{\"", "1", "null", "[[],{}]",
                    "{\"\\\"\":\"\\\\\"}", "{ \"x\" :\n{ } }"));
            const auto between = *rc::gen::element<std::string>(",", " , ", ",\n", "\n,\r\n  ");
            std::string text;
            for (const std::string &value : values)
                text += (text.empty() ? "" : between) + value;
            text = '[' + text + ']';
            const auto json = parseJson(text);
            RC_ASSERT(json.has_value());
            const QStringList found = cut(text, *rc::gen::inRange<std::size_t>(1, 4));
            RC_ASSERT(static_cast<std::size_t>(found.size()) == json->asArray()->size());
            for (std::size_t i = 0; i < values.size(); ++i)
                RC_ASSERT(found[static_cast<qsizetype>(i)].endsWith(u' ' + QString::fromStdString(values[i])));
        }));
    }

    void anyTextReadsTheSameInPieces()
    {
        QVERIFY(rc::check("pieces", [] {
            const auto text =
                *rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}{}[]\"\\:,1 \n\n\xEF\xBB\xBF")));
            RC_ASSERT(cut(text, *rc::gen::inRange<std::size_t>(1, 5)) == cut(text));
        }));
    }
};

QTEST_APPLESS_MAIN(JsonElementsTest)
#include "tst_jsonelements.moc"
