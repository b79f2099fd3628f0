// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/newworkspacedialog.h"

#include "core/services/settings.h"
#include "core/services/zones.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStandardPaths>

namespace toll {

namespace {

/// A list one can type into: what is typed finds entries anywhere in their text.
QComboBox *searchable(const QStringList &entries, const QString &chosen)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(entries);
    box->setCurrentText(chosen);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->setMaxVisibleItems(16);
    return box;
}

QStringList texts(const std::vector<std::string> &all)
{
    QStringList list;
    for (const std::string &text : all)
        list << QString::fromStdString(text);
    return list;
}

QString localCurrency()
{
    const QString code = QLocale::system().currencySymbol(QLocale::CurrencyIsoCode);
    return isCurrencyCode(code.toStdString()) ? code : QStringLiteral("USD");
}

} // namespace

NewWorkspaceDialog::NewWorkspaceDialog(QWidget *parent)
    : QDialog(parent), m_name(new QLineEdit(tr("My workspace"))),
      m_currency(searchable(texts(currencyCodes()), localCurrency())),
      m_zone(searchable(texts(zoneNames()), QString::fromStdString(systemZoneName()))), m_file(new QLineEdit),
      m_complaint(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New workspace"));
    setMinimumWidth(480);
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setWordWrap(true);
    m_complaint->hide();

    auto *browseButton = new QPushButton(tr("Choose…"));
    auto *fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(browseButton);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(12);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Currency"), m_currency);
    form->addRow(tr("&Time zone"), m_zone);
    form->addRow(tr("&File"), fileRow);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *make = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    setPrimary(make);
    make->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->addLayout(form);
    layout->addWidget(m_complaint);
    layout->addWidget(buttons);

    m_name->selectAll();
    suggestFile();
    connect(m_name, &QLineEdit::textChanged, this, &NewWorkspaceDialog::suggestFile);
    connect(m_file, &QLineEdit::textEdited, this, [this] { m_isFileChosen = true; });
    connect(browseButton, &QPushButton::clicked, this, &NewWorkspaceDialog::browse);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewWorkspaceDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void NewWorkspaceDialog::suggestFile()
{
    if (m_isFileChosen)
        return;
    QString name = m_name->text().simplified();
    for (const QChar reserved : QStringLiteral("/\\:*?\"<>|"))
        name.replace(reserved, u'-');
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    m_file->setText(
        documents.filePath((name.isEmpty() ? QStringLiteral("workspace") : name) + QStringLiteral(".toll")));
}

void NewWorkspaceDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("New workspace"), m_file->text(), tr("Workspaces (*.toll)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("toll"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_isFileChosen = true;
        m_file->setText(file);
    });
    dialog->open();
}

void NewWorkspaceDialog::create()
{
    const WorkspaceInfo info{.name = m_name->text().simplified().toStdString(),
        .currency = m_currency->currentText().trimmed().toUpper().toStdString(),
        .timezone = m_zone->currentText().trimmed().toStdString()};
    const QString file = m_file->text().trimmed();
    if (info.name.empty())
        complain(m_name, tr("Give the workspace a name."));
    else if (!isCurrencyCode(info.currency))
        complain(m_currency, tr("Choose a currency by its three letters, such as USD or CNY."));
    else if (!zoneNamed(info.timezone))
        complain(m_zone, tr("Choose a time zone such as Asia/Shanghai or Europe/Berlin."));
    else if (file.isEmpty())
        complain(m_file, tr("Say where the file is to be kept."));
    else if (QFileInfo::exists(file))
        complain(m_file, tr("There is a file of that name already. Choose another."));
    else {
        emit chosen(file, info);
        accept();
    }
}

void NewWorkspaceDialog::complain(QWidget *field, const QString &text)
{
    m_complaint->setText(text);
    m_complaint->show();
    field->setAccessibleDescription(text);
    field->setFocus();
}

} // namespace toll
