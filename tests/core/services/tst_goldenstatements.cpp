// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Statements as they were printed once (tests/golden/statements): the same plan and usage rate to the same digits for
// ever. The slow rater of tests/oracle found the same lines. Sentences may be put better; nothing else may change.
#include "core/services/billing.h"
#include "core/services/statementjson.h"
#include "core/services/zones.h"
#include "tests/support/history.h"

#include <QDir>
#include <QFile>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

QString folder()
{
    return QStringLiteral(TOLL_SOURCE_DIR "/tests/golden/statements/");
}

std::string contentOf(const QString &file)
{
    QFile input(folder() + file);
    if (!input.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    return input.readAll().toStdString();
}

std::optional<std::string> option(const Json &options, const char *key)
{
    const Json *value = options.find(key);
    return value ? std::optional(*value->asString()) : std::nullopt;
}

Json withoutSentences(const Json &statement)
{
    Json::Object members;
    for (const auto &[key, value] : *statement.asObject()) {
        Json::Array lines;
        if (key == "lines")
            for (const Json &line : *value.asArray()) {
                Json::Object kept = *line.asObject();
                std::erase_if(kept, [](const auto &member) { return member.first == "explanation"; });
                lines.emplace_back(std::move(kept));
            }
        members.emplace_back(key, key == "lines" ? Json(std::move(lines)) : value);
    }
    return members;
}

} // namespace

class GoldenStatementsTest : public QObject {
    Q_OBJECT

private slots:
    void rateToTheSameDigitsForEver_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &file : QDir(folder()).entryList({u"*.plan.json"_s}, QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(file.chopped(10))) << file.chopped(10);
    }

    void rateToTheSameDigitsForEver()
    {
        QFETCH(QString, name);
        const Json options = valueOf(parseJson(contentOf(name + u".request.json"_s)));
        RateRequest request;
        request.plan = contentOf(name + u".plan.json"_s);
        request.usagePath = (folder() + name + u".usage.csv"_s).toStdString();
        request.termStart = option(options, "term_start");
        request.timezone = option(options, "timezone");
        std::vector<Error> faults;
        const Checked<Statement> statement = rateFile(request, faults);
        QVERIFY(statement.has_value());
        QVERIFY(faults.empty());
        const Json actual = withoutSentences(toJson(*statement, valueOf(zoneNamed(statement->timezone))));
        const Json expected = withoutSentences(valueOf(parseJson(contentOf(name + u".statement.json"_s))));
        QCOMPARE(QString::fromStdString(actual.dump()), QString::fromStdString(expected.dump()));
    }
};

QTEST_GUILESS_MAIN(GoldenStatementsTest)
#include "tst_goldenstatements.moc"
