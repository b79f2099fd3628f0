// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshots.h"

#include "ui/shell/mainwindow.h"
#include "ui/shell/pagestack.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>

#include <cstdio>

namespace toll {

namespace {

constexpr int everyMs = 40;
constexpr int quietLooks = 5; ///< so that what follows a load (layout, a chart's first picture) is done too
constexpr int mostLooks = 120'000 / everyMs;

void complain(const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

} // namespace

Screenshots::Screenshots(MainWindow &window, const QString &folder) : m_window(window), m_folder(folder)
{
    if (!QDir().mkpath(folder))
        complain(tr("The folder %1 cannot be made.").arg(folder));
    connect(&m_clock, &QTimer::timeout, this, &Screenshots::look);
    connect(&window, &MainWindow::rebuilt, this, &Screenshots::begin);
    m_clock.start(everyMs);
}

void Screenshots::plan()
{
    for (const char *language : {"zh_CN", "en"}) {
        for (const char *theme : {"dark", "light"}) {
            const auto &pages = m_window.pages().pages();
            for (auto page = pages.rbegin(); page != pages.rend(); ++page)
                m_steps.push_back({QString::fromLatin1(language), QString::fromLatin1(theme), (*page)->id()});
        }
    }
}

void Screenshots::begin()
{
    m_quiet = m_looks = 0;
    const Step &step = m_steps.back();
    if (step.language != m_language) {
        m_language = step.language;
        m_window.setLanguage(step.language); // comes back here once the window is rebuilt
        return;
    }
    m_window.setTheme(themeChoiceNamed(step.theme));
    m_window.showPage(step.page);
}

void Screenshots::look()
{
    m_quiet = m_window.isSettled() ? m_quiet + 1 : 0;
    if (++m_looks > mostLooks || (m_quiet >= quietLooks && !m_window.host().isOpen())) {
        complain(tr("Nothing to take a picture of: the workspace does not open, or a page does not settle."));
        QCoreApplication::exit(1);
    } else if (m_quiet >= quietLooks && m_language.isEmpty()) {
        plan();
        begin();
    } else if (m_quiet >= quietLooks) {
        take();
    }
}

void Screenshots::take()
{
    const Step step = m_steps.back();
    const QString file =
        QDir(m_folder).filePath(QStringLiteral("%1-%2-%3.png").arg(step.page, step.theme, step.language));
    if (!m_window.grab().save(file)) {
        complain(tr("The file %1 cannot be written.").arg(file));
        QCoreApplication::exit(1);
        return;
    }
    std::printf("%s\n", qPrintable(file));
    m_steps.pop_back();
    if (m_steps.empty())
        QCoreApplication::exit(0);
    else
        begin();
}

} // namespace toll
