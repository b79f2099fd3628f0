// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kit/sample.h"
#include "ui/charts/chartpalette.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/editablelabel.h"
#include "ui/widgets/filterchips.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/periodpicker.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/sliderfield.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace toll;
using namespace toll::test;

class WidgetsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanup() { qApp->setPalette(paletteOf(lightColors())); }

    void keepsContrast_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void keepsContrast()
    {
        QFETCH(bool, isDark);
        const ThemeColors &c = isDark ? darkColors() : lightColors();
        for (const QColor &ground : {c.window, c.surface, c.selection, c.hover}) {
            for (const QColor &text : {c.text, c.muted, c.accent, c.ok, c.warning, c.danger})
                QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + u" on "_s + ground.name()));
        }
        for (const Tone tone : {Tone::Accent, Tone::Ok, Tone::Warning, Tone::Danger}) {
            QVERIFY(contrast(c.text, c.tintOf(tone)) >= 4.5);
            QVERIFY(contrast(c.ofTone(tone), c.tintOf(tone)) >= 4.5);
        }
        QVERIFY(contrast(c.onAccent, c.accent) >= 4.5);
        QVERIFY(contrast(c.onAccent, c.danger) >= 4.5);
        QVERIFY(contrast(c.border, c.surface) >= 3);
        QVERIFY(contrast(c.border, c.window) >= 3);
        QVERIFY(contrast(c.accent, c.surface) >= 3);
    }

    void findsColoursByPalette()
    {
        QVERIFY(themeColors(paletteOf(darkColors())).isDark);
        QVERIFY(!themeColors(paletteOf(lightColors())).isDark);
    }

    void tintsEveryIcon()
    {
        const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() >= 35);
        for (const QString &file : files) {
            if (file == u"tollkeeper.svg"_s)
                continue;
            const QIcon tinted = icon(file.chopped(4), Tone::Danger);
            const QImage image = tinted.pixmap(48, 48).toImage();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    if (pixel.alpha() == 255) {
                        ++inked;
                        QCOMPARE(pixel, lightColors().danger);
                    }
                }
            }
            QVERIFY2(inked > 20, qPrintable(file));
        }
        QVERIFY(icon(u"no-such-icon"_s).isNull());
        QVERIFY(!applicationIcon().isNull());
    }

    void followsTheThemeInIcons()
    {
        const QIcon sign = icon(u"check"_s);
        const QImage before = sign.pixmap(32, 32).toImage();
        qApp->setPalette(paletteOf(darkColors()));
        QVERIFY(sign.pixmap(32, 32).toImage() != before);
        QVERIFY(sign.pixmap(32, 32, QIcon::Disabled).toImage() != sign.pixmap(32, 32).toImage());
    }

    void presentsAndDismissesBanners()
    {
        InlineBanner banner;
        QVERIFY(!banner.isVisibleTo(nullptr) || banner.isHidden());
        bool hasRun = false;
        banner.present(
            Tone::Warning, u"<b>3 tokens</b> expire this week."_s, u"Extend…"_s, [&hasRun] { hasRun = true; });
        QVERIFY(!banner.isHidden());
        QCOMPARE(banner.findChild<QLabel *>()->textFormat(), Qt::PlainText);
        QTest::mouseClick(banner.findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(hasRun);
        QSignalSpy spy(&banner, &InlineBanner::dismissed);
        QTest::mouseClick(banner.findChild<QToolButton *>(), Qt::LeftButton);
        QCOMPARE(spy.size(), 1);
        QVERIFY(banner.isHidden());
    }

    void offersToTakeBackInToasts()
    {
        QWidget host;
        host.resize(800, 600);
        Toast toast(&host);
        host.show();
        toast.setDuration(80);
        int undone = 0;
        toast.present(u"Suspended “mobile-gw”."_s, u"Undo"_s, [&undone] { ++undone; });
        QVERIFY(toast.isVisible());
        QVERIFY(toast.geometry().bottom() < 600 && toast.geometry().center().x() - 400 <= 1);
        QTest::mouseClick(toast.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(undone, 1);
        QVERIFY(!toast.isVisible());
        toast.present(u"Exported."_s);
        QVERIFY(!toast.findChild<QPushButton *>()->isVisible());
        QTRY_VERIFY(!toast.isVisible());
    }

    void namesKeyFigures()
    {
        KpiCard card(u"Spend this month"_s);
        card.setValue(u"$1,534.28"_s);
        card.setNote(u"12.4% more than last month"_s, Tone::Warning);
        QCOMPARE(card.accessibleName(), u"Spend this month: $1,534.28, 12.4% more than last month"_s);
        QSignalSpy spy(&card, &QAbstractButton::clicked);
        QTest::keyClick(&card, Qt::Key_Space);
        QCOMPARE(spy.size(), 1);
    }

    void searchesOnceTypingPauses()
    {
        SearchField field(u"Search"_s, QKeySequence(u"Ctrl+F"_s));
        QVERIFY(field.placeholderText().contains(u"Ctrl+F"_s));
        QSignalSpy spy(&field, &SearchField::searched);
        QTest::keyClicks(&field, u"gw"_s);
        QCOMPARE(spy.size(), 0);
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toString(), u"gw"_s);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(spy.size(), 2);
        QVERIFY(field.text().isEmpty());
    }

    void stepsThroughPeriods()
    {
        const Zone berlin = test::zone("Europe/Berlin");
        PeriodPicker picker(fixedClock(), berlin);
        QSignalSpy spy(&picker, &PeriodPicker::periodChanged);
        picker.setPreset(PeriodPreset::ThisMonth);
        QCOMPARE(picker.period(), periodOfDays(QDate(2026, 11, 1), QDate(2026, 11, 23), berlin));
        picker.showPrevious();
        QCOMPARE(picker.preset(), PeriodPreset::LastMonth);
        QCOMPARE(picker.period(), periodOfDays(QDate(2026, 10, 1), QDate(2026, 10, 31), berlin));
        picker.showPrevious();
        QCOMPARE(picker.preset(), PeriodPreset::Custom);
        picker.showNext();
        picker.showNext();
        QCOMPARE(picker.preset(), PeriodPreset::ThisMonth);
        QCOMPARE(spy.size(), 5);
        picker.setZone(Zone());
        QCOMPARE(picker.period(), periodOfDays(QDate(2026, 11, 1), QDate(2026, 11, 23), Zone()));
    }

    void slidesAndTypesExactNumbers()
    {
        SliderField field(u"Rate"_s, {decimal("0"), decimal("0.01"), decimal("0.0001")}, decimal("0.002"));
        QSignalSpy spy(&field, &SliderField::valueChanged);
        auto *slider = field.findChild<QSlider *>();
        auto *edit = field.findChild<QLineEdit *>();
        QCOMPARE(slider->value(), 20);
        slider->setValue(35);
        QCOMPARE(field.value(), decimal("0.0035"));
        edit->selectAll();
        QTest::keyClicks(edit, u"0.00212345678"_s);
        QCOMPARE(field.value(), decimal("0.00212345678"));
        QCOMPARE(slider->value(), 21);
        edit->selectAll();
        QTest::keyClicks(edit, u"5"_s);
        QCOMPARE(field.value(), decimal("0.00212345678"));
        QVERIFY(edit->accessibleDescription().contains(u"0.01"_s));
        QTest::mouseClick(field.findChild<QToolButton *>(), Qt::LeftButton);
        QCOMPARE(field.value(), decimal("0.002"));
        QCOMPARE(spy.last()[0].value<Decimal>(), decimal("0.002"));
    }

    void hidesChipsThatShowNothing()
    {
        FilterChips chips;
        chips.setChips({{u"all"_s, u"All"_s, 48}, {u"active"_s, u"Active"_s, 41}, {u"expired"_s, u"Expired"_s, 0}});
        QCOMPARE(chips.current(), u"all"_s);
        const auto buttons = chips.findChildren<QPushButton *>();
        QVERIFY(buttons[2]->isHidden());
        QSignalSpy spy(&chips, &FilterChips::currentChanged);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(spy[0][0].toString(), u"active"_s);
        chips.setChips({{u"all"_s, u"All"_s, 0}, {u"active"_s, u"Active"_s, 0}});
        QVERIFY(!buttons[0]->isHidden());
        QVERIFY(!buttons[1]->isHidden());
        QCOMPARE(chips.current(), u"active"_s);
    }

    void offersEverything()
    {
        PeriodPicker picker(fixedClock(), Zone());
        QSignalSpy spy(&picker, &PeriodPicker::periodChanged);
        const Interval extent = periodOfDays(QDate(2026, 3, 1), QDate(2026, 3, 20), Zone());
        picker.offerAll(extent);
        picker.setAll();
        QCOMPARE(picker.period(), extent);
        QVERIFY(!picker.range());
        QCOMPARE(spy.size(), 1);
        for (const QToolButton *button : picker.findChildren<QToolButton *>())
            QCOMPARE(button->isEnabled(), button->menu() != nullptr); // there is nothing before and after
        const QVariantMap everything = picker.state();
        picker.setPreset(PeriodPreset::LastMonth);
        const QVariantMap lastMonth = picker.state();
        picker.restore(everything);
        QVERIFY(picker.isAll());
        picker.restore(lastMonth);
        QCOMPARE(picker.range(), std::optional(periodOfDays(QDate(2026, 10, 1), QDate(2026, 10, 31), Zone())));
        picker.restore({{u"preset"_s, 99}});
        QCOMPARE(picker.preset(), PeriodPreset::Last30Days);
    }

    void searchesAtOnceWhenTold()
    {
        SearchField field(u"Search"_s);
        QSignalSpy spy(&field, &SearchField::searched);
        field.search(u"gw"_s);
        field.search(u"gw"_s);
        QCOMPARE(spy.size(), 1);
        QTest::qWait(300);
        QCOMPARE(spy.size(), 1);
    }

    void wrapsNotesOnCards()
    {
        KpiCard card(u"Spend this month"_s);
        card.setNote(u"More than last month"_s);
        card.resize(220, 100);
        const int one = card.sizeHint().height();
        card.setNote(u"More than last month\nand $1,534.28 · €206.25 · ¥1,284,511 · £9,311.40"_s);
        QCOMPARE(card.sizeHint().height(), one + 2 * card.fontMetrics().height());
        QVERIFY(!card.accessibleName().contains(u'\n'));
    }

    void editsLabels()
    {
        EditableLabel label(u"Note"_s, u"none"_s);
        label.setText(u"before"_s);
        label.show();
        QVERIFY(QTest::qWaitForWindowActive(&label));
        QSignalSpy spy(&label, &EditableLabel::edited);
        auto *button = label.findChild<QToolButton *>();
        auto *input = label.findChild<QLineEdit *>();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(input->hasFocus());
        QTest::keyClicks(input, u"after"_s);
        label.setText(u"meanwhile"_s);
        QCOMPARE(input->text(), u"after"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toString(), u"after"_s);
        QVERIFY(!label.isEditing() && button->hasFocus());
        QTest::keyClick(button, Qt::Key_Space);
        QTest::keyClicks(input, u"nonsense"_s);
        QTest::keyClick(input, Qt::Key_Escape);
        QVERIFY(!label.isEditing());
        QCOMPARE(spy.size(), 1);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    WidgetsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_widgets.moc"
