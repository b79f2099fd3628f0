// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/actions.h"
#include "ui/models/jobs.h"
#include "ui/models/undo.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace toll;

class TestRegistries : public QObject {
    Q_OBJECT

private slots:
    void findsAnActionByItsIdWithAllItWasGiven();
    void forgetsActionsWithTheirOwner();
    void keepsMenusInSections();
    void runsWhatAnActionIsFor();
    void followsAJobFromStartToEnd();
    void asksAJobToStopOnlyOnce();
    void ignoresNewsOfAFinishedJob();
    void keepsFailuresUntilDismissed();
    void undoesAndRedoesWithoutRunningTheStepWhenPushed();
    void leavesTheStackWhereItWasWhenAnUndoFails();
    void doesNotMoveTheStackForAFailureThatANewStepHasOvertaken();
};

void TestRegistries::findsAnActionByItsIdWithAllItWasGiven()
{
    Actions actions;
    QObject owner;
    QAction *action = actions.add(&owner,
        {.id = QStringLiteral("token.suspend"),
            .text = QStringLiteral("&Suspend"),

            .shortcut = QKeySequence(Qt::Key_Delete),
            .statusTip = QStringLiteral("Refuses requests from now on."),
            .menu = QStringLiteral("token"),
            .run = {},
            .isCheckable = true,
            .section = 2,
            .submenu = {}});
    QCOMPARE(actions.find(QStringLiteral("token.suspend")), action);
    QVERIFY(!actions.find(QStringLiteral("token.resume")));
    QCOMPARE(Actions::idOf(action), QStringLiteral("token.suspend"));
    QCOMPARE(action->text(), QStringLiteral("&Suspend"));
    QCOMPARE(action->shortcut(), QKeySequence(Qt::Key_Delete));
    QCOMPARE(action->statusTip(), QStringLiteral("Refuses requests from now on."));
    QVERIFY(action->isCheckable());
    QCOMPARE(actions.menuOf(action), QStringLiteral("token"));
    QCOMPARE(actions.sectionOf(action), 2);
}

void TestRegistries::forgetsActionsWithTheirOwner()
{
    Actions actions;
    QObject stays;
    auto page = std::make_unique<QObject>();
    actions.add(&stays, {.id = QStringLiteral("a"), .text = QStringLiteral("A")});
    actions.add(
        page.get(), {.id = QStringLiteral("b"), .text = QStringLiteral("B"), .shortcut = QKeySequence(Qt::Key_F7)});
    QSignalSpy changed(&actions, &Actions::changed);
    page.reset();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!actions.find(QStringLiteral("b")));
    QCOMPARE(actions.all().size(), std::size_t(1));
    // The id and the shortcut are free again.
    actions.add(&stays, {.id = QStringLiteral("b"), .text = QStringLiteral("B"), .shortcut = QKeySequence(Qt::Key_F7)});
}

void TestRegistries::keepsMenusInSections()
{
    Actions actions;
    QObject owner;
    const auto add = [&](const char *id, const char *menu, int section) {
        return actions.add(&owner,
            {.id = QString::fromLatin1(id),
                .text = QString::fromLatin1(id),
                .menu = QString::fromLatin1(menu),
                .section = section});
    };
    QAction *quit = add("quit", "file", 9);
    QAction *cut = add("cut", "edit", 0);
    QAction *open = add("open", "file", 0);
    QAction *import = add("import", "file", 1);
    QAction *recent = add("recent", "file", 0);
    QCOMPARE(actions.all(QStringLiteral("file")), (std::vector<QAction *>{open, recent, import, quit}));
    QCOMPARE(actions.all(), (std::vector<QAction *>{quit, cut, open, import, recent}));
}

void TestRegistries::runsWhatAnActionIsFor()
{
    Actions actions;
    QObject owner;
    int runs = 0;
    QAction *action =
        actions.add(&owner, {.id = QStringLiteral("x"), .text = QStringLiteral("X"), .run = [&runs] { ++runs; }});
    action->trigger();
    QCOMPARE(runs, 1);
    action->setEnabled(false);
    action->trigger();
    QCOMPARE(runs, 1);
}

void TestRegistries::followsAJobFromStartToEnd()
{
    Jobs jobs;
    QSignalSpy finished(&jobs, &Jobs::finished);
    const int first = jobs.start(QStringLiteral("Importing"));
    const int second = jobs.start(QStringLiteral("Simulating"), [] {});
    QVERIFY(first != second);
    jobs.setProgress(first, 3, 10);
    QCOMPARE(jobs.all().size(), std::size_t(2));
    QCOMPARE(jobs.all()[0].done, std::int64_t(3));
    QCOMPARE(jobs.all()[0].total, std::int64_t(10));
    QVERIFY(!jobs.all()[0].isCancellable);
    QVERIFY(jobs.all()[1].isCancellable);
    jobs.finish(first, Jobs::State::Succeeded, QStringLiteral("10 rows"));
    QCOMPARE(jobs.all()[0].state, Jobs::State::Succeeded);
    QCOMPARE(jobs.all()[0].message, QStringLiteral("10 rows"));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].toInt(), first);
}

void TestRegistries::asksAJobToStopOnlyOnce()
{
    Jobs jobs;
    int asked = 0;
    const int id = jobs.start(QStringLiteral("Importing"), [&asked] { ++asked; });
    jobs.cancel(id);
    jobs.cancel(id);
    jobs.cancelAll();
    QCOMPARE(asked, 1);
    QCOMPARE(jobs.all()[0].state, Jobs::State::Running);
    QVERIFY(!jobs.all()[0].isCancellable);
    jobs.finish(id, Jobs::State::Cancelled, {});
    QCOMPARE(jobs.all()[0].state, Jobs::State::Cancelled);
}

void TestRegistries::ignoresNewsOfAFinishedJob()
{
    Jobs jobs;
    const int id = jobs.start(QStringLiteral("Importing"));
    jobs.finish(id, Jobs::State::Failed, QStringLiteral("no"));
    QSignalSpy changed(&jobs, &Jobs::changed);
    jobs.setProgress(id, 5, 10);
    jobs.finish(id, Jobs::State::Succeeded, {});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(jobs.all()[0].state, Jobs::State::Failed);
}

void TestRegistries::keepsFailuresUntilDismissed()
{
    Jobs jobs;
    const int failure = jobs.start(QStringLiteral("Bad"));
    jobs.finish(failure, Jobs::State::Failed, QStringLiteral("no"));
    int last = 0;
    for (int i = 0; i < 200; ++i) {
        last = jobs.start(QStringLiteral("Good"));
        jobs.finish(last, Jobs::State::Succeeded, {});
    }
    QCOMPARE(jobs.all().front().id, failure);
    QCOMPARE(jobs.all().back().id, last);
    QCOMPARE(jobs.all().size(), std::size_t(51));
    jobs.dismiss(failure);
    QVERIFY(jobs.all().front().id != failure);

    const int running = jobs.start(QStringLiteral("Running"));
    jobs.dismiss(running);
    QCOMPARE(jobs.all().back().id, running);
}

void TestRegistries::undoesAndRedoesWithoutRunningTheStepWhenPushed()
{
    Undo undo;
    QString log;
    QSignalSpy pushed(&undo, &Undo::pushed);
    undo.push(
        QStringLiteral("Suspend"), [&log] { log += u'u'; }, [&log] { log += u'r'; });
    QCOMPARE(log, QString());
    QCOMPARE(pushed.size(), 1);
    QCOMPARE(undo.stack()->undoText(), QStringLiteral("Suspend"));
    undo.stack()->undo();
    undo.stack()->redo();
    undo.stack()->undo();
    QCOMPARE(log, QStringLiteral("uru"));
    QVERIFY(!undo.stack()->canUndo());
}

void TestRegistries::leavesTheStackWhereItWasWhenAnUndoFails()
{
    Undo undo;
    QString log;
    undo.push(
        QStringLiteral("One"), [&log] { log += u'1'; }, [] {});
    undo.push(
        QStringLiteral("Two"), [&log] { log += u'2'; }, [&log] { log += u'T'; });
    undo.stack()->undo();
    undo.failed();
    QCOMPARE(undo.stack()->undoText(), QStringLiteral("Two"));
    QCOMPARE(log, QStringLiteral("2"));
    undo.stack()->undo();
    undo.stack()->redo();
    undo.failed();
    QCOMPARE(undo.stack()->redoText(), QStringLiteral("Two"));
    QCOMPARE(log, QStringLiteral("22T"));
}

void TestRegistries::doesNotMoveTheStackForAFailureThatANewStepHasOvertaken()
{
    Undo undo;
    undo.push(
        QStringLiteral("One"), [] {}, [] {});
    undo.stack()->undo();
    undo.push(
        QStringLiteral("Two"), [] {}, [] {});
    undo.failed();
    QCOMPARE(undo.stack()->undoText(), QStringLiteral("Two"));
    QVERIFY(!undo.stack()->canRedo());
}

QTEST_MAIN(TestRegistries)
#include "tst_registries.moc"
