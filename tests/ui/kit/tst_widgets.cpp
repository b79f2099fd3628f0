// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shots.h"
#include "tests/support/zones.h"
#include "ui/charts/chartpalette.h"
#include "ui/models/rowsmodel.h"
#include "ui/text/moneytext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterchips.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/periodpicker.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/sliderfield.h"
#include "ui/widgets/status.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <array>
#include <memory>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace toll;

namespace {

struct TokenRow {
    QString id;
    QString name;
    Status status;
    Decimal spend;
};

Decimal decimal(const char *text)
{
    return *Decimal::parse(text);
}

std::vector<Column<TokenRow>> columns(bool isChinese = false)
{
    const Currency dollars{"USD", 2};
    std::vector<Column<TokenRow>> all(3);
    all[0].id = u"name"_s;
    all[0].title = isChinese ? u"名称"_s : u"Name"_s;
    all[0].text = [](const TokenRow &row) { return row.name; };
    all[1].id = u"status"_s;
    all[1].title = isChinese ? u"状态"_s : u"Status"_s;
    all[1].status = [](const TokenRow &row) { return row.status; };
    all[2].id = u"spend"_s;
    all[2].title = isChinese ? u"本月费用"_s : u"Spend this month"_s;
    all[2].alignment = Qt::AlignRight;
    all[2].text = [dollars](const TokenRow &row) { return moneyText(row.spend, dollars); };
    all[2].sortKey = [](const TokenRow &row) { return row.spend; };
    all[2].copy = [](const TokenRow &row) { return QString::fromStdString(row.spend.toString()); };
    return all;
}

std::vector<TokenRow> tokens(bool isChinese = false)
{
    const auto say = [isChinese](
                         const QString &english, const QString &chinese) { return isChinese ? chinese : english; };
    return {{u"1"_s, u"billing-prod"_s, {Shape::Dot, Tone::Ok, say(u"Active"_s, u"有效"_s)}, decimal("412.5")},
        {u"2"_s, u"mobile-gw"_s, {Shape::Half, Tone::Warning, say(u"Expires in 3 days"_s, u"3 天后过期"_s)},
            decimal("206.25")},
        {u"3"_s, u"partner-acme"_s, {Shape::Triangle, Tone::Danger, say(u"Exhausted"_s, u"已用尽"_s)},
            decimal("1031.13")},
        {u"4"_s, u"qa-staging"_s, {Shape::Square, Tone::Muted, say(u"Suspended"_s, u"已停用"_s)}, decimal("0")},
        {u"5"_s, u"cn-edge"_s, {Shape::Cross, Tone::Danger, say(u"Revoked"_s, u"已吊销"_s)}, decimal("-51.56")},
        {u"6"_s, u"a-token-with-a-rather-long-name-that-does-not-fit-anywhere"_s,
            {Shape::Ring, Tone::Muted, say(u"Unused"_s, u"未使用"_s)}, decimal("9")}};
}

using Model = RowsModel<TokenRow>;

Model *newModel(QObject *parent, bool isChinese = false)
{
    auto *model = new Model(
        columns(isChinese), [](const TokenRow &row) { return row.id; }, parent);
    model->setRows(tokens(isChinese));
    return model;
}

Clock fixedClock()
{
    return [] { return test::utc("2026-11-23T12:00:00.000Z"); };
}

} // namespace

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

    void copiesWhatIsSeenAndExactNumbers()
    {
        DataTable table;
        table.setModel(newModel(&table));
        table.view()->selectRow(2);
        QCOMPARE(table.selectionAsText(false), u"partner-acme\tExhausted\t1031.13"_s);
        table.view()->setColumnHidden(1, true);
        QCOMPARE(table.selectionAsText(true), u"Name\tSpend this month\npartner-acme\t1031.13"_s);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        table.view()->setFocus();
        QTest::keyClick(table.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"Name\tSpend this month\npartner-acme\t1031.13"_s);
    }

    void sortsByHeaderClicks()
    {
        DataTable table;
        Model *model = newModel(&table);
        table.setModel(model);
        table.resize(700, 300);
        table.show();
        const QHeaderView *header = table.view()->horizontalHeader();
        const auto click = [header](int column, Qt::KeyboardModifiers modifiers) {
            const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers, at);
        };
        click(2, {});
        QCOMPARE(model->sortOrder(), (std::vector<TableModel::SortBy>{{2, Qt::DescendingOrder}}));
        QCOMPARE(model->keyAt(0), u"3"_s);
        click(0, Qt::ShiftModifier);
        QCOMPARE(model->sortOrder().size(), std::size_t{2});
        click(2, {});
        QCOMPARE(model->sortOrder(), (std::vector<TableModel::SortBy>{{2, Qt::AscendingOrder}}));
    }

    void restoresItsStateByColumnIds()
    {
        DataTable first;
        first.setModel(newModel(&first));
        first.resize(800, 300);
        first.show();
        first.view()->horizontalHeader()->moveSection(2, 0);
        first.view()->setColumnWidth(1, 203);
        static_cast<TableModel *>(first.view()->model())->sort(2, Qt::DescendingOrder);
        const QByteArray state = first.saveState();

        DataTable second;
        Model *model = newModel(&second);
        second.setModel(model);
        second.resize(800, 300);
        second.show();
        QVERIFY(second.restoreState(state));
        QCOMPARE(second.view()->horizontalHeader()->logicalIndex(0), 2);
        QCOMPARE(second.view()->columnWidth(1), 203);
        QCOMPARE(model->sortOrder(), (std::vector<TableModel::SortBy>{{2, Qt::DescendingOrder}}));
        QVERIFY(!second.restoreState("{\"version\":99}"));
        QVERIFY(!second.restoreState("rubbish"));
        QCOMPARE(second.view()->columnWidth(1), 203);
    }

    void opensRowsAndOffersColumns()
    {
        DataTable table;
        table.setModel(newModel(&table));
        table.show();
        QSignalSpy spy(&table, &DataTable::activated);
        QVERIFY(table.selectKey(u"2"_s));
        QTest::keyClick(table.view(), Qt::Key_Return);
        QCOMPARE(spy[0][0].toString(), u"2"_s);
        const std::unique_ptr<QMenu> menu(table.createColumnMenu());
        QCOMPARE(menu->actions().size(), 3);
        menu->actions()[1]->setChecked(false);
        QVERIFY(table.view()->isColumnHidden(1));
        QVERIFY(!table.selectKey(u"no such key"_s));
    }

    void showsTheRightEmptyState()
    {
        DataTable table;
        Model *model = newModel(&table);
        auto *noRows = new QLabel(u"nothing yet"_s);
        auto *noMatch = new QLabel(u"no match"_s);
        table.setModel(model);
        table.setEmptyStates(noRows, noMatch);
        table.show();
        QVERIFY(table.view()->isVisible());
        model->setFilter([](const TokenRow &) { return false; });
        QVERIFY(noMatch->isVisible());
        model->setRows({});
        QVERIFY(noRows->isVisible());
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

    void looksRight_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isChinese");
        QTest::newRow("light-en") << false << false;
        QTest::newRow("dark-en") << true << false;
        QTest::newRow("light-zh") << false << true;
        QTest::newRow("dark-zh") << true << true;
    }
    void looksRight();
};

namespace {

QWidget *controls()
{
    auto *box = new Card;
    auto *grid = new QGridLayout(box);
    auto *primary = new QPushButton(icon(u"plus"_s), u"New token"_s);
    primary->setIcon(iconOnAccent(u"plus"_s));
    setPrimary(primary);
    auto *danger = new QPushButton(u"Revoke…"_s);
    setDanger(danger);
    auto *off = new QPushButton(u"Disabled"_s);
    off->setEnabled(false);
    auto *flat = new QToolButton;
    flat->setAutoRaise(true);
    flat->setIcon(icon(u"refresh"_s));
    auto *combo = new QComboBox;
    combo->addItems({u"Price +10 %"_s, u"Traffic doubles"_s});
    auto *editable = new QComboBox;
    editable->setEditable(true);
    editable->addItem(u"Asia/Shanghai"_s);
    auto *spin = new QSpinBox;
    spin->setMaximum(100000);
    spin->setValue(10000);
    auto *checked = new QCheckBox(u"Remind me"_s);
    checked->setChecked(true);
    auto *radio = new QRadioButton(u"Lifetime"_s);
    radio->setChecked(true);
    auto *progress = new QProgressBar;
    progress->setValue(62);
    progress->setTextVisible(false);
    progress->setFixedHeight(8);
    auto *text = new QPlainTextEdit(u"A note"_s);
    text->setFixedHeight(56);
    auto *tabs = new QTabWidget;
    for (const QString &name : {u"Overview"_s, u"Usage"_s, u"Limits"_s, u"History"_s})
        tabs->addTab(new QLabel(name), name);
    auto *focused = new QLineEdit(u"Focused"_s);
    focused->setObjectName(u"focused"_s);
    int place = 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{primary, danger, off, new QPushButton(u"Export"_s), flat,
             combo, editable, spin, checked, new QCheckBox(u"Off"_s), radio, new QRadioButton(u"Window"_s), progress,
             focused, text, new QLineEdit(u"Plain"_s)}) {
        grid->addWidget(widget, place / 4, place % 4);
        ++place;
    }
    grid->addWidget(tabs, 4, 0, 1, 4);
    return box;
}

QWidget *tablePart(bool isChinese)
{
    auto *table = new DataTable;
    table->setModel(newModel(table, isChinese));
    table->setStretchColumn(u"name"_s);
    table->setFooter(isChinese ? u"48 个令牌中的 6 个 · $1,607.32"_s : u"6 of 48 tokens · $1,607.32"_s);
    table->selectKey(u"2"_s);
    static_cast<TableModel *>(table->view()->model())->sort(2, Qt::DescendingOrder);
    return table;
}

QWidget *inputs(bool isChinese)
{
    auto *box = new Card;
    auto *layout = new QVBoxLayout(box);
    auto *period = new PeriodPicker(fixedClock(), test::zone("Asia/Shanghai"));
    period->setPreset(PeriodPreset::ThisMonth);
    auto *row = new QHBoxLayout;
    row->addWidget(new SearchField(isChinese ? u"搜索令牌"_s : u"Search tokens"_s, QKeySequence(u"Ctrl+F"_s)), 1);
    row->addWidget(period);
    layout->addLayout(row);
    auto *chips = new FilterChips;
    chips->setChips(
        {{u"all"_s, isChinese ? u"全部"_s : u"All"_s, 48}, {u"active"_s, isChinese ? u"有效"_s : u"Active"_s, 41},
            {u"soon"_s, isChinese ? u"7 天内到期"_s : u"Expiring"_s, 3},
            {u"off"_s, isChinese ? u"已停用"_s : u"Suspended"_s, 2}});
    layout->addWidget(chips);
    auto *slider = new SliderField(isChinese ? u"单价"_s : u"Rate per request"_s,
        {decimal("0"), decimal("0.01"), decimal("0.0001")}, decimal("0.002"), isChinese ? u"美元"_s : u"USD"_s);
    slider->setValue(decimal("0.0065"));
    layout->addWidget(slider);
    auto *status = new StatusLabel;
    status->setStatus({Shape::Half, Tone::Warning, isChinese ? u"3 天后过期"_s : u"Expires in 3 days"_s});
    layout->addWidget(status);
    layout->addStretch();
    return box;
}

} // namespace

void WidgetsTest::looksRight()
{
    if (qEnvironmentVariableIsEmpty("TOLL_SHOTS"))
        QSKIP("TOLL_SHOTS names no folder for the pictures");
    QFETCH(bool, isDark);
    QFETCH(bool, isChinese);
    qApp->setPalette(paletteOf(isDark ? darkColors() : lightColors()));
    QLocale::setDefault(
        isChinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English, QLocale::UnitedStates));
    QWidget page;
    page.resize(1280, 800);
    auto *grid = new QGridLayout(&page);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setSpacing(12);
    auto *kpis = new QHBoxLayout;
    const std::array<std::tuple<QString, QString, QString, Tone>, 4> figures{
        {{isChinese ? u"本月费用"_s : u"Spend this month"_s, u"$1,534.28"_s,
             isChinese ? u"比上月同期多 12.4%"_s : u"12.4% more than last month"_s, Tone::Warning},
            {isChinese ? u"请求数"_s : u"Requests"_s, u"1,284,511"_s, u"p95 812 ms"_s, Tone::Ok},
            {isChinese ? u"有效令牌"_s : u"Active tokens"_s, u"48"_s,
                isChinese ? u"7 天内 3 个到期"_s : u"3 expire within 7 days"_s, Tone::Danger},
            {isChinese ? u"预测"_s : u"Forecast"_s, QString(), isChinese ? u"数据不足"_s : u"Too little data"_s,
                Tone::Muted}}};
    for (const auto &[title, value, note, tone] : figures) {
        auto *card = new KpiCard(title);
        card->setValue(value);
        card->setNote(note, tone);
        kpis->addWidget(card);
    }
    grid->addLayout(kpis, 0, 0, 1, 2);
    auto *banners = new QVBoxLayout;
    for (const Tone tone : {Tone::Accent, Tone::Warning, Tone::Danger}) {
        auto *banner = new InlineBanner;
        banner->present(tone, isChinese ? u"您正在浏览演示数据。"_s : u"You are exploring demo data."_s,
            isChinese ? u"创建我的工作区"_s : u"Create my workspace"_s);
        banners->addWidget(banner);
    }
    grid->addLayout(banners, 1, 0);
    grid->addWidget(inputs(isChinese), 1, 1);
    grid->addWidget(tablePart(isChinese), 2, 0);
    auto *right = new QVBoxLayout;
    right->addWidget(controls());
    auto *empty = new EmptyState(u"invoices"_s, isChinese ? u"还没有账单"_s : u"No invoices yet"_s,
        isChinese ? u"本月将向 9 个客户开出 $1,534.28。"_s
                  : u"The current month would bill $1,534.28 to 9 customers."_s);
    empty->addButton(isChinese ? u"预览"_s : u"Preview"_s);
    empty->addButton(isChinese ? u"导入…"_s : u"Import…"_s);
    right->addWidget(empty, 1);
    grid->addLayout(right, 2, 1);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    Toast toast(&page);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    toast.present(
        isChinese ? u"已停用“mobile-gw”。"_s : u"Suspended “mobile-gw”."_s, isChinese ? u"撤销"_s : u"Undo"_s);
    page.findChild<QLineEdit *>(u"focused"_s)->setFocus();
    test::shoot(page, u"widgets-"_s + QString::fromLatin1(QTest::currentDataTag()));
    page.findChild<QTableView *>()->setFocus();
    test::shoot(page, u"widgets-table-"_s + QString::fromLatin1(QTest::currentDataTag()));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));

    QWidget icons;
    icons.resize(640, 240);
    int place = 0;
    for (const QString &file : QDir(u":/icons"_s).entryList({u"*.svg"_s})) {
        auto *label = new QToolButton(&icons);
        label->setAutoRaise(true);
        label->setIcon(file == u"tollkeeper.svg"_s ? applicationIcon() : icon(file.chopped(4)));
        label->setIconSize({32, 32});
        label->setGeometry(12 + place % 13 * 47, 12 + place / 13 * 52, 44, 44);
        ++place;
    }
    icons.show();
    test::shoot(icons, u"icons-"_s + QString::fromLatin1(QTest::currentDataTag()));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Theme theme(application);
    theme.setChoice(ThemeChoice::Light);
    WidgetsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_widgets.moc"
