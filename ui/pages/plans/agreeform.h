// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QWidget>

#include <vector>

class QFormLayout;
class QLineEdit;

namespace toll {

class Field;

/// The terms of an agreement as fields: prices, caps and tiers charge by charge, discount, minimum and maximum. An empty
/// field is as the plan says. What the form has no field for stays as it was agreed on before.
class AgreeForm : public QWidget {
    Q_OBJECT

public:
    /// `plan` is the plan's file.
    explicit AgreeForm(const Json &plan, QWidget *parent = nullptr);

    void show(const Json &terms);
    [[nodiscard]] Json terms() const; ///< a merge patch, see core/rating/agreement.h
    /// Puts faults at the fields they are about, and gives those that have none; the first field gets the focus.
    std::vector<Error> complain(const std::vector<Error> &faults);

private:
    struct Entry {
        std::string pointer; ///< in the plan's file
        QLineEdit *input = nullptr;
        Field *field = nullptr;
        bool isKept = false; ///< agreed in a way that the field cannot say
    };

    void addCharge(QFormLayout *form, std::size_t place);
    void addField(QFormLayout *form, const std::string &pointer, const QString &label);
    void showEntry(Entry &entry, const Json &terms) const;
    [[nodiscard]] std::string chargeAt(const std::string &place) const; ///< id
    [[nodiscard]] Json chargeTerms(const std::string &place, Json agreed) const;

    Json m_plan;
    Json m_terms; ///< agreed on before
    std::vector<Entry> m_entries;
};

} // namespace toll
