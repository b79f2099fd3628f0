// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/usage.h"
#include "ui/models/rowsmodel.h"

#include <QWidget>

class QToolButton;

namespace toll {

class DataTable;
class SearchField;

/// Single events, newest first, with a text filter and, after a click on a chart, one piece of time.
class EventsPanel : public QWidget {
    Q_OBJECT

public:
    explicit EventsPanel(QWidget *parent = nullptr);

    void setZone(const Zone &zone);
    /// Only this time; nothing: the whole period again.
    void narrow(const std::optional<Interval> &span, const QString &spanText);
    [[nodiscard]] const std::optional<Interval> &narrowed() const { return m_span; }
    void setText(const QString &text); ///< of the filter, without asking
    [[nodiscard]] std::string text() const;

    void show(const EventsFound &found);
    [[nodiscard]] QString columnState() const;
    void restoreColumns(const QString &state);
    [[nodiscard]] const RowsModel<EventRow> &model() const { return *m_model; }

signals:
    void searchChanged();

private:
    [[nodiscard]] QWidget *buildTop();

    Zone m_zone; ///< before the model, whose columns are made for it
    RowsModel<EventRow> *m_model;
    DataTable *m_table;
    SearchField *m_filter;
    QToolButton *m_scope;
    std::optional<Interval> m_span;
};

} // namespace toll
