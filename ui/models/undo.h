// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QUndoStack;
class QAction;

namespace toll {

/// What can be taken back: each step is a pair of service calls, both asynchronous. The step enters the stack when it
/// has succeeded; a failed undo leaves the stack as it was and reports.
class Undo : public QObject {
    Q_OBJECT

public:
    explicit Undo(QObject *parent = nullptr);

    /// Notes a step that has already been done. `text` completes "Undo …".
    void push(const QString &text, std::function<void()> undo, std::function<void()> redo);
    [[nodiscard]] QUndoStack *stack() const { return m_stack; }

signals:
    void pushed(const QString &text); ///< the toast offers to take it back

private:
    QUndoStack *m_stack = nullptr;
};

} // namespace toll
