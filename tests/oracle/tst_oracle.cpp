// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The rater against the slow one beside this file: a second implementation of billing-rules.md in Python that shares
// nothing with it but the input files. TOLL_ORACLE_CASES says how many random cases (default 400), TOLL_ORACLE_SEED
// which; the full form is ten thousand.
#include "core/base/json.h"
#include "core/services/billing.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 3'600'000;

QString at(const Json &json, const char *key)
{
    const Json *value = json.find(key);
    if (!value || value->isNull())
        return u"-"_s;
    return QString::fromStdString(value->asString() ? *value->asString() : value->dump());
}

QString lineText(const QString &charge, const QString &kind, const QString &version, const QString &start,
    const QString &end, const QString &rest)
{
    return (charge.isEmpty() ? u"-"_s : charge) + u'/' + kind + u" v"_s + version + u' ' + start + u".."_s + end + u' '
        + rest;
}

/// One line each: what must agree.
QStringList expectedLines(const Json &statement)
{
    QStringList lines;
    for (const Json &line : *statement.find("lines")->asArray()) {
        const Json &period = *line.find("period");
        const QString meter = at(line, "meter");
        lines << lineText(at(line, "charge"), at(line, "kind"), at(line, "version"), at(period, "start"),
            at(period, "end"),
            meter + u" quantity "_s + at(line, "quantity") + u" billable "_s + at(line, "billable") + u" exact "_s
                + at(line, "exact") + u" amount "_s + at(line, "amount"));
    }
    lines << u"total "_s + at(statement, "total");
    return lines;
}

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QStringList linesOf(const Statement &statement)
{
    QStringList lines;
    const int digits = statement.currency.minorDigits;
    for (const StatementLine &line : statement.lines)
        lines << lineText(text(line.charge), text(name(line.kind)), QString::number(line.version),
            text(toRfc3339(line.period.begin)), text(toRfc3339(line.period.end)),
            text(line.meter) + u" quantity "_s + QString::number(line.quantity) + u" billable "_s
                + QString::number(line.billable) + u" exact "_s + text(line.exact.toString()) + u" amount "_s
                + text(line.amount.toFixed(digits)));
    lines << u"total "_s + text(statement.total.toFixed(digits));
    return lines;
}

std::optional<std::string> option(const Json &json, const char *key)
{
    const Json *value = json.find(key);
    return value && value->asString() ? std::optional(*value->asString()) : std::nullopt;
}

QString firstDifference(const QStringList &actual, const QStringList &expected)
{
    for (qsizetype i = 0; i < std::max(actual.size(), expected.size()); ++i)
        if (actual.value(i) != expected.value(i))
            return u"\n  expected "_s + expected.value(i, u"no more"_s) + u"\n  actual   "_s
                + actual.value(i, u"no more"_s);
    return {};
}

} // namespace

class OracleTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_python = QStandardPaths::findExecutable(u"python3"_s);
        if (m_python.isEmpty())
            QSKIP("python3 is not here");
    }

    void theSlowRaterKnowsTheExamples()
    {
        QProcess python;
        python.setWorkingDirectory(folder());
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(m_python, {u"-m"_s, u"unittest"_s, u"discover"_s, u"-q"_s});
        QVERIFY(python.waitForFinished(patienceMs));
        QVERIFY2(python.exitCode() == 0, python.readAll().constData());
    }

    void bothRatersAgree()
    {
        const QString seed = qEnvironmentVariable("TOLL_ORACLE_SEED", u"1"_s);
        const QString count = qEnvironmentVariable("TOLL_ORACLE_CASES", u"400"_s);
        QProcess python;
        python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        python.start(m_python, {folder() + u"/cases.py"_s, u"--seed"_s, seed, u"--count"_s, count});
        QVERIFY(python.waitForStarted());
        int compared = 0;
        QStringList differing;
        while (python.canReadLine() || python.waitForReadyRead(patienceMs))
            while (python.canReadLine()) {
                const QByteArray line = python.readLine();
                const QString difference = compare(line);
                ++compared;
                if (!difference.isEmpty())
                    differing << difference;
            }
        python.waitForFinished();
        QCOMPARE(python.exitCode(), 0);
        qInfo("%d cases compared, %d differ", compared, static_cast<int>(differing.size()));
        QCOMPARE(QString::number(compared), count);
        QVERIFY2(differing.isEmpty(), qPrintable(differing.mid(0, 5).join(u'\n')));
    }

private:
    static QString folder() { return QStringLiteral(TOLL_SOURCE_DIR "/tests/oracle"); }

    /// What differs in one case; empty where nothing does.
    QString compare(const QByteArray &line)
    {
        const Result<Json> parsed = parseJson(line.toStdString());
        if (!parsed)
            return u"the case is no JSON: "_s + QString::fromUtf8(line.left(200));
        const QString name = at(*parsed, "name");
        RateRequest request;
        request.plan = parsed->find("plan")->dump();
        request.termStart = option(*parsed, "term_start");
        request.timezone = option(*parsed, "timezone");
        request.period = option(*parsed, "period");
        request.usagePath = m_folder.filePath(u"usage.csv"_s).toStdString();
        QFile usage(QString::fromStdString(request.usagePath));
        const QByteArray csv = QByteArray::fromStdString(*parsed->find("usage")->asString());
        if (!usage.open(QIODevice::WriteOnly) || usage.write(csv) != csv.size())
            return u"the usage cannot be written"_s;
        usage.close();
        std::vector<Error> faults;
        const Checked<Statement> statement = rateFile(request, faults);
        if (parsed->find("expected")->find("error"))
            return !statement && statement.error().front().code == ErrorCode::Overflow
                ? QString()
                : name + u": no overflow was reported"_s;
        if (!statement || !faults.empty()) {
            const Error &error = statement ? faults.front() : statement.error().front();
            return name + u": refused at "_s + text(error.where) + u", found "_s + text(error.found);
        }
        const QString difference = firstDifference(linesOf(*statement), expectedLines(*parsed->find("expected")));
        return difference.isEmpty() ? QString() : name + difference;
    }

    QString m_python;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(OracleTest)
#include "tst_oracle.moc"
