// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/study.h"
#include "ui/models/cell.h"
#include "ui/pages/simulation/replayer.h"
#include "ui/text/numbers.h"

#include "core/reports/table.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace toll {

class DataTable;
class TableModel;

/// One way to look at what a scenario does: what is asked, in a row of inputs; the answer in a sentence; a chart; a
/// table.
class ResultTab : public QWidget {
    Q_OBJECT

public:
    ResultTab(const QString &title, const QString &id, QWidget *parent = nullptr);

    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const QString &id() const { return m_id; }
    /// What is to be asked of the scenario for it; nothing: it needs no study, or its inputs are at fault.
    [[nodiscard]] virtual std::optional<StudyQuestions> questions() const { return std::nullopt; }
    virtual void showStudy(const Study &study, bool isCoarse);
    /// The totals: while sliders move, too.
    virtual void showTried(const TriedOut &tried, const LoadedHistory &history);
    /// What the figures shown rest on: seed, runs, …; may be empty.
    [[nodiscard]] virtual QString method() const { return {}; }
    [[nodiscard]] virtual ReportTable report() const;
    /// Which of the currencies is shown, counted in the order of their codes.
    void setPlace(std::size_t place);
    /// What becomes of a question: "Being calculated…", why it failed; empty for nothing to say.
    void setState(const QString &text, Tone tone = Tone::Muted);
    /// Its inputs, kept between sessions.
    [[nodiscard]] virtual QVariantMap state() const { return {}; }
    virtual void restore(const QVariantMap &state) { Q_UNUSED(state) }

signals:
    void asked(); ///< other inputs: ask again

protected:
    virtual void showPlace() = 0;
    [[nodiscard]] std::size_t place() const { return m_place; }
    /// The one of the chosen currency; null where there is none.
    template<typename T>
    [[nodiscard]] const T *shown(const std::vector<T> &all) const
    {
        return m_place < all.size() ? &all[m_place] : nullptr;
    }
    void setHeadline(const QString &text);
    void addInput(const QString &label, QWidget *input);
    void addInput(QWidget *input);
    /// What is added from now on stands below what there is.
    void beginInputRow();
    DataTable *addTable(TableModel *model, const QString &accessibleName, const QString &stretchColumn);
    /// Stands between the sentence and the tables.
    void addChart(QWidget *chart);

private:
    QString m_title;
    QString m_id;
    std::size_t m_place = 0;
    QVBoxLayout *m_inputRows;
    QHBoxLayout *m_inputs = nullptr; ///< the last row
    QLabel *m_headline;
    QLabel *m_state;
    QVBoxLayout *m_charts;
    QVBoxLayout *m_tables;
    std::vector<std::pair<DataTable *, TableModel *>> m_shown;
};

/// What a table shows, each cell as copying gives it.
[[nodiscard]] ReportTable reportOf(const TableModel &model, const std::string &name);

} // namespace toll
