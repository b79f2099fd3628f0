// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenspage.h"

#include "core/services/wording.h"
#include "ui/pages/tokens/tokenactions.h"
#include "ui/pages/tokens/tokeninspector.h"
#include "ui/pages/tokens/tokenlist.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

struct Answer {
    std::vector<TokenRow> rows;
    Instant now;
};

} // namespace

TokensPage::TokensPage(PageContext &context, QWidget *parent)
    : Page(context, parent), m_actions(new TokenActions(context, this)), m_list(new TokenList(this)),
      m_inspector(new TokenInspector(context, this)), m_splitter(new QSplitter(this))
{
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->setSizes({860, 380});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 4, 20, 12);
    layout->addWidget(m_splitter);
    addActions();
    connectParts();
    followSelection();
}

TokensPage::~TokensPage() = default;

void TokensPage::addActions()
{
    context().actions.add(this,
        {.id = QStringLiteral("tokens.export"),
            .text = tr("Export tokens…"),
            .icon = QStringLiteral("export"),
            .statusTip = tr("Writes the tokens that are shown to a CSV file."),
            .run = [this] { exportShown(); }});
    m_inspectorAction = context().actions.add(this,
        {.id = QStringLiteral("view.inspector"),
            .text = tr("&Inspector"),
            .icon = QStringLiteral("columns"),
            .shortcut = QKeySequence(Qt::Key_F4),
            .statusTip = tr("Shows what is selected beside the list."),
            .menu = QStringLiteral("view"),
            .run = [this] { setInspectorShown(m_inspectorAction->isChecked()); },
            .isCheckable = true});
    m_inspectorAction->setChecked(true);
    m_list->setBulkActions({m_actions->action("token.suspend"), m_actions->action("token.resume"),
        m_actions->action("token.extend"), m_actions->action("token.renew")});
    m_inspector->setActions({m_actions->action("token.extend"), m_actions->action("token.rotate"),
        m_actions->action("token.suspend"), m_actions->action("token.resume")});
}

void TokensPage::connectParts()
{
    connect(m_list, &TokenList::selectionChanged, this, &TokensPage::followSelection);
    connect(m_list, &TokenList::createRequested, m_actions, &TokenActions::createToken);
    connect(m_list, &TokenList::menuRequested, this, &TokensPage::fillMenu);
    connect(m_list, &TokenList::activated, this, [this] { setInspectorShown(true); });
    connect(m_list, &TokenList::edited, m_actions, &TokenActions::change);
    connect(m_inspector, &TokenInspector::edited, m_actions, &TokenActions::change);
    connect(m_actions, &TokenActions::renameRequested, m_list, &TokenList::rename);
    connect(m_actions, &TokenActions::billRequested, this, &TokensPage::showBill);
    connect(m_actions, &TokenActions::created, this, [this](const QString &token) {
        // On another page the new token waits to be seen.
        m_wishes.insert(QStringLiteral("token"), token);
        if (isVisible())
            refresh();
    });
}

Topics TokensPage::topics() const
{
    return Topics(Topic::Tokens) | Topic::Usage | Topic::Customers | Topic::Plans;
}

void TokensPage::refresh()
{
    ++m_pending;
    context().workspace.read(
        this,
        [](Services &services) -> Result<Answer> {
            Result<std::vector<TokenRow>> rows = services.tokens.list();
            if (!rows)
                return std::unexpected(rows.error());
            return Answer{std::move(*rows), services.now()};
        },
        [this](Result<Answer> answer) {
            --m_pending;
            if (answer)
                adopt(std::move(answer->rows), answer->now);
            else
                context().notifyError(sentence(answer.error()));
        });
}

void TokensPage::adopt(std::vector<TokenRow> rows, Instant now)
{
    m_now = now;
    m_hasRows = true;
    const auto newest = std::ranges::max_element(rows, {}, [](const TokenRow &row) { return row.token.createdAt; });
    m_actions->setExample(newest == rows.end() ? std::nullopt : std::optional(newest->token));
    context().actions.find(QStringLiteral("tokens.export"))->setEnabled(!rows.empty());
    m_list->setRows(std::move(rows), now);
    followSelection();
    followWishes();
}

void TokensPage::open(const QVariantMap &arguments)
{
    m_wishes.insert(arguments);
    if (m_hasRows)
        followWishes();
}

void TokensPage::followWishes()
{
    if (!isVisible())
        return; // nothing can be done to tokens that are not seen
    const QVariantMap wishes = std::exchange(m_wishes, {});
    if (wishes.contains(QStringLiteral("filter")) || wishes.contains(QStringLiteral("group")))
        m_list->showOnly(
            wishes.value(QStringLiteral("group")).toString(), wishes.value(QStringLiteral("filter")).toString());
    const QString token = wishes.value(QStringLiteral("token")).toString();
    if (!token.isEmpty() && !m_list->select(token)) {
        if (m_pending > 0)
            m_wishes = wishes; // it may be among the rows under way
        return;
    }
    const QString run = wishes.value(QStringLiteral("run")).toString();
    if (QAction *action = run.startsWith(u"token.") ? context().actions.find(run) : nullptr)
        action->trigger();
}

void TokensPage::followSelection()
{
    const std::vector<TokenRow> rows = m_list->selected();
    m_actions->setSelection(rows, isVisible());
    // With nothing to inspect the list gets the whole width.
    m_inspector->setVisible(m_inspectorAction->isChecked() && !rows.empty());
    if (!m_inspectorAction->isChecked())
        return;
    if (rows.size() == 1)
        m_inspector->show(rows.front(), m_now);
    else
        m_inspector->showNothing(rows.empty() ? tr("Select a token to see it here.")
                                              : tr("%n tokens are selected.", nullptr, static_cast<int>(rows.size())));
}

void TokensPage::fillMenu(QMenu *menu)
{
    int section = 0;
    for (QAction *action : m_actions->menuActions()) {
        if (context().actions.sectionOf(action) != section)
            menu->addSeparator();
        section = context().actions.sectionOf(action);
        menu->addAction(action);
    }
}

void TokensPage::showBill()
{
    m_inspector->showBill();
    setInspectorShown(true);
}

void TokensPage::setInspectorShown(bool isShown)
{
    m_inspectorAction->setChecked(isShown);
    followSelection();
}

void TokensPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_inspectorAction->setEnabled(true);
    m_actions->setSelection(m_list->selected(), true);
    if (m_hasRows)
        followWishes();
}

void TokensPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_inspectorAction->setEnabled(false);
    m_actions->setSelection({}, false);
}

void TokensPage::exportShown()
{
    auto *dialog = new QFileDialog(
        window(), tr("Export tokens"), QStringLiteral("tokens.csv"), tr("CSV files (*.csv);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        QSaveFile out(file);
        const QByteArray text = csvOf(m_list->model());
        if (out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.commit())
            context().notify(tr("Exported to %1.").arg(file));
        else
            context().notifyError(tr("The file %1 cannot be written.").arg(file));
    });
    dialog->open();
}

bool TokensPage::isSettled() const
{
    return m_pending == 0 && m_inspector->isSettled();
}

QVariantMap TokensPage::state() const
{
    QVariantMap state = m_list->state();
    const std::vector<TokenRow> rows = m_list->selected();
    if (rows.size() == 1)
        state.insert(QStringLiteral("token"), QString::fromStdString(rows.front().token.id.text));
    state.insert(QStringLiteral("tab"), m_inspector->tab());
    state.insert(QStringLiteral("inspector"), m_inspectorAction->isChecked());
    state.insert(QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64()));
    return state;
}

void TokensPage::restore(const QVariantMap &state)
{
    m_list->restore(state);
    m_inspector->setTab(state.value(QStringLiteral("tab")).toInt());
    m_splitter->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
    setInspectorShown(state.value(QStringLiteral("inspector"), true).toBool());
    if (const QString token = state.value(QStringLiteral("token")).toString(); !token.isEmpty())
        open({{QStringLiteral("token"), token}});
}

} // namespace toll
