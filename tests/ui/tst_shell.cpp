// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/bannerarea.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/commands.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/language.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/retentiondialog.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace toll;

namespace {

/// A page that notes what is asked of it.
class FakePage : public Page {
public:
    FakePage(PageContext &context, QWidget *parent, QString id) : Page(context, parent), m_id(std::move(id))
    {
        context.actions.add(this,
            {.id = m_id + QStringLiteral(".act"),
                .text = QStringLiteral("Act on ") + m_id,
                .statusTip = QStringLiteral("Acts."),
                .menu = QStringLiteral("token"),
                .run = [this] { ++acts; }});
        context.actions.add(this,
            {.id = m_id + QStringLiteral(".export"),
                .text = QStringLiteral("Export ") + m_id,
                .statusTip = QStringLiteral("Exports."),
                .run = [this] { ++exports; }});
    }
    QString id() const override { return m_id; }
    QString title() const override { return m_id.toUpper(); }
    QString iconName() const override { return QStringLiteral("tokens"); }
    void refresh() override { ++refreshes; }
    Topics topics() const override { return Topic::Tokens; }
    void open(const QVariantMap &arguments) override { opened << arguments; }
    QVariantMap state() const override { return where; }
    void restore(const QVariantMap &state) override { where = state; }
    bool isSettled() const override { return isAnswered; }

    int acts = 0;
    int exports = 0;
    int refreshes = 0;
    bool isAnswered = true;
    QList<QVariantMap> opened;
    QVariantMap where;

private:
    QString m_id;
};

template<const char *Id>
Page *make(PageContext &context, QWidget *parent)
{
    return new FakePage(context, parent, QString::fromLatin1(Id));
}

constexpr char dashboard[] = "dashboard";
constexpr char tokens[] = "tokens";
constexpr char usage[] = "usage";
const std::vector<PageFactory> fakePages{&make<dashboard>, &make<tokens>, &make<usage>};

} // namespace

class TestShell : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void givesEveryShortcutOnce();
    void givesEveryActionATextATipAndAPlaceInThePalette();
    void runsACommandByKeysAlone();
    void findsTokensInThePalette();
    void keepsThePageAndItsStateWhenTheLanguageChanges();
    void survivesClosingWhileAJobRuns();
    void refreshesAPageOnlyWhenItIsShown();
    void asksForTheNextChangeWhenTheLastIsAnswered();
    void goesBackAndForwardThroughPagesAndStates();
    void handsDroppedFilesToTheImport();
    void exportsThePageThatIsShown();
    void checksAndBacksUpTheWorkspaceThatIsOpen();
    void dropsOldRecordsAfterSayingWhatGoes();
    void offersToTakeBackWhatWasDone();
    void opensALockedWorkspaceForReadingAndSaysWhoHoldsIt();
    void keepsTheOpenWorkspaceWhenAnotherFails();
    void showsTheStartPageWhenNothingOpens();
    void remembersTheWindowBetweenSessions();
    void fallsBackToDefaultsWhereTheStateIsDamaged();
    void fallsBackToDefaultsWhereTheStateIsDamaged_data();
    void ranksFindsByHowWellTheyFit();
    void ranksFindsByHowWellTheyFit_data();

private:
    void openWindow(const std::vector<PageFactory> &factories = fakePages);
    QString makeWorkspace(const QString &name);
    FakePage *page(const char *id) { return static_cast<FakePage *>(m_window->pages().page(QString::fromLatin1(id))); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;
    QString m_workspace;
};

void TestShell::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<Language>();
    m_language->setChoice(QStringLiteral("en"));
    m_workspace = makeWorkspace(QStringLiteral("own"));
}

void TestShell::cleanup()
{
    m_window.reset();
}

QString TestShell::makeWorkspace(const QString &name)
{
    const QString path = m_folder->filePath(name + QStringLiteral(".toll"));
    Services::Options options;
    options.path = path.toStdString();
    options.mode = OpenMode::WriteOrCreate;
    auto services = Services::open(options);
    if (!services)
        qFatal("no workspace");
    const auto customer = (*services)->customers.add({.name = "Acme", .contact = {}});
    NewToken token;
    token.customer = customer->id;
    token.name = "mobile-gw";
    token.price.rate = *Decimal::parse("0.01");
    if (!(*services)->tokens.create(token))
        qFatal("no token");
    return path;
}

void TestShell::openWindow(const std::vector<PageFactory> &factories)
{
    m_window = std::make_unique<MainWindow>(
        *m_theme, *m_language, m_folder->filePath(QStringLiteral("state.conf")), factories);
    m_window->show();
    m_window->start(m_workspace, false);
    QTRY_VERIFY(m_window->isSettled());
}

void TestShell::givesEveryShortcutOnce()
{
    openWindow(pageFactories());
    QVERIFY(m_window->host().isOpen());
    QSet<QString> seen;
    for (const QAction *action : m_window->actions().all()) {
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!seen.contains(key.toString()), qPrintable(key.toString() + u' ' + Actions::idOf(action)));
            seen.insert(key.toString());
        }
    }
    QVERIFY(seen.size() >= 15);
}

void TestShell::givesEveryActionATextATipAndAPlaceInThePalette()
{
    openWindow(pageFactories());
    QSet<QString> found;
    for (const Command &command : allCommands(m_window->actions(), {}, {}))
        found.insert(command.context + u'|' + command.text);
    for (QAction *action : m_window->actions().all()) {
        const QByteArray id = Actions::idOf(action).toUtf8();
        QVERIFY2(!plainText(action->text()).isEmpty(), id);
        QVERIFY2(!action->statusTip().isEmpty(), id);
        if (!action->isEnabled())
            continue;
        const bool isFound = std::ranges::any_of(
            found, [&](const QString &entry) { return entry.endsWith(u'|' + plainText(action->text())); });
        QVERIFY2(isFound, id);
    }
}

void TestShell::runsACommandByKeysAlone()
{
    openWindow();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<CommandPalette *>();
    QTRY_VERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("usage"));
    QCOMPARE(palette->findChild<QListView *>()->currentIndex().data().toString(), QStringLiteral("USAGE"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_window->pages().current()->id(), QStringLiteral("usage"));
    QVERIFY(!palette->isVisible());
}

void TestShell::findsTokensInThePalette()
{
    openWindow();
    m_window->showPalette();
    auto *palette = m_window->findChild<CommandPalette *>();
    auto *edit = palette->findChild<QLineEdit *>();
    QTest::keyClicks(edit, QStringLiteral("mobgw"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(m_window->pages().current()->id(), QStringLiteral("tokens"));
    QCOMPARE(page(tokens)->opened.size(), 1);
    const QString id = QString::fromStdString(m_window->host().facts().tokens.front().id.text);
    QCOMPARE(page(tokens)->opened.first().value(QStringLiteral("token")).toString(), id);
}

void TestShell::keepsThePageAndItsStateWhenTheLanguageChanges()
{
    openWindow();
    m_window->showPage(QStringLiteral("tokens"));
    page(tokens)->where.insert(QStringLiteral("filter"), QStringLiteral("acme"));
    const Page *before = m_window->pages().current();
    QSignalSpy rebuilt(m_window.get(), &MainWindow::rebuilt);
    m_window->setLanguage(QStringLiteral("zh_CN"));
    QTRY_COMPARE(rebuilt.size(), 1);
    QVERIFY(m_window->pages().current() != before);
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("tokens"));
    QCOMPARE(page(tokens)->where.value(QStringLiteral("filter")).toString(), QStringLiteral("acme"));
    QVERIFY(m_window->actions().find(QStringLiteral("view.language.zh_CN"))->isChecked());
    QCOMPARE(QLocale().language(), QLocale::Chinese);
    m_window->setLanguage(QStringLiteral("en"));
    QTRY_COMPARE(rebuilt.size(), 2);
    QCOMPARE(QLocale().language(), QLocale::English);
}

void TestShell::survivesClosingWhileAJobRuns()
{
    openWindow();
    bool isAsked = false;
    m_window->jobs().start(QStringLiteral("Long work"), [&isAsked] { isAsked = true; });
    bool isAnswered = false;
    m_window->host().workspace().ask(
        &m_window->jobs(),
        [](Services &services) {
            QThread::msleep(100);
            return services.tokens.list();
        },
        [&isAnswered](const auto &) { isAnswered = true; });
    m_window->close();
    QVERIFY(isAsked);
    m_window.reset();
    QTest::qWait(150);
    QVERIFY(!isAnswered);
}

void TestShell::refreshesAPageOnlyWhenItIsShown()
{
    openWindow();
    QCOMPARE(page(dashboard)->refreshes, 1);
    QCOMPARE(page(tokens)->refreshes, 0);
    m_window->pages().invalidate(Topic::Tokens);
    QCOMPARE(page(dashboard)->refreshes, 2);
    QCOMPARE(page(tokens)->refreshes, 0);
    m_window->showPage(QStringLiteral("tokens"));
    QCOMPARE(page(tokens)->refreshes, 1);
    m_window->showPage(QStringLiteral("dashboard"));
    QCOMPARE(page(dashboard)->refreshes, 2);
    m_window->pages().invalidate(Topic::Plans);
    QCOMPARE(page(dashboard)->refreshes, 2);
}

/// As batches of an import come: more of them than a page can answer.
void TestShell::asksForTheNextChangeWhenTheLastIsAnswered()
{
    openWindow();
    FakePage *shown = page(dashboard);
    const int before = shown->refreshes;
    shown->isAnswered = false;
    for (int change = 0; change < 20; ++change)
        m_window->pages().invalidate(Topic::Tokens);
    QTest::qWait(100);
    QCOMPARE(shown->refreshes, before + 1);
    shown->isAnswered = true;
    QTRY_COMPARE(shown->refreshes, before + 2); // what came meanwhile is shown, once
    QTest::qWait(100);
    QCOMPARE(shown->refreshes, before + 2);
}

void TestShell::goesBackAndForwardThroughPagesAndStates()
{
    openWindow();
    QAction *back = m_window->actions().find(QStringLiteral("go.back"));
    QAction *forward = m_window->actions().find(QStringLiteral("go.forward"));
    QVERIFY(!back->isEnabled());
    page(dashboard)->where.insert(QStringLiteral("at"), 1);
    m_window->showPage(QStringLiteral("tokens"));
    m_window->showPage(QStringLiteral("usage"));
    page(dashboard)->where.insert(QStringLiteral("at"), 2);
    back->trigger();
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("tokens"));
    QVERIFY(forward->isEnabled());
    back->trigger();
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("dashboard"));
    QCOMPARE(page(dashboard)->where.value(QStringLiteral("at")).toInt(), 1);
    QVERIFY(!back->isEnabled());
    forward->trigger();
    forward->trigger();
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("usage"));
    QVERIFY(!forward->isEnabled());
}

void TestShell::handsDroppedFilesToTheImport()
{
    openWindow();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a.csv"))});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("usage"));
    QCOMPARE(page(usage)->opened.value(0).value(QStringLiteral("import")).toStringList(),
        QStringList{QStringLiteral("/tmp/a.csv")});
}

void TestShell::exportsThePageThatIsShown()
{
    openWindow();
    m_window->showPage(QStringLiteral("usage"));
    m_window->actions().find(QStringLiteral("file.export"))->trigger();
    QCOMPARE(page(usage)->exports, 1);
    QCOMPARE(page(dashboard)->exports, 0);
}

void TestShell::checksAndBacksUpTheWorkspaceThatIsOpen()
{
    openWindow();
    const auto lastState = [this] { return m_window->jobs().all().back().state; };
    const auto isTold = [this](const QString &part) { return m_window->banners().texts().join(u' ').contains(part); };
    QAction *check = m_window->actions().find(QStringLiteral("tools.check"));
    check->trigger();
    QTRY_COMPARE(lastState(), Jobs::State::Succeeded);
    QVERIFY(isTold(QStringLiteral("Nothing is wrong")));
    const QString target = m_folder->filePath(QStringLiteral("backup.toll"));
    m_window->backUp(target);
    QTRY_COMPARE(lastState(), Jobs::State::Succeeded);
    QVERIFY(QFile::exists(target));
    QVERIFY(isTold(QStringLiteral("backup.toll")));
    m_window->backUp(m_workspace); // over itself
    QTRY_COMPARE(lastState(), Jobs::State::Failed);
    QFile file(m_workspace);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(68) && file.write("X") == 1);
    file.close();
    check->trigger();
    QTRY_COMPARE(m_window->jobs().all().size(), 4U);
    QTRY_COMPARE(lastState(), Jobs::State::Failed);
    QVERIFY(isTold(QStringLiteral("not marked as a workspace")) && isTold(QStringLiteral("Restore a backup")));
}

void TestShell::dropsOldRecordsAfterSayingWhatGoes()
{
    {
        Services::Options own;
        own.path = m_workspace.toStdString();
        const auto services = Services::open(own);
        QVERIFY(services.has_value());
        const auto fenwick = (*services)->customers.add({"Fenwick", "USD", "UTC", ""});
        QVERIFY(fenwick.has_value());
        NewToken token;
        token.customer = fenwick->id;
        token.name = "old-token";
        QVERIFY((*services)->tokens.create(token).has_value());
        QFile file(m_folder->filePath(QStringLiteral("old.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly)
            && file.write("time,id,token\n2020-03-01T00:00:00Z,a,old-token\n2020-03-02T00:00:00Z,b,old-token\n") > 0);
        file.close();
        const auto preview = (*services)->imports.preview(file.fileName().toStdString(), {});
        QVERIFY(preview.has_value());
        ImportOptions options;
        options.layout = preview->layout;
        QVERIFY((*services)->imports.run(file.fileName().toStdString(), options, {}).has_value());
        QVERIFY((*services)->periods.close("Fenwick", "2020-03").has_value());
    }
    openWindow();
    m_window->actions().find(QStringLiteral("tools.retention"))->trigger();
    const auto *dialog = m_window->findChild<RetentionDialog *>();
    QVERIFY(dialog);
    const QLabel *facts = dialog->findChild<QLabel *>(QStringLiteral("facts"));
    auto *drop = dialog->findChild<QPushButton *>(QStringLiteral("main"));
    QVERIFY(!drop->isEnabled()); // not before it is said what goes
    QTRY_VERIFY2(facts->text().contains(QStringLiteral("Would go: 2 usage records")), qPrintable(facts->text()));
    QVERIFY(facts->text().contains(QStringLiteral("Fenwick: 2 usage records of 2020-03")));
    drop->click();
    QTRY_VERIFY(!m_window->jobs().all().empty() && m_window->jobs().all().back().state == Jobs::State::Succeeded);
    QVERIFY(m_window->banners().texts().join(u' ').contains(QStringLiteral("2 usage records were dropped")));
}

void TestShell::offersToTakeBackWhatWasDone()
{
    openWindow();
    QAction *undo = m_window->actions().find(QStringLiteral("edit.undo"));
    QVERIFY(!undo->isEnabled());
    bool isUndone = false;
    m_window->undo().push(QStringLiteral("Suspend “mobile-gw”"), [&isUndone] { isUndone = true; }, [] {});
    const Toast *toast = m_window->findChild<Toast *>();
    QVERIFY(toast->isVisible());
    QVERIFY(toast->findChild<QLabel *>()->text().contains(QStringLiteral("mobile-gw")));
    QVERIFY(undo->text().contains(QStringLiteral("mobile-gw")));
    undo->trigger();
    QVERIFY(isUndone);
    QVERIFY(!undo->isEnabled());
}

void TestShell::opensALockedWorkspaceForReadingAndSaysWhoHoldsIt()
{
    Services::Options options;
    options.path = m_workspace.toStdString();
    const auto holder = Services::open(options);
    QVERIFY(holder.has_value());
    openWindow();
    QVERIFY(m_window->host().isOpen());
    QVERIFY(m_window->host().readOnlyReason().has_value());
    QCOMPARE(m_window->host().readOnlyReason()->code, ErrorCode::Locked);
    const QString banner = m_window->banners().texts().join(u' ');
    QVERIFY2(banner.contains(QString::fromStdString(m_window->host().readOnlyReason()->found)), qPrintable(banner));
}

void TestShell::keepsTheOpenWorkspaceWhenAnotherFails()
{
    openWindow();
    QFile foreign(m_folder->filePath(QStringLiteral("foreign.toll")));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write(
        "this is no workspace, but long enough to be looked at as a file of a hundred bytes or so, with text");
    foreign.close();
    m_window->host().open(foreign.fileName());
    QTRY_VERIFY(!m_window->host().isBusy());
    QCOMPARE(m_window->host().path(), m_workspace);
    QCOMPARE(m_window->banners().texts().size(), 1);
    QVERIFY(m_window->banners().texts().first().contains(foreign.fileName()));
    QVERIFY(QFile::exists(foreign.fileName()));
}

void TestShell::showsTheStartPageWhenNothingOpens()
{
    m_workspace = m_folder->filePath(QStringLiteral("absent.toll"));
    openWindow();
    QVERIFY(!m_window->host().isOpen());
    QCOMPARE(m_window->banners().texts().size(), 1);
    QVERIFY(!m_window->actions().find(QStringLiteral("file.import"))->isEnabled());
    QVERIFY(m_window->actions().find(QStringLiteral("file.new"))->isEnabled());
}

void TestShell::remembersTheWindowBetweenSessions()
{
    openWindow();
    m_window->showPage(QStringLiteral("usage"));
    m_window->resize(1010, 640);
    m_window->setSidebarNarrow(true);
    page(tokens)->where = {
        {QStringLiteral("header"), QByteArray("\x00\xff\x01", 3)}, {QStringLiteral("from"), qint64(1) << 40}};
    const QVariantMap where = page(tokens)->where;
    m_window->close();
    m_window.reset();

    openWindow();
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("usage"));
    QCOMPARE(m_window->size(), QSize(1010, 640));
    QVERIFY(m_window->state().isSidebarNarrow);
    QCOMPARE(page(tokens)->where, where);
    QCOMPARE(m_window->state().recent, QStringList{m_workspace});
}

void TestShell::fallsBackToDefaultsWhereTheStateIsDamaged_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not an INI file") << QByteArray("\x00\x01\x02garbage ][ = \n[[[", 20);
    QTest::newRow("wrong types") << QByteArray(
        "[window]\nversion=1\ngeometry=@Variant(xx)\nnarrow=maybe\n[pages]\ntokens=!!!\n"
        "[view]\ntheme=purple\nlanguage=tlh\n");
    QTest::newRow("another version") << QByteArray("[window]\nversion=99\npage=usage\n");
}

void TestShell::fallsBackToDefaultsWhereTheStateIsDamaged()
{
    QFETCH(QByteArray, content);
    QFile file(m_folder->filePath(QStringLiteral("state.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    openWindow();
    QCOMPARE(m_window->pages().current()->id(), QStringLiteral("dashboard"));
    QVERIFY(!m_window->state().isSidebarNarrow);
    QCOMPARE(m_window->state().theme, ThemeChoice::System);
    QVERIFY(page(tokens)->where.isEmpty());
}

void TestShell::ranksFindsByHowWellTheyFit_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse"); // empty: not found at all
    const auto row = [](const char *name, const char *typed, const char *better, const char *worse) {
        QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(better) << QString::fromUtf8(worse);
    };
    row("start of text", "exp", "Export", "Expiring tokens, exported");
    row("start of word before middle", "port", "The port", "Export");
    row("a run before scattered letters", "imp", "Import usage", "is my page");
    row("initials", "nw", "New workspace", "Answer");
    row("case does not matter", "IMPORT", "Import usage", "");
    row("order matters", "tropmi", "tropic mice", "Import");
    row("two Chinese characters", "令牌", "新建令牌", "用量");
}

void TestShell::ranksFindsByHowWellTheyFit()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const std::optional<int> good = fuzzyScore(typed, better);
    const std::optional<int> bad = fuzzyScore(typed, worse);
    QVERIFY(good.has_value());
    QVERIFY(!bad || *good > *bad);
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
