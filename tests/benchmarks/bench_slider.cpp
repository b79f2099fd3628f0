// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A slider of the Simulation page that is dragged over the use of many tokens, in the whole window: from the move until
// the new figures are painted, and how much of that the answer took. A frame of a screen of 60 Hz is 16.7 ms.
//   bench_slider [TOKENS [DAYS [MOVES]]]
// Each of them is used once a day; all belong to one customer.
#include "core/services/customers.h"
#include "core/services/entropy.h"
#include "core/services/stores.h"
#include "core/services/tokens.h"
#include "core/storage/migrator.h"
#include "tests/benchmarks/benchtools.h"
#include "ui/pages/simulation/replayer.h"
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/scenarioform.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/pagestack.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QSlider>
#include <QTemporaryDir>

#include <functional>

using namespace toll;
using namespace toll::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr double frameMs = 1000.0 / 60;

struct Size {
    int tokens = 10'000;
    int days = 90;
    int moves = 40;
};

NewToken wantedToken(const CustomerId &customer)
{
    NewToken wanted;
    wanted.customer = customer;
    wanted.price.rate = need(Decimal::parse("0.002"), "rate");
    wanted.price.caps = {need(parseCap("200/day"), "cap")};
    wanted.price.lifetime = need(parseLifetime("P30D"), "lifetime");
    wanted.price.renewal = Renewal::Auto;
    return wanted;
}

void makeWorkspace(const QString &path, const Size &size, Instant now)
{
    Stores stores(need(Connection::openWriter(path, IfAbsent::Create), "open"));
    need(migrate(*stores.connection), "migrate");
    const Instant begin = floorTo(now, msPerDay).plus((1 - size.days) * msPerDay);
    ServiceContext context{&stores, [begin] { return begin; }, systemEntropy(), "bench", {}};
    NewToken wanted = wantedToken(need(CustomerService(context).add({"Bench", "USD", "UTC", ""}), "customer").id);
    std::vector<std::string> tokens;
    while (std::ssize(tokens) < size.tokens) {
        wanted.name = "token-" + std::to_string(tokens.size());
        wanted.count = static_cast<int>(std::min<std::ptrdiff_t>(1000, size.tokens - std::ssize(tokens)));
        for (const IssuedToken &issued : need(TokenService(context).create(wanted), "tokens"))
            tokens.push_back(issued.token.id.text);
    }
    EventColumns columns;
    for (int day = 0; day < size.days; ++day) {
        for (int token = 0; token < size.tokens; ++token) {
            const std::int64_t number = std::int64_t{day} * size.tokens + token;
            StoredEvent stored{{tokens[static_cast<std::size_t>(token)]}, hashOfId("bench", std::to_string(number)), {}};
            stored.event.id = std::to_string(number);
            stored.event.source = "bench";
            stored.event.time = begin.plus(day * msPerDay + token % 96 * msPerQuarter);
            stored.event.status = 200;
            stored.event.count = 1 + (token * 7919 + day * 104729 + token * day * 31) % 997;
            columns.add(stored);
        }
        const ImportBatch batch{
            {"batch-" + std::to_string(day)}, "bench", "bench", {begin}, {}, 0, 0, 0, 0, 0, {}, {}};
        need(atomically(*stores.connection,
                 [&]() -> Result<void> {
                     const Result<void> made = stores.batches.insert(batch);
                     return made ? stores.usage.append(columns, batch.id, {}, begin) : made;
                 }),
            "append");
        columns.clear();
    }
}

/// Processes events, waiting for them, until it is so.
template<typename IsDone>
void waitUntil(const IsDone &isDone)
{
    while (!isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Knows whether the figures have been painted since the answer came.
class Watch : public QObject {
public:
    Watch(Replayer &replayer, QWidget &figures)
    {
        figures.installEventFilter(this);
        connect(&replayer, &Replayer::answered, this, [this](const TriedOut &tried) {
            m_answerMs = static_cast<double>(tried.microseconds) / 1e3;
            m_cameMs = elapsed();
            m_isCoarse = tried.isCoarse;
            m_isAnswered = true;
        });
    }
    void start()
    {
        m_isAnswered = m_isPainted = false;
        m_clock.start();
    }
    [[nodiscard]] double elapsed() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }
    [[nodiscard]] bool isPainted() const { return m_isPainted; }
    [[nodiscard]] double answerMs() const { return m_answerMs; }
    [[nodiscard]] double cameMs() const { return m_cameMs; }
    [[nodiscard]] bool isCoarse() const { return m_isCoarse; }
    /// Waits for one more picture.
    void goOn() { m_isAnswered = m_isPainted = false; }
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_isPainted = m_isPainted || (event->type() == QEvent::Paint && m_isAnswered);
        return false;
    }

private:
    QElapsedTimer m_clock;
    bool m_isAnswered = false;
    bool m_isCoarse = false;
    bool m_isPainted = false;
    double m_answerMs = 0;
    double m_cameMs = 0;
};

struct Times {
    std::vector<double> painted, came, answer;
};

void show(const char *name, std::vector<double> times)
{
    std::ranges::sort(times);
    const double median = times[times.size() / 2];
    const double p90 = times[times.size() * 9 / 10];
    std::printf("  %-34s median %7.2f ms  p90 %7.2f ms\n", name, median, p90);
}

/// Moves a slider by a step, again and again, as far as it goes and back.
void drag(const QString &label, QSlider &slider, Page &page, Watch &watch, int moves)
{
    Times times;
    int coarse = 0;
    int step = 1;
    for (int i = 0; i < moves; ++i) {
        if (slider.value() + step > slider.maximum() || slider.value() + step < slider.minimum())
            step = -step;
        watch.start();
        slider.setValue(slider.value() + step);
        waitUntil([&watch] { return watch.isPainted(); });
        times.painted.push_back(watch.elapsed());
        times.came.push_back(watch.cameMs());
        times.answer.push_back(watch.answerMs());
        coarse += watch.isCoarse() ? 1 : 0;
    }
    waitUntil([&page] { return page.isSettled(); });
    std::printf("%s\n", qPrintable(label));
    show("until it is painted (frame 16.67 ms)", times.painted);
    show("until the answer is in the window", times.came);
    show("the answer itself", times.answer);
    const auto within = std::ranges::count_if(times.painted, [](double ms) { return ms <= frameMs; });
    std::printf("  %lld of %d within a frame, %d answers coarse\n", static_cast<long long>(within), moves, coarse);
}

/// A setting, until the first answer and the exact one are painted, each time on what has not been asked before.
void ask(const char *name, const std::function<std::string(int)> &setting, ScenarioForm &form, Page &page, Watch &watch)
{
    std::vector<double> first;
    std::vector<double> exact;
    for (int i = 0; i < 9; ++i) {
        ScenarioSet set;
        need(applySetting(set.changes.emplace_back(), setting(i)), name);
        watch.start();
        form.setScenarioSet(set);
        emit form.scenarioChanged();
        waitUntil([&watch] { return watch.isPainted(); });
        first.push_back(watch.elapsed());
        while (watch.isCoarse()) {
            watch.goOn();
            waitUntil([&watch] { return watch.isPainted(); });
        }
        exact.push_back(watch.elapsed());
        waitUntil([&page] { return page.isSettled(); });
    }
    std::printf("%s\n", name);
    show("until a first answer is painted", first);
    show("until the exact one is painted", exact);
}

int run(const Size &size)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"slider.toll"_s);
    makeWorkspace(path, size, Instant{QDateTime::currentMSecsSinceEpoch()});
    Theme theme(*qApp);
    Language language;
    MainWindow window(theme, language, folder.filePath(u"state.conf"_s));
    window.resize(1440, 900);
    window.show();
    window.showPage(u"simulation"_s);
    window.start(path, false);
    waitUntil([&window] { return window.isSettled() && window.pages().page(u"simulation"_s); });
    Page &page = *window.pages().page(u"simulation"_s);
    ScenarioForm &form = *page.findChild<ScenarioForm *>();
    form.setRange(HistoryRange::Last90Days);
    emit form.rangeChanged();
    waitUntil([&page] { return page.isSettled(); });
    Replayer &replayer = *page.findChild<Replayer *>();
    std::printf("%d tokens x %d days, %lld requests, window of %d x %d\n", size.tokens, size.days,
        static_cast<long long>(replayer.history()->requests), window.width(), window.height());
    Watch watch(replayer, *page.findChild<QWidget *>(u"figures"_s));
    for (const QString &label : {ScenarioForm::tr("Rate, compared with today's"), ScenarioForm::tr("Cap")})
        for (QSlider *slider : form.findChildren<QSlider *>())
            if (slider->accessibleName() == label)
                drag(label, *slider, page, watch, size.moves);
    ask("another lifetime", [](int i) { return "lifetime=P" + std::to_string(20 + i) + 'D'; }, form, page, watch);
    ask("other traffic", [](int i) { return "volume_factor=" + std::to_string(2 + i); }, form, page, watch);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    Size size;
    int *const numbers[]{&size.tokens, &size.days, &size.moves};
    for (int i = 1; i < argc && i <= 3; ++i)
        if (*numbers[i - 1] = std::atoi(argv[i]); *numbers[i - 1] <= 0) {
            std::fprintf(stderr, "usage: bench_slider [TOKENS [DAYS [MOVES]]]\n");
            return 2;
        }
    return run(size);
}
