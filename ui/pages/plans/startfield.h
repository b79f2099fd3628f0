// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/plans/planentry.h"
#include "ui/widgets/field.h"

class QDateEdit;

namespace toll {

/// The day from which an agreement is to hold, in the customer's zone, and what that day leads to.
class StartField : public Field {
    Q_OBJECT

public:
    explicit StartField(Instant now, QWidget *parent = nullptr);

    /// Proposes today, or the day after the last agreement (null: there is none), which it has to follow.
    void setCustomer(const Zone &zone, const Agreed *last);
    [[nodiscard]] std::string date() const; ///< ISO 8601
    /// As the service put it; the field says so by itself where it can tell.
    void refuse(const Error &fault);

private:
    StartField(QDateEdit *date, Instant now, QWidget *parent);
    void showHint();

    QDateEdit *m_date;
    Instant m_now;
    Zone m_zone;
    std::optional<Agreed> m_last;
};

} // namespace toll
