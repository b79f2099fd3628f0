// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/metrics.h"

#include <QRegularExpression>
#include <QtTest>

#include <thread>

using namespace toll::http;

class TestMetrics : public QObject {
    Q_OBJECT

private slots:
    void writesWhatPrometheusReads();
    void escapesLabelsAndHelp();
    void givesTheSameSeriesAgain();
    void countsEverythingFromManyThreads();
    void bucketsGrowAndIncludeTheirBounds();
    void everyLineIsOfTheFormat();
};

void TestMetrics::writesWhatPrometheusReads()
{
    Metrics metrics;
    metrics.counter("requests_total", "Requests.", {{"route", "/v1"}, {"status", "200"}}).add(3);
    metrics.counter("requests_total", "Requests.", {{"route", "/v1"}, {"status", "404"}}).add();
    metrics.gauge("open", "Open ones.").set(-2);
    metrics.gaugeOf("waiting", "Waiting ones.", [] { return 7; });
    QCOMPARE(metrics.text(),
        "# HELP open Open ones.\n# TYPE open gauge\nopen -2\n"
        "# HELP requests_total Requests.\n# TYPE requests_total counter\n"
        "requests_total{route=\"/v1\",status=\"200\"} 3\nrequests_total{route=\"/v1\",status=\"404\"} 1\n"
        "# HELP waiting Waiting ones.\n# TYPE waiting gauge\nwaiting 7\n");
}

void TestMetrics::escapesLabelsAndHelp()
{
    Metrics metrics;
    metrics.counter("c", "a \"b\" \\ c\nd", {{"l", "a \"b\" \\ c\nd"}});
    QCOMPARE(metrics.text(), "# HELP c a \"b\" \\\\ c\\nd\n# TYPE c counter\nc{l=\"a \\\"b\\\" \\\\ c\\nd\"} 0\n");
}

void TestMetrics::givesTheSameSeriesAgain()
{
    Metrics metrics;
    QCOMPARE(&metrics.counter("c", "x", {{"a", "1"}}), &metrics.counter("c", "x", {{"a", "1"}}));
    QVERIFY(&metrics.counter("c", "x", {{"a", "1"}}) != &metrics.counter("c", "x", {{"a", "2"}}));
}

void TestMetrics::countsEverythingFromManyThreads()
{
    constexpr int each = 50'000;
    Metrics metrics;
    Counter &counter = metrics.counter("c", "x");
    Durations &durations = metrics.durations("d", "x");
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 12; ++thread)
        threads.emplace_back([&] {
            for (int i = 0; i < each; ++i) {
                counter.add();
                durations.observe(i);
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(counter.value(), 12U * each);
    const Durations::Reading reading = durations.read();
    QCOMPARE(reading.counts.back(), 12U * each);
    QCOMPARE(reading.sum, 12ULL * each * (each - 1) / 2);
}

void TestMetrics::bucketsGrowAndIncludeTheirBounds()
{
    const std::int64_t bounds[] = {1000, 2'000'000'000};
    Durations durations(bounds);
    for (const std::int64_t ns : {1L, 1000L, 1001L, 2'000'000'001L})
        durations.observe(ns);
    const Durations::Reading reading = durations.read();
    QCOMPARE(reading.counts, (std::vector<std::uint64_t>{2, 3, 4}));
    Metrics metrics;
    metrics.durations("t_seconds", "Times.", {{"r", "x"}}).observe(1'500'000'000);
    const std::string text = metrics.text();
    QVERIFY(text.contains("t_seconds_bucket{r=\"x\",le=\"0.000025\"} 0\n"));
    QVERIFY(text.contains("t_seconds_bucket{r=\"x\",le=\"1\"} 0\n"));
    QVERIFY(text.contains("t_seconds_bucket{r=\"x\",le=\"2.5\"} 1\n"));
    QVERIFY(text.contains("t_seconds_bucket{r=\"x\",le=\"+Inf\"} 1\n"));
    QVERIFY(text.contains("t_seconds_sum{r=\"x\"} 1.5\nt_seconds_count{r=\"x\"} 1\n"));
}

void TestMetrics::everyLineIsOfTheFormat()
{
    Metrics metrics;
    metrics.counter("a_total", "x", {{"l", "}\" 1\nfake 2"}}).add();
    metrics.durations("b_seconds", "x", {{"l", "\\"}}).observe(1);
    metrics.gauge("c", "x\ny");
    static const QRegularExpression line(QStringLiteral(
        R"re(^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\{([a-z]+="([^"\\\n]|\\["\\n])*",?)+\})? -?[0-9.]+)$)re"));
    for (const QString &each : QString::fromStdString(metrics.text()).split(u'\n', Qt::SkipEmptyParts))
        QVERIFY2(line.match(each).hasMatch(), qPrintable(each));
    QVERIFY(metrics.text().ends_with('\n'));
}

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
