// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace toll {

/// An input with room under it for what is wrong with it or what it leads to.
class Field : public QWidget {
    Q_OBJECT

public:
    explicit Field(QWidget *input, QWidget *parent = nullptr);

    /// Says what is wrong, at the input and to screen readers; an empty text is content again.
    void complain(const QString &text);
    /// Says what the input leads to; a complaint takes its place.
    void setHint(const QString &text);
    [[nodiscard]] bool hasComplaint() const { return !m_complaint.isEmpty(); }
    [[nodiscard]] QWidget *input() const { return m_input; }

private:
    void showText();

    QWidget *m_input;
    QLabel *m_text;
    QString m_complaint;
    QString m_hint;
};

/// The same palette with another ink, for words in a tone.
void setInk(QWidget *widget, bool isDanger);

} // namespace toll
