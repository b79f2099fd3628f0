// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonpointer.h"

#include <QTest>

using namespace toll;

namespace {

const Json document = *parseJson(R"({"a":{"b":[1,{"c":"x"},3]},"s/l":{"t~":true}})");

} // namespace

class JsonPointerTest : public QObject {
    Q_OBJECT

private slots:
    void findsValues_data();
    void findsValues();
    void changesACopy_data();
    void changesACopy();
    void refusesWhatHasNoPlace();
    void keysComeBack();
};

void JsonPointerTest::findsValues_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *pointer, const char *value) {
        QTest::newRow(*pointer ? pointer : "all") << QByteArray(pointer) << QByteArray(value);
    };
    row("/a/b/0", "1");
    row("/a/b/1/c", "\"x\"");
    row("/s~1l/t~0", "true");
    row("/a/b/3", "");
    row("/a/b/01", "");
    row("/a/c", "");
    row("/a/b/x", "");
}

void JsonPointerTest::findsValues()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    const Json *found = valueAt(document, pointer.toStdString());
    QCOMPARE(QByteArray::fromStdString(found ? found->dump() : ""), value);
}

void JsonPointerTest::changesACopy_data()
{
    QTest::addColumn<Json>("changed");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("replaced") << *withValue(document, "/a/b/1/c", "y")
                              << QByteArray(R"({"a":{"b":[1,{"c":"y"},3]},"s/l":{"t~":true}})");
    QTest::newRow("a new key") << *withValue(document, "/a/n", 5)
                               << QByteArray(R"({"a":{"b":[1,{"c":"x"},3],"n":5},"s/l":{"t~":true}})");
    QTest::newRow("appended") << *withValue(document, "/a/b/3", 4)
                              << QByteArray(R"({"a":{"b":[1,{"c":"x"},3,4]},"s/l":{"t~":true}})");
    QTest::newRow("put before") << *withInserted(document, "/a/b/0", 0)
                                << QByteArray(R"({"a":{"b":[0,1,{"c":"x"},3]},"s/l":{"t~":true}})");
    QTest::newRow("an element gone") << withoutValue(document, "/a/b/1")
                                     << QByteArray(R"({"a":{"b":[1,3]},"s/l":{"t~":true}})");
    QTest::newRow("a key gone") << withoutValue(document, "/s~1l") << QByteArray(R"({"a":{"b":[1,{"c":"x"},3]}})");
    QTest::newRow("nothing there to go") << withoutValue(document, "/a/x/y") << QByteArray::fromStdString(document.dump());
}

void JsonPointerTest::changesACopy()
{
    QFETCH(Json, changed);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(changed.dump()), text);
}

void JsonPointerTest::refusesWhatHasNoPlace()
{
    for (const char *pointer : {"/a/b/5", "/x/y", "/a/b/0/z", "/a/b/k"})
        QVERIFY2(!withValue(document, pointer, 1), pointer);
    QVERIFY(!withInserted(document, "/a", 1));
    QVERIFY(!withInserted(document, "/a/b/4", 1));
    QCOMPARE(withValue(document, "", 1)->dump(), "1");
}

void JsonPointerTest::keysComeBack()
{
    for (const char *key : {"plain", "a/b", "~", "~1", "", "/~/"})
        QCOMPARE(pointerKeys('/' + pointerKey(key)), std::vector<std::string>{key});
}

QTEST_APPLESS_MAIN(JsonPointerTest)
#include "tst_jsonpointer.moc"
