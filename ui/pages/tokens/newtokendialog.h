// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/tokens/secretdialog.h"
#include "ui/pages/tokens/tokenform.h"

class QLabel;

namespace toll {

/// Makes tokens, and a customer for them on the way; then shows the secrets.
class NewTokenDialog : public SecretDialog {
    Q_OBJECT

public:
    /// Begins with the rate, cap and lifetime of `example`.
    NewTokenDialog(PageContext &context, const std::optional<Token> &example, QWidget *parent);

signals:
    void created(const QString &tokenId); ///< the first of them

protected:
    void run() override;

private:
    /// A customer that was made stays made, whatever becomes of the token.
    struct Outcome {
        std::optional<Customer> customer;
        Result<std::vector<IssuedToken>> issued;
    };
    [[nodiscard]] static Outcome make(Services &services, TokenOrder order);

    [[nodiscard]] QWidget *buildSummary();
    void load(const CustomerId &customer);
    void finish(Outcome outcome);

    std::optional<Token> m_example;
    TokenForm *m_form;
    QLabel *m_summary = nullptr;
};

} // namespace toll
