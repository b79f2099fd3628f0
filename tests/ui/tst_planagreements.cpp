// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Terms of single customers and stated exchange rates, clicked through as an operator would.
#include "tests/ui/planspagefixture.h"
#include "ui/pages/plans/agreedialog.h"
#include "ui/pages/plans/endagreementdialog.h"
#include "ui/pages/plans/ratesdialog.h"

#include <QAccessible>
#include <QComboBox>
#include <QDateEdit>
#include <QPointer>
#include <QScopeGuard>

using namespace toll;
using namespace toll::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int agreementsTab = 3;

} // namespace

class TestPlanAgreements : public PlansPageFixture {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void agreesOnPricesOfItsOwn();
    void saysAtTheFieldWhatIsWrong_data();
    void saysAtTheFieldWhatIsWrong();
    void asksForSomethingToAgreeOn();
    void followsTheLastAgreement();
    void keepsWhatTheFormCannotSay();
    void endsAnAgreement();
    void offersNothingWhereNothingCanBeAgreed();
    void statesARate();
    void refusesARateAtItsField_data();
    void refusesARateAtItsField();
    void looksRight_data();
    void looksRight();

private:
    [[nodiscard]] AgreeDialog *agreeDialog();
    void enter(const QWidget *dialog, const char *field, const QString &text);
    void click(const QWidget *dialog, const char *button);
    void look(QWidget *window, const QString &name);
    void agreed(const std::string &terms, const std::string &from);
    [[nodiscard]] std::vector<AgreementRow> stored();
    [[nodiscard]] static QAbstractItemModel *ratesOf(const RatesDialog *dialog)
    {
        return dialog->findChild<QTableView *>(u"rates"_s)->model();
    }
};

AgreeDialog *TestPlanAgreements::agreeDialog()
{
    action("plan.agree")->trigger();
    return m_window->findChild<AgreeDialog *>();
}

void TestPlanAgreements::enter(const QWidget *dialog, const char *field, const QString &text)
{
    auto *input = dialog->findChild<QLineEdit *>(QString::fromLatin1(field));
    QVERIFY2(input && input->isVisible() && input->isEnabled(), field);
    input->setFocus();
    input->selectAll();
    if (text.isEmpty())
        QTest::keyClick(input, Qt::Key_Delete);
    QTest::keyClicks(input, text);
}

void TestPlanAgreements::click(const QWidget *dialog, const char *button)
{
    auto *found = dialog->findChild<QPushButton *>(QString::fromLatin1(button));
    QVERIFY2(found && found->isVisible(), button);
    QTest::mouseClick(found, Qt::LeftButton);
    settle();
}

void TestPlanAgreements::agreed(const std::string &terms, const std::string &from)
{
    inServices([terms, from](Services &services) {
        QVERIFY(services.agreements.agree("Standard", "Acme", terms, from).has_value());
    });
}

std::vector<AgreementRow> TestPlanAgreements::stored()
{
    std::vector<AgreementRow> rows;
    inServices([&rows](Services &services) { rows = services.agreements.list().value_or(rows); });
    return rows;
}

void TestPlanAgreements::agreesOnPricesOfItsOwn()
{
    fill();
    showPage();
    const AgreeDialog *dialog = agreeDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QComboBox *>(u"customer"_s)->currentText(), u"Acme"_s); // who is on the plan
    QCOMPARE(dialog->findChild<QDateEdit *>(u"from"_s)->date(), QDate(2026, 11, 23));
    QCOMPARE(dialog->findChild<QLineEdit *>(u"/charges/0/price/tiers/1/rate"_s)->placeholderText(),
        u"0.006 in the plan"_s);
    enter(dialog, "/charges/0/price/tiers/1/rate", u"$0.004"_s);
    enter(dialog, "/charges/1/price/amount", u"5.00"_s);
    enter(dialog, "/discounts/0/percent", u"10"_s);
    click(dialog, "agree");
    QTRY_COMPARE(m_notices, QStringList{u"Agreement 1 with Acme holds from 2026-11-23."_s});
    settle();
    const std::vector<AgreementRow> rows = stored();
    QCOMPARE(rows.size(), 1U);
    QCOMPARE(QByteArray::fromStdString(rows[0].terms.dumpCanonical()),
        QByteArray(R"({"charges":[{"id":"calls","price":{"tiers":[{"rate":"0.01","up_to":1000},{"rate":"0.004"}]}},)"
                    R"({"id":"seat","price":{"amount":"5.00"}}],"discounts":[{"percent":"10"}]})"));
    QCOMPARE(toRfc3339(rows[0].from), "2026-11-22T23:00:00Z"); // midnight in Berlin
    m_page->findChild<QTabWidget *>()->setCurrentIndex(agreementsTab);
    QCOMPARE(table("agreements")->model()->rowCount(), 1);
    QCOMPARE(cell("agreements", 0, 0), u"Acme"_s);
    QCOMPARE(cell("agreements", 0, 1), u"1"_s);
    QCOMPARE(cell("agreements", 0, 2), u"23 Nov 2026"_s);
    QCOMPARE(cell("agreements", 0, 3), u"in force"_s);
    const QString terms = cell("agreements", 0, 4);
    QVERIFY2(terms.contains(u"Charge “calls”, tier 2, rate: 0.006 → 0.004"_s), qPrintable(terms));
    QVERIFY2(terms.contains(u"Charge “seat”, amount: 9 → 5"_s), qPrintable(terms));
    QVERIFY2(m_errors.isEmpty(), qPrintable(m_errors.join(u'\n')));
}

void TestPlanAgreements::saysAtTheFieldWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("no number") << "/charges/0/price/tiers/0/rate"_ba << u"cheap"_s
                               << u"“cheap” cannot be read. Expected: 0.010."_s;
    QTest::newRow("negative") << "/charges/1/price/amount"_ba << u"-1"_s
                              << u"“-1” is negative, which makes no sense here. Expected: 0 or more."_s;
    QTest::newRow("too fine") << "/charges/0/price/tiers/1/rate"_ba << u"0.0000000000001"_s << u"At most 12 decimals."_s;
    QTest::newRow("a discount of more than all") << "/discounts/0/percent"_ba << u"110"_s
                                                 << u"“110” is outside what is allowed."_s;
    QTest::newRow("no amount") << "/minimum"_ba << u"some"_s << u"“some” cannot be read."_s;
}

void TestPlanAgreements::saysAtTheFieldWhatIsWrong()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, text);
    QFETCH(QString, message);
    fill();
    showPage();
    const QPointer<AgreeDialog> dialog = agreeDialog();
    enter(dialog, field.constData(), text);
    click(dialog, "agree");
    QVERIFY(dialog && dialog->isVisible());
    const auto *input = dialog->findChild<QLineEdit *>(QString::fromLatin1(field));
    QVERIFY2(textsOf(input->parentWidget()).startsWith(message), qPrintable(textsOf(input->parentWidget())));
    QVERIFY(input->accessibleDescription().startsWith(message));
    QVERIFY(input->hasFocus());
    QVERIFY(stored().empty());
    enter(dialog, field.constData(), u"1"_s);
    const QString left = textsOf(input->parentWidget()); // the last tier has a hint
    QVERIFY2(left.isEmpty() || left.startsWith(u"Tiers are agreed on together"_s), qPrintable(left));
    click(dialog, "agree");
    QTRY_VERIFY(!dialog || !dialog->isVisible());
    QCOMPARE(stored().size(), 1U);
}

void TestPlanAgreements::asksForSomethingToAgreeOn()
{
    fill();
    showPage();
    const AgreeDialog *dialog = agreeDialog();
    auto *customer = dialog->findChild<QComboBox *>(u"customer"_s);
    customer->setCurrentIndex(1);
    QCOMPARE(customer->currentText(), u"北方数据"_s);
    QVERIFY(textsOf(dialog).contains(u"北方数据 is not on this plan"_s));
    click(dialog, "agree");
    QVERIFY(textsOf(dialog).contains(u"Fill in at least one value."_s));
    QVERIFY(stored().empty());
}

void TestPlanAgreements::followsTheLastAgreement()
{
    fill();
    agreed(R"({"discounts":[{"percent":"10"}]})", "2026-11-01");
    agreed(R"({"discounts":[{"percent":"20"}],"minimum":"5.00"})", "2026-12-10");
    showPage();
    const AgreeDialog *dialog = agreeDialog();
    auto *from = dialog->findChild<QDateEdit *>(u"from"_s);
    QCOMPARE(from->date(), QDate(2026, 12, 11));
    QCOMPARE(dialog->findChild<QLineEdit *>(u"/discounts/0/percent"_s)->text(), u"20"_s);
    const QString history = dialog->findChild<QLabel *>(u"history"_s)->text();
    QVERIFY2(history.contains(u"Agreement 2, from 10 Dec 2026 (scheduled)"_s), qPrintable(history));
    QVERIFY2(history.contains(u"Agreement 1, from 1 Nov 2026 (in force)"_s), qPrintable(history));
    click(dialog, "agree"); // nothing is changed
    QVERIFY(textsOf(dialog).contains(u"are agreed on already"_s));
    enter(dialog, "/discounts/0/percent", u"25"_s);
    enter(dialog, "/minimum", QString());
    from->setDate(QDate(2026, 12, 10));
    QVERIFY(textsOf(dialog).contains(u"after agreement 2, which holds from 10 Dec 2026"_s));
    click(dialog, "agree");
    QCOMPARE(stored().size(), 2U);
    from->setDate(QDate(2027, 1, 1));
    click(dialog, "agree");
    QTRY_COMPARE(m_notices.size(), 1);
    const std::vector<AgreementRow> rows = stored();
    QCOMPARE(rows.size(), 3U);
    QCOMPARE(QByteArray::fromStdString(rows[2].terms.dumpCanonical()), QByteArray(R"({"discounts":[{"percent":"25"}]})"));
}

void TestPlanAgreements::keepsWhatTheFormCannotSay()
{
    fill();
    agreed(R"({"charges":[{"id":"calls","price":{"tiers":[{"rate":"0.002"}]}}],"tax":{"percent":"7","on":"total"}})",
        "2026-11-01");
    showPage();
    const AgreeDialog *dialog = agreeDialog();
    const auto *tier = dialog->findChild<QLineEdit *>(u"/charges/0/price/tiers/0/rate"_s);
    QVERIFY(!tier->isEnabled());
    QCOMPARE(tier->placeholderText(), u"agreed otherwise; stays so"_s);
    enter(dialog, "/charges/1/price/amount", u"0"_s);
    click(dialog, "agree");
    QTRY_COMPARE(m_notices.size(), 1);
    QCOMPARE(QByteArray::fromStdString(stored().at(1).terms.dumpCanonical()),
        QByteArray(R"({"charges":[{"id":"calls","price":{"tiers":[{"rate":"0.002"}]}},{"id":"seat","price":{"amount":)"
                    R"("0"}}],"tax":{"on":"total","percent":"7"}})"));
}

void TestPlanAgreements::endsAnAgreement()
{
    fill();
    agreed(R"({"discounts":[{"percent":"10"}]})", "2026-11-01");
    showPage();
    m_page->findChild<QTabWidget *>()->setCurrentIndex(agreementsTab);
    table("agreements")->selectRow(0);
    click(m_page, "endAgreement");
    const auto *dialog = m_window->findChild<EndAgreementDialog *>();
    QVERIFY(dialog);
    QVERIFY(textsOf(dialog).contains(u"agreement 1 does:"_s));
    auto *from = dialog->findChild<QDateEdit *>(u"from"_s);
    from->setDate(QDate(2026, 10, 1));
    click(dialog, "end");
    QCOMPARE(stored().size(), 1U); // before it began
    from->setDate(QDate(2026, 12, 1));
    click(dialog, "end");
    QTRY_COMPARE(m_notices, QStringList{u"From 2026-12-01 on, Acme pays what the plan says."_s});
    settle();
    QCOMPARE(stored().at(1).terms, Json(Json::Object{}));
    QCOMPARE(cell("agreements", 0, 3), u"scheduled"_s);
    QCOMPARE(cell("agreements", 0, 4), u"As the plan says"_s);
    QCOMPARE(cell("agreements", 1, 3), u"in force"_s);
    QVERIFY(!action("plan.endAgreement")->isEnabled()); // there is none to end any more
    QVERIFY(!find<QPushButton>("endAgreement")->isEnabled());
}

void TestPlanAgreements::offersNothingWhereNothingCanBeAgreed()
{
    fill();
    showPage();
    auto *tabs = m_page->findChild<QTabWidget *>();
    QVERIFY(action("plan.agree")->isEnabled() && !action("plan.endAgreement")->isEnabled());
    QVERIFY(tabs->isTabVisible(agreementsTab));
    choosePlan(u"Basic"_s);
    QVERIFY(!action("plan.agree")->isEnabled() && !tabs->isTabVisible(agreementsTab));
    action("plan.duplicate")->trigger(); // a draft that is not stored
    settle();
    QVERIFY(!action("plan.agree")->isEnabled() && !tabs->isTabVisible(agreementsTab));
    QVERIFY(action("plan.rates")->isEnabled());
}

void TestPlanAgreements::statesARate()
{
    fill();
    showPage();
    action("plan.rates")->trigger();
    auto *dialog = m_window->findChild<RatesDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isSettled());
    QCOMPARE(dialog->findChild<QComboBox *>(u"base"_s)->currentText(), u"USD"_s);
    QCOMPARE(dialog->findChild<QComboBox *>(u"quote"_s)->currentText(), u"CNY"_s); // the other customer's
    enter(dialog, "rate", u"7.125"_s);
    enter(dialog, "source", u"ECB"_s);
    click(dialog, "stateRate");
    QTRY_COMPARE(m_notices, QStringList{u"One USD costs 7.125 CNY from 2026-11-23."_s});
    QTRY_COMPARE(ratesOf(dialog)->rowCount(), 1);
    const auto text = [&](int column) { return ratesOf(dialog)->index(0, column).data().toString(); };
    QCOMPARE(QStringList({text(0), text(1), text(2), text(3)}),
        QStringList({u"USD → CNY"_s, u"2026-11-23"_s, u"7.125"_s, u"ECB"_s}));
    QVERIFY(dialog->isVisible()); // for the next one
    QCOMPARE(dialog->findChild<QLineEdit *>(u"rate"_s)->text(), QString());
}

void TestPlanAgreements::refusesARateAtItsField_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("quote");
    QTest::addColumn<QString>("rate");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("message");
    QTest::newRow("no rate") << u"USD"_s << u"CNY"_s << QString() << "rate"_ba << u"An empty text cannot be read."_s;
    QTest::newRow("no number") << u"USD"_s << u"CNY"_s << u"much"_s << "rate"_ba << u"“much” cannot be read."_s;
    QTest::newRow("nothing") << u"USD"_s << u"CNY"_s << u"0"_s << "rate"_ba << u"“0” is outside what is allowed."_s;
    QTest::newRow("another for the day") << u"USD"_s << u"EUR"_s << u"0.9"_s << "rate"_ba
                                         << u"For this day 0.85 is stated already, and stays."_s;
    QTest::newRow("into itself") << u"USD"_s << u"usd"_s << u"1"_s << "quote"_ba << u"Choose another currency."_s;
    QTest::newRow("no currency") << u"USD"_s << u"XYZ"_s << u"1"_s << "quote"_ba << u"“XYZ”"_s;
    QTest::newRow("no currency to convert") << u"X"_s << u"CNY"_s << u"1"_s << "base"_ba << u"“X”"_s;
}

void TestPlanAgreements::refusesARateAtItsField()
{
    QFETCH(QString, base);
    QFETCH(QString, quote);
    QFETCH(QString, rate);
    QFETCH(QByteArray, field);
    QFETCH(QString, message);
    fill();
    inServices([](Services &services) {
        QVERIFY(services.exchange.set({"USD", "EUR", "2026-11-23", *Decimal::parse("0.85"), "ECB"}).has_value());
    });
    showPage();
    action("plan.rates")->trigger();
    auto *dialog = m_window->findChild<RatesDialog *>();
    dialog->findChild<QComboBox *>(u"base"_s)->setCurrentText(base);
    dialog->findChild<QComboBox *>(u"quote"_s)->setCurrentText(quote);
    enter(dialog, "rate", rate);
    click(dialog, "stateRate");
    QTRY_VERIFY(dialog->isSettled());
    const auto *input = dialog->findChild<QWidget *>(QString::fromLatin1(field));
    QVERIFY2(textsOf(input->parentWidget()).contains(message), qPrintable(textsOf(input->parentWidget())));
    QCOMPARE(ratesOf(dialog)->rowCount(), 1);
    QVERIFY(m_notices.isEmpty());
}

void TestPlanAgreements::looksRight_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<QString>("language");
    QTest::newRow("light, English") << false << u"en"_s;
    QTest::newRow("dark, Chinese") << true << u"zh_CN"_s;
}

/// Pictures for people, and what can be checked without them: whatever can be reached by keys has a name.
void TestPlanAgreements::looksRight()
{
    QFETCH(bool, isDark);
    QFETCH(QString, language);
    QTranslator catalogue;
    QVERIFY(catalogue.load(u":/i18n/toll_"_s + language));
    QCoreApplication::installTranslator(&catalogue);
    const QLocale before;
    QLocale::setDefault(QLocale(language));
    const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
    m_theme->setChoice(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    fill();
    showPage();
    m_page->findChild<QTabWidget *>()->setCurrentIndex(agreementsTab);
    look(m_window.get(), u"agreements-none-"_s + language);
    agreed(R"({"discounts":[{"percent":"10"}]})", "2026-09-01");
    agreed(R"({"charges":[{"id":"seat","price":{"amount":"5.00"}}],"discounts":[{"percent":"20"}],"minimum":"5.00"})",
        "2026-12-10");
    settle();
    look(m_window.get(), u"agreements-"_s + language);
    AgreeDialog *dialog = agreeDialog();
    enter(dialog, "/charges/1/price/amount", u"nine"_s);
    click(dialog, "agree");
    look(dialog, u"agree-"_s + language);
    dialog->close();
    action("plan.endAgreement")->trigger();
    look(m_window->findChild<EndAgreementDialog *>(), u"end-"_s + language);
    m_window->findChild<EndAgreementDialog *>()->close();
    inServices([](Services &services) {
        QVERIFY(services.exchange.set({"USD", "CNY", "2026-10-31", *Decimal::parse("7.1"), "ECB"}).has_value());
    });
    action("plan.rates")->trigger();
    auto *rates = m_window->findChild<RatesDialog *>();
    QTRY_VERIFY(rates->isSettled());
    enter(rates, "rate", u"0"_s);
    click(rates, "stateRate");
    QTRY_VERIFY(rates->isSettled());
    look(rates, u"rates-"_s + language);
}

void TestPlanAgreements::look(QWidget *window, const QString &name)
{
    QTest::qWait(30);
    shoot(*window, name);
    for (const QWidget *widget : window->findChildren<QWidget *>())
        if ((widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->isVisible() && !widget->focusProxy()) {
            const QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            const QString known = reader ? reader->text(QAccessible::Name) : QString();
            QVERIFY2(!known.isEmpty(), qPrintable(QString::fromLatin1(widget->metaObject()->className())
                + u' ' + widget->objectName()));
        }
}

QTEST_MAIN(TestPlanAgreements)
#include "tst_planagreements.moc"
