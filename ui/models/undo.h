// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QUndoStack;

namespace toll {

/// What can be taken back: each step is a pair of service calls, both asynchronous. The step enters the stack when it
/// has succeeded; a failed undo leaves the stack as it was and reports.
class Undo : public QObject {
    Q_OBJECT

public:
    explicit Undo(QObject *parent = nullptr);

    /// Notes a step that has already been done. `text` completes "Undo …".
    void push(const QString &text, std::function<void()> undo, std::function<void()> redo);
    /// The undo or redo that ran last did not succeed: the stack goes back to where it was, and nothing is run. A step
    /// calls this from its error path, beside reporting.
    void failed();
    /// Forgets everything, as when another workspace is opened.
    void clear();
    [[nodiscard]] QUndoStack *stack() const { return m_stack; }

signals:
    void pushed(const QString &text); ///< the toast offers to take it back

private:
    QUndoStack *m_stack = nullptr;
    int m_previous = 0; ///< index before the step that ran last
    int m_index = 0;
    bool m_quiet = false; ///< the stack moves, the steps do not run
};

} // namespace toll
