// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sheets.h"

#include "ui/models/actions.h"
#include "ui/shell/commands.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QSysInfo>
#include <QVBoxLayout>

namespace toll {

namespace {

QDialog *newSheet(const QString &title, QWidget *window)
{
    auto *sheet = new QDialog(window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setWindowTitle(title);
    new QVBoxLayout(sheet);
    return sheet;
}

void addCloseButton(QDialog *sheet)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, sheet);
    QObject::connect(buttons, &QDialogButtonBox::rejected, sheet, &QDialog::reject);
    sheet->layout()->addWidget(buttons);
}

QLabel *label(const QString &text, bool isHeading = false)
{
    auto *made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    if (isHeading)
        made->setFont(headingFont(made->font(), 1.1));
    return made;
}

/// Adds the shortcuts of one menu below the last row of the grid.
void addShortcuts(const Actions &actions, const QString &menu, QGridLayout *grid)
{
    bool isFirst = true;
    for (const QAction *action : actions.all(menu)) {
        if (action->shortcut().isEmpty())
            continue;
        if (std::exchange(isFirst, false)) {
            QLabel *heading = label(plainText(menuTitle(menu)), true);
            heading->setContentsMargins(0, grid->rowCount() > 1 ? 10 : 0, 0, 0);
            grid->addWidget(heading, grid->rowCount(), 0, 1, 2);
        }
        const int row = grid->rowCount();
        grid->addWidget(label(plainText(action->text())), row, 0);
        QLabel *keys = label(action->shortcut().toString(QKeySequence::NativeText));
        keys->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(keys, row, 1, Qt::AlignRight);
    }
}

} // namespace

void showShortcuts(const Actions &actions, QWidget *window)
{
    QDialog *sheet = newSheet(QCoreApplication::translate("Sheets", "Keyboard shortcuts"), window);
    auto *list = new QWidget;
    auto *grid = new QGridLayout(list);
    grid->setHorizontalSpacing(48);
    for (const QString &menu : menuNames())
        addShortcuts(actions, menu, grid);
    grid->setRowStretch(grid->rowCount(), 1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(list);
    sheet->layout()->addWidget(scroll);
    addCloseButton(sheet);
    sheet->resize(460, 620);
    sheet->show();
}

void showAbout(QWidget *window)
{
    const QString title = QCoreApplication::translate("Sheets", "About Tollkeeper");
    QDialog *sheet = newSheet(title, window);
    auto *mark = new QLabel;
    mark->setPixmap(applicationIcon().pixmap(64, 64));
    sheet->layout()->addWidget(mark);
    QLabel *name = label(QStringLiteral("Tollkeeper ") + QCoreApplication::applicationVersion());
    name->setFont(headingFont(name->font(), 1.5));
    sheet->layout()->addWidget(name);
    QLabel *text = label(QCoreApplication::translate("Sheets",
        "Tokens, usage and what they cost: on one desk, in one file.\n\n"
        "Free software under the GNU General Public License, version 3 or later. It comes without any warranty.\n\n"
        "Built on Qt %1 and Qt Charts, SQLite, JSON for Modern C++, CLI11, zlib, liblzma and xxHash.")
                             .arg(QString::fromLatin1(qVersion())));
    text->setWordWrap(true);
    text->setMinimumWidth(380);
    sheet->layout()->addWidget(text);
    addCloseButton(sheet);
    sheet->show();
}

void copySystemInformation()
{
    const QStringList lines{QStringLiteral("Tollkeeper ") + QCoreApplication::applicationVersion(),
        QStringLiteral("Qt ") + QString::fromLatin1(qVersion()) + QStringLiteral(", built with ")
            + QStringLiteral(QT_VERSION_STR),
        QSysInfo::prettyProductName() + QStringLiteral(", ") + QSysInfo::currentCpuArchitecture(),
        QGuiApplication::platformName() + QStringLiteral(", ") + QLocale().name()};
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace toll
