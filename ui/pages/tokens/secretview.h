// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace toll {

class SecretClipboard;

/// Shows new secrets, this once: one large, several as a table. Copying and saving are all that can be done to them.
class SecretView : public QWidget {
    Q_OBJECT

public:
    explicit SecretView(std::vector<IssuedToken> issued, QWidget *parent = nullptr);
    ~SecretView() override;

    /// Whether the secret has left this view by a way the user asked for.
    [[nodiscard]] bool wasTaken() const { return m_wasTaken; }
    void focusCopy();
    /// Says that the secret is about to be lost.
    void warn();

signals:
    void failed(const QString &message); ///< saving did not work

private:
    [[nodiscard]] QWidget *buildOne();
    [[nodiscard]] QWidget *buildTable();
    [[nodiscard]] QWidget *buildButtons();
    [[nodiscard]] QWidget *buildCountdown();
    void copy(const QString &text);
    void save();
    void write(const QString &file);
    [[nodiscard]] QString allText() const;
    [[nodiscard]] QByteArray csv() const;

    std::vector<IssuedToken> m_issued;
    bool m_wasTaken = false;
    QPushButton *m_copy = nullptr;
    QLabel *m_warning;
    QWidget *m_countdown = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_barText = nullptr;
    QPointer<SecretClipboard> m_clipboard;
};

} // namespace toll
