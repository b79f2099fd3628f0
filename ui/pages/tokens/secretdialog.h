// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace toll {

class SecretView;

/// A dialog that first asks and then, in the same place, shows the secrets that came of it. It lets nobody leave
/// unwarned with a secret that was never copied.
class SecretDialog : public QDialog {
    Q_OBJECT

public:
    SecretDialog(PageContext &context, const QString &title, const QString &doIt, QWidget *parent);
    void reject() override;

protected:
    /// The questions; `run` is called by the main button.
    void setQuestions(QWidget *questions);
    virtual void run() = 0;
    void showSecrets(std::vector<IssuedToken> issued);
    /// Says what went wrong under the questions, which can be asked again.
    void complain(const QString &text);
    void setBusy(bool isBusy);
    [[nodiscard]] PageContext &context() const { return m_context; }

private:
    void onMainButton();

    PageContext &m_context;
    QStackedWidget *m_stack;
    SecretView *m_secrets = nullptr;
    class Field *m_place;
    QPushButton *m_cancel;
    QPushButton *m_main;
    bool m_isWarned = false;
    bool m_isBusy = false;
};

} // namespace toll
