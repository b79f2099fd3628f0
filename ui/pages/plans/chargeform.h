// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/pages/plans/valuefield.h"

#include <vector>

class QGridLayout;
class QLabel;

namespace toll {

class TiersView;

/// The chosen charge: its meter, kind of price and numbers, with the tier table where there are tiers. What is entered is
/// told, not kept: the draft decides what is shown next.
class ChargeForm : public QWidget {
    Q_OBJECT

public:
    explicit ChargeForm(QWidget *parent = nullptr);

    /// `faults` are those of the whole document.
    void show(const Json &document, int charge, const std::vector<Error> &faults, bool isReadOnly);
    [[nodiscard]] TiersView *tiers() const { return m_tiers; }
    /// Puts the cursor into the first field that has a fault.
    bool focusFault();

signals:
    /// Pointers are of the whole document; nothing: the key is to go.
    void edited(const std::string &pointer, const std::optional<toll::Json> &value);

private:
    void buildCommon();
    void buildShapes();
    ValueField *add(ValueField *field, const char *label);
    void arrange();
    void showFaults(const std::vector<Error> &faults);
    void onEntered(const std::string &key, const std::optional<Json> &value);

    QGridLayout *m_grid;
    std::vector<ValueField *> m_fields;
    TiersView *m_tiers;
    QLabel *m_more;
    Json m_charge;
    std::string m_pointer; ///< "/charges/0"
    std::string m_shape;
    std::string m_overCap;
};

} // namespace toll
