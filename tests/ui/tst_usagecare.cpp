// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Usage page offers beside showing usage: conflicts, a watched folder, dimensions.
#include "core/services/zones.h"
#include "tests/ui/workspacedesk.h"
#include "ui/pages/usage/conflictsdialog.h"
#include "ui/pages/usage/dimensionsdialog.h"
#include "ui/pages/usage/folderwatch.h"
#include "ui/pages/usage/usagepage.h"
#include "ui/pages/usage/watchdialog.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

const QByteArray header = "time,id,token,status,input_units,dim.region\n";
const QByteArray firsts = header
    + "2026-03-01T10:00:00Z,a,mobile,200,1,eu\n2026-03-02T10:00:00Z,b,mobile,200,2,us\n"
      "2026-03-03T10:00:00Z,c,mobile,200,3,eu\n";
const QByteArray seconds =
    header + "2026-03-01T10:00:00Z,a,mobile,500,1,eu\n2026-03-02T10:00:00Z,b,mobile,200,7,us\n";

} // namespace

class TestUsageCare : public QObject {
    Q_OBJECT

private slots:
    void init() { m_desk = std::make_unique<test::WorkspaceDesk>(); }
    void cleanup() { m_desk.reset(); }
    void pageTellsOfConflictsUntilTheyAreDecided();
    void bothBodiesStandSideBySideWithWhatTheyDoToBills();
    void severalAreDecidedAtOnceAndTakenBack();
    void noConflictIsAnEmptyState();
    void watchTakesWhatComesAndOutlivesFaults();
    void pausedWatchTakesNothing();
    void watchGoesOnWhenTheWorkspaceIsOpenedAgain();
    void chosenDimensionsSumUsageAnewAndBack();
    void moreThanFourDimensionsAreRefused();

private:
    std::unique_ptr<ConflictsDialog> openConflicts();
    [[nodiscard]] std::int64_t errorsCounted();
    [[nodiscard]] std::vector<std::optional<Keep>> decisions();

    std::unique_ptr<test::WorkspaceDesk> m_desk;
};

std::unique_ptr<ConflictsDialog> TestUsageCare::openConflicts()
{
    m_desk->import(firsts);
    m_desk->import(seconds, u"again.csv"_s);
    auto dialog = std::make_unique<ConflictsDialog>(m_desk->context, Zone(), nullptr);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    if (!QTest::qWaitFor([&] { return dialog->isSettled(); }, test::WorkspaceDesk::waitMs))
        qFatal("not settled");
    return dialog;
}

std::int64_t TestUsageCare::errorsCounted()
{
    return m_desk
        ->ask([](Services &services) {
            return services.usage.summary({{}, Zone(), {}, {GroupBy::Token}, false, false, {}});
        })
        .total.errors;
}

std::vector<std::optional<Keep>> TestUsageCare::decisions()
{
    std::vector<std::optional<Keep>> all;
    for (const ConflictRow &row : m_desk->ask([](Services &services) { return services.conflicts.list(true); }))
        all.push_back(row.decision);
    return all;
}

void TestUsageCare::pageTellsOfConflictsUntilTheyAreDecided()
{
    m_desk->import(firsts);
    m_desk->import(seconds, u"again.csv"_s);
    UsagePage page(m_desk->context);
    page.resize(1200, 800);
    page.setVisible(true);
    page.refresh();
    QTRY_VERIFY(page.isSettled());
    const QList<InlineBanner *> banners = page.findChildren<InlineBanner *>(QString(), Qt::FindDirectChildrenOnly);
    const auto told = [&] {
        return std::ranges::any_of(banners, [](const InlineBanner *banner) {
            return !banner->isHidden() && banner->text().startsWith(u"2 requests came twice");
        });
    };
    QTRY_VERIFY(told());
    m_desk->shoot(&page, u"usage-conflicts"_s);
    for (const char *id : {"usage.conflicts", "usage.watch", "usage.dimensions"})
        QVERIFY2(m_desk->actions.find(QString::fromLatin1(id)), id);
    m_desk->actions.find(u"usage.conflicts"_s)->trigger();
    QVERIFY(page.window()->findChild<ConflictsDialog *>());
    m_desk->ask([](Services &services) { return services.conflicts.decide({{1, Keep::First}, {2, Keep::First}}, {}); });
    page.refresh();
    QTRY_VERIFY(page.isSettled() && !told());
}

void TestUsageCare::bothBodiesStandSideBySideWithWhatTheyDoToBills()
{
    const auto dialog = openConflicts();
    auto *list = dialog->findChild<QTableView *>(u"conflicts"_s);
    auto *bodies = dialog->findChild<QTableView *>(u"bodies"_s);
    QCOMPARE(list->model()->rowCount(), 2);
    for (int row = 0; row < 2; ++row)
        if (list->model()->index(row, 4).data() == u"Status"_s)
            list->selectRow(row);
    QTRY_VERIFY(dialog->isSettled());
    QHash<QString, QStringList> shown;
    for (int row = 0; row < bodies->model()->rowCount(); ++row)
        shown[bodies->model()->index(row, 0).data().toString()] = {bodies->model()->index(row, 1).data().toString(),
            bodies->model()->index(row, 2).data().toString(),
            bodies->model()->index(row, 0).data(StatusRole).value<Status>().shape == Shape::Triangle ? u"differs"_s
                                                                                                     : QString()};
    QCOMPARE(shown.value(u"Status"_s), (QStringList{u"200"_s, u"500"_s, u"differs"_s}));
    QCOMPARE(shown.value(u"Token"_s), (QStringList{u"mobile"_s, u"mobile"_s, QString()}));
    // An error is not billed: three requests at 0.02 become two.
    QCOMPARE(dialog->effect(), u"If the second is kept: Acme, 2026-03: $0.06 → $0.04"_s);
    m_desk->shoot(dialog.get(), u"conflicts"_s);
    QCOMPARE(errorsCounted(), std::int64_t{0}); // trying it out changed nothing
    QCOMPARE(decisions(), (std::vector<std::optional<Keep>>(2)));
}

void TestUsageCare::severalAreDecidedAtOnceAndTakenBack()
{
    const auto dialog = openConflicts();
    dialog->findChild<QTableView *>(u"conflicts"_s)->selectAll();
    dialog->findChild<QPushButton *>(u"keepSecond"_s)->click();
    QTRY_VERIFY(m_desk->undo.stack()->canUndo());
    QCOMPARE(errorsCounted(), std::int64_t{1});
    QCOMPARE(decisions(), (std::vector<std::optional<Keep>>(2, Keep::Second)));
    QTRY_COMPARE(dialog->findChild<QTableView *>(u"conflicts"_s)->model()->rowCount(), 0);
    m_desk->undo.stack()->undo();
    QTRY_VERIFY(m_desk->hasNoJob());
    QCOMPARE(errorsCounted(), std::int64_t{0});
    QCOMPARE(decisions(), (std::vector<std::optional<Keep>>(2)));
    QTRY_COMPARE(dialog->findChild<QTableView *>(u"conflicts"_s)->model()->rowCount(), 2); // they wait again
    m_desk->undo.stack()->redo();
    QTRY_VERIFY(m_desk->hasNoJob());
    QCOMPARE(errorsCounted(), std::int64_t{1});
    QVERIFY(m_desk->errors.isEmpty());
}

void TestUsageCare::noConflictIsAnEmptyState()
{
    m_desk->import(firsts);
    ConflictsDialog dialog(m_desk->context, Zone(), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTRY_VERIFY(dialog.isSettled());
    QVERIFY(!dialog.findChild<QTableView *>(u"conflicts"_s)->isVisible());
    QVERIFY(!dialog.findChild<QPushButton *>(u"keepFirst"_s)->isEnabled());
    m_desk->shoot(&dialog, u"conflicts-none"_s);
}

void TestUsageCare::watchTakesWhatComesAndOutlivesFaults()
{
    QDir(m_desk->folder.path()).mkdir(u"inbox"_s);
    UsageFrame frame = m_desk->ask(&usageFrame);
    WatchDialog dialog(m_desk->context, frame, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto *start = dialog.findChild<QPushButton *>(u"startWatch"_s);
    QVERIFY(!start->isEnabled()); // no folder yet
    const QString inbox = m_desk->folder.filePath(u"inbox"_s);
    dialog.setFolder(inbox);
    FolderWatch &watch = FolderWatch::of(m_desk->context);
    watch.setInterval(50);
    dialog.findChild<QObject *>(u"settle"_s)->setProperty("value", 0);
    m_desk->write(u"inbox/one.csv"_s, firsts);
    m_desk->write(u"inbox/two.csv"_s, "nothing that anybody could read as a table of usage\n");
    start->click();
    QTRY_COMPARE(watch.takenCount(), 2);
    QCOMPARE(watch.failedCount(), 1);
    m_desk->write(u"inbox/three.csv"_s, header + "2026-03-04T10:00:00Z,d,mobile,200,1,eu\n");
    QTRY_COMPARE(watch.takenCount(), 3); // the fault has ended nothing
    QCOMPARE(m_desk->ask([](Services &services) { return services.upkeep.size(); }).events, std::int64_t{4});
    m_desk->shoot(&dialog, u"watch"_s);
    QVERIFY(QDir(inbox).rename(inbox, m_desk->folder.filePath(u"away"_s)));
    QTRY_COMPARE(watch.state(), FolderWatch::State::Failing);
    QVERIFY(QDir(inbox).rename(m_desk->folder.filePath(u"away"_s), inbox));
    QTRY_COMPARE(watch.state(), FolderWatch::State::Watching);
    QCOMPARE(watch.takenCount(), 3); // nothing twice
    start->click();
    QCOMPARE(watch.state(), FolderWatch::State::Stopped);
    QTRY_VERIFY(m_desk->hasNoJob());
}

void TestUsageCare::pausedWatchTakesNothing()
{
    FolderWatch &watch = FolderWatch::of(m_desk->context);
    watch.setInterval(20);
    WatchedFolder settings;
    settings.folder = m_desk->folder.filePath(u"inbox"_s).toStdString();
    settings.settle = 0;
    QDir(m_desk->folder.path()).mkpath(u"inbox"_s);
    watch.start(settings);
    QTRY_COMPARE(watch.state(), FolderWatch::State::Watching);
    watch.pause();
    m_desk->write(u"inbox/one.csv"_s, firsts);
    QTest::qWait(200);
    QCOMPARE(watch.takenCount(), 0);
    watch.resume();
    QTRY_COMPARE(watch.takenCount(), 1);
    watch.stop();
}

void TestUsageCare::watchGoesOnWhenTheWorkspaceIsOpenedAgain()
{
    QDir(m_desk->folder.path()).mkpath(u"inbox"_s);
    WatchedFolder settings;
    settings.folder = m_desk->folder.filePath(u"inbox"_s).toStdString();
    settings.settle = 0;
    settings.options.zone = zoneNamed("Asia/Shanghai").value();
    settings.options.source = "gateway";
    settings.options.tokenColumn = "key";
    const auto reopen = [this] {
        m_desk->ask([](Services &services) { return services.upkeep.size(); }); // what it has sent off is done by now
        delete &FolderWatch::of(m_desk->context);
    };
    FolderWatch::of(m_desk->context).start(settings);
    reopen();
    FolderWatch *watch = &FolderWatch::of(m_desk->context);
    QTRY_COMPARE(watch->state(), FolderWatch::State::Watching);
    QCOMPARE(watch->settings().folder, settings.folder);
    QCOMPARE(watch->settings().settle, settings.settle);
    QCOMPARE(watch->settings().options.zone.id(), settings.options.zone.id());
    QCOMPARE(watch->settings().options.source, settings.options.source);
    QCOMPARE(watch->settings().options.tokenColumn, settings.options.tokenColumn);
    watch->pause();
    reopen();
    watch = &FolderWatch::of(m_desk->context);
    QTRY_COMPARE(watch->state(), FolderWatch::State::Paused); // nor is what was paused begun again
    watch->stop();
    reopen();
    watch = &FolderWatch::of(m_desk->context);
    m_desk->ask([](Services &services) { return services.upkeep.size(); }); // it has been asked by now
    QTest::qWait(50);
    QCOMPARE(watch->state(), FolderWatch::State::Stopped);
}

void TestUsageCare::chosenDimensionsSumUsageAnewAndBack()
{
    m_desk->import(firsts);
    const auto byRegion = [this] {
        return m_desk->ask([](Services &services) -> Result<std::vector<std::string>> {
            const auto names = services.usage.dimensions();
            if (!names || names->empty())
                return names;
            const auto by = parseGroupings("dim.region", *names);
            if (!by)
                return std::unexpected(by.error());
            const auto sums = services.usage.summary({{}, Zone(), {}, *by, false, false, {}});
            if (!sums)
                return std::unexpected(sums.error());
            std::vector<std::string> rows;
            for (const UsageSums &row : sums->rows)
                rows.push_back(row.keys.front() + '=' + std::to_string(row.requests));
            return rows;
        });
    };
    DimensionsDialog dialog(m_desk->context, m_desk->ask(&usageFrame), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    QTRY_VERIFY(dialog.isSettled());
    QCOMPARE(dialog.findChild<QListWidget *>()->count(), 1); // found in the usage
    QVERIFY(!dialog.findChild<QPushButton *>(u"apply"_s)->isEnabled());
    dialog.choose(u"region"_s, true);
    m_desk->shoot(&dialog, u"dimensions"_s);
    dialog.apply();
    QTRY_VERIFY(m_desk->undo.stack()->canUndo());
    QCOMPARE(byRegion(), (std::vector<std::string>{"eu=2", "us=1"}));
    m_desk->undo.stack()->undo();
    QTRY_VERIFY(m_desk->hasNoJob());
    QVERIFY(byRegion().empty());
}

void TestUsageCare::moreThanFourDimensionsAreRefused()
{
    DimensionsDialog dialog(m_desk->context, m_desk->ask(&usageFrame), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QTRY_VERIFY(dialog.isSettled());
    auto *apply = dialog.findChild<QPushButton *>(u"apply"_s);
    auto *name = dialog.findChild<QLineEdit *>(u"dimension"_s);
    name->setText(u"a, b,c,d"_s);
    dialog.addTyped();
    QVERIFY(apply->isEnabled());
    name->setText(u"e"_s);
    dialog.addTyped();
    QVERIFY(!apply->isEnabled());
    dialog.choose(u"a"_s, false);
    QVERIFY(apply->isEnabled());
}

QTEST_MAIN(TestUsageCare)
#include "tst_usagecare.moc"
