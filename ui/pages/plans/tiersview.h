// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tiertable.h"
#include "ui/models/rowsmodel.h"

#include <QWidget>

class QLabel;

namespace toll {

class DataTable;

/// The tiers of a price as a table that is edited in place or pasted from a spreadsheet; what is wrong with a cell stands
/// beside it.
class TiersView : public QWidget {
    Q_OBJECT

public:
    explicit TiersView(QWidget *parent = nullptr);

    void show(const Json &tiers, const std::string &pointer, const std::vector<Error> &faults, bool isReadOnly);
    void addTier();
    void removeTier();
    /// Takes the rows on the clipboard; false where there are none.
    bool paste();
    bool focusFault();
    [[nodiscard]] DataTable *table() const { return m_table; }

signals:
    void edited(const toll::Json &tiers);
    /// There was nothing on the clipboard that could be tiers.
    void nothingToPaste();

private:
    struct Row {
        int number = 0;
        QString from;
        TierText text;
        QString upToFault;
        QString rateFault;
    };

    [[nodiscard]] static std::vector<Column<Row>> columns(bool isReadOnly);
    void buildTable();
    [[nodiscard]] QWidget *buildButtons();
    void onEdited(const QString &key, const QString &column, const QString &text);

    RowsModel<Row> *m_model;
    DataTable *m_table;
    QLabel *m_faults;
    QWidget *m_buttons = nullptr;
    Json m_tiers;
    bool m_isReadOnly = false;
};

} // namespace toll
