// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenactions.h"

#include "ui/pages/tokens/extenddialog.h"
#include "ui/pages/tokens/newtokendialog.h"
#include "ui/pages/tokens/revokedialog.h"
#include "ui/pages/tokens/rotatedialog.h"
#include "ui/pages/tokens/tokencalls.h"
#include "ui/pages/tokens/tokenedit.h"
#include "ui/pages/tokens/tokentext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace toll {

TokenActions::TokenActions(PageContext &context, Page *page) : QObject(page), m_context(context), m_page(page)
{
    add("token.new", tr("&New token…"), QStringLiteral("plus"), tr("Makes a token, or many alike."), 0,
        &TokenActions::createToken, QKeySequence(QKeySequence::New));
    addChanges();
    addViews();
    setSelection({}, false);
}

QAction *TokenActions::add(const char *id, const QString &text, const QString &icon, const QString &tip, int section,
    void (TokenActions::*run)(), const QKeySequence &shortcut)
{
    return m_context.actions.add(this,
        {.id = QString::fromLatin1(id),
            .text = text,
            .icon = icon,
            .shortcut = shortcut,
            .statusTip = tip,
            .menu = QStringLiteral("token"),
            .run = [this, run] { (this->*run)(); },
            .section = section});
}

void TokenActions::addChanges()
{
    add("token.rename", tr("Ren&ame"), QStringLiteral("edit"), tr("Changes the name in the list."), 1,
        &TokenActions::renameToken, QKeySequence(Qt::Key_F2));
    add("token.renew", tr("&Renew"), QStringLiteral("renew"), tr("Adds another term after the last one."), 1,
        &TokenActions::renewTokens);
    add("token.extend", tr("&Extend…"), QStringLiteral("calendar"), tr("Makes the current term longer."), 1,
        &TokenActions::extendTokens);
    add("token.suspend", tr("&Suspend"), QStringLiteral("suspend"), tr("Refuses calls until it is resumed."), 1,
        &TokenActions::suspendTokens, QKeySequence(Qt::Key_Delete));
    add("token.resume", tr("Resu&me"), QStringLiteral("resume"), tr("Lets a suspended token work again."), 1,
        &TokenActions::resumeTokens);
    add("token.rotate", tr("Replace secre&t…"), QStringLiteral("refresh"),
        tr("Gives a new secret; the old one can stay good for a while."), 1, &TokenActions::rotateToken);
    add("token.revoke", tr("Re&voke…"), QStringLiteral("revoke"), tr("Stops a token for good."), 2,
        &TokenActions::revokeToken);
}

void TokenActions::addViews()
{
    add("token.showUsage", tr("Show usa&ge"), QStringLiteral("usage"), tr("Shows the requests of these tokens."), 3,
        &TokenActions::showUsage);
    add("token.showBill", tr("Show &bill"), QStringLiteral("invoices"),
        tr("Shows what this token costs, line by line."), 3, &TokenActions::showBill);
    add("token.copyId", tr("&Copy id"), QStringLiteral("copy"), tr("Copies the id, which is not the secret."), 3,
        &TokenActions::copyIds);
}

QAction *TokenActions::action(const char *id) const
{
    return m_context.actions.find(QString::fromLatin1(id));
}

std::vector<QAction *> TokenActions::menuActions() const
{
    return m_context.actions.all(QStringLiteral("token"));
}

std::vector<TokenRow> TokenActions::fit(TokenAction wanted) const
{
    std::vector<TokenRow> rows;
    std::ranges::copy_if(m_selection, std::back_inserter(rows), [wanted](const TokenRow &row) {
        const bool needsEnd = wanted == TokenAction::Extend || wanted == TokenAction::Renew;
        return allowed(wanted, row.state) && (!needsEnd || row.token.price.lifetime);
    });
    return rows;
}

std::vector<TokenId> TokenActions::idsOf(const std::vector<TokenRow> &rows)
{
    std::vector<TokenId> ids;
    std::ranges::transform(rows, std::back_inserter(ids), [](const TokenRow &row) { return row.token.id; });
    return ids;
}

void TokenActions::setSelection(std::vector<TokenRow> rows, bool isPageShown)
{
    // On another page nobody sees what a key would do.
    m_selection = isPageShown ? std::move(rows) : std::vector<TokenRow>();
    action("token.renew")->setEnabled(!fit(TokenAction::Renew).empty());
    action("token.extend")->setEnabled(!fit(TokenAction::Extend).empty());
    action("token.suspend")->setEnabled(!fit(TokenAction::Suspend).empty());
    action("token.resume")->setEnabled(!fit(TokenAction::Resume).empty());
    const bool isOne = m_selection.size() == 1;
    action("token.rename")->setEnabled(isOne);
    action("token.rotate")->setEnabled(isOne && !fit(TokenAction::Rotate).empty());
    action("token.revoke")->setEnabled(isOne && !fit(TokenAction::Revoke).empty());
    action("token.showUsage")->setEnabled(isOne);
    action("token.showBill")->setEnabled(isOne);
    action("token.copyId")->setEnabled(!m_selection.empty());
}

void TokenActions::createToken()
{
    auto *dialog = new NewTokenDialog(m_context, m_newest, m_page->window());
    connect(dialog, &NewTokenDialog::created, this, &TokenActions::created);
    dialog->open();
}

void TokenActions::change(const Token &token, const QString &field, const QString &text)
{
    editUndoably(m_context, token.id, editOf(field, text), editOf(field, editableText(token, field)),
        editStepText(token, field));
}

void TokenActions::renameToken()
{
    emit renameRequested();
}

void TokenActions::renewTokens()
{
    const std::vector<TokenRow> rows = fit(TokenAction::Renew);
    renew(m_context, idsOf(rows), [&context = m_context, text = tr("%1 renewed.").arg(namesText(rows))](bool isDone) {
        if (isDone)
            context.notify(text);
    });
}

void TokenActions::extendTokens()
{
    const std::vector<TokenRow> rows = fit(TokenAction::Extend);
    if (rows.empty())
        return;
    auto *dialog = new ExtendDialog(rows, m_page->window());
    connect(dialog, &ExtendDialog::chosen, this,
        [this, text = tr("%1 extended.").arg(namesText(rows))](const std::vector<TokenId> &tokens, const Span &by) {
            extend(m_context, tokens, by, [&context = m_context, text](bool isDone) {
                if (isDone)
                    context.notify(text);
            });
        });
    dialog->open();
}

void TokenActions::suspendTokens()
{
    const std::vector<TokenRow> rows = fit(TokenAction::Suspend);
    if (!rows.empty())
        setSuspendedUndoably(m_context, idsOf(rows), true, tr("Suspend %1").arg(namesText(rows)));
}

void TokenActions::resumeTokens()
{
    const std::vector<TokenRow> rows = fit(TokenAction::Resume);
    if (!rows.empty())
        setSuspendedUndoably(m_context, idsOf(rows), false, tr("Resume %1").arg(namesText(rows)));
}

void TokenActions::rotateToken()
{
    auto *dialog = new RotateDialog(m_context, m_selection.front(), m_page->window());
    dialog->open();
}

void TokenActions::revokeToken()
{
    const TokenRow row = m_selection.front();
    auto *dialog = new RevokeDialog(row, m_page->window());
    connect(dialog, &QDialog::accepted, this, [this, id = row.token.id, name = nameOf(row)] {
        revoke(m_context, id, [&context = m_context, name](bool isDone) {
            if (isDone)
                context.notify(tr("“%1” is revoked.").arg(name));
        });
    });
    dialog->open();
}

void TokenActions::copyIds()
{
    QStringList ids;
    for (const TokenRow &row : m_selection)
        ids << QString::fromStdString(row.token.id.text);
    QGuiApplication::clipboard()->setText(ids.join(u'\n'));
    m_context.notify(tr("Copied."));
}

void TokenActions::showUsage()
{
    m_context.navigate(QStringLiteral("usage"),
        {{QStringLiteral("token"), QString::fromStdString(m_selection.front().token.id.text)}});
}

void TokenActions::showBill()
{
    emit billRequested();
}

} // namespace toll
