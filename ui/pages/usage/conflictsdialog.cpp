// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/conflictsdialog.h"

#include "core/base/json.h"
#include "core/services/wording.h"
#include "ui/pages/usage/conflictcalls.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

constexpr int effectDelay = 150; // ms: while the arrow keys are held, nothing is worked out
constexpr std::size_t mostTriedOut = 200;

QString idOf(const ConflictEntry &entry)
{
    const auto id = std::ranges::find(entry.fields, "id", &BodyField::field);
    const Result<Json> text = id == entry.fields.end() ? fail(ErrorCode::Missing) : parseJson(id->first);
    return text && text->asString() ? QString::fromStdString(*text->asString()) : QString();
}

} // namespace

ConflictsDialog::ConflictsDialog(PageContext &context, Zone zone, QWidget *parent)
    : QDialog(parent), m_context(context), m_words{{}, std::move(zone)},
      m_model(new RowsModel<ConflictEntry>(
          conflictColumns(m_words), [](const ConflictEntry &entry) { return keyOf(entry); }, this)),
      m_bodyModel(new RowsModel<BodyField>(
          bodyColumns(m_words, {}), [](const BodyField &field) { return keyOf(field); }, this)),
      m_table(new DataTable), m_bodies(new DataTable), m_all(new QCheckBox(tr("Show &decided ones too"))),
      m_head(new QLabel), m_effect(new QLabel), m_effectDelay(new QTimer(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Conflicts"));
    m_effectDelay->setSingleShot(true);
    m_effectDelay->setInterval(effectDelay);
    build();
    connect(m_effectDelay, &QTimer::timeout, this, &ConflictsDialog::workOut);
    connect(m_all, &QCheckBox::toggled, this, &ConflictsDialog::load);
    connect(m_table, &DataTable::selectionChanged, this, &ConflictsDialog::follow);
    connect(&m_context.workspace, &Workspace::changed, this, [this](Topics topics) {
        if (topics & (Topics(Topic::Usage) | Topic::Tokens))
            load();
    });
    load();
    m_table->view()->setFocus();
}

void ConflictsDialog::build()
{
    auto *intro = new QLabel(tr("These requests came twice under one id, with different content. The first counts until "
                                "you decide; every decision can be taken back."));
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_table->view()->setObjectName(QStringLiteral("conflicts"));
    m_table->view()->setAccessibleName(tr("Conflicts"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("differs"));
    m_table->setYieldingColumns(
        {QStringLiteral("found"), QStringLiteral("file"), QStringLiteral("id"), QStringLiteral("time")});
    m_table->setEmptyStates(new EmptyState(QStringLiteral("check"), tr("Nothing contradicts itself"),
                                tr("When a request comes again with other content, both are shown here for you to "
                                   "decide which counts.")),
        nullptr);
    auto *top = new QHBoxLayout;
    top->addWidget(intro, 1);
    top->addWidget(m_all, 0, Qt::AlignTop);
    auto *split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(12);
    split->addWidget(m_table);
    split->addWidget(buildBodies());
    split->setSizes({240, 320});
    m_first = new QPushButton(tr("Keep the &first"));
    m_second = new QPushButton(tr("Keep the &second"));
    m_first->setObjectName(QStringLiteral("keepFirst"));
    m_second->setObjectName(QStringLiteral("keepSecond"));
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_first, m_second, close})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_first);
    buttons->addWidget(m_second);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(top);
    layout->addWidget(split, 1);
    layout->addLayout(buttons);
    resize(940, 680);
    connect(m_first, &QPushButton::clicked, this, [this] { decide(Keep::First); });
    connect(m_second, &QPushButton::clicked, this, [this] { decide(Keep::Second); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

QWidget *ConflictsDialog::buildBodies()
{
    m_bodies->view()->setObjectName(QStringLiteral("bodies"));
    m_bodies->view()->setAccessibleName(tr("Both side by side"));
    m_bodies->setModel(m_bodyModel);
    m_bodies->setStretchColumn(QStringLiteral("second"));
    m_effect->setObjectName(QStringLiteral("effect"));
    for (QLabel *label : {m_head, m_effect}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *lower = new QWidget;
    auto *layout = new QVBoxLayout(lower);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_head);
    layout->addWidget(m_bodies, 1);
    layout->addWidget(m_effect);
    return lower;
}

void ConflictsDialog::load()
{
    m_isStale = m_pending > 0;
    if (m_isStale)
        return; // an import changes more often than this answers
    ++m_pending;
    m_context.workspace.read(
        this,
        [isAll = m_all->isChecked()](Services &services) -> Result<Answer> {
            Result<std::vector<ConflictRow>> rows = services.conflicts.list(isAll);
            const Result<std::vector<TokenName>> tokens = services.tokens.names();
            if (!rows || !tokens)
                return std::unexpected(!rows ? rows.error() : tokens.error());
            Answer answer;
            for (const TokenName &token : *tokens)
                answer.tokens.emplace(token.id.text, token.name);
            for (ConflictRow &row : *rows) {
                Result<std::vector<BodyField>> fields = fieldsOf(row.first, row.second);
                if (!fields)
                    return std::unexpected(fields.error());
                answer.entries.push_back({std::move(row), std::move(*fields)});
            }
            return answer;
        },
        [this](Result<Answer> answer) {
            --m_pending;
            if (answer)
                adopt(std::move(*answer));
            else
                m_context.notifyError(sentence(answer.error()));
            if (m_isStale)
                load();
        });
}

void ConflictsDialog::adopt(Answer answer)
{
    if (m_words.tokens != answer.tokens) {
        m_words.tokens = std::move(answer.tokens);
        m_model->setColumns(conflictColumns(m_words));
    }
    m_model->setRows(std::move(answer.entries));
    if (std::exchange(m_isFirst, false) && m_model->rowCount() > 0)
        m_table->selectKey(m_model->keyAt(0));
    follow();
}

std::vector<ConflictRow> ConflictsDialog::chosen() const
{
    std::vector<ConflictRow> rows;
    for (const QString &key : m_table->selectedKeys())
        if (const ConflictEntry *entry = m_model->find(key))
            rows.push_back(entry->row);
    return rows;
}

void ConflictsDialog::follow()
{
    const QStringList keys = m_table->selectedKeys();
    const ConflictEntry *current = m_model->find(keys.contains(m_table->currentKey()) ? m_table->currentKey() : keys.value(0));
    m_bodyModel->setColumns(bodyColumns(m_words, current ? current->row.stands : std::nullopt));
    m_bodyModel->setRows(current ? current->fields : std::vector<BodyField>());
    m_head->setText(keys.size() > 1
            ? tr("%1 chosen; the one with the focus is shown. A decision is for all of them.")
                  .arg(integerText(keys.size()))
            : current ? tr("Request %1").arg(idOf(*current)) : QString());
    const std::vector<ConflictRow> rows = chosen();
    const auto isOpenFor = [&](Keep keep) {
        return std::ranges::any_of(
            rows, [keep](const ConflictRow &row) { return row.decision != keep || row.stands != keep; });
    };
    m_first->setEnabled(isOpenFor(Keep::First));
    m_second->setEnabled(isOpenFor(Keep::Second));
    m_effect->clear();
    ++m_effectNumber;
    m_isWorkingOut = !rows.empty() && rows.size() <= mostTriedOut;
    if (m_isWorkingOut)
        m_effectDelay->start();
    else if (!rows.empty())
        m_effect->setText(tr("Choose at most %1 to see what a decision does to bills.").arg(mostTriedOut));
}

/// What the decision would do that changes something.
void ConflictsDialog::workOut()
{
    const std::vector<ConflictRow> rows = chosen();
    const bool isTaken = std::ranges::all_of(rows, [](const ConflictRow &row) { return row.stands == Keep::Second; });
    const Keep keep = isTaken ? Keep::First : Keep::Second;
    std::vector<ConflictChoice> choices;
    for (const ConflictRow &row : rows)
        choices.push_back({row.number, keep});
    const int number = m_effectNumber;
    m_effect->setText(tr("Working out what it does to bills…"));
    m_context.workspace.ask(
        this, [choices](Services &services) { return services.conflicts.effects(choices); },
        [this, number, keep](const Result<std::vector<ConflictEffect>> &effects) {
            if (number != m_effectNumber)
                return; // others are chosen by now
            m_isWorkingOut = false;
            const QString head = keep == Keep::First ? tr("If the first is kept:") : tr("If the second is kept:");
            m_effect->setText(head + u' ' + (effects ? effectText(*effects) : sentence(effects.error())));
        });
}

QString ConflictsDialog::effect() const
{
    return m_effect->text();
}

void ConflictsDialog::decide(Keep keep)
{
    const std::vector<ConflictRow> rows = chosen();
    if (!rows.empty())
        decideUndoably(m_context, rows, keep);
}

} // namespace toll
