// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/undo.h"

#include <QScopedValueRollback>
#include <QUndoCommand>
#include <QUndoStack>

namespace toll {

namespace {

class Step : public QUndoCommand {
public:
    Step(const QString &text, std::function<void()> undo, std::function<void()> redo, const bool &quiet)
        : QUndoCommand(text), m_undo(std::move(undo)), m_redo(std::move(redo)), m_quiet(quiet)
    {
    }

    void undo() override
    {
        if (!m_quiet)
            m_undo();
    }
    void redo() override
    {
        if (!m_quiet)
            m_redo();
    }

private:
    std::function<void()> m_undo;
    std::function<void()> m_redo;
    const bool &m_quiet; ///< outlives the step: both belong to the stack's owner
};

} // namespace

Undo::Undo(QObject *parent) : QObject(parent), m_stack(new QUndoStack(this))
{
    m_stack->setUndoLimit(200);
    connect(m_stack, &QUndoStack::indexChanged, this, [this](int index) {
        m_previous = m_index;
        m_index = index;
    });
}

void Undo::push(const QString &text, std::function<void()> undo, std::function<void()> redo)
{
    {
        // The stack redoes what it is given; this step has been done already.
        const QScopedValueRollback quiet(m_quiet, true);
        m_stack->push(new Step(text, std::move(undo), std::move(redo), m_quiet));
    }
    m_previous = m_index; // what was being undone has left the stack: its failure can no longer move it
    emit pushed(text);
}

void Undo::failed()
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_stack->setIndex(m_previous);
}

void Undo::clear()
{
    m_stack->clear();
    m_previous = m_index = 0;
}

} // namespace toll
