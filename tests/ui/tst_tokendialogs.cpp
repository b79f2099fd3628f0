// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/secret.h"
#include "tests/ui/tokenspagefixture.h"
#include "ui/pages/tokens/newtokendialog.h"
#include "ui/pages/tokens/revokedialog.h"
#include "ui/pages/tokens/rotatedialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>

using namespace toll;
using namespace toll::test;

/// What is asked before something is done to tokens, and the secrets that are shown once.
class TestTokenDialogs : public TokensPageFixture {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void makesATokenByKeysAndShowsItsSecretOnce();
    void makesACustomerOnTheWay();
    void saysWhatIsMissingInsteadOfDisablingTheButton();
    void warnsOnceOfASecretThatWasNotCopied();
    void showsTheSecretsOfManyAsATable();
    void takesTheSecretOffTheClipboardAgain();
    void revokesOnlyWhenTheNameIsTyped();
    void replacesASecret();
};

void TestTokenDialogs::makesATokenByKeysAndShowsItsSecretOnce()
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

void TestTokenDialogs::makesACustomerOnTheWay()
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

void TestTokenDialogs::saysWhatIsMissingInsteadOfDisablingTheButton()
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

void TestTokenDialogs::warnsOnceOfASecretThatWasNotCopied()
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

void TestTokenDialogs::showsTheSecretsOfManyAsATable()
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

void TestTokenDialogs::takesTheSecretOffTheClipboardAgain()
{
    auto *clipboard = new SecretClipboard(QStringLiteral("tk_live_canary"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("tk_live_canary"));
    for (int second = 0; second < SecretClipboard::lifetimeSeconds; ++second)
        QMetaObject::invokeMethod(clipboard->findChild<QTimer *>(), "timeout", Qt::DirectConnection);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
}

void TestTokenDialogs::revokesOnlyWhenTheNameIsTyped()
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

void TestTokenDialogs::replacesASecret()
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

QTEST_MAIN(TestTokenDialogs)
#include "tst_tokendialogs.moc"
