// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/pages/plans/valuefield.h"

#include <QScrollArea>

#include <vector>

class QGridLayout;

namespace toll {

/// What holds for the whole plan: its name, money, period, limits and tax.
class TermsTab : public QScrollArea {
    Q_OBJECT

public:
    explicit TermsTab(QWidget *parent = nullptr);

    /// A stored plan keeps its name: versions follow it by it.
    void show(const Json &document, const std::vector<Error> &faults, bool isReadOnly, bool isNew);
    bool focusFault();

signals:
    void edited(const std::string &pointer, const std::optional<toll::Json> &value);

private:
    void buildFields();
    ValueField *add(ValueField *field, const char *label);
    void onEntered(const std::string &key, const std::optional<Json> &value);

    QGridLayout *m_grid;
    std::vector<ValueField *> m_fields;
    Json m_document;
};

} // namespace toll
