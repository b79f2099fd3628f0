// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/catalogue.h"
#include "ui/pages/page.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <optional>

namespace toll::test {

/// A workspace with a customer and a token, and what a page works with; its clock stands at 25 March 2026.
class WorkspaceDesk {
public:
    static constexpr int waitMs = 20000;

    /// The answer to what must work.
    template<typename Job>
    auto ask(Job job)
    {
        std::optional<decltype(job(std::declval<Services &>()))> answer;
        workspace.ask(qApp, job, [&answer](auto result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, waitMs) || !answer->has_value())
            qFatal("no answer");
        if constexpr (!std::is_void_v<typename std::decay_t<decltype(*answer)>::value_type>)
            return std::move(**answer);
    }

    WorkspaceDesk() : theme(*qApp)
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        speakEnglish();
        theme.setChoice(ThemeChoice::Light);
        std::optional<Result<void>> opened;
        Services::Options options;
        options.path = folder.filePath(QStringLiteral("w.toll")).toStdString();
        options.mode = OpenMode::WriteOrCreate;
        options.clock = [] { return *parseRfc3339("2026-03-25T12:00:00Z"); };
        workspace.open(options, qApp, [&opened](Result<void> result) { opened = result; });
        if (!QTest::qWaitFor([&opened] { return opened.has_value(); }, waitMs) || !*opened)
            qFatal("no workspace");
        customer = ask([](Services &services) { return services.customers.add({"Acme", "USD", "UTC", ""}); });
        NewToken fresh;
        fresh.customer = customer.id;
        fresh.name = "mobile";
        fresh.price.rate = *Decimal::parse("0.02");
        ask([fresh](Services &services) { return services.tokens.create(fresh); });
    }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("not written");
        return file.fileName();
    }

    /// Rows of a CSV file that names its tokens.
    ImportReport import(const QByteArray &csv, const QString &name = QStringLiteral("usage.csv"))
    {
        return ask([path = write(name, csv).toStdString()](Services &services) -> Result<ImportReport> {
            ImportOptions options;
            const Result<Layout> layout = services.imports.layoutOf(path, Zone(), {});
            if (!layout)
                return std::unexpected(layout.error());
            options.layout = *layout;
            return services.imports.run(path, options, {});
        });
    }

    /// Pictures for human eyes, where TOLL_SHOTS names a folder.
    void shoot(QWidget *widget, const QString &name)
    {
        const QString shots = qEnvironmentVariable("TOLL_SHOTS");
        if (shots.isEmpty())
            return;
        QDir().mkpath(shots);
        for (const auto &[choice, suffix] : {std::pair(ThemeChoice::Dark, "dark"), std::pair(ThemeChoice::Light, "light")}) {
            theme.setChoice(choice);
            QTest::qWait(150);
            QPixmap picture(widget->size());
            picture.fill(widget->palette().color(QPalette::Window));
            widget->render(&picture);
            picture.save(QStringLiteral("%1/%2-%3.png").arg(shots, name, QString::fromLatin1(suffix)));
        }
    }

    /// Nothing is under way in the list of jobs.
    [[nodiscard]] bool hasNoJob() const
    {
        return std::ranges::none_of(jobs.all(), [](const Jobs::Job &job) { return job.state == Jobs::State::Running; });
    }

    QTemporaryDir folder;
    Theme theme;
    Workspace workspace;
    Actions actions;
    Jobs jobs;
    Undo undo;
    QStringList notices;
    QStringList errors;
    PageContext context{workspace, actions, jobs, undo, [](const QString &, const QVariantMap &) {},
        [this](const QString &error) { errors << error; }, [this](const QString &notice) { notices << notice; }};
    Customer customer;
};

} // namespace toll::test
