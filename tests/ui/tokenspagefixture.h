// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/entropy.h"
#include "tests/support/catalogue.h"
#include "tests/support/shots.h"
#include "ui/pages/tokens/secretclipboard.h"
#include "ui/pages/tokens/tokenspage.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

namespace toll::test {

inline const Instant today = *parseRfc3339("2026-11-23T12:00:00Z");

inline TokenPrice price(const char *rate, const char *cap, const char *lifetime)
{
    TokenPrice price;
    price.rate = *Decimal::parse(rate);
    if (*cap)
        price.caps = {*parseCap(cap)};
    price.lifetime = *parseLifetime(lifetime);
    return price;
}

/// One row a day: 150 requests of `token` on each of the `days` before today.
inline QByteArray usageOf(const char *token, int days, int count)
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
inline void shootSettled(QWidget &widget, const QString &name)
{
    QTest::qWait(30);
    shoot(widget, name);
}

/// A page of tokens in a window of its own, over a workspace with two customers and six tokens.
class TokensPageFixture : public QObject {
protected:
    void open();
    void close();
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

inline void TokensPageFixture::open()
{
    speakEnglish();
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

inline void TokensPageFixture::close()
{
    m_window.reset();
    m_workspace.reset();
    QGuiApplication::clipboard()->clear();
    qDeleteAll(qApp->findChildren<SecretClipboard *>());
}

template<typename Work>
void TokensPageFixture::inServices(Work work)
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

inline void TokensPageFixture::fill()
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

inline void TokensPageFixture::showPage()
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

inline void TokensPageFixture::settle()
{
    inServices([](Services &) {}); // whatever was asked before has been answered
    QTRY_VERIFY(m_page->isSettled());
}

inline int TokensPageFixture::rowOf(const char *name) const
{
    const QAbstractItemModel *model = table()->model();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, 0).data().toString() == QLatin1String(name))
            return row;
    return -1;
}

inline QString TokensPageFixture::cell(const char *name, int column) const
{
    return table()->model()->index(rowOf(name), column).data().toString();
}

inline void TokensPageFixture::select(const char *name)
{
    QVERIFY(rowOf(name) >= 0);
    table()->selectRow(rowOf(name));
    settle();
}

template<typename Dialog>
Dialog *TokensPageFixture::openDialog(const char *actionId)
{
    action(actionId)->trigger();
    settle();
    return m_window->findChild<Dialog *>();
}

} // namespace toll::test
