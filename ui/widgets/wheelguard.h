// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace toll {

/// Lets the wheel scroll a long form instead of changing the inputs that pass below the pointer: an input has it once it
/// has the focus.
class WheelGuard : public QObject {
public:
    /// Of all inputs in `form` that are there by now.
    explicit WheelGuard(QWidget *form) : QObject(form)
    {
        for (QWidget *input : form->findChildren<QWidget *>())
            if (isInput(input)) {
                if (input->focusPolicy() == Qt::WheelFocus)
                    input->setFocusPolicy(Qt::StrongFocus);
                input->installEventFilter(this);
            }
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore(); // whoever holds the form takes it
        return true;
    }

private:
    static bool isInput(const QWidget *widget)
    {
        return qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
            || (qobject_cast<const QAbstractSlider *>(widget) && !qobject_cast<const QScrollBar *>(widget));
    }
};

} // namespace toll
