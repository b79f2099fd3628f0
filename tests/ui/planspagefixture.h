// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/entropy.h"
#include "tests/support/catalogue.h"
#include "tests/support/shots.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/pages/plans/planspage.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include <memory>

namespace toll::test {

inline const Instant today = *parseRfc3339("2026-11-23T12:00:00Z");

inline QByteArray standardPlan(const QByteArray &lastRate = "0.006")
{
    return R"({"name":"Standard","currency":"USD","timezone":"Europe/Berlin","charges":[{"id":"calls","price":)"
           R"({"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.010"},{"rate":")"
        + lastRate + R"("}]}},{"id":"seat","price":{"shape":"fixed","amount":"9.00"}}]})";
}

/// The plans page in a window of its own; two customers, of whom one is on the plan Standard, with 40 requests a day.
class PlansPageFixture : public QObject {
protected:
    void open();
    void close();
    void fill();
    void showPage();
    void settle();
    template<typename Work>
    void inServices(Work work);

    [[nodiscard]] QTableView *table(const char *name) const
    {
        return m_page->findChild<QTableView *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString cell(const char *name, int row, int column) const
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    template<typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void type(const char *name, int row, int column, const QString &text);
    void choosePlan(const QString &name);
    QAction *action(const char *id) { return m_actions->find(QString::fromLatin1(id)); }
    [[nodiscard]] QString example() const { return find<QLabel>("example")->text(); }
    [[nodiscard]] int draftCount() const { return static_cast<int>(PlanDrafts::of(*m_workspace).all().size()); }
    [[nodiscard]] QString textsOf(const QWidget *widget) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<Jobs> m_jobs;
    std::unique_ptr<Undo> m_undo;
    std::unique_ptr<PageContext> m_context;
    std::unique_ptr<QWidget> m_window;
    PlansPage *m_page = nullptr;
    QStringList m_errors;
    QStringList m_notices;
};

inline void PlansPageFixture::open()
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

inline void PlansPageFixture::close()
{
    m_window.reset();
    m_workspace.reset();
    QGuiApplication::clipboard()->clear();
}

template<typename Work>
void PlansPageFixture::inServices(Work work)
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

inline void PlansPageFixture::fill()
{
    const QString path = m_folder->filePath(QStringLiteral("usage.csv"));
    QFile csv(path);
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("time,id,token,status,count\n");
    for (int day = 1; day <= 40; ++day)
        csv.write(QByteArray::fromStdString(toRfc3339(today.plus(-day * msPerDay))) + ",r" + QByteArray::number(day)
            + ",gateway,200,100\n");
    csv.close();
    inServices([path = path.toStdString()](Services &services) {
        const Customer acme =
            *services.customers.add({.name = "Acme", .currency = "USD", .timezone = "Europe/Berlin", .contact = {}});
        (void)services.customers.add(
            {.name = "北方数据", .currency = "CNY", .timezone = "Asia/Shanghai", .contact = {}});
        NewToken token;
        token.customer = acme.id;
        token.name = "gateway";
        (void)services.tokens.create(token);
        (void)services.plans.import(standardPlan().toStdString());
        (void)services.plans.assign("Standard", acme.id, {});
        const Result<ImportPreview> preview = services.imports.preview(path, Zone());
        ImportOptions options;
        options.layout = preview->layout;
        (void)services.imports.run(path, options, JobControl());
    });
}

inline void PlansPageFixture::showPage()
{
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    layout->setContentsMargins(0, 0, 0, 0);
    m_page = new PlansPage(*m_context, m_window.get());
    layout->addWidget(m_page);
    connect(m_workspace.get(), &Workspace::changed, m_page, &Page::refresh);
    m_window->resize(1100, 720);
    m_window->show();
    m_page->refresh();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    settle();
}

inline void PlansPageFixture::settle()
{
    inServices([](Services &) {}); // whatever was asked before has been answered
    QTRY_VERIFY(m_page->isSettled());
}

inline void PlansPageFixture::type(const char *name, int row, int column, const QString &text)
{
    QTableView *view = table(name);
    const QModelIndex cell = view->model()->index(row, column);
    view->setCurrentIndex(cell);
    view->edit(cell);
    auto *editor = view->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(text); // keys are ASCII only
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!view->viewport()->findChild<QLineEdit *>());
    settle();
}

inline void PlansPageFixture::choosePlan(const QString &name)
{
    const QAbstractItemModel *plans = table("plans")->model();
    for (int row = 0; row < plans->rowCount(); ++row)
        if (plans->index(row, 0).data().toString() == name)
            table("plans")->selectRow(row);
    settle();
    QCOMPARE(find<QLabel>("planName")->text(), name);
}

inline QString PlansPageFixture::textsOf(const QWidget *widget) const
{
    QStringList texts;
    for (const QLabel *label : widget->findChildren<QLabel *>())
        if (label->isVisible())
            texts << label->text();
    return texts.join(u'\n');
}

} // namespace toll::test
