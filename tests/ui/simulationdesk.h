// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/workspacedesk.h"
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/scenarioform.h"
#include "ui/pages/simulation/simulationpage.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace toll::test {

/// The Simulation page on 52 days of even use, of which 29 lie in the last 30 days. Acme: 300 requests a day at 0.002,
/// 200 a day are billed; Birch: 100 at 0.01. Now they owe 0.002 x 200 x 29 + 0.01 x 100 x 29 = 11.60 + 29.00.
class SimulationDesk : public WorkspaceDesk {
public:
    SimulationDesk()
    {
        QByteArray csv("time,token,status,count\n");
        addToken(csv, customer, "acme-gw", "0.002", "200/day", 300);
        const Customer birch =
            ask([](Services &services) { return services.customers.add({"Birch", "USD", "UTC", ""}); });
        addToken(csv, birch, "birch-gw", "0.01", "", 100);
        import(csv);
        open();
    }

    void open()
    {
        page = std::make_unique<SimulationPage>(context);
        page->resize(1180, 780);
        page->show();
        page->refresh();
        settle();
    }

    void settle()
    {
        if (!QTest::qWaitFor([this] { return page->isSettled(); }, waitMs))
            qFatal("the page does not settle");
    }

    [[nodiscard]] ScenarioForm *form() const { return page->findChild<ScenarioForm *>(); }
    [[nodiscard]] ResultsView *results() const { return page->findChild<ResultsView *>(); }
    [[nodiscard]] QComboBox *box() const { return page->findChild<QComboBox *>(QStringLiteral("scenario")); }

    /// As if it had been set in the form.
    void set(const ScenarioSet &wanted)
    {
        form()->setScenarioSet(wanted);
        emit form() -> scenarioChanged();
        settle();
    }
    void set(const char *setting)
    {
        ScenarioSet wanted = form()->scenarioSet();
        if (!applySetting(wanted.changes.back(), setting))
            qFatal("no setting");
        set(wanted);
    }

    ResultTab *show(const char *tab)
    {
        results()->showTab(QString::fromLatin1(tab));
        settle();
        return results()->current();
    }

    /// What the tab says above its table.
    [[nodiscard]] static QString headline(const ResultTab *tab)
    {
        return tab->findChild<QLabel *>(QStringLiteral("headline"))->text();
    }

    /// The dialog that an action opens, filled in and accepted by its button.
    void answer(const char *action, const char *field, const QString &text, const char *button)
    {
        actions.find(QString::fromLatin1(action))->trigger();
        QDialog *dialog = waitForDialog();
        if (auto *edit = dialog->findChild<QLineEdit *>(QString::fromLatin1(field)); edit && !text.isNull())
            edit->setText(text);
        dialog->findChild<QPushButton *>(QString::fromLatin1(button))->click();
        QTest::qWait(50);
        settle();
    }

    QDialog *waitForDialog()
    {
        QDialog *dialog = nullptr;
        const auto isThere = [&] {
            for (QWidget *widget : QApplication::topLevelWidgets())
                if (auto *one = qobject_cast<QDialog *>(widget); one && one->isVisible())
                    dialog = one;
            for (auto *one : page->findChildren<QDialog *>())
                if (one->isVisible())
                    dialog = one;
            return dialog != nullptr;
        };
        if (!QTest::qWaitFor(isThere, waitMs))
            qFatal("no dialog");
        return dialog;
    }

    [[nodiscard]] QStringList stored() const
    {
        QStringList names;
        for (int i = 0; i < box()->count(); ++i)
            if (const QString key = box()->itemData(i).toString(); key.startsWith(u"stored:"))
                names << box()->itemText(i);
        return names;
    }
    void choose(const QString &text)
    {
        const int index = box()->findText(text);
        if (index < 0)
            qFatal("no such choice");
        box()->setCurrentIndex(index);
        emit box() -> activated(index);
        settle();
    }

    std::unique_ptr<SimulationPage> page;

private:
    void addToken(
        QByteArray &csv, const Customer &owner, const char *name, const char *rate, const char *cap, int requests)
    {
        NewToken token;
        token.customer = owner.id;
        token.name = name;
        token.price.rate = *Decimal::parse(rate);
        token.price.capScope = CapScope::EachWindow;
        if (*cap != '\0')
            token.price.caps = {*parseCap(cap)};
        ask([token](Services &services) { return services.tokens.create(token); });
        for (QDate day(2026, 2, 1); day <= QDate(2026, 3, 24); day = day.addDays(1))
            csv += day.toString(Qt::ISODate).toLatin1() + "T10:00:00Z," + name + ",200," + QByteArray::number(requests)
                + '\n';
    }
};

} // namespace toll::test
