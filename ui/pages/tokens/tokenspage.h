// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QMenu;
class QSplitter;

namespace toll {

class TokenActions;
class TokenInspector;
class TokenList;

/// All tokens, and everything that can be done with them.
class TokensPage : public Page {
    Q_OBJECT

public:
    explicit TokensPage(PageContext &context, QWidget *parent = nullptr);
    ~TokensPage() override;

    QString id() const override { return QStringLiteral("tokens"); }
    QString title() const override { return tr("Tokens"); }
    QString iconName() const override { return QStringLiteral("tokens"); }
    void refresh() override;
    Topics topics() const override;
    /// "token": the id to select; "filter": text; "group": number of a group; "run": id of an action to run then.
    void open(const QVariantMap &arguments) override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addActions();
    void connectParts();
    void adopt(std::vector<TokenRow> rows, Instant now);
    void followWishes();
    void followSelection();
    void fillMenu(QMenu *menu);
    void showBill();
    void setInspectorShown(bool isShown);
    void exportShown();

    int m_pending = 0;
    bool m_hasRows = false;
    Instant m_now;
    QVariantMap m_wishes; ///< what open() asked for, until the rows are there
    TokenActions *m_actions;
    TokenList *m_list;
    TokenInspector *m_inspector;
    QSplitter *m_splitter;
    QAction *m_inspectorAction = nullptr;
};

} // namespace toll
