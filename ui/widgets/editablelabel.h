// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace toll {

/// A text that can be changed where it stands: its button or a double click begins, Enter or leaving it commits, Escape
/// takes back what was typed.
class EditableLabel : public QWidget {
    Q_OBJECT

public:
    /// `name` says to everyone what the text is ("Note"); `placeholder` stands where there is none.
    EditableLabel(const QString &name, const QString &placeholder, QWidget *parent = nullptr);

    /// What is shown; an edit under way goes on undisturbed.
    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    void beginEditing();
    void cancel();
    [[nodiscard]] bool isEditing() const { return m_isEditing; }

signals:
    /// Another text was entered. What is shown stays as it was until setText.
    void edited(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void commit();
    void finish();
    void refresh();

    QString m_text;
    QString m_placeholder;
    bool m_isEditing = false;
    QLabel *m_label;
    QToolButton *m_button;
    QLineEdit *m_input;
};

} // namespace toll
