// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QObject>

class QAction;

namespace toll {

/// All that can be done to tokens, as actions of the Token menu. They work on what is selected, and only while the
/// page is shown; making a token works everywhere.
class TokenActions : public QObject {
    Q_OBJECT

public:
    TokenActions(PageContext &context, Page *page);

    /// What the actions work on from now on.
    void setSelection(std::vector<TokenRow> rows, bool isPageShown);
    void setExample(std::optional<Token> newest) { m_newest = std::move(newest); }
    [[nodiscard]] QAction *action(const char *id) const;
    /// In the order of the menu.
    [[nodiscard]] std::vector<QAction *> menuActions() const;
    void createToken();
    /// Changes what was typed into a field that can be edited in place: "name", "tags", "note".
    void change(const Token &token, const QString &field, const QString &text);

signals:
    void created(const QString &tokenId);
    void billRequested();
    void renameRequested();

private:
    QAction *add(const char *id, const QString &text, const QString &icon, const QString &tip, int section,
        void (TokenActions::*run)(), const QKeySequence &shortcut = {});
    void addChanges();
    void addViews();
    /// Those selected to which the action may be done now.
    [[nodiscard]] std::vector<TokenRow> fit(TokenAction action) const;
    [[nodiscard]] static std::vector<TokenId> idsOf(const std::vector<TokenRow> &rows);
    void renameToken();
    void renewTokens();
    void extendTokens();
    void suspendTokens();
    void resumeTokens();
    void rotateToken();
    void revokeToken();
    void copyIds();
    void showUsage();
    void showBill();

    PageContext &m_context;
    Page *m_page;
    std::vector<TokenRow> m_selection;
    std::optional<Token> m_newest;
};

} // namespace toll
