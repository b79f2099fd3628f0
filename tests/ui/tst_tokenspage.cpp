// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/sums.h"
#include "core/services/entropy.h"
#include "core/tokens/ceiling.h"
#include "core/tokens/secret.h"
#include "tests/support/shots.h"
#include "ui/pages/tokens/newtokendialog.h"
#include "ui/pages/tokens/revokedialog.h"
#include "ui/pages/tokens/rotatedialog.h"
#include "ui/pages/tokens/secretclipboard.h"
#include "ui/pages/tokens/tokenfilter.h"
#include "ui/pages/tokens/tokenspage.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

using namespace toll;

namespace {

const Instant today = *parseRfc3339("2026-11-23T12:00:00Z");

TokenPrice price(const char *rate, const char *cap, const char *lifetime)
{
    TokenPrice price;
    price.rate = *Decimal::parse(rate);
    if (*cap)
        price.caps = {*parseCap(cap)};
    price.lifetime = *parseLifetime(lifetime);
    return price;
}

/// One row a day: 150 requests of `token` on each of the `days` before today.
QByteArray usageOf(const char *token, int days, int count)
{
    QByteArray rows;
    for (int day = 0; day < days; ++day) {
        const Instant time = today.plus(-day * msPerDay - msPerHour);
        rows += QByteArray::fromStdString(toRfc3339(time)) + ',' + token + QByteArray::number(day) + ',' + token
            + ",200," + QByteArray::number(count) + '\n';
    }
    return rows;
}

/// Layouts settle in the event loop.
void shootSettled(QWidget &widget, const QString &name)
{
    QTest::qWait(30);
    test::shoot(widget, name);
}

} // namespace

class TestTokensPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void sumsMoneyByCurrency();
    void tellsWhatATermBillsAtMost();
    void findsTokensByWhatIsTyped_data();
    void findsTokensByWhatIsTyped();
    void invitesToMakeTheFirstToken();
    void makesATokenByKeysAndShowsItsSecretOnce();
    void makesACustomerOnTheWay();
    void saysWhatIsMissingInsteadOfDisablingTheButton();
    void warnsOnceOfASecretThatWasNotCopied();
    void showsTheSecretsOfManyAsATable();
    void takesTheSecretOffTheClipboardAgain();
    void suspendsAndTakesItBack();
    void restsItsActionsWhileHidden();
    void narrowsTheListAndOffersAWayBack();
    void showsTheFormulaOnTheBill();
    void revokesOnlyWhenTheNameIsTyped();
    void replacesASecret();
    void keepsWhereTheUserIs();
    void looksRight_data();
    void looksRight();

private:
    void fill();
    void showPage();
    void settle();
    [[nodiscard]] QTableView *table() const { return m_page->findChild<QTableView *>(QStringLiteral("tokens")); }
    void select(const char *name);
    [[nodiscard]] int rowOf(const char *name) const;
    [[nodiscard]] QString cell(const char *name, int column) const;
    QAction *action(const char *id) { return m_actions->find(QString::fromLatin1(id)); }
    template<typename Dialog>
    Dialog *openDialog(const char *actionId);
    template<typename Work>
    void inServices(Work work);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<Undo> m_undo;
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<QWidget> m_window;
    TokensPage *m_page = nullptr;
    QStringList m_errors;
    QStringList m_notices;
};

void TestTokensPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_theme->setChoice(ThemeChoice::Light);
    m_workspace = std::make_unique<Workspace>();
    m_actions = std::make_unique<Actions>();
    m_actions->setIconSource([](const QString &name) { return icon(name); });
    m_jobs = std::make_unique<Jobs>();
    m_undo = std::make_unique<Undo>();
    m_errors.clear();
    m_notices.clear();
    m_context = std::make_unique<PageContext>(
        PageContext{*m_workspace, *m_actions, *m_jobs, *m_undo, [](const QString &, const QVariantMap &) {},
            [this](const QString &text) { m_errors << text; }, [this](const QString &text) { m_notices << text; }});
    Services::Options options;
    options.path = m_folder->filePath(QStringLiteral("own.toll")).toStdString();
    options.mode = OpenMode::WriteOrCreate;
    options.clock = [] { return today; };
    options.entropy = seededEntropy(7);
    options.actor = "tester";
    bool isOpen = false;
    m_workspace->open(options, this, [&isOpen](const Result<void> &opened) { isOpen = opened.has_value(); });
    QTRY_VERIFY(isOpen);
}

void TestTokensPage::cleanup()
{
    m_window.reset();
    m_workspace.reset();
    QGuiApplication::clipboard()->clear();
    qDeleteAll(qApp->findChildren<SecretClipboard *>());
}

template<typename Work>
void TestTokensPage::inServices(Work work)
{
    bool isDone = false;
    m_workspace->ask(
        this,
        [work](Services &services) -> Result<void> {
            work(services);
            return {};
        },
        [&isDone](const Result<void> &) { isDone = true; });
    QTRY_VERIFY(isDone);
}

void TestTokensPage::fill()
{
    const QString file = m_folder->filePath(QStringLiteral("usage.csv"));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("time,id,token,status,count\n" + usageOf("mobile-gw", 20, 250) + usageOf("batch", 5, 30)
        + usageOf("shop", 28, 1200) + usageOf("trial", 40, 10) + usageOf("meter", 6, 900));
    csv.close();
    inServices([file](Services &services) {
        const Customer acme =
            *services.customers.add({.name = "Acme", .currency = "USD", .timezone = "Europe/Berlin", .contact = {}});
        const Customer north = *services.customers.add(
            {.name = "北方数据", .currency = "CNY", .timezone = "Asia/Shanghai", .contact = {}});
        const auto make = [&](const Customer &customer, const char *name, const TokenPrice &wanted,
                              std::vector<std::string> tags = {}) {
            NewToken token;
            token.customer = customer.id;
            token.name = name;
            token.price = wanted;
            token.tags = std::move(tags);
            return services.tokens.create(token)->front().token.id;
        };
        make(acme, "mobile-gw", price("0.02", "200/day", "P30D"), {"live"});
        make(acme, "batch", price("0.005", "", "none"));
        make(acme, "trial", price("0.01", "100/day", "P30D"), {"test"});
        make(acme, "spare", price("0.002", "200/day", "P90D"));
        make(north, "shop", price("0.0015", "1000/day", "P1M"), {"live"});
        const TokenId meter = make(north, "meter", price("0.003", "5000/month", "P1Y"));
        const Result<ImportPreview> preview = services.imports.preview(file.toStdString(), Zone());
        ImportOptions options;
        options.layout = preview->layout;
        (void)services.imports.run(file.toStdString(), options, JobControl());
        (void)services.tokens.suspend(meter);
    });
}

void TestTokensPage::showPage()
{
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    layout->setContentsMargins(0, 0, 0, 0);
    m_page = new TokensPage(*m_context, m_window.get());
    layout->addWidget(m_page);
    connect(m_workspace.get(), &Workspace::changed, m_page, &Page::refresh);
    m_window->resize(1280, 720);
    m_window->show();
    m_page->refresh();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    settle();
}

void TestTokensPage::settle()
{
    inServices([](Services &) {}); // whatever was asked before has been answered
    QTRY_VERIFY(m_page->isSettled());
}

int TestTokensPage::rowOf(const char *name) const
{
    const QAbstractItemModel *model = table()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, 0).data().toString() == QLatin1String(name))
            return row;
    return -1;
}

QString TestTokensPage::cell(const char *name, int column) const
{
    return table()->model()->index(rowOf(name), column).data().toString();
}

void TestTokensPage::select(const char *name)
{
    QVERIFY(rowOf(name) >= 0);
    table()->selectRow(rowOf(name));
    settle();
}

template<typename Dialog>
Dialog *TestTokensPage::openDialog(const char *actionId)
{
    action(actionId)->trigger();
    settle();
    return m_window->findChild<Dialog *>();
}

void TestTokensPage::sumsMoneyByCurrency()
{
    const Currency usd = *currency("USD");
    const Currency jpy = *currency("JPY");
    const std::vector<Money> amounts{
        {*Decimal::parse("1.20"), usd}, {Decimal(300), jpy}, {*Decimal::parse("0.05"), usd}};
    const auto sums = sumsByCurrency(amounts);
    QVERIFY(sums);
    QCOMPARE(sums->size(), std::size_t(2));
    QCOMPARE(sums->front().toString(), std::string("300"));
    QCOMPARE(sums->back().toString(), std::string("1.25"));
    QVERIFY(sumsByCurrency({})->empty());
}

void TestTokensPage::tellsWhatATermBillsAtMost()
{
    const auto ceiling = ceilingOf(price("0.002", "200/day", "P30D"), today, Zone());
    QVERIFY(ceiling);
    QCOMPARE(ceiling->allowance.value_or(0), std::int64_t(6000));
    QCOMPARE(ceiling->amount.value_or(Decimal()).toString(), std::string("12"));
    QVERIFY(!ceilingOf(price("0.002", "", "P30D"), today, Zone())->amount);
    TokenPrice charged = price("0.002", "200/day", "P30D");
    charged.overCap = OverCap::Charge;
    QVERIFY(!ceilingOf(charged, today, Zone())->amount);
}

void TestTokensPage::findsTokensByWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isFound");
    QTest::addColumn<bool>("hasFault");
    QTest::newRow("nothing") << "" << true << false;
    QTest::newRow("part of the name") << "GATE" << true << false;
    QTest::newRow("customer") << "customer:acme" << true << false;
    QTest::newRow("quoted") << "customer:\"acme corp\"" << true << false;
    QTest::newRow("another customer") << "customer:north" << false << false;
    QTest::newRow("status") << "status:expiring" << true << false;
    QTest::newRow("tag") << "tag:live" << true << false;
    QTest::newRow("all must hold") << "gate tag:test" << false << false;
    QTest::newRow("plan, not begun") << "plan:" << true << false;
    QTest::newRow("unknown key") << "owner:ops" << false << true;
}

void TestTokensPage::findsTokensByWhatIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(bool, isFound);
    QFETCH(bool, hasFault);
    TokenRow row;
    row.token.name = "mobile-gateway";
    row.token.tags = {"live"};
    row.customerName = "Acme Corp";
    row.planName = "Basic";
    row.state = TokenState::Expiring;
    const TokenFilter filter(typed);
    QCOMPARE(filter.matches(row), isFound);
    QCOMPARE(!filter.fault().isEmpty(), hasFault);
}

void TestTokensPage::invitesToMakeTheFirstToken()
{
    showPage();
    QVERIFY(!table()->isVisible());
    shootSettled(*m_window, QStringLiteral("tokens-empty"));
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("New token"))
            button->click();
    QVERIFY(m_window->findChild<NewTokenDialog *>());
}

void TestTokensPage::makesATokenByKeysAndShowsItsSecretOnce()
{
    fill();
    showPage();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("name"));
    QVERIFY(name->hasFocus());
    QTest::keyClicks(name, QStringLiteral("fresh"));
    dialog->findChild<QLineEdit *>(QStringLiteral("rate"))->setText(QStringLiteral("0.002"));
    // The form begins like the newest token, which may have no cap.
    for (QCheckBox *box : dialog->findChildren<QCheckBox *>())
        if (box->text() == QStringLiteral("N&o cap"))
            box->setChecked(false);
    dialog->findChild<QLineEdit *>(QStringLiteral("cap"))->setText(QStringLiteral("200"));
    const QString summary = dialog->findChild<QLabel *>(QStringLiteral("summary"))->text();
    QVERIFY2(summary.contains(QStringLiteral("200 a day")), qPrintable(summary));
    shootSettled(*dialog, QStringLiteral("tokens-new"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(QStringLiteral("secret")));
    const QString secret = dialog->findChild<QLineEdit *>(QStringLiteral("secret"))->text();
    QVERIFY(isWellFormedSecret(secret.toStdString()));
    auto *copy = dialog->findChild<QPushButton *>(QStringLiteral("copy"));
    QTRY_VERIFY(copy->hasFocus());
    QTest::keyClick(copy, Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), secret);
    shootSettled(*dialog, QStringLiteral("tokens-secret"));
    dialog->findChild<QPushButton *>(QStringLiteral("main"))->click();
    QTRY_VERIFY(!m_window->findChild<NewTokenDialog *>());
    settle();
    QVERIFY(rowOf("fresh") >= 0);
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(secret));
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestTokensPage::makesACustomerOnTheWay()
{
    showPage();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    dialog->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("first"));
    dialog->findChild<QLineEdit *>(QStringLiteral("customerName"))->setText(QStringLiteral("Acme"));
    shootSettled(*dialog, QStringLiteral("tokens-new-customer"));
    dialog->findChild<QPushButton *>(QStringLiteral("main"))->click();
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(QStringLiteral("secret")));
    settle();
    QCOMPARE(cell("first", 1), QStringLiteral("Acme"));
}

void TestTokensPage::saysWhatIsMissingInsteadOfDisablingTheButton()
{
    fill();
    showPage();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    auto *main = dialog->findChild<QPushButton *>(QStringLiteral("main"));
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("name"));
    auto *rate = dialog->findChild<QLineEdit *>(QStringLiteral("rate"));
    rate->setText(QStringLiteral("0,02"));
    QVERIFY(main->isEnabled());
    main->click();
    QVERIFY(!name->accessibleDescription().isEmpty());
    QVERIFY(name->hasFocus());
    shootSettled(*dialog, QStringLiteral("tokens-new-faults"));
    name->setText(QStringLiteral("fresh"));
    main->click();
    QVERIFY(rate->hasFocus());
    settle();
    QVERIFY(!dialog->findChild<QLineEdit *>(QStringLiteral("secret")));
}

void TestTokensPage::warnsOnceOfASecretThatWasNotCopied()
{
    fill();
    showPage();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    dialog->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("fresh"));
    auto *main = dialog->findChild<QPushButton *>(QStringLiteral("main"));
    main->click();
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(QStringLiteral("secret")));
    dialog->reject();
    QVERIFY(dialog->isVisible());
    shootSettled(*dialog, QStringLiteral("tokens-secret-warning"));
    main->click();
    QTRY_VERIFY(!m_window->findChild<NewTokenDialog *>());
}

void TestTokensPage::showsTheSecretsOfManyAsATable()
{
    fill();
    showPage();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    dialog->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("device"));
    dialog->findChild<QToolButton *>(QStringLiteral("more"))->click();
    dialog->findChild<QSpinBox *>(QStringLiteral("count"))->setValue(5);
    shootSettled(*dialog, QStringLiteral("tokens-new-more"));
    dialog->findChild<QPushButton *>(QStringLiteral("main"))->click();
    QTRY_VERIFY(dialog->findChild<QTableWidget *>(QStringLiteral("secrets")));
    QCOMPARE(dialog->findChild<QTableWidget *>(QStringLiteral("secrets"))->rowCount(), 5);
    shootSettled(*dialog, QStringLiteral("tokens-secrets"));
}

void TestTokensPage::takesTheSecretOffTheClipboardAgain()
{
    auto *clipboard = new SecretClipboard(QStringLiteral("tk_live_canary"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("tk_live_canary"));
    for (int second = 0; second < SecretClipboard::lifetimeSeconds; ++second)
        QMetaObject::invokeMethod(clipboard->findChild<QTimer *>(), "timeout", Qt::DirectConnection);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
}

void TestTokensPage::suspendsAndTakesItBack()
{
    fill();
    showPage();
    select("mobile-gw");
    QVERIFY(action("token.suspend")->isEnabled());
    QVERIFY(!action("token.resume")->isEnabled());
    action("token.suspend")->trigger();
    QTRY_COMPARE(cell("mobile-gw", 3), QStringLiteral("Suspended"));
    QTRY_VERIFY(m_undo->stack()->canUndo());
    m_undo->stack()->undo();
    QTRY_VERIFY(cell("mobile-gw", 3) != QStringLiteral("Suspended"));
    settle();
    QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestTokensPage::restsItsActionsWhileHidden()
{
    fill();
    showPage();
    select("mobile-gw");
    m_page->hide();
    QVERIFY(!action("token.suspend")->isEnabled());
    QVERIFY(action("token.new")->isEnabled());
    m_page->show();
    QVERIFY(action("token.suspend")->isEnabled());
}

void TestTokensPage::narrowsTheListAndOffersAWayBack()
{
    fill();
    showPage();
    const int all = table()->model()->rowCount();
    m_page->open({{QStringLiteral("filter"), QStringLiteral("customer:acme tag:live")}});
    QCOMPARE(table()->model()->rowCount(), 1);
    m_page->open({{QStringLiteral("filter"), QStringLiteral("nobody")}});
    QVERIFY(!table()->isVisible());
    shootSettled(*m_window, QStringLiteral("tokens-no-match"));
    for (QPushButton *button : m_page->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("Clear filter"))
            button->click();
    QCOMPARE(table()->model()->rowCount(), all);
}

void TestTokensPage::showsTheFormulaOnTheBill()
{
    fill();
    showPage();
    select("mobile-gw");
    action("token.showBill")->trigger();
    settle();
    const auto *formula = m_page->findChild<QLabel *>(QStringLiteral("formula"));
    QVERIFY(formula);
    QVERIFY2(formula->text().contains(QStringLiteral("0.02")), qPrintable(formula->text()));
    QVERIFY2(formula->text().contains(QStringLiteral("min(")), qPrintable(formula->text()));
    auto *reasons = m_page->findChild<QLabel *>(QStringLiteral("explanation"));
    QVERIFY(reasons && !reasons->isVisible() && !reasons->text().isEmpty());
    for (QToolButton *button : m_page->findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("Why?"))
            button->click();
    QVERIFY(reasons->isVisible());
    const auto *total = m_page->findChild<QLabel *>(QStringLiteral("total"));
    QCOMPARE(total->text(), cell("mobile-gw", 4)); // the bill and the list are one sum
    shootSettled(*m_window, QStringLiteral("tokens-bill"));
    m_page->findChild<QTabWidget *>()->setCurrentIndex(2);
    settle();
    shootSettled(*m_window, QStringLiteral("tokens-history"));
}

void TestTokensPage::revokesOnlyWhenTheNameIsTyped()
{
    fill();
    showPage();
    select("trial");
    auto *dialog = openDialog<RevokeDialog>("token.revoke");
    auto *main = dialog->findChild<QPushButton *>(QStringLiteral("main"));
    main->click();
    QVERIFY(dialog->isVisible());
    shootSettled(*dialog, QStringLiteral("tokens-revoke"));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("typedName")), QStringLiteral("trial"));
    main->click();
    QTRY_COMPARE(cell("trial", 3), QStringLiteral("Revoked"));
}

void TestTokensPage::replacesASecret()
{
    fill();
    showPage();
    select("mobile-gw");
    auto *dialog = openDialog<RotateDialog>("token.rotate");
    shootSettled(*dialog, QStringLiteral("tokens-rotate"));
    dialog->findChild<QPushButton *>(QStringLiteral("main"))->click();
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(QStringLiteral("secret")));
    const QString lastFour = dialog->findChild<QLineEdit *>(QStringLiteral("secret"))->text().right(4);
    settle();
    bool isShown = false;
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        isShown |= label->text().endsWith(QStringLiteral("…") + lastFour);
    QVERIFY(isShown);
}

void TestTokensPage::keepsWhereTheUserIs()
{
    fill();
    showPage();
    m_page->open({{QStringLiteral("filter"), QStringLiteral("customer:acme")}});
    select("batch");
    action("view.inspector")->trigger();
    const auto place = [this] {
        QVariantMap state = m_page->state();
        state.remove(QStringLiteral("header1")); // the last column's width is the window's
        return state;
    };
    const QVariantMap state = m_page->state();
    const QVariantMap before = place();
    m_window.reset();
    showPage();
    m_page->restore(state);
    settle();
    QCOMPARE(place(), before);
    QVERIFY(!action("view.inspector")->isChecked());
}

void TestTokensPage::looksRight_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTokensPage::looksRight()
{
    QFETCH(bool, isDark);
    m_theme->setChoice(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    const QString theme = isDark ? QStringLiteral("dark") : QStringLiteral("light");
    fill();
    showPage();
    select("mobile-gw");
    shootSettled(*m_window, QStringLiteral("tokens-") + theme);
    table()->selectAll();
    settle();
    shootSettled(*m_window, QStringLiteral("tokens-bulk-") + theme);
    action("token.extend")->trigger();
    auto *extend = m_window->findChild<QDialog *>();
    QVERIFY(extend);
    shootSettled(*extend, QStringLiteral("tokens-extend-") + theme);
    extend->reject();
    auto *dialog = openDialog<NewTokenDialog>("token.new");
    shootSettled(*dialog, QStringLiteral("tokens-new-") + theme);
    // Every column's title has room: nothing on the page is cut that need not be.
    const QTableView *view = table();
    for (int column = 0; column < view->model()->columnCount(); ++column)
        QVERIFY(view->columnWidth(column) > 0);
}

QTEST_MAIN(TestTokensPage)
#include "tst_tokenspage.moc"
