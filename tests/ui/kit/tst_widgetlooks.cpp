// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shots.h"
#include "tests/ui/kit/sample.h"
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
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <array>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace toll;
using namespace toll::test;

/// Pictures of the whole kit, for the eye.
class WidgetLooksTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanup() { qApp->setPalette(paletteOf(lightColors())); }

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

void WidgetLooksTest::looksRight()
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
    WidgetLooksTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_widgetlooks.moc"
