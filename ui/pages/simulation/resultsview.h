// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/simulation/resulttab.h"

#include <set>

class QButtonGroup;
class QComboBox;
class QGridLayout;
class QLabel;
class QStackedWidget;

namespace toll {

class Card;
class CompareTab;
class FiguresCard;
class GoalTab;

/// All that is said of a scenario: the totals, the tabs, and how it was found.
class ResultsView : public QWidget {
    Q_OBJECT

public:
    explicit ResultsView(QWidget *parent = nullptr);

    void setTried(const TriedOut &tried, const LoadedHistory &history);
    void setActivity(const QString &text);
    [[nodiscard]] ResultTab *current() const;
    [[nodiscard]] const std::vector<ResultTab *> &tabs() const { return m_tabs; }
    [[nodiscard]] ResultTab *tab(const QString &id) const;
    void showTab(const QString &id);
    [[nodiscard]] CompareTab *compare() const { return m_compare; }
    [[nodiscard]] GoalTab *goal() const { return m_goal; }
    /// The line below: what the figures rest on.
    void refreshMethod();
    [[nodiscard]] QString methodShown() const;
    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void currentChanged();
    void asked(toll::ResultTab *tab);
    void questionChosen(const QString &id);

private:
    void addTabs();
    void add(ResultTab *tab, int row);
    void showBook(int place);
    void bringUpToDate();
    [[nodiscard]] QString assumed() const;
    [[nodiscard]] QWidget *buildQuestions();
    void offerCurrencies(const std::vector<Outcome> &outcomes);

    std::optional<TriedOut> m_tried;
    std::optional<LoadedHistory> m_history;
    std::vector<ResultTab *> m_tabs;
    std::set<ResultTab *> m_stale; ///< that have not heard of m_tried yet
    CompareTab *m_compare;
    GoalTab *m_goal;
    FiguresCard *m_figures;
    QWidget *m_questions;
    QStackedWidget *m_book;
    QButtonGroup *m_choices; ///< ids are places in m_tabs
    QGridLayout *m_grid; ///< of the buttons: too many for one row of tabs
    QComboBox *m_currency;
    QLabel *m_method;
};

} // namespace toll
